"""The city answers an opinion, and what changed because of it is written down."""

import uuid
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.ideas.models import Proposal
from loim.networks.actions.bodies.letters import write_to_asked
from loim.networks.actions.bodies.question_desk import at_the_question, check_keeps, take_question
from loim.networks.logic.bodies.question_states import QuestionStep
from loim.networks.models.bodies import BodyQuestion, CityAnswer, QuestionChange
from loim.people.models import User
from loim.services.models import Service


class ChangeNotYet(Refusal):
    message = _("It has not changed yet. Write it down on the day or after it.")


def answer_opinion(
    *, question: BodyQuestion, position: str, text: str, language: str, by: User, now: datetime
) -> CityAnswer:
    """Public at once; the members are written to. Refused: StepNotPossible."""
    with at_the_question(question.pk) as current:
        check_keeps(current.network, by)
        take_question(current, QuestionStep.ANSWER, now)
        answer = CityAnswer.objects.create(
            question=current,
            position=position,
            text=text.strip(),
            language=language,
            answered_on=localdate(now),
            answered_by=by,
        )
        for asked in current.asked_members.select_related("member__user").order_by("pk"):
            asked.question = current
            write_to_asked(asked, "body_answered")
    return answer


def record_change(
    *,
    question: BodyQuestion,
    text: str,
    language: str,
    changed_date: date,
    service: Service | None,
    proposal: Proposal | None,
    url: str,
    submission: uuid.UUID,
    by: User,
    now: datetime,
) -> QuestionChange:
    """After the answer, as often as something changes. Sent twice makes one.

    Refused: ChangeNotYet, StepNotPossible.
    """
    with at_the_question(question.pk) as current:
        check_keeps(current.network, by)
        known = QuestionChange.objects.filter(submission=submission).first()
        if known is not None:
            return known
        if changed_date > localdate(now):
            raise ChangeNotYet
        take_question(current, QuestionStep.RECORD_CHANGE, now)
        return QuestionChange.objects.create(
            question=current,
            text=text.strip(),
            language=language,
            changed_date=changed_date,
            service=service,
            proposal=proposal,
            url=url,
            submission=submission,
            recorded_by=by,
            recorded_at=now,
        )
