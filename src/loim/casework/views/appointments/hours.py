"""Bookable hours, days away, the address of the calendar, rooms."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.casework.actions.appointments.calendar import (
    add_absence,
    add_hours,
    add_room,
    make_calendar_link,
    remove_absence,
    remove_hours,
    switch_room,
)
from loim.casework.forms.appointments.calendar import AbsenceForm, HoursForm, RoomForm
from loim.casework.gate import counselling
from loim.casework.models import Absence, BookableHours, CalendarLink, Room
from loim.casework.queries.appointments.own_links import calendar_link
from loim.casework.views.appointments.loading import person_of
from loim.casework.views.desk import desk_of
from loim.common.paging import paged
from loim.common.refusals import Refusal


@counselling
def hours_page(request: HttpRequest) -> HttpResponse:
    organisation, by, today = desk_of(request), person_of(request), timezone.localdate()
    is_absence = request.POST.get("form") == "absence"
    hours = HoursForm(
        request.POST if request.method == "POST" and not is_absence else None,
        organisation=organisation,
        today=today,
    )
    absence = AbsenceForm(request.POST if is_absence else None, prefix="away")
    if hours.is_bound and hours.is_valid():
        add_hours(organisation=organisation, facts=hours.facts(), by=by)
        messages.success(request, _("Saved: these hours can be booked."))
        return redirect("bookable-hours")
    if absence.is_bound and absence.is_valid():
        add_absence(organisation=organisation, by=by, **absence.cleaned_data)
        messages.success(request, _("Saved: nobody can book you on these days."))
        return redirect("bookable-hours")
    own = {"organisation": organisation, "counsellor": by}
    link = CalendarLink.objects.filter(**own).first()
    context = {
        "form": hours,
        "away": absence,
        "hours": BookableHours.objects.filter(**own)
        .select_related("room")
        .order_by("weekday", "start_time", "pk"),
        "absences": Absence.objects.filter(**own, end_date__gte=today).order_by("start_date"),
        "link": calendar_link(link) if link else "",
        "booking_url": request.build_absolute_uri(reverse("booking", args=[organisation.pk])),
    }
    return render(request, "casework/appointments/hours.html", context)


@require_POST
@counselling
def hours_remove(request: HttpRequest, pk: int) -> HttpResponse:
    remove_hours(hours=get_object_or_404(BookableHours, pk=pk), by=person_of(request))
    messages.success(request, _("Removed. Appointments that are booked stay."))
    return redirect("bookable-hours")


@require_POST
@counselling
def absence_remove(request: HttpRequest, pk: int) -> HttpResponse:
    remove_absence(absence=get_object_or_404(Absence, pk=pk), by=person_of(request))
    messages.success(request, _("Removed."))
    return redirect("bookable-hours")


@require_POST
@counselling
def calendar_link_new(request: HttpRequest) -> HttpResponse:
    make_calendar_link(
        organisation=desk_of(request),
        by=person_of(request),
        language=get_language() or "et",
        now=timezone.now(),
    )
    messages.success(request, _("This is your calendar's new address. An older one is shut."))
    return redirect("bookable-hours")


@counselling
def rooms_page(request: HttpRequest) -> HttpResponse:
    organisation = desk_of(request)
    form = RoomForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add_room(organisation=organisation, by=person_of(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The room can be booked."))
            return redirect("counselling-rooms")
    rooms = Room.objects.filter(organisation=organisation).order_by("-is_active", "name", "pk")
    context = {"form": form, "rooms": paged(request, rooms)}
    return render(request, "casework/appointments/rooms.html", context)


@require_POST
@counselling
def room_switch(request: HttpRequest, pk: int) -> HttpResponse:
    room = get_object_or_404(Room, pk=pk)
    switch_room(room=room, is_active=not room.is_active, by=person_of(request))
    return redirect("counselling-rooms")
