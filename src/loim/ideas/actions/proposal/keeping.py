"""What whoever made a proposal may still do: word it, move its date, ask again, withdraw it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.ideas.actions.proposal.letters_to_owner import write_to_owner
from loim.ideas.actions.proposal.making import AnswerByIsPast
from loim.ideas.actions.proposal.stepping import (
    NotNow,
    Words,
    require_keeper,
    take_step,
    turn_of,
)
from loim.ideas.logic.proposal_states import leads_to
from loim.ideas.models import Proposal, ProposalStatus, ProposalStep, StepKind, Strategy
from loim.people.models import User
from loim.programmes.models import Activity

ASK_AGAIN_AFTER = timedelta(days=1)


class AnsweredAlready(Refusal):
    """What was answered is not worded anew behind the answer's back."""

    message = _("The owner has answered: title and text stay as they were answered.")


class AskedJustNow(Refusal):
    message = _("The owner had a letter less than a day ago. Give them some time.")


@dataclass(frozen=True)
class ProposalText:
    title: str
    description: str
    language: str
    strategy: Strategy | None = None
    activity: Activity | None = None
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def edit_proposal(*, proposal: Proposal, text: ProposalText, by: User, now: datetime) -> None:
    """Its words until it is answered; what it feeds and counts for, and translations, always.

    Refused: AnsweredAlready, PeriodLocked.
    """
    require_keeper(by, proposal)
    with turn_of(proposal, by=by, now=now, step="edit") as held:
        words = (held.title, held.description, held.language)
        if held.answered_at and words != (text.title, text.description, text.language):
            raise AnsweredAlready
        for name in ("title", "description", "language", "strategy", "activity"):
            setattr(held, name, getattr(text, name))
        held.translations = {code: dict(texts) for code, texts in text.translations.items()}
        held.save()


def move_answer_date(
    *, proposal: Proposal, answer_by: date, note: str = "", by: User, now: datetime
) -> None:
    """The owner has more time, or less; the public story tells it. Refused: NotNow,
    AnswerByIsPast."""
    require_keeper(by, proposal)
    if answer_by < localdate(now):
        raise AnswerByIsPast
    with turn_of(proposal, by=by, now=now, step="edit") as held:
        _require_waiting(held)
        if held.answer_by == answer_by:
            return
        ProposalStep.objects.create(
            proposal=held,
            kind=StepKind.DATE_MOVED,
            before=held.status,
            after=held.status,
            date=localdate(now),
            note=note,
            language=held.language,
            values={"before": held.answer_by.isoformat(), "after": answer_by.isoformat()},
            by=by,
            at=now,
            told_at=now,  # not worth a letter
        )
        held.answer_by = answer_by
        held.save(update_fields=["answer_by"])


def ask_again(*, proposal: Proposal, owner_email: str, by: User, now: datetime) -> int:
    """Write to the owner once more, perhaps to another address; earlier links of another
    address open nothing any more. How many letters. Refused: AskedJustNow, NobodyToAsk."""
    require_keeper(by, proposal)
    with turn_of(proposal, by=by, now=now, step="edit") as held:
        if held.status == ProposalStatus.WITHDRAWN:
            raise NotNow(status=held.get_status_display())
        email = owner_email.strip()
        is_same = email.lower() == held.owner_email.lower()
        last = held.links.order_by("sent_at").last()
        asked_at = last.sent_at if last else held.recorded_at
        if is_same and now - asked_at < ASK_AGAIN_AFTER:
            raise AskedJustNow
        held.owner_email = email
        held.save(update_fields=["owner_email"])
        if not is_same:
            held.links.all().delete()
        return write_to_owner(held, template="proposal_asked", now=now)


def withdraw_proposal(*, proposal: Proposal, reason: str, by: User, now: datetime) -> None:
    """Nothing is asked any more. Only while nobody has answered. Refused: NotNow."""
    require_keeper(by, proposal)
    with turn_of(proposal, by=by, now=now, step="withdraw") as held:
        _step(held, ProposalStatus.WITHDRAWN, reason, by, now)


def send_withdrawn_again(*, proposal: Proposal, answer_by: date, by: User, now: datetime) -> None:
    """Refused: NotNow, AnswerByIsPast, NobodyToAsk."""
    require_keeper(by, proposal)
    if answer_by < localdate(now):
        raise AnswerByIsPast
    with turn_of(proposal, by=by, now=now, step="reopen") as held:
        if held.status != ProposalStatus.WITHDRAWN:
            raise NotNow(status=held.get_status_display())
        held.answer_by = answer_by
        held.save(update_fields=["answer_by"])
        _step(held, ProposalStatus.SENT, "", by, now)
        write_to_owner(held, template="proposal_asked", now=now)


def _step(held: Proposal, after: str, note: str, by: User, now: datetime) -> None:
    if not leads_to(held.status, after):
        raise NotNow(status=held.get_status_display())
    words = Words(note, held.language)
    take_step(held, after=after, words=words, day=localdate(now), by=by, now=now)


def _require_waiting(held: Proposal) -> None:
    if held.status != ProposalStatus.SENT:
        raise NotNow(status=held.get_status_display())
