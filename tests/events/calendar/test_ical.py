"""What other calendars read: by icalendar, by vobject, over every change of the clock."""

import warnings
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from loim.events.actions.recording import edit_event
from loim.events.models import Event, EventStatus, Series
from loim.events.queries.calendar.ical import calendar_file
from loim.people.models import Organisation
from tests.events.agenda.test_change_notices import facts
from tests.factories import published_event
from tests.world import World

TALLINN = ZoneInfo("Europe/Tallinn")
CHANGED = datetime(2026, 8, 1, 9, 30, tzinfo=UTC)


def made(**fields: Any) -> Event:
    """Not saved: what a file says does not depend on the database."""
    fields.setdefault("title", "Sügiskohtumine")
    day = fields.setdefault("start_date", date(2026, 8, 27))
    fields.setdefault("end_date", day)
    fields.setdefault("kind", "network_meeting")
    fields.setdefault("status", EventStatus.PUBLISHED)
    fields.setdefault("changed_at", CHANGED)
    fields.setdefault("organiser", Organisation(name="Rakvere Linnavalitsus"))
    return Event(pk=7, **fields)


def entry_of(event: Event, language: str = "et", **options: Any) -> Any:
    calendar = icalendar.Calendar.from_ical(calendar_file([event], language=language, **options))
    (found,) = calendar.walk("VEVENT")
    return found


def read_by_vobject(event: Event) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own making
        text = calendar_file([event], language="et").decode()
        return vobject.readOne(text).vevent  # type: ignore[attr-defined]


def test_an_event_with_times_is_tallinns() -> None:
    event = made(start_time=time(10), end_time=time(16, 15), place="Maja", address="Tee 1")
    entry = entry_of(event)
    assert entry["uid"] == f"{event.calendar_uid}@loim"
    assert entry["dtstart"].dt == datetime(2026, 8, 27, 10, tzinfo=TALLINN)
    assert entry["dtend"].dt == datetime(2026, 8, 27, 16, 15, tzinfo=TALLINN)
    assert entry["dtstart"].params["TZID"] == "Europe/Tallinn"
    assert (entry["status"], entry["location"]) == ("CONFIRMED", "Maja, Tee 1")
    assert entry["last-modified"].dt == entry["dtstamp"].dt == CHANGED
    assert entry["url"] == "http://127.0.0.1/events/7/"
    assert str(entry["organizer"]).startswith("mailto:")
    assert entry["organizer"].params["CN"] == "Rakvere Linnavalitsus"


def test_whole_days_are_dates_and_the_end_is_not_among_them() -> None:
    entry = entry_of(made(end_date=date(2026, 8, 28)))
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (date(2026, 8, 27), date(2026, 8, 29))
    assert entry["dtstart"].params["VALUE"] == "DATE"


def test_an_event_whose_end_is_not_known() -> None:
    one_day = entry_of(made(start_time=time(10)))
    assert "dtend" not in one_day
    two_days = entry_of(made(start_time=time(10), end_date=date(2026, 8, 28)))
    assert two_days["dtend"].dt == datetime(2026, 8, 29, tzinfo=TALLINN)


def test_several_days_go_from_the_first_morning_to_the_last_evening() -> None:
    entry = entry_of(made(start_time=time(10), end_time=time(9), end_date=date(2026, 8, 28)))
    assert entry["dtend"].dt == datetime(2026, 8, 28, 9, tzinfo=TALLINN)


def test_a_cancelled_event_stays_and_says_so() -> None:
    entry = entry_of(made(status=EventStatus.CANCELLED, cancel_reason="Haige."), "en")
    assert entry["status"] == "CANCELLED"
    assert entry["summary"] == "Cancelled: Sügiskohtumine"
    assert entry["description"].startswith("Haige.")


def test_texts_are_in_the_language_that_was_asked_for_and_say_which_it_is() -> None:
    event = made(translations={"en": {"title": "Autumn meeting"}}, description="Eesti keeles")
    english, russian = entry_of(event, "en"), entry_of(event, "ru")
    assert (english["summary"], english["summary"].params["LANGUAGE"]) == ("Autumn meeting", "en")
    assert (russian["summary"], russian["summary"].params["LANGUAGE"]) == ("Sügiskohtumine", "et")
    assert english["url"] == "http://127.0.0.1/en/events/7/"
    assert english["categories"].cats == ["network meeting"]


def test_the_series_is_a_category() -> None:
    entry = entry_of(made(series=Series(title="Välitööd, sügis")), "en")
    assert [str(category) for category in entry["categories"].cats] == [
        "network meeting",
        "Välitööd, sügis",
    ]


