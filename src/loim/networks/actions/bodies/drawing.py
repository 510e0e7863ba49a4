"""The fair draw of a body's members: committed to when the call opened, completed by a public
value, held once.

As for the places of events: nobody chooses who is drawn, the record can be replayed by anybody.
A body is small, so the draw is computed in the request.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from fairplaces import BadInput, Held, ImpossibleRules, Secret, hold_draw
from fairplaces.record import sealed
from loim.common.refusals import Refusal
from loim.common.sealing import unseal
from loim.common.translated import LANGUAGE_CODES
from loim.networks.actions.bodies.desk import (
    StepNotPossible,
    at_the_call,
    check_keeps,
    take,
    take_call,
)
from loim.networks.actions.bodies.letters import write_to
from loim.networks.actions.bodies.offering import offer_seat
from loim.networks.actions.bodies.settling import settle_if_done
from loim.networks.logic.bodies.applicant_states import ApplicantStep
from loim.networks.logic.bodies.call_states import CallState, CallStep
from loim.networks.models.bodies import CallDraw, ChosenBy, MemberCall
from loim.networks.queries.bodies.drawing import Question, obstacles, question_of
from loim.people.models import User

LONGEST = 20.0  # seconds; then the best lottery so far is drawn from, and says so


class NotClosedYet(Refusal):
    message = _("Applications are taken until %(moment)s. The draw is held when they have closed.")


class ValueNotKnownYet(Refusal):
    message = _("The public value becomes known at %(moment)s. The draw is held after that.")


class ValueMissing(Refusal):
    message = _("Write the public value that was announced, exactly as it was published.")


class ValueWrittenAlready(Refusal):
    message = _(
        "Another value was written down for this draw already; it cannot be changed. If the rules"
        " cannot be kept, change them with a reason and name a value that becomes known later."
    )


class NobodyApplied(Refusal):
    message = _(
        "Nobody has applied, so there is nothing to draw. Cancel the call and open another."
    )


def draw_members(*, call: MemberCall, public_value: str, by: User, now: datetime) -> CallDraw:
    """Those drawn are offered their seats, the others wait in reserve; all are told.

    Where the rules cannot be kept nobody is drawn, and `trouble` says what would help. Refused:
    NotClosedYet, ValueNotKnownYet, ValueMissing, ValueWrittenAlready, NobodyApplied,
    StepNotPossible.
    """
    value = public_value.strip()
    with at_the_call(call.pk) as current:
        check_keeps(current, by)
        draw = _draw_of(current, now)
        if not value:
            raise ValueMissing
        if draw.asked_at is not None and value != draw.public_value:
            raise ValueWrittenAlready
        trouble = {code: said for code in LANGUAGE_CODES if (said := obstacles(current, code))}
        held, question = None, None
        if not trouble:
            try:
                question = question_of(current)
                held = _held(question, draw, value)
            except (BadInput, ImpossibleRules) as fault:
                trouble = {code: [str(fault)] for code in LANGUAGE_CODES}
        draw.public_value, draw.asked_at, draw.drawn_by = value, now, by
        draw.trouble = trouble
        if held is not None and question is not None:
            draw.record, draw.drawn_at = _with_amendments(held, draw), now
            draw.save()
            _tell(current, question, held, now)
            take_call(current, CallStep.DECIDE, now)
            settle_if_done(current, now)
        else:
            draw.save()
    return draw


def _draw_of(call: MemberCall, now: datetime) -> CallDraw:
    if call.state != CallState.PUBLISHED or call.chosen_by != ChosenBy.DRAW:
        raise StepNotPossible
    if now < call.closes_at:
        raise NotClosedYet(moment=_moment(call.closes_at))
    if call.value_known_at is not None and now < call.value_known_at:
        raise ValueNotKnownYet(moment=_moment(call.value_known_at))
    return CallDraw.objects.select_for_update().get(call=call)


def _held(question: Question, draw: CallDraw, value: str) -> Held:
    if question.problem is None:
        raise NobodyApplied
    return hold_draw(question.problem, Secret(unseal(draw.sealed_seed)), value, seconds=LONGEST)


def _with_amendments(held: Held, draw: CallDraw) -> dict[str, object]:
    """What was changed after the call opened stands in the record, under its seal."""
    earlier = [
        {
            "commitment": draw.commitment,
            "committed_at": draw.committed_at.isoformat(),
            "public_value_source": one.before["source"],
            "public_value": one.before["value"],
            "given_up_at": one.made_at.isoformat(),
            "reason": one.reason,
        }
        for one in draw.call.amendments.order_by("made_at", "pk")
    ]
    return sealed({**held.record, "earlier": earlier}) if earlier else dict(held.record)


def _tell(call: MemberCall, question: Question, held: Held, now: datetime) -> None:
    chosen = set(held.selected)
    for key, applicant in question.rows.items():
        applicant.call = call
        applicant.chance, applicant.pseudonym = str(held.chances[key]), held.names[key]
        if key in chosen:
            offer_seat(applicant, now)
        else:
            take(applicant, ApplicantStep.KEEP, now)
            write_to(applicant, "body_reserve")


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")
