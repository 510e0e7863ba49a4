"""The owner answers in public, tells that the work has begun, and what came of it."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.ideas.actions.proposal.stepping import (
    Answerer,
    NotNow,
    Words,
    last_step,
    refuse_unseen,
    require_owner,
    take_step,
    turn_of,
)
from loim.ideas.logic.proposal_states import ENDED, leads_to, next_answers
from loim.ideas.models import AnswerDraft, AnswerLink, Proposal, ProposalStep
from loim.people.models import User


class WordsMissing(Refusal):
    message = _("Say it in words, too: people want to know why, and what comes next.")


class DayIsToCome(Refusal):
    message = _("This day is still to come. Tell it when it has happened.")


class DayIsBeforeAnswer(Refusal):
    message = _("This was before the answer of %(day)s. Check the day.")


def answer_proposal(
    *,
    proposal: Proposal,
    status: str,
    words: Words,
    seen: int | None,
    by: Answerer,
    now: datetime,
) -> ProposalStep:
    """Accepted, in part, or not: in the owner's name, with words. The earlier answer stays in
    the story.

    `seen` is the last step that whoever answers has read. The same answer sent twice is given
    once. Refused: others (PermissionDenied), LinkExpired, MovedMeanwhile, NotNow, WordsMissing,
    PeriodLocked.
    """
    require_owner(by, proposal, now)
    if not words.text.strip():
        raise WordsMissing
    with turn_of(proposal, by=by, now=now, step="answer") as held:
        if again := _the_same(held, status, words, by):
            return again
        refuse_unseen(held, seen)
        if status not in next_answers(held.status):
            raise NotNow(status=held.get_status_display())
        step = take_step(held, after=status, words=words, day=localdate(now), by=by, now=now)
        drafts_of(held, by).delete()
    return step


def tell_progress(
    *,
    proposal: Proposal,
    status: str,
    words: Words,
    day: date,
    seen: int | None,
    by: Answerer,
    now: datetime,
) -> ProposalStep:
    """The work is under way, done or given up; an end has an outcome in words.

    Refusals as `answer_proposal`; DayIsToCome, DayIsBeforeAnswer.
    """
    require_owner(by, proposal, now)
    if status in ENDED and not words.text.strip():
        raise WordsMissing
    if day > localdate(now):
        raise DayIsToCome
    with turn_of(proposal, by=by, now=now, step="progress") as held:
        if again := _the_same(held, status, words, by):
            return again
        refuse_unseen(held, seen)
        if status in next_answers(held.status) or not leads_to(held.status, status):
            raise NotNow(status=held.get_status_display())
        if held.answered_at and day < localdate(held.answered_at):
            raise DayIsBeforeAnswer(day=localdate(held.answered_at).strftime("%d.%m.%Y"))
        return take_step(held, after=status, words=words, day=day, by=by, now=now)


def save_draft(
    *, proposal: Proposal, typed: dict[str, str], by: Answerer, now: datetime
) -> AnswerDraft:
    """What somebody has typed so far; nobody else sees it."""
    require_owner(by, proposal, now)
    whose = {"user": by} if isinstance(by, User) else {"link": by}
    draft, _made = AnswerDraft.objects.update_or_create(
        proposal=proposal, **whose, defaults={"typed": typed, "saved_at": now}
    )
    return draft


def drafts_of(proposal: Proposal, who: Answerer) -> QuerySet[AnswerDraft]:
    own = {"link": who} if isinstance(who, AnswerLink) else {"user": who}
    return AnswerDraft.objects.filter(proposal=proposal, **own)


def _the_same(held: Proposal, status: str, words: Words, by: Answerer) -> ProposalStep | None:
    """The last step, where this is what it says already and the same person said it."""
    last = last_step(held)
    person = by if isinstance(by, User) else None
    if last is None or (last.after, last.note, last.by) != (status, words.text, person):
        return None
    return last if last.translations == words.translations else None
