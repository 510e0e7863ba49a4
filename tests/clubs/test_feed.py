"""The calendar of a club: ten years of evenings read back by two readers, as dateutil has them."""

import warnings
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from django.test import Client

from loim.clubs.actions.meetings import MeetingFacts, cancel_meeting, change_meeting
from loim.clubs.actions.planning import event_fields, plan_club
from loim.clubs.logic.recurrence import Frequency, Pause, Rule, meeting_days
from loim.clubs.models import Club, ClubMeeting
from loim.events.models import Event
from loim.events.queries.calendar.ical import calendar_file
from tests.clubs.conftest import NOW
from tests.clubs.logic.test_recurrence import by_dateutil
from tests.factories import clubs as make
from tests.world import World

TALLINN = ZoneInfo("Europe/Tallinn")
START = date(2023, 1, 3)
TEN_YEARS = START + timedelta(days=3653)
RULES = {
    "weekly in I, II and IV": Rule(
        Frequency.WEEKLY, frozenset({1}), START, quarters=frozenset({1, 2, 4}),
        pauses=(Pause(date(2025, 2, 1), date(2025, 3, 15)),),
    ),
    "every second week on two days": Rule(Frequency.WEEKLY, frozenset({3, 6}), START, interval=2),
    "the last Sunday, when clocks change": Rule(
        Frequency.MONTHLY, frozenset({6}), START, nths=frozenset({1, -1}), skips_holidays=False
    ),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("start", [time(17, 30), time(2, 45), time(4, 15)], ids=str)
def test_two_readers_find_the_moments_of_dateutil_for_ten_years(name: str, start: time) -> None:
    """`by_dateutil` knows nothing of our rules: quarters are BYMONTH there, the rest EXDATE."""
    club = make.club()
    row = make.rule(club, start_time=start, end_time=time(23))
    days = meeting_days(RULES[name], START, TEN_YEARS)
    events = [
        Event(
            pk=number,
            start_date=day,
            end_date=day,
            status="published",
            kind="conversation_club",
            changed_at=NOW,
            organiser=club.organisation,
            **event_fields(club, row),
        )
        for number, day in enumerate(days, start=1)
    ]
    content = calendar_file(events, language="et", name="Klubi")

    wanted = [
        datetime.combine(day, start, TALLINN).astimezone(UTC)
        for day in by_dateutil(RULES[name], START, TEN_YEARS)
    ]

    assert len(wanted) > 100
    assert _by_icalendar(content) == wanted
    assert _by_vobject(content) == wanted


def _by_icalendar(content: bytes) -> list[datetime]:
    found = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return [entry["dtstart"].dt.astimezone(UTC) for entry in found]


def _by_vobject(content: bytes) -> list[datetime]:
    """Its zones come from the file's own VTIMEZONE, and not from this machine."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own making
        calendar: Any = vobject.readOne(content.decode())
        return [entry.dtstart.value.astimezone(UTC) for entry in calendar.vevent_list]


def entries(client: Client, club: Club) -> dict[date, Any]:
    response = client.get(f"/en/clubs/{club.pk}.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    found = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    return {entry["dtstart"].dt.date(): entry for entry in found}


@pytest.mark.django_db
def test_the_feed_has_the_meetings_with_their_changes(
    talk: Club, world: World, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    plan_club(club=talk, by=None, now=NOW)
    first, second = ClubMeeting.objects.order_by("day")[:2]
    before = entries(client, talk)
    change_meeting(
        meeting=first,
        facts=MeetingFacts(date(2023, 2, 8), time(18), time(19), "Raamatukogu", topic="Sünnipäev"),
        by=world.coordinator,
        now=NOW,
    )
    cancel_meeting(meeting=second, why="Torm", by=world.coordinator, now=NOW)

    after = entries(client, talk)

    assert len(before) == len(after) == 21
    moved = after[date(2023, 2, 8)]
    assert moved["uid"] == before[date(2023, 2, 7)]["uid"]
    assert moved["sequence"] > before[date(2023, 2, 7)]["sequence"]
    assert moved["summary"] == "Conversation club: Sünnipäev"
    assert after[date(2023, 2, 14)]["status"] == "CANCELLED"
    assert after[date(2023, 2, 14)]["uid"] == before[date(2023, 2, 14)]["uid"]
    # The platform's own calendar has the same entries, so a reader of both sees each once.
    own = icalendar.Calendar.from_ical(client.get("/en/events/calendar/feed.ics").content)
    assert {entry["uid"] for entry in own.walk("VEVENT")} == {
        entry["uid"] for entry in after.values()
    }


@pytest.mark.django_db
def test_an_unchanged_feed_is_not_sent_again(talk: Club, client: Client) -> None:
    make.meeting(talk, date(2099, 2, 3))
    first = client.get(f"/en/clubs/{talk.pk}.ics")
    address = f"/en/clubs/{talk.pk}.ics"
    assert client.get(address, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    make.meeting(talk, date(2099, 2, 10))
    assert client.get(address, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


@pytest.mark.django_db
def test_a_draft_has_no_feed(world: World, client: Client) -> None:
    draft = make.club(world.rakvere, status="draft")
    assert client.get(f"/en/clubs/{draft.pk}.ics").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("meetings", [1, 3])
def test_the_feed_takes_the_same_queries(
    talk: Club, client: Client, django_assert_num_queries: Any, meetings: int
) -> None:
    for number in range(meetings):
        make.meeting(talk, date(2099, 2, 3 + number))
    with django_assert_num_queries(3):
        client.get(f"/en/clubs/{talk.pk}.ics")
