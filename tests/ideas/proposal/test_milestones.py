"""Milestones are set, moved, reached and given up, each time with a step in the story."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from loim.ideas.actions.proposal.answering import DayIsToCome
from loim.ideas.actions.proposal.milestones import (
    MilestoneIsOver,
    MilestoneIsPast,
    add_milestone,
    drop_milestone,
    move_milestone,
    reach_milestone,
)
from loim.ideas.actions.proposal.stepping import NotNow
from loim.ideas.models import Milestone, Proposal
from loim.ideas.queries.proposal.story import milestones_of
from tests.factories.proposals import answered, milestone, owner_of, proposal, recorder

pytestmark = pytest.mark.django_db
DUE = date(2023, 12, 1)


@pytest.fixture
def accepted(now: datetime) -> Proposal:
    return answered(proposal(now), now)


def test_the_story_tells_each_change(accepted: Proposal, now: datetime) -> None:
    owner = owner_of(accepted)
    first, second = milestone(accepted, DUE, now), milestone(accepted, DUE, now, "Peatus")
    later = date(2024, 2, 1)

    move_milestone(milestone=first, due_date=later, note="Hange venib.", by=owner, now=now)
    reach_milestone(milestone=first, day=date(2023, 10, 2), by=owner, now=now)
    drop_milestone(milestone=second, note="Raha ei ole.", by=owner, now=now)

    told = (
        accepted.steps.exclude(kind="status").order_by("pk").values_list("kind", "note", "values")
    )
    assert list(told) == [
        ("milestone_added", "", {"after": "2023-12-01"}),
        ("milestone_added", "", {"after": "2023-12-01"}),
        ("milestone_moved", "Hange venib.", {"before": "2023-12-01", "after": "2024-02-01"}),
        ("milestone_done", "", {"after": "2023-10-02"}),
        ("milestone_dropped", "Raha ei ole.", {"after": "2023-10-02"}),
    ]
    accepted.refresh_from_db()
    assert accepted.status == "accepted"


def test_what_is_late_is_shown_and_what_is_over_is_not(accepted: Proposal, now: datetime) -> None:
    waits, reached = milestone(accepted, DUE, now), milestone(accepted, DUE, now, "Peatus")
    reach_milestone(milestone=reached, day=date(2023, 10, 2), by=owner_of(accepted), now=now)

    on_the_day = {one.milestone: one.is_late for one in milestones_of(accepted, DUE)}
    day_after = {
        one.milestone: one.is_late for one in milestones_of(accepted, DUE + timedelta(days=1))
    }

    assert on_the_day == {waits: False, reached: False}
    assert day_after == {waits: True, reached: False}


def test_a_form_sent_twice_sets_one(accepted: Proposal, now: datetime) -> None:
    submission, owner = uuid4(), owner_of(accepted)
    for _time in range(2):
        add_milestone(
            proposal=accepted,
            title="Peatus",
            due_date=DUE,
            submission=submission,
            by=owner,
            now=now,
        )
    assert Milestone.objects.count() == 1


def test_refusals(accepted: Proposal, now: datetime) -> None:
    owner = owner_of(accepted)
    with pytest.raises(MilestoneIsPast):
        milestone(accepted, date(2023, 10, 1), now)
    with pytest.raises(NotNow):
        milestone(proposal(now), DUE, now)
    one = milestone(accepted, DUE, now)
    with pytest.raises(DayIsToCome):
        reach_milestone(milestone=one, day=date(2023, 10, 3), by=owner, now=now)
    with pytest.raises(PermissionDenied):
        reach_milestone(
            milestone=one, day=DUE, by=recorder(accepted.made_by), now=now + timedelta(90)
        )
    reach_milestone(milestone=one, day=date(2023, 10, 2), by=owner, now=now)
    with pytest.raises(MilestoneIsOver):
        drop_milestone(milestone=one, note="Ei.", by=owner, now=now)


def test_reached_and_given_up_at_once_is_refused_by_the_database(
    accepted: Proposal, now: datetime
) -> None:
    one = milestone(accepted, DUE, now)
    with pytest.raises(IntegrityError, match="milestone_done_or_given_up"), transaction.atomic():
        Milestone.objects.filter(pk=one.pk).update(done_date=DUE, dropped_date=DUE)
