"""The database itself keeps a team's hours: whatever an action forgets."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from loim.trainings.models import Mentoring
from tests.factories import cohort as make

pytestmark = pytest.mark.django_db
AT = datetime(2023, 11, 1, 10, tzinfo=UTC)


def book(team, mentor, *, minutes=60, at=AT, **fields):  # type: ignore[no-untyped-def]
    return Mentoring.objects.create(
        team=team, mentor=mentor, start_at=at, minutes=minutes, booked_at=AT, **fields
    )


def test_sixteen_hours_are_sixteen_hours() -> None:
    training = make.running_training()
    team, mentor = make.admitted_team(training), make.mentor(training)
    book(team, mentor, minutes=960)

    with pytest.raises(IntegrityError, match="no more mentoring"), transaction.atomic():
        book(team, mentor, minutes=1, at=AT + timedelta(days=1))


def test_what_was_cancelled_uses_nothing() -> None:
    training = make.running_training()
    team, mentor = make.admitted_team(training), make.mentor(training)
    book(team, mentor, minutes=960, state="cancelled", state_note="haige")

    book(team, mentor, minutes=960)

    assert Mentoring.objects.count() == 2


def test_the_budget_cannot_go_below_what_a_team_has_used() -> None:
    training = make.running_training()
    book(make.admitted_team(training), make.mentor(training), minutes=120)

    with pytest.raises(IntegrityError, match="used more mentoring"), transaction.atomic():
        type(training).objects.filter(pk=training.pk).update(mentoring_minutes=119)
    type(training).objects.filter(pk=training.pk).update(mentoring_minutes=120)


def test_a_mentor_is_in_one_place_at_a_time() -> None:
    training = make.running_training()
    mentor = make.mentor(training)
    book(make.admitted_team(training), mentor)

    with pytest.raises(IntegrityError, match="mentor_in_one_place"), transaction.atomic():
        book(make.admitted_team(training), mentor, at=AT + timedelta(minutes=59))
    book(make.admitted_team(training), mentor, at=AT + timedelta(minutes=60))


def test_a_team_is_in_one_mentoring_at_a_time() -> None:
    training = make.running_training()
    team = make.admitted_team(training)
    book(team, make.mentor(training))

    with pytest.raises(IntegrityError, match="team_in_one_mentoring"), transaction.atomic():
        book(team, make.mentor(training), at=AT - timedelta(minutes=30))
