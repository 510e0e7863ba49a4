"""Booking, moving, cancelling and logging within the team's hours."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from icalendar import Calendar

from loim.common.models import OutgoingMail
from loim.trainings.actions.mentoring.booking import (
    InThePast,
    Meeting,
    MeetingChanged,
    MentorIsBusy,
    NotEnoughLeft,
    ReasonMissing,
    TeamIsBusy,
    book_mentoring,
    cancel_mentoring,
    move_mentoring,
)
from loim.trainings.actions.mentoring.logging import NotYetHeld, log_mentoring
from loim.trainings.models import Mentoring
from loim.trainings.queries.cohort.who import Reader, reader_by_account
from loim.trainings.queries.mentoring.budgets import budget_of_team, budgets, hours_in_words
from loim.trainings.queries.mentoring.ical import (
    calendar_key,
    calendar_of,
    mentor_by_calendar_key,
)
from loim.trainings.queries.mentoring.meetings import mentoring_to_log
from tests import factories as other_make
from tests.factories import cohort as make

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 10, 2, 9, tzinfo=UTC)
SOON = NOW + timedelta(days=2)


@pytest.fixture
def mentor():  # type: ignore[no-untyped-def]
    return make.mentor(make.running_training())


@pytest.fixture
def reader(mentor):  # type: ignore[no-untyped-def]
    team = make.admitted_team(mentor.training, members=2)
    return Reader(team, member=team.members.order_by("pk").first())


def book(mentor, reader, start=SOON, minutes=60, **more):  # type: ignore[no-untyped-def]
    return book_mentoring(
        mentor=mentor,
        meeting=Meeting(start, minutes),
        submission=more.pop("submission", uuid4()),
        by=reader,
        now=more.pop("now", NOW),
    )


def as_mentor(mentor, team):  # type: ignore[no-untyped-def]
    return reader_by_account(mentor.user, team)


def test_the_same_form_sent_twice_books_one_meeting(mentor, reader):  # type: ignore[no-untyped-def]
    once = uuid4()

    assert book(mentor, reader, submission=once) == book(mentor, reader, submission=once)
    assert budget_of_team(reader.team).left == 900


def test_more_than_is_left_is_refused_with_what_is_left(mentor, reader):  # type: ignore[no-untyped-def]
    book(mentor, reader, minutes=480)
    book(mentor, reader, SOON + timedelta(days=1), minutes=450)

    with pytest.raises(NotEnoughLeft) as refused:
        book(mentor, reader, SOON + timedelta(days=2), minutes=60)
    assert refused.value.values == {"left": 30, "asked": 60}


def test_nobody_is_in_two_places(mentor, reader):  # type: ignore[no-untyped-def]
    book(mentor, reader)
    others = make.admitted_team(mentor.training, members=2)

    with pytest.raises(MentorIsBusy):
        book(mentor, Reader(others, member=others.members.first()), SOON + timedelta(minutes=30))
    with pytest.raises(TeamIsBusy):
        book(make.mentor(mentor.training), reader, SOON + timedelta(minutes=30))
    with pytest.raises(InThePast):
        book(mentor, reader, NOW)


def test_a_moved_meeting_takes_its_own_hours_along(mentor, reader):  # type: ignore[no-untyped-def]
    row = book(mentor, reader, minutes=480)
    book(mentor, reader, SOON + timedelta(days=1), minutes=480)

    moved = move_mentoring(
        mentoring=row, meeting=Meeting(SOON + timedelta(days=3), 480), by=reader, now=NOW
    )

    assert (moved.sequence, budget_of_team(reader.team).left) == (1, 0)


def test_cancelled_hours_are_the_teams_again(mentor, reader):  # type: ignore[no-untyped-def]
    row = book(mentor, reader)
    with pytest.raises(ReasonMissing):
        cancel_mentoring(mentoring=row, reason=" ", by=reader, now=NOW)
    cancel_mentoring(mentoring=row, reason="haige", by=reader, now=NOW)

    assert budget_of_team(reader.team).left == 960
    with pytest.raises(MeetingChanged):
        move_mentoring(mentoring=row, meeting=Meeting(SOON, 60), by=reader, now=NOW)


def test_the_mentor_logs_what_was_held_and_the_team_does_not(mentor, reader):  # type: ignore[no-untyped-def]
    row = book(mentor, reader)
    after = SOON + timedelta(hours=2)
    assert list(mentoring_to_log(mentor.user, after)) == [row]

    with pytest.raises(PermissionDenied):
        log_mentoring(mentoring=row, minutes=60, by=reader, now=after)
    with pytest.raises(NotYetHeld):
        log_mentoring(mentoring=row, minutes=60, by=as_mentor(mentor, reader.team), now=NOW)
    log_mentoring(
        mentoring=row, minutes=95, notes="Kaart", by=as_mentor(mentor, reader.team), now=after
    )

    assert budget_of_team(reader.team).spent == 95
    assert not mentoring_to_log(mentor.user, after).exists()


def test_a_log_cannot_spend_more_than_the_team_has(mentor, reader):  # type: ignore[no-untyped-def]
    row = book(mentor, reader)
    book(mentor, reader, SOON + timedelta(days=1), minutes=480)
    book(mentor, reader, SOON + timedelta(days=2), minutes=400)

    with pytest.raises(NotEnoughLeft):
        log_mentoring(
            mentoring=row,
            minutes=90,
            by=as_mentor(mentor, reader.team),
            now=SOON + timedelta(hours=2),
        )
    assert Mentoring.objects.get(pk=row.pk).state == "booked"


def test_a_mentor_sees_only_teams_that_they_meet(mentor, reader):  # type: ignore[no-untyped-def]
    assert not as_mentor(mentor, reader.team).may_see
    book(mentor, reader)

    assert as_mentor(mentor, reader.team).may_see
    assert not as_mentor(mentor, make.admitted_team(mentor.training)).may_see
    assert not reader_by_account(other_make.user(), reader.team).may_see


def test_the_mentor_is_told_of_a_booking_and_the_team_of_a_cancellation_by_the_mentor(  # type: ignore[no-untyped-def]
    mentor, reader
):
    row = book(mentor, reader)
    first = list(OutgoingMail.objects.values_list("to", "template"))
    cancel_mentoring(mentoring=row, reason="haige", by=as_mentor(mentor, reader.team), now=NOW)

    assert first == [(mentor.user.email, "trainings_mentoring_booked")]
    later = OutgoingMail.objects.filter(template="trainings_mentoring_cancelled")
    assert set(later.values_list("to", flat=True)) == set(
        reader.team.members.values_list("email", flat=True)
    )


def test_a_mentors_calendar_opens_by_its_secret_alone(mentor, reader):  # type: ignore[no-untyped-def]
    row = book(mentor, reader)
    key = calendar_key(mentor)

    entries = Calendar.from_ical(calendar_of(mentor, NOW)).walk("VEVENT")

    assert mentor_by_calendar_key(key) == mentor
    assert mentor_by_calendar_key(f"{mentor.pk}.wrong") is None
    assert [entry.decoded("dtstart") for entry in entries] == [row.start_at]
    assert [entry.decoded("dtend") for entry in entries] == [row.start_at + timedelta(hours=1)]


@pytest.mark.parametrize("teams", [1, 3])
def test_budgets_of_all_teams_take_one_query(mentor, django_assert_num_queries, teams):  # type: ignore[no-untyped-def]
    for number in range(teams):
        team = make.admitted_team(mentor.training, members=1)
        book(mentor, Reader(team, member=team.members.get()), SOON + timedelta(days=number))

    with django_assert_num_queries(1):
        assert [row.budget.left for row in budgets(mentor.training)] == [900] * teams


def test_hours_in_words_read_as_people_say_them() -> None:
    from django.utils import translation

    with translation.override("en"):
        assert [hours_in_words(n) for n in (0, 45, 60, 90, 960, -30)] == [
            "0 min", "45 min", "1 h", "1 h 30 min", "16 h", "−30 min",
        ]  # fmt: skip
