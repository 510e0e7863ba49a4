"""The calendar's pages and feeds: what is there for whom, filtered, and in how many queries."""

from datetime import date, time, timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date

from loim.events.models import Event, EventStatus, Series
from loim.events.queries.calendar import feed
from loim.events.queries.calendar.links import add_links, subscribe_links
from loim.events.queries.calendar.listed import CalendarFilter
from loim.people.models import Role, User
from tests.factories import event, membership, municipality, published_event, user
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2099, 8, 27)
MONTH = "/en/events/calendar/?day=2099-08-01"


@pytest.fixture
def meeting(world: World) -> Event:
    return published_event(
        under=world.activity,
        organiser=world.rakvere,
        start_date=DAY,
        start_time=time(10),
        title="Sügiskohtumine",
        translations={"en": {"title": "Autumn meeting"}},
        place="Rakvere raamatukogu",
        languages=["et", "ru"],
        audiences=["officials"],
    )


@pytest.fixture
def draft(world: World) -> Event:
    return event(
        world.activity,
        organiser=world.rakvere,
        start_date=DAY,
        title="Salajane kava",
        status=EventStatus.DRAFT,
    )


def text(response: Any) -> str:
    return str(response.content.decode())


def titles(client: Client, address: str) -> list[str]:
    calendar = icalendar.Calendar.from_ical(client.get(address).content)
    return [str(entry["summary"]) for entry in calendar.walk("VEVENT")]


@pytest.mark.parametrize("view", ["month", "week", "list"])
def test_everybody_sees_public_events_in_their_language_and_no_draft(
    meeting: Event, draft: Event, client: Client, view: str
) -> None:
    page = text(client.get(f"/en/events/calendar/?view={view}&day=2099-08-27"))
    assert "Autumn meeting" in page
    assert "Salajane" not in page
    if view != "month":
        assert "Rakvere raamatukogu" in page


def test_drafts_are_marked_for_those_who_may_see_them(
    meeting: Event, draft: Event, world: World, client: Client
) -> None:
    client.force_login(world.coordinator)
    page = text(client.get(MONTH))
    assert "Salajane kava" in page
    assert '<span class="calendar-mark">draft</span>' in page

    stranger = user()
    membership(stranger, world.narva, Role.COORDINATOR)
    client.force_login(stranger)
    page = text(client.get(MONTH))
    assert "Salajane" not in page
    assert "Autumn meeting" in page


def test_a_cancelled_event_stays_and_says_so(meeting: Event, client: Client) -> None:
    Event.objects.update(status=EventStatus.CANCELLED)
    assert '<span class="calendar-mark">cancelled</span>' in text(client.get(MONTH))


def test_an_event_of_several_days_stands_on_each(meeting: Event, client: Client) -> None:
    Event.objects.update(end_date=DAY + timedelta(days=2))
    assert text(client.get(MONTH)).count("Autumn meeting") == 3
    assert text(client.get("/en/events/calendar/?view=list&day=2099-08-28")).count("Autumn") == 1


FITTING = {
    "kind": "network_meeting",
    "county": "0060",
    "municipality": "0663",
    "language": "ru",
    "audience": "officials",
    "programme": "naidis",
}
OTHERS = {
    "kind": "outing",
    "county": "0045",
    "municipality": "0793",
    "language": "uk",
    "audience": "families",
    "programme": "muu",
    "series": "12345",
}


@pytest.mark.parametrize("name", FITTING)
def test_each_filter_lets_through_what_fits(meeting: Event, client: Client, name: str) -> None:
    assert "Autumn" in text(client.get(f"{MONTH}&{name}={FITTING[name]}"))
    assert titles(client, f"/events/calendar/feed.ics?{name}={FITTING[name]}") == ["Sügiskohtumine"]


@pytest.mark.parametrize("name", OTHERS)
def test_each_filter_holds_back_what_does_not_fit(
    meeting: Event, client: Client, name: str
) -> None:
    assert "Autumn" not in text(client.get(f"{MONTH}&{name}={OTHERS[name]}"))
    assert titles(client, f"/events/calendar/feed.ics?{name}={OTHERS[name]}") == []


def test_filters_go_together(meeting: Event, client: Client) -> None:
    both = "&".join(f"{name}={value}" for name, value in FITTING.items())
    assert "Autumn" in text(client.get(f"{MONTH}&{both}"))
    assert "Autumn" not in text(client.get(f"{MONTH}&{both}&series=5"))


def test_the_place_of_an_event_counts_before_its_organisers(
    meeting: Event, world: World, client: Client
) -> None:
    Event.objects.update(place_municipality=world.tartu.municipality)
    assert titles(client, "/events/calendar/feed.ics?county=0079") == ["Sügiskohtumine"]
    assert titles(client, "/events/calendar/feed.ics?county=0060") == []


def test_a_municipality_that_was_joined_to_another_is_found_there(
    meeting: Event, world: World, client: Client
) -> None:
    joined = municipality(
        "Vana vald", valid_to=date(2017, 10, 1), successor=world.tartu.municipality
    )
    Event.objects.update(place_municipality=joined)
    assert titles(client, "/events/calendar/feed.ics?municipality=0793") == ["Sügiskohtumine"]


