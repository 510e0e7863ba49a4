"""Members chosen by a decision: each applicant is marked with a reason, then all are told."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.networks.actions.bodies.desk import (
    StepNotPossible,
    at_the_call,
    check_keeps,
    locked,
    take,
    take_call,
)
from loim.networks.actions.bodies.drawing import NotClosedYet, _moment
from loim.networks.actions.bodies.letters import write_to
from loim.networks.actions.bodies.offering import offer_seat
from loim.networks.actions.bodies.settling import settle_if_done
from loim.networks.logic.bodies.applicant_states import ApplicantState, ApplicantStep
from loim.networks.logic.bodies.call_states import CallState, CallStep
from loim.networks.models.bodies import Applicant, ChosenBy, MemberCall, Outcome
from loim.people.models import User


class ReasonNeeded(Refusal):
    message = _("Write the reason: the applicant reads it.")


class NotAllMarked(Refusal):
    message = _("Mark every applicant first: %(number)s are left.")


class TooManyChosen(Refusal):
    message = _("%(chosen)s are chosen for %(seats)s seats. Put some of them in reserve.")


def mark(*, applicant: Applicant, outcome: str, reason: str, by: User, now: datetime) -> None:
    """A draft until it is announced. Refused: ReasonNeeded, StepNotPossible."""
    with at_the_call(applicant.call_id) as call:
        check_keeps(call, by)
        current = locked(applicant)
        if (
            call.state != CallState.PUBLISHED
            or call.chosen_by != ChosenBy.DECISION
            or current.state != ApplicantState.APPLIED
        ):
            raise StepNotPossible
        if not reason.strip():
            raise ReasonNeeded
        current.outcome, current.reason, current.decided_by = outcome, reason.strip(), by
        current.save()


def announce(*, call: MemberCall, by: User, now: datetime) -> None:
    """All are told, with the reason. Refused: NotClosedYet, NotAllMarked, TooManyChosen."""
    with at_the_call(call.pk) as current:
        check_keeps(current, by)
        if current.state != CallState.PUBLISHED or current.chosen_by != ChosenBy.DECISION:
            raise StepNotPossible
        if now < current.closes_at:
            raise NotClosedYet(moment=_moment(current.closes_at))
        applied = list(current.applicants.filter(state=ApplicantState.APPLIED).order_by("pk"))
        left = sum(1 for one in applied if not one.outcome)
        if left or not applied:
            raise NotAllMarked(number=left)
        chosen = sum(1 for one in applied if one.outcome == Outcome.CHOSEN)
        seats = current.call_seats.count()
        if chosen > seats:
            raise TooManyChosen(chosen=chosen, seats=seats)
        for applicant in applied:
            applicant.call = current
            _tell(applicant, now)
        take_call(current, CallStep.DECIDE, now)
        settle_if_done(current, now)


def _tell(applicant: Applicant, now: datetime) -> None:
    if applicant.outcome == Outcome.CHOSEN:
        offer_seat(applicant, now)
    elif applicant.outcome == Outcome.RESERVE:
        take(applicant, ApplicantStep.KEEP, now)
        write_to(applicant, "body_reserve")
    else:
        take(applicant, ApplicantStep.DECLINE, now)
        write_to(applicant, "body_not_chosen")
