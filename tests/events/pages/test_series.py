"""Series: who sees and keeps them, and their events by year."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from loim.events.models import Event, Series
from loim.people.models import Role
from tests.factories import event, membership, published_event, series, user
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def visits(world: World) -> Series:
    return series(
        world.rakvere,
        "Ametnike välitööd",
        description="Igal aastal",
        translations={"en": {"title": "Field visits"}},
    )


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


def in_years(of: Series, world: World, *years: int) -> list[Event]:
    return [
        published_event(
            organiser=world.rakvere,
            series=of,
            title=f"Välitööd {year}",
            status="held" if year < 2020 else "published",
            start_date=date(year, 8, 7),
        )
        for year in years
    ]


def page(client: Client, of: Series) -> str:
    response = client.get(f"/en/events/series/{of.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_visitor_reads_the_events_by_year_the_newest_first(
    world: World, visits: Series, client: Client
) -> None:
    in_years(visits, world, 2017, 2018, 2019, 2099)

    html = page(client, visits)

    assert "<h1>Field visits</h1>" in html
    places = [html.index(f">{year}</h2>") for year in (2099, 2019, 2018, 2017)]
    assert places == sorted(places)
    assert '<span lang="et">Välitööd 2018</span>' in html
    assert "Copy to new dates" not in html


def test_drafts_of_a_series_are_for_those_who_prepare_it(
    world: World, visits: Series, client: Client, browser: Client
) -> None:
    in_years(visits, world, 2019)
    event(organiser=world.rakvere, status="draft", title="Salajane plaan", series=visits)

    assert "Salajane plaan" not in page(Client(), visits)
    assert "Salajane plaan" in page(browser, visits)


def test_a_series_of_drafts_alone_is_open_to_its_organisation_only(
    world: World, visits: Series, browser: Client
) -> None:
    event(organiser=world.rakvere, status="draft", series=visits)
    stranger = user()
    membership(stranger, world.narva, Role.COORDINATOR)
    elsewhere = Client()
    elsewhere.force_login(stranger)
    address = f"/events/series/{visits.pk}/"

    assert Client().get(address).status_code == 302
    assert elsewhere.get(address).status_code == 403
    assert browser.get(address).status_code == 200
    for client in (Client(), elsewhere):
        assert "Ametnike välitööd" not in client.get("/events/series/").content.decode()
    assert "Ametnike välitööd" in browser.get("/events/series/").content.decode()


def test_the_list_counts_what_one_may_read(world: World, visits: Series, browser: Client) -> None:
    in_years(visits, world, 2017, 2019)
    event(organiser=world.rakvere, status="draft", series=visits, start_date=date(2024, 1, 1))
    series(world.narva, "Tühi")

    def rows(client: Client) -> list[tuple[str, int, date, date]]:
        found = client.get("/events/series/").context["series_list"].page
        return [(row.title, row.event_count, row.first_day, row.last_day) for row in found]

    assert rows(Client()) == [("Ametnike välitööd", 2, date(2017, 8, 7), date(2019, 8, 7))]
    assert rows(browser) == [("Ametnike välitööd", 3, date(2017, 8, 7), date(2024, 1, 1))]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_series_and_the_list_take_the_same_queries(
    world: World, visits: Series, django_assert_num_queries: Any, rows: int
) -> None:
    in_years(visits, world, *range(2017, 2017 + rows))
    for _number in range(rows):
        in_years(series(world.rakvere), world, 2018)
    with django_assert_num_queries(4):
        Client().get(f"/events/series/{visits.pk}/")
    with django_assert_num_queries(2):
        Client().get("/events/series/")


def form(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "title": "Kohtumised",
        "description": "Kord kvartalis",
        "organiser": world.rakvere.pk,
        "language": "et",
        "title_ru": "Встречи",
        **changes,
    }


def test_a_series_is_made_edited_and_removed_while_it_is_empty(
    world: World, browser: Client
) -> None:
    browser.post("/en/events/series/new/", form(world))
    made = Series.objects.get()
    assert (made.title, made.organiser) == ("Kohtumised", world.rakvere)
    assert made.translations == {"ru": {"title": "Встречи"}}

    browser.post(f"/en/events/series/{made.pk}/edit/", form(world, title="Arutelud"))
    made.refresh_from_db()
    assert made.title == "Arutelud"
    assert "History of changes" in page(browser, made)

    (held,) = in_years(made, world, 2019)
    refused = browser.post(f"/en/events/series/{made.pk}/remove/", follow=True)
    assert "This series has events." in refused.content.decode()
    Event.objects.filter(pk=held.pk).update(series=None)
    browser.post(f"/en/events/series/{made.pk}/remove/")
    assert Series.objects.count() == 0


def test_two_series_of_an_organisation_have_two_titles(
    world: World, visits: Series, browser: Client
) -> None:
    said = browser.post("/en/events/series/new/", form(world, title="Ametnike välitööd"))
    assert "has a series of this title already" in said.content.decode()
    assert Series.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", ["edit", "copy", "remove"])
def test_others_change_no_series(
    world: World, visits: Series, client: Client, method: str, path: str
) -> None:
    stranger = user()
    membership(stranger, world.narva, Role.COORDINATOR)
    client.force_login(stranger)
    response = getattr(client, method)(f"/events/series/{visits.pk}/{path}/", form(world))
    assert response.status_code in {403, 405}
    visits.refresh_from_db()
    assert visits.title == "Ametnike välitööd"


def test_nobody_makes_a_series_for_another_organisation(world: World, browser: Client) -> None:
    browser.post("/events/series/new/", form(world, organiser=world.narva.pk))
    assert Series.objects.count() == 0


def test_the_event_list_is_filtered_by_series(
    world: World, visits: Series, browser: Client
) -> None:
    in_years(visits, world, 2018)
    event(organiser=world.rakvere, title="Muu")
    found = browser.get("/events/", {"series": visits.pk}).context["events"].page
    assert [each.title for each in found] == ["Välitööd 2018"]
