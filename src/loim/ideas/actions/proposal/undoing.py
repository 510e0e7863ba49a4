"""Take back a slip: one's own last step, within minutes, before anybody is told of it."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.ideas.actions.proposal.stepping import Answerer, last_step, stand_by_steps, turn_of
from loim.ideas.models import AnswerLink, Milestone, Proposal, ProposalStep, StepKind
from loim.ideas.permissions import may_answer, may_keep_proposal

UNDO_FOR = timedelta(minutes=10)


class UndoNotPossible(Refusal):
    message = _(
        "This cannot be taken back any more: ten minutes have passed, or somebody has written"
        " since. Write what is right as a new step instead."
    )


def can_be_undone(step: ProposalStep | None, who: Answerer, now: datetime) -> bool:
    """One's own step that changed something: by a link, a step of whoever came by a link."""
    if step is None or not step.before or now - step.at > UNDO_FOR:
        return False
    if step.kind == StepKind.STATUS and step.told_at:
        return False
    return step.by is None if isinstance(who, AnswerLink) else step.by_id == who.pk


def undo_step(*, proposal: Proposal, step_id: int, by: Answerer, now: datetime) -> None:
    """As it was before; the history tables alone still know. Refused: UndoNotPossible."""
    with turn_of(proposal, by=by, now=now, step="undo") as held:
        last = last_step(held)
        if last is None or last.pk != step_id or not can_be_undone(last, by, now):
            raise UndoNotPossible
        is_theirs = may_answer(by, held) or (
            not isinstance(by, AnswerLink) and may_keep_proposal(by, held)
        )
        if not is_theirs:
            raise UndoNotPossible
        if last.kind == StepKind.DATE_MOVED:
            held.answer_by = last.values["before"]
            held.save(update_fields=["answer_by"])
        if last.milestone is not None:
            _restore(last)
        else:
            last.delete()
        stand_by_steps(held)


def _restore(step: ProposalStep) -> None:
    rows = Milestone.objects.filter(steps=step)
    if step.kind == StepKind.MILESTONE_ADDED:
        rows.delete()  # its step goes with it
        return
    before = {
        StepKind.MILESTONE_MOVED: {"due_date": step.values.get("before")},
        StepKind.MILESTONE_DONE: {"done_date": None},
        StepKind.MILESTONE_DROPPED: {"dropped_date": None},
    }
    rows.update(**before[StepKind(step.kind)])
    step.delete()
