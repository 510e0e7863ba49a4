"""What everybody reads of an event, what stays with those who prepare it, and for how long."""

import json
import re
from datetime import date, datetime, time
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from loim.common import brief_cache
from loim.common.brief_cache import forget_pages
from loim.events.actions.pages.page_of_event import EventPage
from loim.events.actions.recording import EventFacts, edit_event
from loim.events.models import Event, EventStatus, Partner
from loim.people.models import Role
from tests.factories import (
    attendance,
    event,
    membership,
    organisation,
    participant,
    published_event,
    registration,
    registration_settings,
    series,
    user,
)
from tests.world import World

pytestmark = pytest.mark.django_db
LINK = "https://meet.example.ee/salajane-ruum"


@pytest.fixture
def meeting(world: World) -> Event:
    """Published, with everything on its page and a link that only participants may see."""
    world.coordinator.name = "Rita Rakverest"
    world.coordinator.save()
    found = published_event(
        under=world.activity,
        organiser=world.rakvere,
        title="Kogukonnatöö",
        start_date=date(2099, 8, 27),
        start_time=time(10),
        end_time=time(16, 15),
        place="Ürituste maja",
        address="Näidise 1",
        place_municipality=world.rakvere.municipality,
        online_url=LINK,
        purpose="Mõelda üheskoos",
        description="Esimene lõik\n\nTeine lõik",
        target_group="Kogukonna arendajad",
        languages=["et", "ru"],
        audiences=["officials"],
        contact_email="info@example.ee",
        series=series(world.rakvere, "Kohtumised"),
        translations={"en": {"title": "Community work", "purpose": "To think together"}},
        recorded_by=world.coordinator,
    )
    Partner.objects.create(event=found, organisation=organisation("Näidisselts"), role="funder")
    return found


