"""Members come, are listed by their own word, and leave."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from loim.common.models import OutgoingMail
from loim.networks.actions.members import end_memberships_of
from loim.networks.models import Member, Network
from tests.factories import membership, network, user
from tests.factories.networks import mandate, member, seat
from tests.networks.core.letters import mail_text
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def body(world: World) -> Network:
    return network(world.rakvere, world.activity, name="Osaluskogu", kind="participatory_body")


@pytest.fixture
def keeper(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


def form(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Mari Näidis",
        "email": "mari@example.ee",
        "phone": "5550 0001",
        "organisation": "Eesti Töötukassa",
        "party": "state",
        "language": "et",
        "start_date": "2024-01-01",
        "role": "member",
        "submission": str(uuid4()),
        **changes,
    }


def test_a_member_is_added_and_told_by_a_letter(
    world: World, body: Network, keeper: Client
) -> None:
    said = form(language="en")
    keeper.post(f"/networks/{body.pk}/members/new/", said)
    keeper.post(f"/networks/{body.pk}/members/new/", said)  # a double click
    added = Member.objects.get()
    assert (added.name, added.organisation, added.listed_consent_at) == (
        "Mari Näidis",
        world.fund,
        None,
    )
    [letter] = OutgoingMail.objects.all()
    assert letter.to == "mari@example.ee"
    assert "/en/networks/own/" in mail_text(letter)


def test_many_lines_are_all_added_or_none(world: World, body: Network, keeper: Client) -> None:
    path = f"/en/networks/{body.pk}/members/paste/"
    said = {"language": "et", "start_date": "2024-01-01", "submission": str(uuid4())}
    lines = "1. Mari Näidis\tmari@example.ee\tTöötukassa Narva\n\nAnts Näidis, ants@example\n"
    page = keeper.post(path, {**said, "lines": lines}).content.decode()
    assert "Line 1: no organisation is called “Töötukassa Narva”." in page
    assert "Line 3: “ants@example” is not an e-mail address." in page
    assert "Ants Näidis, ants@example" in page
    assert Member.objects.count() == 0

    lines = "Mari Näidis\tmari@example.ee\tEesti Töötukassa\nAnts Näidis\nNarva linn"
    keeper.post(path, {**said, "lines": lines})
    found = {(str(each), each.organisation) for each in Member.objects.all()}
    assert found == {
        ("Mari Näidis", world.fund),
        ("Ants Näidis", None),
        (str(world.narva), world.narva),
    }


@pytest.mark.parametrize(
    ("known", "wrong", "words"),
    [
        ({"email": "MARI@example.ee"}, {}, "belongs to the network on some of those days already"),
        (
            {"role": "chair"},
            {"role": "chair", "email": "teine@example.ee"},
            "has another chair on some of those days",
        ),
        ({}, {"end_date": "2023-12-31"}, "cannot be before"),
        ({}, {"organisation": "Pole Olemas MTÜ"}, "No organisation is called so"),
        ({}, {"name": "", "organisation": ""}, "Write a name, or choose an organisation"),
        (
            {},
            {"role": "deputy", "role_end_date": "2030-01-01", "end_date": "2025-01-01"},
            "A role lasts no longer than the membership",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(
    body: Network, keeper: Client, known: dict[str, Any], wrong: dict[str, Any], words: str
) -> None:
    member(body, name="Juba", **known)
    page = keeper.post(f"/en/networks/{body.pk}/members/new/", form(**wrong)).content.decode()
    assert words in page
    assert "5550 0001" in page
    assert Member.objects.count() == 1


def test_who_has_an_account_is_found_by_the_address(body: Network, keeper: Client) -> None:
    person = user("mari@example.ee")
    keeper.post(f"/networks/{body.pk}/members/new/", form())
    assert Member.objects.get().user == person
    [letter] = OutgoingMail.objects.all()
    assert f"/networks/{body.pk}/mine/" in mail_text(letter)


def test_a_member_leaves_and_the_seat_is_vacant(body: Network, keeper: Client) -> None:
    held = mandate(seat(body), member(body, name="Ants"))
    page = keeper.get(f"/en/networks/members/{held.member_id}/end/").content.decode()
    assert "it becomes vacant" in page
    keeper.post(f"/networks/members/{held.member_id}/end/", {"end_date": "2024-05-31"})
    held.refresh_from_db()
    assert (held.end_date, held.ending) == (date(2024, 5, 31), "left")
    assert held.member.end_date == date(2024, 5, 31)


def test_nobody_leaves_before_joining(body: Network, keeper: Client) -> None:
    ants = member(body, name="Ants", start_date=date(2024, 5, 1))
    path = f"/en/networks/members/{ants.pk}/end/"
    assert "cannot be before" in keeper.post(path, {"end_date": "2024-04-30"}).content.decode()


def test_an_organisation_that_is_gone_leaves_every_network(world: World, body: Network) -> None:
    other = network(world.rakvere, world.activity)
    held = mandate(seat(body), member(body, world.fund, name="Mari"))
    as_such = member(other, world.fund)
    kept = member(other, world.narva)
    day = date(2024, 5, 31)
    left = end_memberships_of(
        organisation=world.fund, end_date=day, reason="Kustutatud", by=world.manager,
        now=timezone.now(),
    )  # fmt: skip
    for each in (held, held.member, as_such, kept):
        each.refresh_from_db()
    assert left == 2
    assert (held.end_date, held.ended_reason) == (day, "Kustutatud")
    assert (held.member.end_date, as_such.end_date, kept.end_date) == (day, day, None)


def test_offices_and_memberships_to_come_end_with_the_organisation(
    world: World, body: Network
) -> None:
    day = date(2024, 5, 31)
    chair = member(body, world.fund, name="Mari", role="chair", role_end_date=date(2025, 1, 31))
    for name in ("Ants", "Peeter"):
        member(body, world.fund, name=name, start_date=date(2024, 6, 1))

    left = end_memberships_of(
        organisation=world.fund, end_date=day, reason="Kustutatud", by=None, now=timezone.now()
    )

    chair.refresh_from_db()
    assert (left, chair.end_date, chair.role_end_date) == (3, day, day)
    assert list(body.members.all()) == [chair]


def test_keepers_are_warned_of_an_organisation_that_is_not_active(
    world: World, body: Network, keeper: Client
) -> None:
    member(body, world.fund)
    path = f"/en/networks/{body.pk}/members/"
    assert "is not active any more" not in keeper.get(path).content.decode()
    world.fund.is_active = False
    world.fund.save()
    assert "is not active any more" in keeper.get(path).content.decode()


@pytest.fixture
def three(world: World, body: Network) -> None:
    listed = {"listed_consent_at": timezone.now()}
    member(body, name="Nimekirjas Nele", email="nele@example.ee", phone="5551", **listed)
    member(body, name="Varjatud Vello", email="vello@example.ee", phone="5552")
    member(body, world.narva)


def test_keepers_see_contacts_members_the_listed_others_nothing(
    world: World, body: Network, client: Client, three: None
) -> None:
    path = f"/networks/{body.pk}/members/"
    client.force_login(world.coordinator)
    page = client.get(path).content.decode()
    assert all(word in page for word in ("Nele", "5551", "Vello", "vello@example.ee"))

    of_narva = user()
    membership(of_narva, world.narva)
    client.force_login(of_narva)
    page = client.get(path).content.decode()
    assert "nele@example.ee" in page
    assert not any(word in page for word in ("Vello", "vello@example.ee", "5551", "5552"))
    assert client.get(f"/networks/{body.pk}/members/export.csv").status_code == 403

    of_tartu = user()
    membership(of_tartu, world.tartu)
    client.force_login(of_tartu)
    assert client.get(path).status_code == 403


def test_a_public_page_names_only_the_listed(body: Network, client: Client, three: None) -> None:
    path = f"/en/networks/{body.pk}/"
    assert client.get(path).status_code == 302  # to sign in
    body.is_public = True
    body.save()
    page = client.get(path).content.decode()
    assert "Nele" in page
    assert "And 1 member who is not listed." in page
    assert not any(word in page for word in ("Vello", "example.ee", "5551", "History of changes"))


def test_the_list_is_exported_with_contacts(body: Network, keeper: Client, three: None) -> None:
    lines = keeper.get(f"/en/networks/{body.pk}/members/export.csv").content.decode("utf-8-sig")
    assert "Varjatud Vello;vello@example.ee;5552" in lines
    assert keeper.get(f"/networks/{body.pk}/members/export.xlsx").status_code == 200


def test_the_directory_takes_the_same_queries_for_one_and_three(
    body: Network, keeper: Client
) -> None:
    counts = []
    for rows in (1, 2):
        for number in range(rows):
            mandate(seat(body), member(body, name=f"Liige {number}"))
        with CaptureQueriesContext(connection) as made:
            keeper.get(f"/networks/{body.pk}/members/")
        counts.append(len(made))
    assert counts[0] == counts[1] <= 20  # other rooms' links ask, too


def test_a_role_has_its_days(body: Network) -> None:
    today = TODAY()
    chair = member(
        body,
        name="Mai",
        role="chair",
        role_start_date=today - timedelta(days=9),
        role_end_date=today,
    )
    assert chair.role_on(today) == "chair"
    assert chair.role_on(today + timedelta(days=1)) == "member"
