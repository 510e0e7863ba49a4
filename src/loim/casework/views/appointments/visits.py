"""Home visits: planned, watched, and the taps on a telephone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.casework import vault
from loim.casework.actions.appointments.home_visits import (
    may_know_where,
    plan_visit,
    take_visit_step,
)
from loim.casework.actions.appointments.safety_list import add_contact, remove_contact
from loim.casework.forms.appointments.tasks import ContactForm, VisitForm
from loim.casework.gate import counselling
from loim.casework.logic.appointments.home_visits import VISITS
from loim.casework.logic.appointments.states import steps_from
from loim.casework.models import HomeVisit, SafetyContact
from loim.casework.views.appointments.loading import (
    client_asked_for,
    person_of,
    say_notices,
    visit_by,
)
from loim.casework.views.desk import desk_of
from loim.common.paging import paged
from loim.common.refusals import Refusal


@counselling
def visits_page(request: HttpRequest) -> HttpResponse:
    """Everybody's who counsels there, without addresses; and the list of those who are told."""
    organisation = desk_of(request)
    form = ContactForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        add_contact(organisation=organisation, by=person_of(request), **form.cleaned_data)
        messages.success(request, _("Added to the list."))
        return redirect("home-visits")
    visits = (
        HomeVisit.objects.filter(organisation=organisation)
        .select_related("visitor", "watcher")
        .order_by("-starts_at", "-pk")
    )
    context = {
        "visits": paged(request, visits),
        "contacts": SafetyContact.objects.filter(organisation=organisation).order_by("name", "pk"),
        "form": form,
        "now": timezone.now(),
    }
    return render(request, "casework/appointments/visits.html", context)


@counselling
def visit_new(request: HttpRequest) -> HttpResponse:
    organisation, by = desk_of(request), person_of(request)
    client, case = client_asked_for(request)
    form = VisitForm(
        request.POST if request.method == "POST" else None,
        organisation=organisation,
        by=by,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            visit = plan_visit(
                organisation=organisation,
                facts=form.facts(client, case),
                submission=form.cleaned_data["submission"],
                by=by,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error("start_time", str(refusal))
        else:
            say_notices(request, form)
            return redirect("home-visit", visit.uuid)
    context = {"form": form, "client": client, "case": case}
    return render(request, "casework/appointments/visit_new.html", context)


@require_safe
@counselling
def visit_page(request: HttpRequest, visit_uuid: UUID) -> HttpResponse:
    visit, person = visit_by(visit_uuid), person_of(request)
    knows = may_know_where(visit, person)
    steps = steps_from(VISITS, visit.state)
    if person.pk == visit.watcher_id:
        steps = [each for each in steps if each in {"stay", "leave"}]
    elif person.pk != visit.visitor_id:
        steps = []
    context = {
        "visit": visit,
        "address": vault.unseal(visit.sealed_address) if knows else "",
        "note": vault.unseal(visit.sealed_note) if knows else "",
        "knows": knows,
        "is_visitor": person.pk == visit.visitor_id,
        "steps": steps,
        "alarms": visit.alarms.order_by("raised_at", "pk"),
        "is_overdue": visit.state in {"planned", "inside"}
        and visit.expected_end_at <= timezone.now(),
    }
    return render(request, "casework/appointments/visit.html", context)


@require_POST
@counselling
def visit_step(request: HttpRequest, visit_uuid: UUID) -> HttpResponse:
    visit = visit_by(visit_uuid)
    try:
        take_visit_step(
            visit=visit,
            step=request.POST.get("step", ""),
            by=person_of(request),
            now=timezone.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("home-visit", visit.uuid)


@require_POST
@counselling
def contact_remove(request: HttpRequest, pk: int) -> HttpResponse:
    contact = get_object_or_404(SafetyContact.objects.select_related("organisation"), pk=pk)
    remove_contact(contact=contact, by=person_of(request))
    messages.success(request, _("Removed from the list."))
    return redirect("home-visits")
