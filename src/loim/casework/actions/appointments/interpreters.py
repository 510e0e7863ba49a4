"""The organisation's interpreters, and what is ordered of them."""

import uuid
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from loim.casework.actions.appointments.orders_that_follow import withdraw_order
from loim.casework.gate import opened_by_link
from loim.casework.logic.appointments.states import AHEAD, ORDERS, OrderStep, state_after
from loim.casework.models import Appointment, Interpreter, InterpreterOrder
from loim.casework.permissions import may_counsel_for
from loim.casework.queries.appointments.ical import place_of
from loim.casework.queries.appointments.own_links import ORDER, key_hash_of, order_link
from loim.common.jobs import app
from loim.common.mail import queue_mail
from loim.common.refusals import Refusal
from loim.people.models import Organisation, User

TELL_TASK = "loim.casework.tell_of_interpreter"


class InterpreterBusy(Refusal):
    message = _("This interpreter has another order at this time. Choose somebody else.")


class OrderedAlready(Refusal):
    message = _("An interpreter is ordered already. Withdraw that order first.")


class OrderStepNotPossible(Refusal):
    message = _("This order was changed meanwhile. Look at it once more.")


class NothingToInterpret(Refusal):
    message = _("The appointment is over or cancelled, so nobody can be ordered for it.")


class CostMissing(Refusal):
    message = _("Write what it cost, or 0.")


@dataclass(frozen=True)
class InterpreterFacts:
    name: str
    email: str
    phone: str
    languages: list[str]
    letters_language: str


def keep_interpreter(
    *,
    organisation: Organisation,
    facts: InterpreterFacts,
    by: User,
    interpreter: Interpreter | None = None,
) -> Interpreter:
    """A new one, or changes to one."""
    if not may_counsel_for(by, organisation):
        raise PermissionDenied
    kept = interpreter or Interpreter(organisation=organisation)
    for each in fields(facts):
        setattr(kept, each.name, getattr(facts, each.name))
    kept.save()
    return kept


def retire_interpreter(*, interpreter: Interpreter, by: User, now: datetime) -> None:
    """Not offered any more; name and addresses are erased a year later."""
    if not may_counsel_for(by, interpreter.organisation):
        raise PermissionDenied
    interpreter.is_active, interpreter.retired_at = False, now
    interpreter.save(update_fields=["is_active", "retired_at"])


def order_interpreter(
    *,
    appointment: Appointment,
    interpreter: Interpreter,
    language: str,
    submission: UUID,
    by: User,
    now: datetime,
) -> InterpreterOrder:
    """Asks by mail; the letter says when, where and which language, and nothing of the client.

    Refused: NothingToInterpret, InterpreterBusy, OrderedAlready.
    """
    if not may_counsel_for(by, appointment.organisation):
        raise PermissionDenied
    made = InterpreterOrder.objects.filter(submission=submission).first()
    if made is not None:
        return made
    with transaction.atomic():
        current = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
        if current.state not in AHEAD or current.starts_at <= now:
            raise NothingToInterpret
        identity = uuid.uuid4()
        try:
            with transaction.atomic():
                made = InterpreterOrder.objects.create(
                    organisation=current.organisation,
                    submission=submission,
                    uuid=identity,
                    key_hash=key_hash_of(ORDER, identity),
                    appointment=current,
                    interpreter=interpreter,
                    language=language,
                    place=place_of(current),
                    starts_at=current.starts_at,
                    ends_at=current.ends_at,
                    state_at=now,
                    made_at=now,
                )
        except IntegrityError as error:
            if "casework_interpreter_in_one_place" in str(error):
                raise InterpreterBusy from None
            if "casework_order_one_per_appointment" in str(error):
                raise OrderedAlready from None
            raise
        _ask(made)
    return made


def answer_order(*, key_hash: str, accepts: bool, now: datetime) -> InterpreterOrder:
    """By the interpreter's link; once only. The counsellor is told.

    Refused: OrderStepNotPossible.
    """
    step = OrderStep.ACCEPT if accepts else OrderStep.DECLINE
    with opened_by_link(key_hash, now=now):
        current = InterpreterOrder.objects.select_for_update().filter(key_hash=key_hash).first()
        if current is None or current.state != "sent" or current.starts_at <= now:
            raise OrderStepNotPossible
        _take(current, step, now=now)
        # Whose appointment it is this door does not show.
        app.configure_task(TELL_TASK).defer(order=str(current.uuid))
    return current


def tell_of_answer(*, identity: UUID) -> None:
    """Inside the keeper's gate: the counsellor learns what the interpreter said."""
    orders = InterpreterOrder.objects.filter(uuid=identity)
    for order in orders.select_related("appointment__counsellor", "interpreter"):
        counsellor = order.appointment.counsellor
        with translation.override(counsellor.language):
            link = settings.BASE_URL + reverse("appointment", args=[order.appointment.uuid])
        queue_mail(
            to=counsellor.email,
            template="interpreter_answered",
            language=counsellor.language,
            context={
                "accepted": order.state == "accepted",
                "name": order.interpreter.name,
                "start": order.starts_at,
                "link": link,
            },
        )


def take_order_step(
    *,
    order: InterpreterOrder,
    step: str,
    by: User,
    now: datetime,
    cost: Decimal | None = None,
) -> InterpreterOrder:
    """Withdrawn, accepted or declined (by phone, say), or done, which needs the cost."""
    with transaction.atomic():
        current = InterpreterOrder.objects.select_for_update().get(pk=order.pk)
        if not may_counsel_for(by, current.organisation):
            raise PermissionDenied
        if step == OrderStep.FINISH:
            if cost is None:
                raise CostMissing
            current.cost = cost
        if step == OrderStep.WITHDRAW:
            if state_after(ORDERS, current.state, step) is None:
                raise OrderStepNotPossible
            withdraw_order(current, now=now)
        else:
            _take(current, step, now=now)
    return current


def _take(current: InterpreterOrder, step: str, *, now: datetime) -> None:
    after = state_after(ORDERS, current.state, step)
    if after is None:
        raise OrderStepNotPossible
    current.state, current.state_at = after, now
    InterpreterOrder.objects.filter(pk=current.pk).update(
        state=after, state_at=now, cost=current.cost
    )


def _ask(order: InterpreterOrder) -> None:
    interpreter = order.interpreter
    queue_mail(
        to=interpreter.email,
        template="interpreter_order",
        language=interpreter.letters_language,
        context={
            "name": interpreter.name,
            "organisation": order.organisation.name,
            "language": order.language,
            "start": order.starts_at,
            "end": order.ends_at,
            "place": order.place,
            "link": order_link(order, interpreter.letters_language),
        },
        useful_until=order.starts_at,
    )
