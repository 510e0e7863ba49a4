"""Make a proposal: of ideas, or of anything else that somebody should act on."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.ideas.actions.proposal.letters_to_owner import write_to_owner
from loim.ideas.actions.proposal.stepping import Words, take_step
from loim.ideas.models import Idea, Proposal, ProposalStatus, Shown, Strategy
from loim.ideas.permissions import may_propose_ideas
from loim.people.models import Organisation, User
from loim.programmes.actions.corrections import record_change
from loim.programmes.models import Activity
from loim.programmes.permissions import may_record_for


class AnswerByIsPast(Refusal):
    message = _("Leave the owner some time: the answer cannot be due before today.")


class IdeaNotShown(Refusal):
    message = _(
        "“%(title)s” is not shown any more, so it cannot become a proposal. Leave it out, or"
        " make the proposal without it."
    )


class AlreadyProposed(Refusal):
    message = _(
        "“%(title)s” has been proposed to “%(owner)s” already. Open that proposal from the page"
        " of the idea."
    )


def make_proposal(
    *,
    title: str,
    text: str,
    language: str,
    made_by: Organisation,
    owner: Organisation,
    owner_email: str,
    answer_by: date,
    ideas: Sequence[Idea] = (),
    strategy: Strategy | None = None,
    activity: Activity | None = None,
    translations: Mapping[str, Mapping[str, str]] | None = None,
    submission: UUID,
    by: User,
    now: datetime,
) -> Proposal:
    """It is public at once, and the owner's people are written to. `text` says what and why;
    `translations` are of the proposal's fields ("title", "description").

    The same `submission` again gives the proposal that it made the first time. Refused: another
    organisation's name or another's forum (PermissionDenied), AnswerByIsPast, IdeaNotShown,
    AlreadyProposed, NobodyToAsk, PeriodLocked.
    """
    if not may_record_for(by, made_by) or not may_propose_ideas(by, ideas):
        raise PermissionDenied
    if made := proposal_of_submission(submission):
        return made
    today = localdate(now)
    if answer_by < today:
        raise AnswerByIsPast
    proposal = Proposal(
        title=title,
        description=text,
        language=language,
        translations=dict(translations or {}),
        made_by=made_by,
        owner=owner,
        owner_email=owner_email.strip(),
        strategy=strategy,
        activity=activity,
        sent_date=today,
        answer_by=answer_by,
        recorded_by=by,
        recorded_at=now,
        submission=submission,
    )
    try:
        with record_change(by=by, now=now, step="record"):
            _save(proposal, ideas, by, now)
    except IntegrityError as error:
        if "submission" in (violated_constraint(error) or ""):
            return Proposal.objects.get(submission=submission)  # the other of two at once
        raise
    return proposal


def _save(proposal: Proposal, ideas: Sequence[Idea], by: User, now: datetime) -> None:
    held = _hold(ideas, proposal.owner)
    proposal.save()
    proposal.ideas.set(held)
    take_step(
        proposal,
        after=ProposalStatus.SENT,
        words=Words(language=proposal.language),
        day=proposal.sent_date,
        by=by,
        now=now,
    )
    write_to_owner(proposal, template="proposal_asked", now=now)


def _hold(ideas: Sequence[Idea], owner: Organisation) -> list[Idea]:
    """As they are now; whoever hides or proposes one of them waits."""
    keys = [idea.pk for idea in ideas]
    held = Idea.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    found = list(held)
    for idea in found:
        if idea.state != Shown.SHOWN:
            raise IdeaNotShown(title=idea.text("title"))
        before = idea.proposals.filter(owner=owner).exclude(status=ProposalStatus.WITHDRAWN)
        if before.exists():
            raise AlreadyProposed(title=idea.text("title"), owner=owner.name)
    return found


def proposal_of_submission(submission: UUID) -> Proposal | None:
    return Proposal.objects.filter(submission=submission).first()
