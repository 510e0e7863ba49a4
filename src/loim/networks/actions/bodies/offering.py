"""A seat is offered, and the offer is accepted, declined, or runs out."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from fairplaces import Held, Secret
from loim.common.refusals import Refusal
from loim.common.sealing import unseal
from loim.networks.actions.bodies.desk import at_the_call, check_keeps, locked, take
from loim.networks.actions.bodies.letters import write_to
from loim.networks.actions.bodies.seating import seat_applicant
from loim.networks.actions.bodies.settling import settle_if_done
from loim.networks.logic.bodies.applicant_states import ApplicantState, ApplicantStep
from loim.networks.logic.bodies.rules import seat_for
from loim.networks.models.bodies import Applicant, CallDraw, ChosenBy, MemberCall
from loim.networks.queries.bodies.seats import free_seats
from loim.people.models import User


class OfferOver(Refusal):
    message = _("The time to accept this seat is over, so it was offered to the next person.")


class AllOffered(Refusal):
    message = _("Every free seat is offered to somebody already. Wait for their answers.")


def offer_seat(applicant: Applicant, now: datetime) -> None:
    """At the call. The seat is kept until the end of the days to answer."""
    applicant.offer_expires_at = now + timedelta(days=applicant.call.answer_days)
    take(applicant, ApplicantStep.OFFER, now)
    write_to(applicant, "body_offer")


def accept(*, applicant: Applicant, is_listed: bool, now: datetime) -> None:
    """Becomes a member with a mandate. Pressed twice it changes nothing more.

    Refused: OfferOver, and what `seat_applicant` refuses.
    """
    with at_the_call(applicant.call_id) as call:
        current = locked(applicant)
        if current.state == ApplicantState.ACCEPTED:
            return
        if current.offer_expires_at is None or current.offer_expires_at <= now:
            raise OfferOver
        current.call = call
        current.member = seat_applicant(current, is_listed=is_listed, now=now)
        take(current, ApplicantStep.ACCEPT, now)
        write_to(current, "body_seated")
        settle_if_done(call, now)


def decline(*, applicant: Applicant, now: datetime) -> None:
    """The seat is offered to the next at once. Pressed twice it changes nothing more."""
    with at_the_call(applicant.call_id) as call:
        current = locked(applicant)
        if current.state == ApplicantState.REFUSED:
            return
        take(current, ApplicantStep.REFUSE, now)
        replace(call, current, now)
        settle_if_done(call, now)


def offer_to_reserve(*, applicant: Applicant, by: User, now: datetime) -> None:
    """After a decision: those who keep the body say who comes next. Refused: AllOffered."""
    with at_the_call(applicant.call_id) as call:
        check_keeps(call, by)
        current = locked(applicant)
        if call.chosen_by != ChosenBy.DECISION or not open_seats(call):
            raise AllOffered
        offer_seat(current, now)


def expire_offers(*, now: datetime) -> int:
    """Offers whose time is over go to the next; run often, again does nothing."""
    due = Applicant.objects.filter(state=ApplicantState.OFFERED, offer_expires_at__lte=now)
    keys = list(due.order_by("offer_expires_at", "pk").values_list("pk", "call"))
    for key, call_id in keys:
        with at_the_call(call_id) as call:
            current = Applicant.objects.select_for_update().get(pk=key)
            if current.offer_expires_at is None or current.offer_expires_at > now:
                continue
            current.call = call
            take(current, ApplicantStep.REFUSE, now)
            write_to(current, "body_offer_over")
            replace(call, current, now)
            settle_if_done(call, now)
    return len(keys)


def open_seats(call: MemberCall) -> int:
    """Seats of the call that nobody holds or is offered."""
    offered = call.applicants.filter(state=ApplicantState.OFFERED).count()
    return max(0, len(free_seats(call, call.mandate_start_date)) - offered)


def replace(call: MemberCall, gone: Applicant, now: datetime) -> None:
    """At the call: the same draw is drawn on, among those in reserve whom a free seat suits."""
    draw = CallDraw.objects.select_for_update().filter(call=call, drawn_at__isnull=False).first()
    if draw is None or draw.record is None:
        return
    reserve = list(call.applicants.filter(state=ApplicantState.RESERVE).order_by("pk"))
    everybody = [
        str(key) for key in call.applicants.exclude(pseudonym="").values_list("pk", flat=True)
    ]
    held = Held.of(draw.record, everybody, Secret(unseal(draw.sealed_seed)))
    free = free_seats(call, call.mandate_start_date)
    able = [str(one.pk) for one in reserve if seat_for(one.party, free) is not None]
    step = held.replace([str(gone.pk)], available=able)
    draw.record = dict(step.held.record)
    draw.save(update_fields=["record"])
    drawn = set(step.admitted)
    for applicant in reserve:
        if str(applicant.pk) in drawn:
            applicant.call = call
            offer_seat(applicant, now)
