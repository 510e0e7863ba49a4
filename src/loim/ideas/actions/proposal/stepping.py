"""One step of a proposal: who takes it waits for the others, and it is kept for good.

What the proposal says of itself is read from its steps, so that taking one back puts everything
as it was.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.ideas.logic.proposal_states import ANSWERS, ENDED
from loim.ideas.models import AnswerLink, Proposal, ProposalStatus, ProposalStep, StepKind
from loim.ideas.permissions import may_answer, may_keep_proposal
from loim.people.models import User
from loim.programmes.actions.corrections import record_change

Answerer = User | AnswerLink
Texts = Mapping[str, Mapping[str, str]]


class MovedMeanwhile(Refusal):
    """Somebody else took a step since the page was opened: whoever writes now decides knowing it."""

    message = _(
        "Somebody has written here since you opened the page: “%(status)s”. Your words are kept"
        " below. Read what is there now, and send yours again if it should stand instead."
    )


class LinkExpired(Refusal):
    message = _("This link has expired. Open it again from the letter and ask for a new one.")


class NotNow(Refusal):
    """Not a step that follows on where the proposal stands."""

    message = _("The proposal stands at “%(status)s” now, and this does not follow from it.")


@dataclass(frozen=True)
class Words:
    """What somebody says with a step; `translations`: {language: {"note": text}}."""

    text: str = ""
    language: str = "et"
    translations: Texts = field(default_factory=dict)


@contextmanager
def turn_of(
    proposal: Proposal, *, by: Answerer | None, now: datetime, step: str
) -> Iterator[Proposal]:
    """The proposal as it is now, its row held until the end. Raises PeriodLocked."""
    person = by if isinstance(by, User) else None
    with record_change(by=person, now=now, step=step):
        yield (
            Proposal.objects.select_for_update(of=("self",), no_key=True)
            .select_related("owner", "made_by", "activity__programme")
            .get(pk=proposal.pk)
        )


def require_owner(who: Answerer, proposal: Proposal, now: datetime) -> None:
    if not may_answer(who, proposal):
        raise PermissionDenied
    if isinstance(who, AnswerLink) and who.expires_at <= now:
        raise LinkExpired


def require_keeper(person: User, proposal: Proposal) -> None:
    if not may_keep_proposal(person, proposal):
        raise PermissionDenied


def last_step(proposal: Proposal) -> ProposalStep | None:
    return proposal.steps.order_by("pk").last()


def refuse_unseen(proposal: Proposal, seen: int | None) -> None:
    """`seen` is the last step that whoever writes has read; None asks nothing."""
    last = last_step(proposal)
    if seen is not None and last is not None and last.pk != seen:
        raise MovedMeanwhile(status=ProposalStatus(proposal.status).label)


def take_step(
    proposal: Proposal,
    *,
    after: str,
    words: Words,
    day: date,
    by: Answerer | None,
    now: datetime,
) -> ProposalStep:
    """Inside `turn_of`, and after everything was checked."""
    step = ProposalStep.objects.create(
        proposal=proposal,
        before=proposal.status if proposal.steps.exists() else "",
        after=after,
        date=day,
        note=words.text,
        language=words.language,
        translations=words.translations,
        by=by if isinstance(by, User) else None,
        at=now,
    )
    stand_by_steps(proposal)
    return step


def stand_by_steps(proposal: Proposal) -> None:
    """Write what the steps add up to into the proposal itself."""
    steps = list(proposal.steps.filter(kind=StepKind.STATUS).order_by("pk"))
    answers = [step for step in steps if step.after in ANSWERS]
    last, answer = steps[-1], (answers[-1] if answers else None)
    has_ended = last.after in ENDED
    proposal.status = last.after
    proposal.answered_at = answers[0].at if answers else None
    proposal.answered_by = answer.by if answer else None
    proposal.answer = answer.note if answer else ""
    proposal.outcome = last.note if has_ended else ""
    proposal.ended_date = last.date if has_ended else None
    proposal.save(
        update_fields=["status", "answered_at", "answered_by", "answer", "outcome", "ended_date"]
    )
