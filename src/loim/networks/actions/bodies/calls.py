"""Calls for members: written, opened, put right with a reason, cancelled."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from fairplaces import Secret
from loim.common.once import one_at_a_time
from loim.common.refusals import Refusal
from loim.common.sealing import seal
from loim.networks.actions.bodies.desk import StepNotPossible, at_the_call, check_keeps, take_call
from loim.networks.actions.bodies.letters import write_to
from loim.networks.logic.bodies.applicant_states import ApplicantState
from loim.networks.logic.bodies.call_states import CallState, CallStep
from loim.networks.logic.bodies.rules import Rule
from loim.networks.models import Seat
from loim.networks.models.bodies import (
    CallAmendment,
    CallDraw,
    CallRule,
    CallSeat,
    ChosenBy,
    MemberCall,
)
from loim.networks.queries.bodies.rules import impossible, rules_of
from loim.networks.queries.bodies.seats import vacant_seats
from loim.people.models import User


class NoSeats(Refusal):
    message = _("Choose at least one seat that the call fills.")


class SeatTaken(Refusal):
    message = _(
        "“%(seat)s” is not vacant in that time, or another call fills it. Choose other seats or"
        " other dates."
    )


class RulesImpossible(Refusal):
    message = _("%(why)s")


class ValueNotNamed(Refusal):
    message = _(
        "Say which public value completes the draw, and when it becomes known: after applications"
        " have closed."
    )


class ClosesTooEarly(Refusal):
    message = _("Applications would have closed already. Choose a later day.")


class ReasonMissing(Refusal):
    message = _("Write why: everybody can read it.")


class ValueKnownAlready(Refusal):
    message = _(
        "The public value of the draw became known at %(moment)s, so rules could be chosen for whom"
        " they draw. Name another value, which becomes known later."
    )


def save_call(
    *, call: MemberCall, seats: Sequence[Seat], rules: Iterable[Rule], by: User, now: datetime
) -> MemberCall:
    """A new draft, or a draft changed. Sent twice (the same `submission`) makes one.

    Refused: NoSeats, SeatTaken; StepNotPossible once it is open.
    """
    check_keeps(call, by)
    if not seats:
        raise NoSeats
    with transaction.atomic():
        if not call.pk:
            one_at_a_time(call.submission)
            known = MemberCall.objects.filter(submission=call.submission).first()
            if known is not None:
                check_keeps(known, by)
                return known
            call.state, call.state_at = CallState.DRAFT, now
            call.created_by, call.created_at = by, now
        elif MemberCall.objects.select_for_update().get(pk=call.pk).state != CallState.DRAFT:
            raise StepNotPossible
        call.save()
        _check_vacant(call, seats)
        call.call_seats.all().delete()
        CallSeat.objects.bulk_create(CallSeat(call=call, seat=seat) for seat in seats)
        _write_rules(call, rules)
    return call


def edit_texts(*, call: MemberCall, by: User, now: datetime) -> None:
    """Title, description and contact may be put right while the call is open; nothing else."""
    with at_the_call(call.pk) as current:
        check_keeps(current, by)
        if current.state not in (CallState.DRAFT, CallState.PUBLISHED):
            raise StepNotPossible
        for name in ("title", "description", "contact_email", "translations"):
            setattr(current, name, getattr(call, name))
        current.save()


def open_call(*, call: MemberCall, by: User, now: datetime) -> None:
    """Everybody sees it; the draw's secret number is fixed, and its fingerprint published.

    Refused: NoSeats, SeatTaken, RulesImpossible, ValueNotNamed, ClosesTooEarly, StepNotPossible.
    """
    with at_the_call(call.pk) as current:
        check_keeps(current, by)
        seats = [one.seat for one in current.call_seats.select_related("seat")]
        if not seats:
            raise NoSeats
        if current.closes_at <= now:
            raise ClosesTooEarly
        _check_vacant(current, seats)
        if current.chosen_by == ChosenBy.DRAW:
            _check_rules(current)
            if not current.public_value_source or current.value_known_at is None:
                raise ValueNotNamed
            secret = Secret.new()
            CallDraw.objects.get_or_create(
                call=current,
                defaults={
                    "commitment": secret.commitment,
                    "sealed_seed": seal(secret.text),
                    "committed_at": now,
                },
            )
        take_call(current, CallStep.PUBLISH, now)


def amend_call(
    *,
    call: MemberCall,
    rules: Iterable[Rule],
    value_source: str,
    value_known_at: datetime,
    reason: str,
    by: User,
    now: datetime,
) -> None:
    """Other rules of the draw, or another public value, with a public reason.

    Only while nobody can know the value. Refused: ReasonMissing, ValueKnownAlready,
    ValueNotNamed, RulesImpossible, StepNotPossible.
    """
    if not reason.strip():
        raise ReasonMissing
    with at_the_call(call.pk) as current:
        check_keeps(current, by)
        if current.state != CallState.PUBLISHED or current.chosen_by != ChosenBy.DRAW:
            raise StepNotPossible
        if value_known_at <= now:
            moment = timezone.localtime(value_known_at)
            raise ValueKnownAlready(moment=date_format(moment, "SHORT_DATETIME_FORMAT"))
        if not value_source.strip() or value_known_at < current.closes_at:
            raise ValueNotNamed
        written = current.rules.order_by("pk")
        before = {
            "rules": [[one.feature, one.value, one.floor, one.ceiling] for one in written],
            "source": current.public_value_source,
            "value": CallDraw.objects.get(call=current).public_value,
        }
        CallAmendment.objects.create(
            call=current, reason=reason.strip(), before=before, made_by=by, made_at=now
        )
        _write_rules(current, rules)
        _check_rules(current)
        current.public_value_source, current.value_known_at = value_source.strip(), value_known_at
        current.save()
        CallDraw.objects.filter(call=current, drawn_at=None).update(
            trouble={}, public_value="", asked_at=None
        )


def cancel_call(*, call: MemberCall, reason: str, by: User, now: datetime) -> None:
    """Everybody who applied is told why. Refused: ReasonMissing, StepNotPossible."""
    if not reason.strip():
        raise ReasonMissing
    with at_the_call(call.pk) as current:
        check_keeps(current, by)
        current.cancel_reason = reason.strip()
        take_call(current, CallStep.CANCEL, now)
        applied = current.applicants.filter(
            state__in=[ApplicantState.APPLIED, ApplicantState.PENDING]
        )
        for applicant in applied.order_by("pk"):
            applicant.call = current
            write_to(applicant, "body_cancelled")


def _check_vacant(call: MemberCall, seats: Sequence[Seat]) -> None:
    vacant = {seat.pk for seat in vacant_seats(call)}
    for seat in seats:
        if seat.pk not in vacant:
            raise SeatTaken(seat=seat.title)


def _check_rules(call: MemberCall) -> None:
    if faults := impossible(rules_of(call), call.call_seats.count()):
        raise RulesImpossible(why=" ".join(faults))


def _write_rules(call: MemberCall, rules: Iterable[Rule]) -> None:
    call.rules.all().delete()
    CallRule.objects.bulk_create(
        CallRule(
            call=call,
            feature=rule.feature,
            value=rule.value,
            floor=rule.floor,
            ceiling=rule.ceiling,
        )
        for rule in rules
    )
