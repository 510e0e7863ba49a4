"""One appointment: booking it, its page, moving it, what became of it, its interpreter."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.casework import vault
from loim.casework.actions.appointments.booking import book
from loim.casework.actions.appointments.interpreters import order_interpreter, take_order_step
from loim.casework.actions.appointments.steps import cancel, mark, move
from loim.casework.actions.protection.viewing import note_view
from loim.casework.forms.appointments.appointment import AppointmentForm, MoveForm
from loim.casework.forms.appointments.interpreters import CostForm, OrderForm
from loim.casework.gate import counselling
from loim.casework.logic.appointments.states import (
    AHEAD,
    APPOINTMENTS,
    ORDERS,
    AppointmentStep,
    OrderStep,
    steps_from,
)
from loim.casework.models import Appointment, InterpreterOrder
from loim.casework.queries.appointments.people import who_comes
from loim.casework.views.appointments.loading import (
    appointment_by,
    client_asked_for,
    person_of,
    say_notices,
)
from loim.casework.views.desk import desk_of
from loim.common.refusals import Refusal


@counselling
def new_page(request: HttpRequest) -> HttpResponse:
    organisation, now, by = desk_of(request), timezone.now(), person_of(request)
    client, case = client_asked_for(request)
    form = AppointmentForm(
        request.POST if request.method == "POST" else None,
        organisation=organisation,
        by=by,
        today=timezone.localdate(now),
        client=client,
        case=case,
        initial={name: request.GET[name] for name in ("day", "start_time") if name in request.GET},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = book(
                organisation=organisation,
                counsellor=form.cleaned_data["counsellor"],
                facts=form.facts(),
                submission=form.submission_of(),
                by=by,
                now=now,
            )
        except Refusal as refusal:
            form.add_error("start_time", str(refusal))
        else:
            say_notices(request, form)
            messages.success(request, _("Booked."))
            return redirect("appointment", made.uuid)
    context = {"form": form, "client": client, "case": case}
    return render(request, "casework/appointments/new.html", context)


@require_safe
@counselling
def appointment_page(request: HttpRequest, appointment_uuid: UUID) -> HttpResponse:
    appointment, now = appointment_by(appointment_uuid), timezone.now()
    if appointment.client is not None:
        note_view(client=appointment.client, by=person_of(request), now=now, page="appointment")
    return _page(request, appointment)


def _page(
    request: HttpRequest, appointment: Appointment, form: OrderForm | None = None
) -> HttpResponse:
    now = timezone.now()
    orders = list(
        InterpreterOrder.objects.filter(appointment=appointment)
        .select_related("interpreter")
        .order_by("-made_at", "-pk")
    )
    for order in orders:
        order.steps = steps_from(ORDERS, order.state)  # type: ignore[attr-defined]
    is_ahead = appointment.state in AHEAD
    is_ordered = any(order.state in {"sent", "accepted", "done"} for order in orders)
    may_order = is_ahead and appointment.starts_at > now and not is_ordered
    context = {
        "appointment": appointment,
        "who": who_comes(appointment),
        "note": vault.unseal(appointment.sealed_note),
        "steps": steps_from(APPOINTMENTS, appointment.state),
        "has_begun": appointment.starts_at <= now,
        "is_ahead": is_ahead,
        "orders": orders,
        "form": (form or OrderForm(appointment=appointment)) if may_order else None,
    }
    return render(request, "casework/appointments/appointment.html", context)


@counselling
def move_page(request: HttpRequest, appointment_uuid: UUID) -> HttpResponse:
    appointment = appointment_by(appointment_uuid)
    form = MoveForm.of(appointment, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            move(
                appointment=appointment,
                by=person_of(request),
                now=timezone.now(),
                **form.times(),
            )
        except Refusal as refusal:
            form.add_error("start_time", str(refusal))
        else:
            messages.success(request, _("The appointment has a new time."))
            return redirect("appointment", appointment.uuid)
    context = {"form": form, "appointment": appointment}
    return render(request, "casework/appointments/move.html", context)


@require_POST
@counselling
def step(request: HttpRequest, appointment_uuid: UUID) -> HttpResponse:
    appointment, wanted = appointment_by(appointment_uuid), request.POST.get("step", "")
    by, now = person_of(request), timezone.now()
    try:
        if wanted == AppointmentStep.CANCEL:
            cancel(appointment=appointment, by=by, now=now)
            messages.success(request, _("Cancelled. Whoever was to come is told, if we can."))
        elif wanted in {AppointmentStep.CONFIRM, AppointmentStep.COME, AppointmentStep.MISS}:
            mark(appointment=appointment, step=wanted, by=by, now=now)
            messages.success(request, _("Saved."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("appointment", appointment.uuid)


@require_POST
@counselling
def order(request: HttpRequest, appointment_uuid: UUID) -> HttpResponse:
    appointment = appointment_by(appointment_uuid)
    form = OrderForm(request.POST, appointment=appointment)
    if form.is_valid():
        try:
            order_interpreter(
                appointment=appointment,
                interpreter=form.cleaned_data["interpreter"],
                language=form.cleaned_data["language"],
                submission=form.cleaned_data["submission"],
                by=person_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error("interpreter", str(refusal))
        else:
            messages.success(request, _("The interpreter is asked by mail."))
            return redirect("appointment", appointment.uuid)
    return _page(request, appointment, form)


@require_POST
@counselling
def order_step(request: HttpRequest, order_uuid: UUID) -> HttpResponse:
    found = get_object_or_404(
        InterpreterOrder.objects.select_related("appointment"), uuid=order_uuid
    )
    wanted, cost = request.POST.get("step", ""), None
    if wanted == OrderStep.FINISH:
        form = CostForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Write the cost as a number of euros, for example 45.50."))
            return redirect("appointment", found.appointment.uuid)
        cost = form.cleaned_data["cost"]
    try:
        take_order_step(
            order=found, step=wanted, by=person_of(request), now=timezone.now(), cost=cost
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("appointment", found.appointment.uuid)
