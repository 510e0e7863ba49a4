"""Milestones of a proposal: set, move, reach, give up. Each is told in its public story."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.ideas.actions.proposal.answering import DayIsToCome
from loim.ideas.actions.proposal.stepping import Answerer, NotNow, require_owner, turn_of
from loim.ideas.logic.proposal_states import PROMISED
from loim.ideas.models import Milestone, Proposal, ProposalStep, StepKind
from loim.people.models import User


class MilestoneIsPast(Refusal):
    message = _("A milestone is set for a day that is still to come, or for today.")


class MilestoneIsOver(Refusal):
    message = _("“%(title)s” was reached or given up already.")


def add_milestone(
    *,
    proposal: Proposal,
    title: str,
    due_date: date,
    note: str = "",
    translations: Mapping[str, Mapping[str, str]] | None = None,
    submission: UUID,
    by: Answerer,
    now: datetime,
) -> Milestone:
    """For a proposal that was accepted. The same `submission` gives the one that it made.

    Refused: others (PermissionDenied), LinkExpired, NotNow, MilestoneIsPast.
    """
    require_owner(by, proposal, now)
    with turn_of(proposal, by=by, now=now, step="edit") as held:
        if made := Milestone.objects.filter(submission=submission, proposal=held).first():
            return made
        _require_promised(held)
        if due_date < localdate(now):
            raise MilestoneIsPast
        milestone = Milestone.objects.create(
            proposal=held,
            title=title,
            due_date=due_date,
            note=note,
            translations=dict(translations or {}),
            submission=submission,
        )
        _tell(
            milestone, StepKind.MILESTONE_ADDED, {"after": due_date.isoformat()}, "", by=by, now=now
        )
    return milestone


def move_milestone(
    *, milestone: Milestone, due_date: date, note: str, by: Answerer, now: datetime
) -> None:
    """To another day; `note` says why. Refusals as `add_milestone`, MilestoneIsOver."""
    require_owner(by, milestone.proposal, now)
    if due_date < localdate(now):
        raise MilestoneIsPast
    with turn_of(milestone.proposal, by=by, now=now, step="edit") as held:
        _require_promised(held)
        row = _open(milestone, held)
        if row.due_date == due_date:
            return
        days = {"before": row.due_date.isoformat(), "after": due_date.isoformat()}
        row.due_date = due_date
        row.save(update_fields=["due_date"])
        _tell(row, StepKind.MILESTONE_MOVED, days, note, by=by, now=now)


def reach_milestone(
    *, milestone: Milestone, day: date, note: str = "", by: Answerer, now: datetime
) -> None:
    """Refused: DayIsToCome, MilestoneIsOver."""
    if day > localdate(now):
        raise DayIsToCome
    _end(milestone, StepKind.MILESTONE_DONE, day, note, by=by, now=now)


def drop_milestone(*, milestone: Milestone, note: str, by: Answerer, now: datetime) -> None:
    """Given up, with the reason. Refused: MilestoneIsOver."""
    _end(milestone, StepKind.MILESTONE_DROPPED, localdate(now), note, by=by, now=now)


def _end(
    milestone: Milestone, kind: str, day: date, note: str, *, by: Answerer, now: datetime
) -> None:
    column = "done_date" if kind == StepKind.MILESTONE_DONE else "dropped_date"
    require_owner(by, milestone.proposal, now)
    with turn_of(milestone.proposal, by=by, now=now, step="edit") as held:
        row = _open(milestone, held)
        setattr(row, column, day)
        row.save(update_fields=[column])
        _tell(row, kind, {"after": day.isoformat()}, note, by=by, now=now)


def _open(milestone: Milestone, held: Proposal) -> Milestone:
    """As it is now: the proposal's row is held, so nobody changes it meanwhile."""
    row = Milestone.objects.get(pk=milestone.pk, proposal=held)
    if row.done_date or row.dropped_date:
        raise MilestoneIsOver(title=row.text("title"))
    return row


def _require_promised(held: Proposal) -> None:
    if held.status not in PROMISED:
        raise NotNow(status=held.get_status_display())


def _tell(
    milestone: Milestone,
    kind: str,
    days: dict[str, str],
    note: str,
    *,
    by: Answerer,
    now: datetime,
) -> None:
    proposal = milestone.proposal
    ProposalStep.objects.create(
        proposal_id=milestone.proposal_id,
        kind=kind,
        milestone=milestone,
        before=_status(proposal),
        after=_status(proposal),
        date=localdate(now),
        note=note,
        language=proposal.language,
        values=days,
        by=by if isinstance(by, User) else None,
        at=now,
        told_at=now,  # told with the next step that matters more
    )


def _status(proposal: Proposal) -> str:
    return Proposal.objects.values_list("status", flat=True).get(pk=proposal.pk)
