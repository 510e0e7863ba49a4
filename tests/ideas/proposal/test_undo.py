"""A slip is taken back within minutes, by whoever made it, before anybody is told."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from loim.common.models import OutgoingMail
from loim.ideas.actions.proposal.keeping import move_answer_date, withdraw_proposal
from loim.ideas.actions.proposal.milestones import reach_milestone
from loim.ideas.actions.proposal.telling import tell_steps
from loim.ideas.actions.proposal.undoing import UndoNotPossible, undo_step
from loim.ideas.models import Milestone, Proposal, ProposalStep
from loim.people.models import User
from tests.factories.proposals import answered, milestone, proposal, recorder, told

pytestmark = pytest.mark.django_db
MINUTES = timedelta(minutes=1)


def last(of: Proposal) -> ProposalStep:
    return of.steps.order_by("pk").last()  # type: ignore[return-value]


def who(step: ProposalStep) -> User:
    assert step.by is not None
    return step.by


def test_an_answer_is_taken_back_as_if_it_had_not_been(now: datetime) -> None:
    sent = answered(proposal(now), now)
    slip = last(sent)
    undo_step(proposal=sent, step_id=slip.pk, by=who(slip), now=now + 9 * MINUTES)
    sent.refresh_from_db()
    assert (sent.status, sent.answer, sent.answered_at, sent.answered_by) == (
        "sent",
        "",
        None,
        None,
    )


def test_an_outcome_goes_and_the_answer_stays(now: datetime) -> None:
    sent = told(answered(proposal(now), now), now)
    slip = last(sent)
    undo_step(proposal=sent, step_id=slip.pk, by=who(slip), now=now)
    sent.refresh_from_db()
    assert (sent.status, sent.answer, sent.outcome) == ("accepted", "Teeme ära.", "")


def test_ten_minutes_later_or_by_another_it_stands(now: datetime) -> None:
    sent = answered(proposal(now), now)
    slip = last(sent)
    for person, at in (
        (who(slip), now + 11 * MINUTES),
        (recorder(sent.owner), now),
        (recorder(sent.made_by), now),
    ):
        with pytest.raises(UndoNotPossible):
            undo_step(proposal=sent, step_id=slip.pk, by=person, now=at)
    assert sent.steps.count() == 2


def test_only_the_last_step_and_pressing_twice_takes_back_one(now: datetime) -> None:
    sent = told(answered(proposal(now), now), now)
    first, second = sent.steps.order_by("pk")[1:]
    with pytest.raises(UndoNotPossible):
        undo_step(proposal=sent, step_id=first.pk, by=who(first), now=now)
    undo_step(proposal=sent, step_id=second.pk, by=who(second), now=now)
    with pytest.raises(UndoNotPossible):
        undo_step(proposal=sent, step_id=second.pk, by=who(second), now=now)


def test_sending_it_is_no_slip_but_moving_the_date_and_withdrawing_may_be(now: datetime) -> None:
    sent = proposal(now)
    maker, first = recorder(sent.made_by), last(sent)
    with pytest.raises(UndoNotPossible):
        undo_step(proposal=sent, step_id=first.pk, by=who(first), now=now)
    before = sent.answer_by
    move_answer_date(proposal=sent, answer_by=date(2024, 1, 1), by=maker, now=now)
    undo_step(proposal=sent, step_id=last(sent).pk, by=maker, now=now)
    withdraw_proposal(proposal=sent, reason="Eksitus.", by=maker, now=now)
    undo_step(proposal=sent, step_id=last(sent).pk, by=maker, now=now)
    sent.refresh_from_db()
    assert (sent.status, sent.answer_by) == ("sent", before)


def test_milestones_go_back_too(now: datetime) -> None:
    sent = answered(proposal(now), now)
    one = milestone(sent, date(2023, 12, 1), now)
    owner = who(last(sent))
    reach_milestone(milestone=one, day=date(2023, 10, 2), by=owner, now=now)
    undo_step(proposal=sent, step_id=last(sent).pk, by=owner, now=now)
    one.refresh_from_db()
    assert one.done_date is None
    undo_step(proposal=sent, step_id=last(sent).pk, by=owner, now=now)
    assert Milestone.objects.count() == 0


def test_nobody_is_told_of_what_was_taken_back(now: datetime) -> None:
    sent = answered(proposal(now), now)
    OutgoingMail.objects.all().delete()
    slip = last(sent)
    undo_step(proposal=sent, step_id=slip.pk, by=who(slip), now=now)
    tell_steps(now=now + 60 * MINUTES)
    assert OutgoingMail.objects.count() == 0


def test_the_button_is_there_for_whoever_slipped_alone(client: Client) -> None:
    from django.utils import timezone

    sent = answered(proposal(timezone.now()), timezone.now())
    page = f"/en/proposals/{sent.pk}/"
    assert "Take it back" not in client.get(page).content.decode()
    client.force_login(recorder(sent.owner))
    assert "Take it back" not in client.get(page).content.decode()
    assert client.post(f"{page}undo/", {"step": last(sent).pk}).status_code == 302
    sent.refresh_from_db()
    assert sent.status == "accepted"
    client.force_login(who(last(sent)))
    assert "Take it back" in client.get(page).content.decode()
    client.post(f"{page}undo/", {"step": last(sent).pk})
    sent.refresh_from_db()
    assert sent.status == "sent"
