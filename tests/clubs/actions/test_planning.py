"""The rule becomes events; what people touched or count on stays."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid5

import pytest
from django.core.exceptions import PermissionDenied

from loim.clubs.actions.clubs import close_club, edit_club, open_club, pause_club
from loim.clubs.actions.meetings import MeetingFacts, cancel_meeting, change_meeting
from loim.clubs.actions.planning import plan_club
from loim.clubs.actions.timetable import (
    PauseFacts,
    PauseThereAlready,
    RuleFacts,
    add_pause,
    remove_pause,
    set_rule,
)
from loim.clubs.models import Club, ClubMeeting, ClubPause
from loim.clubs.tasks import plan_clubs_nightly
from loim.events.actions.recording import EventFacts, edit_event
from loim.events.actions.undo import delete_event
from loim.events.models import Event, EventStatus
from tests import factories
from tests.clubs.conftest import NOW
from tests.clubs.facts import facts_of
from tests.factories import clubs as make
from tests.factories.agenda import session
from tests.world import World

pytestmark = pytest.mark.django_db
TUESDAY, THURSDAY = 1, 3
# Tuesdays from 7 February to 27 June 2023 that are no holidays.
AHEAD = [date(2023, 2, 7) + timedelta(weeks=week) for week in range(21)]


def days_of(club: Club) -> list[date]:
    return list(
        Event.objects.filter(club_meeting__club=club)
        .order_by("start_date")
        .values_list("start_date", flat=True)
    )


def on_thursdays(**fields: Any) -> RuleFacts:
    return RuleFacts(
        **{
            "weekdays": (THURSDAY,),
            "start_time": time(18),
            "end_time": time(19, 30),
            "first_day": date(2023, 1, 3),
            "quarters": (1, 2, 4),
            **fields,
        }
    )


def test_meetings_are_planned_to_the_end_of_the_next_quarter(talk: Club) -> None:
    planned = plan_club(club=talk, by=None, now=NOW)

    assert (planned.made, planned.removed, planned.left) == (21, 0, [])
    assert days_of(talk) == AHEAD
    event = Event.objects.get(start_date=AHEAD[0])
    assert (event.status, event.kind, event.scope) == (
        "published",
        "conversation_club",
        "municipal",
    )
    assert (event.start_time, event.end_time) == (time(17, 30), time(19))
    assert (event.organiser, event.activity) == (talk.organisation, talk.activity)
    assert event.translations == {"en": {"title": "Conversation club", "description": "We talk."}}
    assert event.calendar_uid == uuid5(talk.calendar_uid, "2023-02-07")
    assert event.published_at == NOW


def test_planning_again_changes_nothing(talk: Club) -> None:
    plan_club(club=talk, by=None, now=NOW)
    before = list(Event.objects.order_by("pk").values("pk", "changed_at"))

    again = plan_club(club=talk, by=None, now=NOW + timedelta(hours=1))

    assert (again.made, again.changed, again.removed) == (0, 0, 0)
    assert list(Event.objects.order_by("pk").values("pk", "changed_at")) == before


@pytest.mark.parametrize("weeks", [1, 12])
def test_planning_takes_the_same_queries_for_few_and_for_many_meetings(
    talk: Club, django_assert_num_queries: Any, weeks: int
) -> None:
    talk.rule.until = AHEAD[weeks - 1]
    talk.rule.save()
    with django_assert_num_queries(11):
        plan_club(club=talk, by=None, now=NOW)


def test_before_a_summer_without_meetings_the_autumn_is_planned(talk: Club) -> None:
    plan_club(club=talk, by=None, now=datetime(2023, 5, 2, 10, tzinfo=UTC))
    found = days_of(talk)
    assert found[0] == date(2023, 5, 2)  # today, the evening is still to come
    assert not [day for day in found if day.month in (7, 8, 9)]
    assert found[-1] == date(2023, 12, 19)  # the 26th is a holiday


def test_an_evening_that_has_begun_is_not_planned_any_more(talk: Club) -> None:
    plan_club(club=talk, by=None, now=datetime(2023, 2, 7, 15, 30, tzinfo=UTC))  # 17.30 here
    assert days_of(talk)[0] == date(2023, 2, 14)


def test_another_rule_moves_untouched_meetings_at_once(talk: Club, world: World) -> None:
    plan_club(club=talk, by=None, now=NOW)

    planned = set_rule(club=talk, facts=on_thursdays(), by=world.coordinator, now=NOW)

    assert planned.removed == 21
    found = days_of(talk)
    assert {day.weekday() for day in found} == {THURSDAY}
    assert len(found) == planned.made


def test_another_time_rewrites_the_same_events(talk: Club, world: World) -> None:
    plan_club(club=talk, by=None, now=NOW)
    keys = list(Event.objects.order_by("pk").values_list("pk", flat=True))

    planned = set_rule(
        club=talk, facts=on_thursdays(weekdays=(TUESDAY,)), by=world.coordinator, now=NOW
    )

    assert (planned.made, planned.changed, planned.removed) == (0, 21, 0)
    events = Event.objects.order_by("pk")
    assert [event.pk for event in events] == keys
    assert {(e.start_time, e.calendar_sequence) for e in events} == {(time(18), 1)}


def test_what_was_held_changed_cancelled_or_counted_on_stays(talk: Club, world: World) -> None:
    plan_club(club=talk, by=None, now=NOW)
    meetings = list(ClubMeeting.objects.order_by("day"))
    by = world.coordinator
    change_meeting(
        meeting=meetings[0],
        facts=MeetingFacts(AHEAD[0], time(17, 30), time(19), "Raamatukogu"),
        by=by,
        now=NOW,
    )
    cancel_meeting(meeting=meetings[1], why="Vedaja on haige", by=by, now=NOW)
    make.visit(meetings[2], make.person(talk, "guest"), "announced", is_drop_in=True)
    event = meetings[3].event
    assert event
    edit_event(event=event, facts=_with_place(event, "Mujal"), by=by, now=NOW)
    assert meetings[4].event
    session(meetings[4].event, "17:30", "18:00")
    held = make.meeting(talk, date(2023, 1, 31), status="held")

    planned = set_rule(club=talk, facts=on_thursdays(), by=by, now=NOW)

    assert planned.left == [AHEAD[0], AHEAD[2], AHEAD[3], AHEAD[4]]
    stayed = [day for day in days_of(talk) if day.weekday() == TUESDAY]
    assert stayed == [held.day, *AHEAD[:5]]
    assert Event.objects.get(start_date=AHEAD[1]).status == EventStatus.CANCELLED


def _with_place(event: Event, place: str) -> EventFacts:
    return EventFacts(
        title=event.title,
        kind=event.kind,
        scope=event.scope,
        start_date=event.start_date,
        end_date=event.end_date,
        organiser=event.organiser,
        activity=event.activity,
        place=place,
    )


def test_a_pause_takes_meetings_away_and_its_end_brings_them_back(talk: Club, world: World) -> None:
    plan_club(club=talk, by=None, now=NOW)
    uid = Event.objects.get(start_date=date(2023, 3, 7)).calendar_uid
    pause = PauseFacts(date(2023, 3, 1), date(2023, 3, 31), "Remont")

    planned = add_pause(club=talk, facts=pause, by=world.coordinator, now=NOW)

    assert planned.removed == 4
    assert not [day for day in days_of(talk) if day.month == 3]
    with pytest.raises(PauseThereAlready):
        add_pause(club=talk, facts=pause, by=world.coordinator, now=NOW)

    remove_pause(pause=ClubPause.objects.get(), by=world.coordinator, now=NOW)

    assert days_of(talk) == AHEAD
    assert Event.objects.get(start_date=date(2023, 3, 7)).calendar_uid == uid


def test_an_event_that_somebody_removed_is_not_made_again(talk: Club, world: World) -> None:
    plan_club(club=talk, by=None, now=NOW)
    delete_event(event=Event.objects.get(start_date=AHEAD[0]), by=world.coordinator, now=NOW)

    plan_club(club=talk, by=None, now=NOW)

    assert days_of(talk) == AHEAD[1:]


def test_a_club_that_has_a_pause_or_has_ended_plans_nothing(talk: Club, world: World) -> None:
    plan_club(club=talk, by=None, now=NOW)
    assert pause_club(club=talk, by=world.coordinator, now=NOW).removed == 21
    assert open_club(club=talk, by=world.coordinator, now=NOW).made == 21
    assert close_club(club=talk, by=world.coordinator, now=NOW).removed == 21


def test_new_words_of_the_club_are_those_of_its_meetings(talk: Club, world: World) -> None:
    plan_club(club=talk, by=None, now=NOW)

    edit_club(
        club=talk,
        facts=facts_of(talk, title="Jutuklubi", place="Uus maja"),
        by=world.coordinator,
        now=NOW,
    )

    assert set(Event.objects.values_list("title", "place")) == {("Jutuklubi", "Uus maja")}


def test_the_job_plans_open_clubs_and_goes_on_where_one_cannot_be(talk: Club, world: World) -> None:
    """The second is in a reported period: its programme is locked for all days to come."""
    other = factories.programme()
    locked = make.club(world.narva, factories.activity(other))
    make.rule(locked, quarters=[1, 2, 3, 4])
    factories.period_lock(other, date(2000, 1, 1), date(2099, 12, 31))
    draft = make.club(world.tartu, status="draft")
    make.rule(draft, quarters=[1, 2, 3, 4])

    plan_clubs_nightly(0)

    assert days_of(talk)
    assert days_of(locked) == days_of(draft) == []


def test_others_neither_set_the_rule_nor_a_pause(talk: Club, world: World) -> None:
    stranger = factories.user()
    factories.membership(stranger, world.narva, "coordinator")
    with pytest.raises(PermissionDenied):
        set_rule(club=talk, facts=on_thursdays(), by=stranger, now=NOW)
    with pytest.raises(PermissionDenied):
        add_pause(
            club=talk,
            facts=PauseFacts(date(2023, 3, 1), date(2023, 3, 2), "x"),
            by=stranger,
            now=NOW,
        )
    with pytest.raises(PermissionDenied):
        close_club(club=talk, by=stranger, now=NOW)
    talk.rule.refresh_from_db()
    assert talk.rule.weekdays == [TUESDAY]