def test_a_series_is_a_filter(meeting: Event, world: World, client: Client) -> None:
    series = Series.objects.create(title="Sügised", organiser=world.rakvere)
    assert titles(client, f"/events/calendar/feed.ics?series={series.pk}") == []
    Event.objects.update(series=series)
    assert titles(client, f"/events/calendar/feed.ics?series={series.pk}") == ["Sügiskohtumine"]
    assert "Sügised" in text(client.get(MONTH))


@pytest.mark.parametrize(
    "query",
    [
        "kind=x", "county=%00", "municipality=" + "9" * 300, "language=xx", "series=-1",
        "series=9999999999999999999999", "series=²", "programme=%F0%9F%98%80", "view=year",
        "day=yesterday", "day=0001-01-01", "day=9999-12-31", "page=x", "day=2099-02-30",
    ],
)  # fmt: skip
def test_whatever_the_address_says_there_is_a_page(
    meeting: Event, client: Client, query: str
) -> None:
    assert client.get(f"/events/calendar/?{query}").status_code == 200
    assert client.get(f"/events/calendar/feed.ics?{query}").status_code == 200


def test_an_empty_month_leads_to_the_next_event(meeting: Event, client: Client) -> None:
    page = text(client.get("/en/events/calendar/?day=2099-03-01"))
    assert "The next event is on 27 August 2099." in page
    assert 'href="?view=month&amp;day=2099-08-27"' in page
    nothing = text(client.get("/en/events/calendar/?day=2099-03-01&kind=outing"))
    assert "No event fits." in nothing