def test_the_online_link_is_for_those_who_take_part_alone() -> None:
    event = made(online_url="https://example.ee/salajane")
    public = calendar_file([event], language="et")
    assert b"salajane" not in public.replace(b"\r\n ", b"")
    own = entry_of(event, has_online_link=True)
    assert own["conference"] == "https://example.ee/salajane"
    assert "https://example.ee/salajane" in own["description"]
    cancelled = made(online_url="https://example.ee/salajane", status=EventStatus.CANCELLED)
    assert "salajane" not in str(entry_of(cancelled, has_online_link=True))


def test_the_same_event_gives_the_same_bytes() -> None:
    event = made(start_time=time(10))
    assert calendar_file([event], language="et") == calendar_file([event], language="et")


def test_lines_are_short_and_long_texts_are_cut() -> None:
    content = calendar_file([made(description="Õ" * 5000)], language="et")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert len(entry_of(made(description="Õ" * 5000))["description"]) < 2200


words = (
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
        max_size=120,
    )
    .map(str.strip)
    .filter(bool)
)


@settings(deadline=None)
@given(words, words)
def test_any_words_are_read_back(title: str, place: str) -> None:
    event = made(title=title, place=place)
    entry = entry_of(event)
    assert (entry["summary"], entry["location"]) == (title, place)
    other = read_by_vobject(event)
    assert (other.summary.value, other.location.value) == (title, place)


# The days around each change of the clock in twenty years, and any other.
def _last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)


changes = [_last_sunday(y, m) for y in range(2017, 2038) for m in (3, 10)]
day_of_year = st.one_of(
    st.builds(
        lambda day, by: day + timedelta(days=by), st.sampled_from(changes), st.integers(-1, 1)
    ),
    st.dates(date(2017, 1, 1), date(2037, 12, 31)),
)
clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))


@settings(deadline=None)
@given(day_of_year, st.integers(0, 3), clocks, clocks)
def test_times_are_the_same_moments_for_both_readers_whatever_the_clock_did(
    day: date, length: int, one: time, other: time
) -> None:
    start, end = (one, other) if length else sorted([one, other])
    if not length and start == end:
        end = None  # type: ignore[assignment]
    event = made(
        start_date=day, end_date=day + timedelta(days=length), start_time=start, end_time=end
    )
    moments = {"dtstart": datetime.combine(day, start, TALLINN)}
    if end is not None:
        moments["dtend"] = datetime.combine(event.end_date, end, TALLINN)

    entry, by_vobject = entry_of(event), read_by_vobject(event)

    for key, moment in moments.items():
        expected = moment.astimezone(UTC)
        assert entry[key].dt.astimezone(UTC) == expected
        seen = getattr(by_vobject, key).value
        # In the hour that is there twice, and in the one that is not there, the zone that
        # is read from the file may choose otherwise; the clock's face is the same.
        assert seen.replace(tzinfo=None) == moment.replace(tzinfo=None)
        if moment.hour not in (3, 4):
            assert seen.astimezone(UTC) == expected


@settings(deadline=None)
@given(day_of_year, st.integers(0, 5))
def test_whole_days_are_whole_days_whatever_the_clock_did(day: date, length: int) -> None:
    event = made(start_date=day, end_date=day + timedelta(days=length))
    for found in (entry_of(event)["dtstart"].dt, read_by_vobject(event).dtstart.value):
        assert (found, type(found)) == (day, date)
    for found in (entry_of(event)["dtend"].dt, read_by_vobject(event).dtend.value):
        assert found - day == timedelta(days=length + 1)


@pytest.mark.parametrize("year", [2017, 2026, 2037])
def test_the_zone_in_the_file_is_tallinns_at_every_hour_of_a_year(year: int) -> None:
    content = calendar_file([made(start_time=time(10))], language="et")
    (zone,) = icalendar.Calendar.from_ical(content).walk("VTIMEZONE")
    own = zone.to_tz(lookup_tzid=False)
    moment = datetime(year, 1, 1, tzinfo=UTC)
    while moment.year == year:
        assert moment.astimezone(own).replace(tzinfo=None) == moment.astimezone(TALLINN).replace(
            tzinfo=None
        )
        moment += timedelta(hours=1)


@pytest.mark.django_db
def test_a_change_is_a_new_sequence_of_the_same_uid(world: World, now: datetime) -> None:
    event = published_event(
        under=world.activity,
        organiser=world.rakvere,
        place="Rakvere",
        purpose="Kohtuda",
        languages=["et"],
        contact_email="a@example.ee",
    )
    Event.objects.update(changed_at=now)  # some time ago: calendars count whole seconds
    event.refresh_from_db()
    before = entry_of(event)
    edit_event(event=event, facts=facts(event, place="Tapa"), by=world.coordinator, now=now)
    event.refresh_from_db()
    after = entry_of(event)
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["last-modified"].dt > before["last-modified"].dt
