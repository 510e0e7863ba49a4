"""An interpreter's order follows its appointment: of another time it is withdrawn."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from loim.casework import vault
from loim.casework.logic.appointments.states import OrderState
from loim.casework.models import Appointment, InterpreterOrder, Task
from loim.common.jobs import app
from loim.common.mail import queue_mail

FOLLOW_TASK = "loim.casework.follow_appointment"


def follow_later(appointment: Appointment) -> None:
    """For whoever came by a link, who sees no orders."""
    app.configure_task(FOLLOW_TASK).defer(appointment=str(appointment.uuid))


def follow_by_uuid(*, identity: UUID, now: datetime) -> None:
    """Inside the keeper's gate."""
    found = Appointment.objects.filter(uuid=identity).select_related("organisation", "counsellor")
    for appointment in found:
        follow(appointment, now=now)


def follow(appointment: Appointment, *, now: datetime) -> None:
    """The interpreter is told; the counsellor gets a task where one is needed still."""
    orders = (
        InterpreterOrder.objects.select_for_update(of=("self",))
        .filter(appointment=appointment, state__in=[OrderState.SENT, OrderState.ACCEPTED])
        .select_related("interpreter")
    )
    is_cancelled = appointment.state == "cancelled"
    for order in orders:
        if not is_cancelled and (order.starts_at, order.ends_at) == (
            appointment.starts_at,
            appointment.ends_at,
        ):
            continue
        withdraw_order(order, now=now)
        if not is_cancelled:
            _ask_to_order_anew(appointment, now)


def withdraw_order(order: InterpreterOrder, *, now: datetime) -> None:
    order.state, order.state_at = OrderState.WITHDRAWN, now
    order.save(update_fields=["state", "state_at"])
    interpreter = order.interpreter
    queue_mail(
        to=interpreter.email,
        template="interpreter_withdrawn",
        language=interpreter.letters_language,
        context={
            "start": order.starts_at,
            "organisation": order.organisation.name,
            "language": order.language,
        },
    )


def _ask_to_order_anew(appointment: Appointment, now: datetime) -> None:
    with override(appointment.counsellor.language):
        words = _("Order an interpreter anew: the appointment has moved.")
    Task.objects.create(
        organisation=appointment.organisation,
        counsellor=appointment.counsellor,
        client=appointment.client,
        case=appointment.case,
        sealed_text=vault.seal(words),
        due_date=localdate(now),
        state_at=now,
        made_by=appointment.counsellor,
        made_at=now,
    )
