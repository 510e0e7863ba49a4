"""A body comments and gives its opinion: only by mandates in force that day."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.networks.actions.bodies.desk import StepNotPossible
from loim.networks.actions.bodies.question_desk import at_the_question, take_question
from loim.networks.logic.bodies.question_states import QuestionState, QuestionStep
from loim.networks.logic.quorum import needed
from loim.networks.models import Mandate, Member, Network
from loim.networks.models.bodies import (
    BodyQuestion,
    Opinion,
    OpinionVote,
    QuestionComment,
    Stance,
)
from loim.networks.models.member import OFFICES
from loim.networks.permissions import may_change_network
from loim.networks.queries.voters import mandates_on
from loim.people.models import User


class MandateOver(Refusal):
    message = _(
        "Your mandate is not in force on %(day)s: only members with a mandate comment and vote."
    )


class VoteWithoutMandate(Refusal):
    message = _(
        "The mandate of %(holder)s is not in force on %(day)s, so this vote cannot be counted."
        " Leave it out, or correct the day of the opinion."
    )


class NobodyVoted(Refusal):
    message = _("Write down at least one vote: an opinion is the body's, not one person's.")


class OpinionWithoutQuorum(Refusal):
    message = _(
        "Votes: %(voted)s, needed for a quorum: %(needed)s. With fewer it is no opinion of the"
        " body: write down every vote, or vote again when enough members are there."
    )


class OpinionDayWrong(Refusal):
    message = _("The opinion is of a day from the asking up to today. Correct the day.")


def comment(
    *, question: BodyQuestion, member: Member, text: str, submission: uuid.UUID, now: datetime
) -> QuestionComment:
    """By link or account; for members and those who keep the body to read. Sent twice makes one.

    Refused: MandateOver, StepNotPossible once the opinion is given.
    """
    with at_the_question(question.pk) as current:
        known = QuestionComment.objects.filter(submission=submission).first()
        if known is not None:
            return known
        if current.state != QuestionState.ASKED:
            raise StepNotPossible
        check_sits(current, member, localdate(now))
        return QuestionComment.objects.create(
            question=current,
            member=member,
            text=text.strip(),
            submission=submission,
            written_at=now,
        )


def give_opinion(
    *,
    question: BodyQuestion,
    text: str,
    minority_view: str,
    votes: Mapping[int, str],
    given_on: date,
    language: str,
    by: User | None,
    as_member: Member | None,
    now: datetime,
) -> Opinion:
    """`votes`: mandate's key → stance. Written by those who keep the body (`by`), or by its
    chair, deputy or secretary (`as_member`, by link or account). Nobody changes it afterwards.

    Refused: MandateOver, VoteWithoutMandate, NobodyVoted, OpinionWithoutQuorum,
    OpinionDayWrong, StepNotPossible.
    """
    with at_the_question(question.pk) as current:
        _check_may_write(current, by, as_member, localdate(now))
        if current.state != QuestionState.ASKED or current.asked_at is None:
            raise StepNotPossible
        if not localdate(current.asked_at) <= given_on <= localdate(now):
            raise OpinionDayWrong
        if not votes:
            raise NobodyVoted
        sitting = {mandate.pk: mandate for mandate in mandates_on(current.network, given_on)}
        _check_votes(votes, sitting, given_on)
        _check_quorum(current.network, len(votes), len(sitting))
        opinion = Opinion.objects.create(
            question=current,
            text=text.strip(),
            minority_view=minority_view.strip(),
            language=language,
            given_on=given_on,
            in_force=len(sitting),
            written_by=by,
            written_at=now,
        )
        OpinionVote.objects.bulk_create(
            OpinionVote(opinion=opinion, mandate_id=key, stance=Stance(stance))
            for key, stance in sorted(votes.items())
        )
        current.answer_by = given_on + timedelta(days=current.answer_days)
        take_question(current, QuestionStep.GIVE_OPINION, now)
    return opinion


def check_sits(question: BodyQuestion, member: Member, day: date) -> None:
    """Raises MandateOver."""
    sitting = Mandate.objects.in_force_on(day).filter(seat__network=question.network_id)
    if not sitting.filter(member=member).exists():
        raise MandateOver(day=date_format(day, "SHORT_DATE_FORMAT"))


def may_write_opinion(member: Member, day: date) -> bool:
    """Chair, deputy and secretary, while they are it."""
    return member.role_on(day) in OFFICES


def _check_may_write(
    question: BodyQuestion, by: User | None, member: Member | None, today: date
) -> None:
    if by is not None and may_change_network(by, question.network):
        return
    if (
        member is None
        or member.network_id != question.network_id
        or not may_write_opinion(member, today)
    ):
        raise PermissionDenied
    check_sits(question, member, today)


def _check_votes(votes: Mapping[int, str], sitting: Mapping[int, Mandate], day: date) -> None:
    for key in votes:
        if key not in sitting:
            found = Mandate.objects.select_related("member", "seat").filter(pk=key).first()
            holder = str(found.member) if found else "?"
            raise VoteWithoutMandate(holder=holder, day=date_format(day, "SHORT_DATE_FORMAT"))


def _check_quorum(body: Network, voted: int, entitled: int) -> None:
    """Who abstained was there; who has no vote written down was not."""
    least = needed(body.quorum, body.quorum_number, entitled)
    if voted < least:
        raise OpinionWithoutQuorum(voted=voted, needed=least)
