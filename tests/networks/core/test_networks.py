"""Networks: who records, changes, ends and sees them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from loim.networks.models import Network
from loim.networks.queries.members import organisations_in
from loim.people.models import Organisation, Role, User
from loim.programmes.models import StaleSource
from tests.factories import membership, network, organisation, period_lock, user
from tests.factories.networks import mandate, member, seat
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


def form(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "name": "Rakvere spetsialistid",
        "kind": "specialists",
        "organisation": world.rakvere.pk,
        "activity": world.activity.pk,
        "start_date": "2023-03-30",
        "description": "Kord kvartalis",
        "lines": "Eesti Töötukassa\nTartu LV",
        **changes,
    }


def members(of: Network) -> set[str]:
    return set(organisations_in(of, timezone.localdate()).values_list("name", flat=True))


def test_a_network_is_recorded_with_its_members(world: World, browser: Client) -> None:
    browser.post("/networks/new/", form(world))
    made = Network.objects.get()
    assert (made.name, made.organisation, made.start_date) == (
        "Rakvere spetsialistid",
        world.rakvere,
        date(2023, 3, 30),
    )
    assert members(made) == {"Eesti Töötukassa", "Tartu Linnavalitsus"}
    assert StaleSource.objects.filter(programme=world.programme, source="networks").exists()


def test_an_unknown_member_is_asked_about(world: World, browser: Client) -> None:
    page = browser.post("/en/networks/new/", form(world, lines="Uus Selts")).content.decode()
    assert "Which organisation is “Uus Selts”?" in page
    assert Network.objects.count() == 0


def test_the_same_name_is_refused_and_nothing_typed_is_lost(
    world: World,
    browser: Client,
) -> None:
    network(world.rakvere, world.activity, name="Rakvere spetsialistid")
    page = browser.post("/en/networks/new/", form(world)).content.decode()
    assert "leads a network of this name already" in page
    assert "Kord kvartalis" in page
    assert Network.objects.count() == 1


def test_a_network_to_come_counts_for_nothing(world: World, browser: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = browser.post("/en/networks/new/", form(world, start_date=tomorrow.isoformat()))
    assert "has begun to work" in page.content.decode()
    assert Network.objects.count() == 0


def test_an_edit_changes_members_and_dates(world: World, browser: Client) -> None:
    found = network(world.rakvere, world.activity)
    member(found, world.fund)
    page = browser.get(f"/networks/{found.pk}/edit/").content.decode()
    assert "Eesti Töötukassa" in page

    browser.post(
        f"/networks/{found.pk}/edit/",
        form(world, lines="Narva linn", end_date="2023-12-31"),
    )
    found.refresh_from_db()
    assert members(found) == {"Narva Linnavalitsus"}
    assert found.end_date == date(2023, 12, 31)


def test_it_ends_and_not_before_it_began(world: World, browser: Client) -> None:
    found = network(world.rakvere, world.activity, start_date=date(2023, 3, 1))
    path = f"/en/networks/{found.pk}/end/"
    assert "cannot end before" in browser.post(path, {"end_date": "2023-02-28"}).content.decode()
    browser.post(path, {"end_date": "2023-09-30"})
    found.refresh_from_db()
    assert found.end_date == date(2023, 9, 30)
    assert "Ended" in browser.get(f"/en/networks/{found.pk}/").content.decode()


def test_a_locked_period_holds_a_networks_past(world: World, browser: Client) -> None:
    found = network(world.rakvere, world.activity, start_date=date(2023, 3, 1))
    period_lock(world.programme, date(2023, 4, 1), date(2023, 6, 30))
    path = f"/en/networks/{found.pk}/end/"
    assert "is locked" in browser.post(path, {"end_date": "2023-05-31"}).content.decode()
    browser.post(path, {"end_date": "2023-09-30"})  # after the period it may end
    found.refresh_from_db()
    assert found.end_date == date(2023, 9, 30)


def stranger(of: Organisation, role: str = Role.COORDINATOR) -> User:
    person = user()
    membership(person, of, role)
    return person


def test_a_stranger_sees_and_changes_nothing(world: World, client: Client) -> None:
    found = network(world.rakvere, world.activity, name="Rakvere spetsialistid")
    client.force_login(stranger(world.narva))
    assert client.get(f"/networks/{found.pk}/").status_code == 403
    assert client.get(f"/networks/{found.pk}/edit/").status_code == 403
    assert client.post(f"/networks/{found.pk}/end/", {"end_date": "2023-09-30"}).status_code == 403
    assert "Rakvere spetsialistid" not in client.get("/networks/").content.decode()
    assert "Rakvere spetsialistid" not in client.get("/networks/export.csv").content.decode()
    client.post("/networks/new/", form(world))
    assert Network.objects.count() == 1


def test_a_member_of_the_network_sees_it(world: World, client: Client) -> None:
    found = network(world.rakvere, world.activity)
    member(found, world.narva)
    client.force_login(stranger(world.narva))
    assert client.get(f"/networks/{found.pk}/").status_code == 200
    assert client.get(f"/networks/{found.pk}/edit/").status_code == 403


@pytest.mark.parametrize("role", [Role.MEMBER, Role.EDITOR, Role.ADMINISTRATOR])
def test_who_records_nothing_adds_no_network(
    world: World,
    client: Client,
    role: str,
) -> None:
    client.force_login(stranger(world.rakvere, role))
    assert client.get("/networks/new/").status_code == 403
    assert client.post("/networks/new/", form(world)).status_code == 403
    assert client.get("/networks/").status_code == 200


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Koda", "Spetsialistid"]),
        ({"kind": "integration_chamber"}, ["Koda"]),
        ({"state": "ended"}, ["Koda"]),
        ({"state": "working"}, ["Spetsialistid"]),
        ({"text": "spets"}, ["Spetsialistid"]),
        ({"sort": "-members"}, ["Spetsialistid", "Koda"]),
    ],
)
def test_filters_and_orders(
    world: World,
    browser: Client,
    query: dict[str, str],
    expected: list[str],
) -> None:
    member(network(world.rakvere, world.activity, name="Spetsialistid"), world.fund)
    network(
        world.rakvere,
        world.activity,
        name="Koda",
        kind="integration_chamber",
        end_date=date(2023, 6, 30),
    )
    found = browser.get("/networks/", query).context["networks"].page
    assert [each.name for each in found] == expected


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_take_the_same_queries(
    world: World,
    browser: Client,
    django_assert_num_queries: Any,
    rows: int,
) -> None:
    for _number in range(rows):
        member(network(world.rakvere, world.activity), organisation())
    with django_assert_num_queries(7):
        browser.get("/networks/")
    with django_assert_num_queries(5):
        browser.get("/networks/export.csv")


def test_everybody_finds_public_networks_and_nobody_else_the_others(
    world: World, client: Client
) -> None:
    shown = network(world.rakvere, world.activity, name="Avalik kogu", is_public=True)
    network(world.rakvere, world.activity, name="Sisemine võrgustik")
    seat(shown)
    page = client.get("/en/networks/").content.decode()
    assert "Avalik kogu" in page
    assert "Sisemine" not in page
    assert f"/networks/{shown.pk}/seats/" in page  # its vacant seat
    assert client.get("/networks/export.csv").status_code == 302


def test_rules_and_texts_are_kept_in_four_languages(world: World, browser: Client) -> None:
    said = form(
        world, name_en="Specialists of Rakvere", name_uk="Фахівці", description_ru="Кто мы",
        founding_act="Korraldus nr 7", founding_date="2023-03-29", founding_url="naide.ee/akt",
        term_months="24", quorum="number", quorum_number="5", county_meetings="2", is_public="on",
    )  # fmt: skip
    browser.post("/networks/new/", said)
    made = Network.objects.get()
    assert (made.term_months, made.quorum, made.quorum_number, made.county_meetings) == (
        24, "number", 5, 2,
    )  # fmt: skip
    assert (made.founding_url, made.is_public) == ("https://naide.ee/akt", True)
    page = Client().get(f"/en/networks/{made.pk}/").content.decode()
    assert "Specialists of Rakvere" in page
    assert "5 members" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"quorum": "number"}, "Say how many members have to be there."),
        ({"term_months": "0"}, "greater than or equal to 1"),
        ({"founding_url": "ei ole aadress"}, "Enter a valid URL"),
    ],
)
def test_a_rule_that_says_nothing_is_refused(
    world: World, browser: Client, wrong: dict[str, str], words: str
) -> None:
    page = browser.post("/en/networks/new/", form(world, **wrong)).content.decode()
    assert words in page
    assert Network.objects.count() == 0


def test_who_came_and_went_is_history_for_the_keepers_alone(world: World, browser: Client) -> None:
    found = network(world.rakvere, world.activity)
    mandate(seat(found, title="Esimene koht"), member(found, name="Mari Näidis"))
    path = f"/en/networks/{found.pk}/"
    page = browser.get(path).content.decode()
    assert "Mari Näidis" in page
    assert "Esimene koht" in page.split("History of changes")[1]
    manager_of_narva = stranger(world.narva)
    member(found, world.narva)
    browser.force_login(manager_of_narva)
    assert "Mari Näidis" not in browser.get(path).content.decode()