def page(client: Client, of: Event, language: str = "/en") -> str:
    response = client.get(f"{language}/events/{of.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def data(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found
    parsed: dict[str, Any] = json.loads(found[1])
    return parsed


def test_a_visitor_reads_all_that_the_organiser_wrote(meeting: Event, client: Client) -> None:
    html = page(client, meeting)
    for text in (
        "<h1>Community work</h1>",
        "To think together",
        '<div lang="et"><p>Esimene lõik</p>\n\n<p>Teine lõik</p></div>',  # not translated: marked
        "10:00",
        "16:15",
        "Ürituste maja, Näidise 1",
        "Rakvere linn, Lääne-Viru maakond",
        "Estonian, Russian",
        "Officials of municipalities",
        "info@example.ee",
        "Näidisselts",
        "funder",
        "Kohtumised",
    ):
        assert text in html


def test_what_is_not_translated_is_said_in_the_readers_language(
    meeting: Event, client: Client
) -> None:
    said = "This page has no translation yet"
    assert said not in page(client, meeting)
    Event.objects.update(translations={})
    assert said in page(client, meeting)


def test_a_visitor_reads_nothing_of_who_prepares_it(meeting: Event, client: Client) -> None:
    attendance(meeting, organisation("Salaselts"))  # it was held once and reopened
    person = participant(meeting, name="Mari Salajane", email="mari@example.ee")

    html = page(client, meeting)

    for secret in (
        "Rita Rakverest", "koordinaator@example.ee", "History of changes", "Salaselts",
        person.name, person.email, "Page and texts", LINK, "salajane-ruum",
    ):  # fmt: skip
        assert secret not in html


@pytest.mark.parametrize("status", ["published", "held", "cancelled"])
def test_the_link_for_taking_part_is_on_no_public_address(
    meeting: Event, world: World, client: Client, status: str
) -> None:
    registration_settings(meeting)
    Event.objects.update(status=status, cancel_reason="Saal on kinni.")
    addresses = [
        f"{language}/events/{path}"
        for language in ("", "/en", "/ru", "/uk")
        for path in (
            f"{meeting.pk}/",
            f"{meeting.pk}.ics",
            "calendar/",
            "calendar/feed.ics",
            "series/",
            f"series/{meeting.series_id}/",
            f"{meeting.pk}/register/",
        )
    ]
    leaks = {}
    for address in addresses:
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        if b"meet.example.ee" in body.replace(b"\r\n ", b"") or b"salajane" in body:
            leaks[address] = response.status_code
    assert leaks == {}
    for said in (f"/events/{meeting.pk}/", f"/events/{meeting.pk}.ics"):  # it was no empty page
        assert "Ürituste maja" in client.get(said).content.decode()


def test_those_who_take_part_in_the_programme_see_its_history_without_the_link(
    meeting: Event, world: World, client: Client, now: datetime
) -> None:
    facts = EventFacts(
        title="Kogukonnatöö",
        kind="network_meeting",
        scope="county",
        start_date=date(2099, 8, 27),
        end_date=date(2099, 8, 27),
        organiser=world.rakvere,
        activity=world.activity,
        place="Ürituste maja",
    )
    changed = EventPage(
        online_url=f"{LINK}-2", purpose="Uus", languages=("et",), contact_email="a@example.ee"
    )
    edit_event(event=meeting, facts=facts, page=changed, by=world.coordinator, now=now)
    colleague = user()
    membership(colleague, world.programme.ministry, Role.MINISTRY_VIEWER)
    client.force_login(colleague)

    html = page(client, meeting)

    assert "History of changes" in html
    assert "salajane" not in html


@pytest.mark.parametrize(
    ("state", "sees"),
    [("admitted", True), ("attended", True), ("offered", False), ("waiting", False),
     ("applied", False), ("declined", False), ("cancelled", False)],
)  # fmt: skip
def test_the_link_is_for_those_who_have_a_place(
    meeting: Event, client: Client, state: str, sees: bool
) -> None:
    person = user()
    participant(meeting, state, of_registration=registration(meeting, user=person))
    client.force_login(person)

    assert (LINK in page(client, meeting)) is sees


def test_a_place_at_another_event_gives_no_link(meeting: Event, client: Client) -> None:
    person, other = user(), published_event()
    participant(other, of_registration=registration(other, user=person))
    client.force_login(person)
    assert LINK not in page(client, meeting)


def test_the_organiser_sees_the_link_and_their_pages(
    meeting: Event, world: World, client: Client
) -> None:
    client.force_login(world.coordinator)
    html = page(client, meeting)
    assert LINK in html
    for path in ("page", "copy", "cancel", "take-back"):
        assert f"/en/events/{meeting.pk}/{path}/" in html


@pytest.mark.parametrize(
    ("changes", "is_open"),
    [
        ({"status": "published"}, True),
        ({"status": "held"}, True),
        ({"status": "cancelled"}, True),
        ({"status": "draft", "published_at": None}, False),
        ({"status": "cancelled", "published_at": None}, False),
        ({"status": "held", "published_at": None, "activity": None}, False),
        ({"status": "draft"}, False),  # reopened before pages were published
    ],
)
def test_what_was_published_is_open_and_a_draft_is_not(
    meeting: Event, client: Client, changes: dict[str, Any], is_open: bool
) -> None:
    Event.objects.update(**changes)
    stranger = user()
    membership(stranger, organisation(), Role.COORDINATOR)

    visitor = client.get(f"/events/{meeting.pk}/").status_code
    client.force_login(stranger)
    somebody = client.get(f"/events/{meeting.pk}/").status_code

    assert (visitor, somebody) == ((200, 200) if is_open else (302, 403))


def test_a_public_event_of_others_is_on_no_list_of_ones_own(meeting: Event, client: Client) -> None:
    stranger = user()
    membership(stranger, organisation(), Role.COORDINATOR)
    client.force_login(stranger)
    for address in ("/events/", "/events/export.csv", f"/events/record/?like={meeting.pk}"):
        assert "Kogukonnatöö" not in client.get(address).content.decode()


def test_programs_read_the_event_as_schema_org_has_it(
    meeting: Event, world: World, client: Client
) -> None:
    url = f"{settings.BASE_URL}/en/events/{meeting.pk}/"
    assert data(page(client, meeting)) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": "Community work",
        "description": "To think together",
        "startDate": "2099-08-27T10:00:00+03:00",
        "endDate": "2099-08-27T16:15:00+03:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "name": "Ürituste maja",
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": "Näidise 1",
                    "addressCountry": "EE",
                    "addressLocality": "Rakvere linn",
                    "addressRegion": "Lääne-Viru maakond",
                },
            },
            {"@type": "VirtualLocation", "url": url},
        ],
        "inLanguage": ["et", "ru"],
        "organizer": [{"@type": "Organization", "name": "Rakvere Linnavalitsus"}],
        "sponsor": [{"@type": "Organization", "name": "Näidisselts"}],
        "superEvent": {
            "@type": "EventSeries",
            "name": "Kohtumised",
            "url": f"{settings.BASE_URL}/en/events/series/{meeting.series_id}/",
        },
    }


def test_a_whole_day_and_a_cancellation_are_said_to_programs(
    meeting: Event, client: Client
) -> None:
    Event.objects.update(
        start_time=None, end_time=None, end_date=date(2099, 8, 28), status=EventStatus.CANCELLED
    )
    found = data(page(client, meeting))
    assert (found["startDate"], found["endDate"]) == ("2099-08-27", "2099-08-28")
    assert found["eventStatus"] == "https://schema.org/EventCancelled"