def test_links_keep_the_filters(meeting: Event, client: Client) -> None:
    page = text(client.get(f"{MONTH}&kind=network_meeting"))
    assert 'href="?view=month&amp;day=2099-09-01&amp;kind=network_meeting"' in page
    assert 'href="?view=week&amp;day=2099-08-01&amp;kind=network_meeting"' in page
    assert "webcal://127.0.0.1/en/events/calendar/feed.ics?kind=network_meeting" in page


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("view", "queries"), [("month", 5), ("week", 5), ("list", 6)])
def test_a_visitors_page_takes_the_same_queries(
    meeting: Event,
    world: World,
    client: Client,
    rows: int,
    view: str,
    queries: int,
    django_assert_num_queries: Any,
) -> None:
    for number in range(1, rows):
        published_event(
            under=world.activity,
            organiser=[world.tartu, world.narva][number - 1],
            start_date=DAY + timedelta(days=number),
            series=Series.objects.create(title=f"Sari {number}", organiser=world.tartu),
            place_municipality=world.narva.municipality,
        )
    with django_assert_num_queries(queries):
        page = text(client.get(f"/en/events/calendar/?view={view}&day=2099-08-27"))
    assert page.count("calendar-event") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_a_coordinators_page_takes_the_same_queries(
    meeting: Event, world: World, client: Client, rows: int, django_assert_num_queries: Any
) -> None:
    for _number in range(rows):
        event(world.activity, organiser=world.rakvere, start_date=DAY, status=EventStatus.DRAFT)
    client.force_login(world.coordinator)
    with django_assert_num_queries(8):
        client.get(MONTH)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_feed_takes_two_queries_and_one_when_nothing_changed(
    meeting: Event, world: World, client: Client, rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(1, rows):
        series = Series.objects.create(title=f"Sari {number}", organiser=world.tartu)
        published_event(organiser=world.tartu, start_date=DAY, series=series)
    with django_assert_num_queries(2):
        first = client.get("/events/calendar/feed.ics")
    assert len(icalendar.Calendar.from_ical(first.content).walk("VEVENT")) == rows
    with django_assert_num_queries(1):
        again = client.get("/events/calendar/feed.ics", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_feed_says_what_it_is(meeting: Event, draft: Event, client: Client) -> None:
    response = client.get("/en/events/calendar/feed.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "public, no-cache"
    calendar = icalendar.Calendar.from_ical(response.content)
    assert calendar["x-wr-calname"] == "Events in Lõim"
    assert calendar["method"] == "PUBLISH"
    assert [str(entry["summary"]) for entry in calendar.walk("VEVENT")] == ["Autumn meeting"]
    assert titles(client, "/en/events/calendar/feed.ics?text=ru") == ["Sügiskohtumine"]


def test_a_feed_is_the_same_for_whoever_asks(
    meeting: Event, draft: Event, world: World, client: Client
) -> None:
    before = client.get("/events/calendar/feed.ics").content
    client.force_login(world.coordinator)
    assert client.get("/events/calendar/feed.ics").content == before


def test_any_change_makes_a_feed_new(meeting: Event, world: World, client: Client) -> None:
    def etag() -> str:
        return str(client.get("/events/calendar/feed.ics")["ETag"])

    seen = {etag()}
    meeting.place = "Tapa"
    meeting.save()
    seen.add(etag())
    world.rakvere.name = "Rakvere Linn"
    world.rakvere.save()
    seen.add(etag())
    other = published_event(organiser=world.tartu, start_date=DAY)
    seen.add(etag())
    other.status = EventStatus.CANCELLED
    other.save()
    seen.add(etag())
    assert len(seen) == 5
    other.delete()
    assert etag() in seen


def test_whoever_asks_by_date_is_told_whether_it_changed(meeting: Event, client: Client) -> None:
    later = http_date((timezone.now() + timedelta(minutes=1)).timestamp())
    earlier = http_date((timezone.now() - timedelta(days=2)).timestamp())

    def status(since: str) -> int:
        headers = {"If-Modified-Since": since}
        return int(client.get("/events/calendar/feed.ics", headers=headers).status_code)

    assert (status(later), status(earlier)) == (304, 200)


def test_cancelled_events_stay_in_feeds_and_old_ones_leave(
    meeting: Event, world: World, client: Client
) -> None:
    Event.objects.update(status=EventStatus.CANCELLED)
    old = timezone.localdate() - timedelta(days=366)
    published_event(organiser=world.tartu, start_date=old, title="Ammu")
    assert titles(client, "/en/events/calendar/feed.ics") == ["Cancelled: Autumn meeting"]


def test_of_more_than_a_feed_can_hold_the_latest_stay(
    meeting: Event, world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "MOST_EVENTS", 2)
    for days in (1, 2):
        later = DAY + timedelta(days=days)
        published_event(organiser=world.tartu, start_date=later, title=f"Pärast {days}")
    assert titles(client, "/events/calendar/feed.ics") == ["Pärast 1", "Pärast 2"]


def test_one_event_is_a_file_for_everybody_without_its_online_link(
    meeting: Event, client: Client
) -> None:
    Event.objects.update(online_url="https://example.ee/salajane")
    response = client.get(f"/en/events/{meeting.pk}.ics")
    (entry,) = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert str(entry["summary"]) == "Autumn meeting"
    assert b"salajane" not in response.content.replace(b"\r\n ", b"")


def test_the_file_of_a_draft_is_for_those_who_may_see_it(
    draft: Event, world: World, client: Client
) -> None:
    assert client.get(f"/events/{draft.pk}.ics").status_code == 404
    client.force_login(user())
    assert client.get(f"/events/{draft.pk}.ics").status_code == 404
    client.force_login(world.coordinator)
    assert client.get(f"/events/{draft.pk}.ics").status_code == 200


def test_other_calendars_are_led_to_the_feed_by_its_whole_address() -> None:
    links = subscribe_links(CalendarFilter(kind="outing"), "Events in Lõim")
    assert links.feed == "http://127.0.0.1/events/calendar/feed.ics?kind=outing"
    assert links.phone == "webcal://127.0.0.1/events/calendar/feed.ics?kind=outing"
    inside = "webcal%3A%2F%2F127.0.0.1%2Fevents%2Fcalendar%2Ffeed.ics%3Fkind%3Douting"
    assert links.google == f"https://calendar.google.com/calendar/render?cid={inside}"
    assert links.outlook == (
        f"https://outlook.live.com/calendar/0/addfromweb?url={inside}&name=Events+in+L%C3%B5im"
    )


def test_one_event_fills_the_forms_of_other_calendars(meeting: Event) -> None:
    links = add_links(meeting)
    assert links.file == f"/events/{meeting.pk}.ics"
    assert "dates=20990827T100000%2F20990827T110000&ctz=Europe%2FTallinn" in links.google
    assert "startdt=2099-08-27T10%3A00%3A00%2B03%3A00" in links.outlook
    assert "allday=false" in links.outlook
    meeting.start_time = None
    assert "dates=20990827%2F20990828" in add_links(meeting).google
    assert "allday=true" in add_links(meeting).outlook


def test_a_change_is_on_the_page_within_a_second(
    meeting: Event, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from loim.common import brief_cache

    settings.BRIEF_CACHE_SECONDS = 1.0
    clock = [100.0]
    monkeypatch.setattr(brief_cache, "clock", lambda: clock[0])
    brief_cache.forget_pages()
    assert "Autumn meeting" in text(client.get(MONTH))
    Event.objects.update(translations={}, title="Uus pealkiri")

    clock[0] += 0.5
    assert "Autumn meeting" in text(client.get(MONTH))  # kept: this test would show a stale page
    clock[0] += 0.6
    assert "Uus pealkiri" in text(client.get(MONTH))
    brief_cache.forget_pages()


def test_a_kept_page_is_not_given_to_whoever_signed_in(
    meeting: Event, draft: Event, world: World, settings: Any
) -> None:
    from loim.common.brief_cache import forget_pages

    settings.BRIEF_CACHE_SECONDS = 60
    forget_pages()
    colleague: User = world.coordinator
    signed_in = Client()
    signed_in.force_login(colleague)
    assert "Salajane" not in text(Client().get(MONTH))
    assert "Salajane" in text(signed_in.get(MONTH))
    assert "Salajane" not in text(Client().get(MONTH))
    forget_pages()
