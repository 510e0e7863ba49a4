"""One's own place: by link or account."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from loim.common.own_keys import own_key
from loim.networks.models import Member, Network
from loim.networks.queries.own_link import MEMBER, key_hash_of
from tests.factories import network, user
from tests.factories.networks import mandate, member, seat
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(world: World) -> Network:
    return network(world.rakvere, world.activity, kind="participatory_body", term_months=24)


@pytest.fixture
def mari(body: Network) -> Member:
    made = member(body, name="Mari", email="mari@example.ee")
    made.key_hash = key_hash_of(made)
    made.save()
    return made


def path_of(of: Member) -> str:
    return f"/en/networks/own/{own_key(MEMBER, of.uuid)}/"


def test_a_member_consents_and_takes_it_back_by_the_link(mari: Member, client: Client) -> None:
    page = client.get(path_of(mari))
    assert "Do you want to be listed?" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"
    client.post(path_of(mari), {"step": "list"})
    mari.refresh_from_db()
    assert mari.listed_consent_at is not None
    client.post(path_of(mari), {"step": "unlist"})
    mari.refresh_from_db()
    assert mari.listed_consent_at is None


def test_another_link_opens_nothing(mari: Member, body: Network, client: Client) -> None:
    other = member(body, name="Mai")  # whose row keeps no hash
    assert client.get(path_of(other)).status_code == 404
    assert client.post("/networks/own/vale/", {"step": "list"}).status_code == 404


def test_who_has_an_account_consents_on_their_own_page(mari: Member, client: Client) -> None:
    path = f"/en/networks/{mari.network_id}/mine/"
    client.force_login(user("MARI@example.ee"))
    client.post(path, {"step": "list"})
    mari.refresh_from_db()
    assert mari.listed_consent_at is not None
    client.force_login(user("keegi@example.ee"))
    assert client.get(path).status_code == 404


def test_nobody_consents_for_another(mari: Member, world: World, client: Client) -> None:
    client.force_login(world.coordinator)
    assert client.post(f"/networks/{mari.network_id}/mine/", {"step": "list"}).status_code == 404
    mari.refresh_from_db()
    assert mari.listed_consent_at is None


def test_a_new_address_is_asked_anew(mari: Member, world: World, client: Client) -> None:
    client.post(path_of(mari), {"step": "list"})
    client.force_login(world.coordinator)
    said = {"name": "Mari", "language": "et", "start_date": "2023-03-01", "role": "member"}
    client.post(f"/networks/members/{mari.pk}/edit/", {**said, "email": "uus@example.ee"})
    mari.refresh_from_db()
    assert (mari.email, mari.listed_consent_at) == ("uus@example.ee", None)


def test_a_holder_lays_down_the_seat(mari: Member, body: Network, client: Client) -> None:
    held = mandate(seat(body), mari)
    client.post(path_of(mari), {"step": "resign", "reason": "Kolin ära"})
    held.refresh_from_db()
    assert (held.end_date, held.ending) == (timezone.localdate(), "resigned")
    page = client.post(path_of(mari), {"step": "resign"}, follow=True).content.decode()
    assert "ends on" in page


def test_what_is_over_is_not_laid_down(mari: Member, body: Network, client: Client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    held = mandate(seat(body), mari, end_date=yesterday)
    client.post(path_of(mari), {"step": "resign"})
    held.refresh_from_db()
    assert (held.end_date, held.ending) == (yesterday, "")
