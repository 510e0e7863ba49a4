"""A call is settled when every offer is answered: then its figures are written down."""

from datetime import datetime

from loim.networks.actions.bodies.desk import (
    StepNotPossible,
    at_the_call,
    check_keeps,
    take,
    take_call,
)
from loim.networks.actions.bodies.letters import write_to
from loim.networks.logic.bodies.applicant_states import ApplicantState, ApplicantStep
from loim.networks.logic.bodies.call_states import CallState, CallStep
from loim.networks.models.bodies import MemberCall
from loim.networks.queries.bodies.figures import counted_figures
from loim.networks.queries.bodies.seats import free_seats
from loim.people.models import User


def settle_if_done(call: MemberCall, now: datetime) -> None:
    """At the call. Nothing is left to answer, and nobody is left to ask or no seat to fill."""
    if call.state != CallState.DECIDED:
        return
    states = set(call.applicants.values_list("state", flat=True))
    if ApplicantState.OFFERED in states:
        return
    if ApplicantState.RESERVE in states and free_seats(call, call.mandate_start_date):
        return
    _settle(call, now)


def settle_call(*, call: MemberCall, by: User, now: datetime) -> None:
    """Those who keep the body ask nobody more, though seats may be vacant.

    Refused: StepNotPossible while somebody is offered a seat.
    """
    with at_the_call(call.pk) as current:
        check_keeps(current, by)
        if current.applicants.filter(state=ApplicantState.OFFERED).exists():
            raise StepNotPossible
        _settle(current, now)


def _settle(call: MemberCall, now: datetime) -> None:
    for applicant in call.applicants.filter(state=ApplicantState.RESERVE).order_by("pk"):
        applicant.call = call
        take(applicant, ApplicantStep.DECLINE, now)
        write_to(applicant, "body_filled")
    call.figures = counted_figures(call)
    take_call(call, CallStep.SETTLE, now)
