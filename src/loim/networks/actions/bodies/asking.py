"""The city puts a question to a body: written, given papers, asked, taken back."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.once import one_at_a_time
from loim.common.refusals import Refusal
from loim.networks.actions.bodies.letters import write_to_asked
from loim.networks.actions.bodies.question_desk import at_the_question, check_keeps, take_question
from loim.networks.logic.bodies.question_states import QuestionState, QuestionStep
from loim.networks.models import BODIES, Member
from loim.networks.models.bodies import AskedMember, BodyQuestion, QuestionPaper
from loim.networks.queries.bodies.own_link import asked_key_hash
from loim.networks.queries.voters import mandates_on
from loim.people.models import User


class NoBody(Refusal):
    message = _("Only a participatory body or an integration chamber is asked for its opinion.")


class QuestionStays(Refusal):
    message = _(
        "The question has been asked, so its text stays as it is. Take it back with a reason, and"
        " ask another."
    )


class NobodySits(Refusal):
    message = _("Nobody has a mandate in this body today. Fill its seats first.")


class DayPassed(Refusal):
    message = _("The day for the opinion has passed. Choose a later one.")


class WithdrawnWithoutReason(Refusal):
    message = _("Write why the question is taken back: everybody can read it.")


class PaperIsOneThing(Refusal):
    message = _("Give a file or an address: one of them.")


def save_question(*, question: BodyQuestion, by: User, now: datetime) -> BodyQuestion:
    """A new draft, or a draft changed. Sent twice makes one. Refused: NoBody, QuestionStays."""
    check_keeps(question.network, by)
    if question.network.kind not in BODIES:
        raise NoBody
    with transaction.atomic():
        if not question.pk:
            one_at_a_time(question.submission)
            known = BodyQuestion.objects.filter(submission=question.submission).first()
            if known is not None:
                check_keeps(known.network, by)
                return known
            question.state, question.state_at = QuestionState.DRAFT, now
            question.created_at = now
        elif _locked_state(question) != QuestionState.DRAFT:
            raise QuestionStays
        question.save()
    return question


def _locked_state(question: BodyQuestion) -> str:
    return BodyQuestion.objects.select_for_update().get(pk=question.pk).state


def add_paper(
    *, question: BodyQuestion, title: str, file: Any, url: str, by: User, now: datetime
) -> QuestionPaper:
    """Refused: PaperIsOneThing, QuestionStays once the opinion is given."""
    if bool(file) == bool(url):
        raise PaperIsOneThing
    with at_the_question(question.pk) as current:
        check_keeps(current.network, by)
        if current.state not in (QuestionState.DRAFT, QuestionState.ASKED):
            raise QuestionStays
        paper = QuestionPaper(question=current, title=title, url=url, added_at=now)
        if file:
            paper.file = file
        paper.save()
    return paper


def ask(*, question: BodyQuestion, by: User, now: datetime) -> None:
    """Public from now on; every member with a mandate is written to, with a link of their own.

    Refused: DayPassed, NobodySits, StepNotPossible.
    """
    with at_the_question(question.pk) as current:
        check_keeps(current.network, by)
        if current.opinion_by < localdate(now):
            raise DayPassed
        mandates = mandates_on(current.network, localdate(now))
        if not mandates:
            raise NobodySits
        current.asked_at, current.asked_by = now, by
        take_question(current, QuestionStep.ASK, now)
        for mandate in mandates:
            write_to_asked(asked_member(current, mandate.member), "body_asked")


def asked_member(question: BodyQuestion, member: Member) -> AskedMember:
    """Made once for a member; at the question."""
    found = AskedMember.objects.filter(question=question, member=member).first()
    if found is None:
        seed = uuid.uuid4()
        found = AskedMember.objects.create(
            question=question, member=member, seed=seed, key_hash=asked_key_hash(seed)
        )
    found.question, found.member = question, member
    return found


def withdraw_question(*, question: BodyQuestion, reason: str, by: User, now: datetime) -> None:
    """Before the opinion. Refused: WithdrawnWithoutReason, StepNotPossible."""
    if not reason.strip():
        raise WithdrawnWithoutReason
    with at_the_question(question.pk) as current:
        check_keeps(current.network, by)
        was_public = current.is_public
        current.withdrawn_reason = reason.strip()
        take_question(current, QuestionStep.WITHDRAW, now)
        if was_public:
            for asked in current.asked_members.select_related("member__user").order_by("pk"):
                asked.question = current
                write_to_asked(asked, "body_question_withdrawn")
