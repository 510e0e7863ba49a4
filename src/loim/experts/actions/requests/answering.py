"""Expert and asker answer each other."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.experts.actions.requests.letters import tell_expert, tell_of_answer
from loim.experts.actions.requests.sending import held
from loim.experts.logic.states import APPROACH, leads_to
from loim.experts.models import (
    Approach,
    ApproachMessage,
    ApproachStatus,
    ExpertRequest,
    RequestKind,
    RequestStatus,
)
from loim.people.models import User

ANSWERS = (ApproachStatus.YES, ApproachStatus.NO, ApproachStatus.QUESTION)


class NothingSaid(Refusal):
    message = _("Write a few words first.")


class NotOpen(Refusal):
    message = _("This request is not open any more: %(state)s.")


class AnswerUnknown(Refusal):
    message = _("Choose yes, no or a question.")


def answer_as_expert(
    *, approach: Approach, answer: str, words: str, shows_address: bool, submission: UUID,
    by: User, now: datetime,
) -> Approach:  # fmt: skip
    """Of an offer of work `answer` is yes, no or question, '' once that is decided; of a message it
    is ''. The asker sees the expert's address only where `shows_address`. Raises NothingSaid,
    AnswerUnknown, NotOpen."""
    with transaction.atomic():
        current = _held(approach)
        if current.expert.person_id != by.pk or current.request.confirmed_at is None:
            raise PermissionDenied
        if ApproachMessage.objects.filter(submission=submission).exists():
            return current
        _check_words(current, answer, words)
        _move(current, answer)
        current.shows_address = current.shows_address or shows_address
        current.turn_at = now
        current.save()
        if words.strip():
            _say(current, words, submission, now, from_expert=True)
        _touch(current.request, now)
        tell_of_answer(current, words.strip())
    return current


def write_as_asker(
    *, approach: Approach, words: str, submission: UUID, now: datetime
) -> ApproachMessage:
    """Whoever calls has proved to be the asker. Raises NothingSaid, NotOpen."""
    if not words.strip():
        raise NothingSaid
    with transaction.atomic():
        current = _held(approach)
        if there := ApproachMessage.objects.filter(submission=submission).first():
            return there
        _check_open(current)
        if current.state in {ApproachStatus.QUESTION, ApproachStatus.ANSWERED}:
            current.state, current.turn_at = ApproachStatus.WAITING, now
            current.save()
        made = _say(current, words, submission, now, from_expert=False)
        _touch(current.request, now)
        tell_expert(current, "message", words=made.words)
    return made


def _check_words(current: Approach, answer: str, words: str) -> None:
    _check_open(current)
    is_message = current.request.kind == RequestKind.MESSAGE
    if answer and (is_message or answer not in ANSWERS):
        raise AnswerUnknown
    if not answer and not words.strip():
        raise NothingSaid
    if answer == ApproachStatus.QUESTION and not words.strip():
        raise NothingSaid
    if not answer and not is_message and current.state == ApproachStatus.WAITING:
        raise AnswerUnknown


def _move(current: Approach, answer: str) -> None:
    if current.request.kind == RequestKind.MESSAGE:
        current.state = ApproachStatus.ANSWERED
    elif answer and answer != current.state:
        if not leads_to(APPROACH, current.state, answer):
            raise NotOpen(state=current.get_state_display())
        current.state = ApproachStatus(answer)


def _check_open(current: Approach) -> None:
    request = current.request
    if request.state not in {RequestStatus.OPEN, RequestStatus.CHOSEN}:
        raise NotOpen(state=request.get_state_display())
    if current.state == ApproachStatus.RELEASED:
        raise NotOpen(state=current.get_state_display())


def _say(
    approach: Approach, words: str, submission: UUID, now: datetime, *, from_expert: bool
) -> ApproachMessage:
    return ApproachMessage.objects.create(
        approach=approach, from_expert=from_expert, words=words.strip(), written_at=now,
        submission=submission,
    )  # fmt: skip


def _touch(request: ExpertRequest, now: datetime) -> None:
    """What is talked about is not forgotten yet."""
    request.changed_at = now
    request.save(update_fields=["changed_at"])


def _held(approach: Approach) -> Approach:
    """The request first, so that an answer and a choice at once wait for each other."""
    request = held(approach.request)
    rows = Approach.objects.select_related("expert__person")
    current = rows.select_for_update(of=("self",)).get(pk=approach.pk)
    current.request = request
    return current