def test_words_of_an_organiser_end_no_script_and_open_no_tag(
    meeting: Event, client: Client
) -> None:
    written = "</script><script>alert(1)</script><b>'\""
    Event.objects.update(title=written, purpose=written, place=written, translations={})

    html = page(client, meeting)

    assert written not in html
    assert "<script>alert" not in html
    assert data(html)["name"] == written


def test_the_page_names_its_address_in_each_language(meeting: Event, client: Client) -> None:
    base, key = settings.BASE_URL, meeting.pk
    html = page(client, meeting, "/uk")
    assert f'<link rel="canonical" href="{base}/uk/events/{key}/">' in html
    for code, prefix in (("et", ""), ("en", "/en"), ("ru", "/ru"), ("uk", "/uk")):
        address = f"{base}{prefix}/events/{key}/"
        assert f'<link rel="alternate" hreflang="{code}" href="{address}">' in html
    assert '<meta property="og:title" content="Kogukonnatöö">' in html
    assert '<meta property="og:description" content="Mõelda üheskoos">' in html
    assert '<meta name="description" content="Mõelda üheskoos">' in html


def test_a_draft_is_found_by_no_search_engine(meeting: Event, world: World, client: Client) -> None:
    Event.objects.update(status="draft", published_at=None)
    client.force_login(world.coordinator)
    html = page(client, meeting)
    assert '<meta name="robots" content="noindex">' in html
    assert "ld+json" not in html
    assert "canonical" not in html


@pytest.mark.parametrize("rows", [1, 3])
def test_a_visitor_costs_a_fixed_number_of_queries(
    meeting: Event, client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for number in range(rows):
        Partner.objects.create(
            event=meeting, organisation=organisation(f"Selts {number}"), role="partner"
        )
        participant(meeting)
    registration_settings(meeting, closes_at=datetime.fromisoformat("2099-08-01T12:00+03:00"))
    # Four of them are of modules that may link from here (events/companions.py).
    with django_assert_num_queries(10):
        client.get(f"/en/events/{meeting.pk}/")


@pytest.fixture
def cached(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The page may be kept; the test moves the clock."""
    settings.BRIEF_CACHE_SECONDS = 1.0
    forget_pages()
    moment = [100.0]
    monkeypatch.setattr(brief_cache, "clock", lambda: moment[0])
    yield moment
    forget_pages()


def test_for_a_second_visitors_share_a_page_and_then_a_change_is_there(
    meeting: Event, cached: list[float], django_assert_num_queries: Any
) -> None:
    assert "<h1>Community work</h1>" in page(Client(), meeting)
    Event.objects.update(translations={"en": {"title": "Another title"}})

    with django_assert_num_queries(0):
        assert "<h1>Community work</h1>" in page(Client(), meeting)
    assert "<h1>Kogukonnatöö</h1>" in page(Client(), meeting, "")  # languages do not mix
    cached[0] += 1
    assert "<h1>Another title</h1>" in page(Client(), meeting)


def test_a_kept_page_has_the_headers_of_any_other(meeting: Event, cached: list[float]) -> None:
    address = f"/ru/events/{meeting.pk}/"
    first, kept = Client().get(address), Client().get(address)
    assert dict(kept.items()) == dict(first.items())
    assert kept["Content-Language"] == "ru"
    assert "default-src 'none'" in kept["Content-Security-Policy"]
    assert "Cookie" in kept["Vary"]


def test_whoever_signed_in_neither_fills_nor_gets_the_visitors_page(
    meeting: Event, world: World, cached: list[float]
) -> None:
    organiser = Client()
    organiser.force_login(world.coordinator)

    first = page(organiser, meeting)
    visitor = page(Client(), meeting)
    again = page(organiser, meeting)

    assert LINK in first
    assert LINK in again
    assert LINK not in visitor
    assert "Rita" not in visitor


def test_a_page_that_was_taken_back_is_gone_after_a_second(
    meeting: Event, cached: list[float]
) -> None:
    page(Client(), meeting)
    Event.objects.update(status="draft", published_at=None)
    cached[0] += 1
    assert Client().get(f"/en/events/{meeting.pk}/").status_code == 302


def test_who_came_stands_on_the_page_of_what_was_held(world: World, client: Client) -> None:
    held = event(world.activity, organiser=world.rakvere)
    attendance(held, world.tartu, 2)
    assert "Tartu Linnavalitsus" in page(client, held)


def test_a_visitor_is_not_told_that_nobody_is_written_down(world: World, client: Client) -> None:
    held = event(world.activity, organiser=world.rakvere)
    said = "Nobody is written down yet"
    assert said not in page(client, held)
    client.force_login(world.coordinator)
    assert said in page(client, held)
