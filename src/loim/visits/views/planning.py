"""The organiser's page of the plan: every day as a grid, what does not fit, legs one by one."""

from datetime import time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.models import Event
from loim.events.permissions import may_change_event
from loim.programmes.permissions import may_record
from loim.visits.actions import planning
from loim.visits.actions.hosting import cancel_leg, confirm_leg, deal_with
from loim.visits.actions.releasing import release_visit
from loim.visits.forms.others import CancelForm
from loim.visits.forms.planning import CopyDayForm, LegForm, MoveForm, PasteForm, VisitForm
from loim.visits.logic.towns import TOWNS
from loim.visits.models import Leg, Visit
from loim.visits.queries.board import days_of
from loim.visits.queries.workbench import workbench
from loim.visits.views.days import day_said
from loim.visits.views.loading import changeable_visit, done, leg_of, person_of


@allowed(may_record)
def visit_new(request: HttpRequest, event: int) -> HttpResponse:
    """The days of a field visit are planned from now on."""
    found = get_object_or_404(Event, pk=event)
    if not may_change_event(request.user, found):
        raise PermissionDenied
    existing = Visit.objects.filter(event=found).first()
    if existing:
        return redirect("visit-plan", existing.pk)
    if request.method == "POST":
        try:
            visit = planning.plan_visit(event=found, by=person_of(request), now=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("event", event)
        return redirect("visit-plan", visit.pk)
    return render(request, "visits/new.html", {"event": found})


@allowed(may_record)
def visit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    visit = changeable_visit(request, pk)
    form = VisitForm(request.POST or None, instance=visit)
    if request.method == "POST" and form.is_valid():
        planning.save_visit(
            visit=form.instance,
            strategies=form.cleaned_data.get("strategies"),
            by=person_of(request),
            now=timezone.now(),
        )
        messages.success(request, _("Saved."))
        return redirect("visit-plan", pk)
    context = {"visit": visit, "event": visit.event, "form": form, "towns": _towns()}
    return render(request, "visits/edit.html", context)


@allowed(may_record)
def plan_page(request: HttpRequest, pk: int) -> HttpResponse:
    return show_plan(request, changeable_visit(request, pk))


def show_plan(
    request: HttpRequest,
    visit: Visit,
    paste: PasteForm | None = None,
    copy: CopyDayForm | None = None,
) -> HttpResponse:
    return render(
        request,
        "visits/plan.html",
        {
            "visit": visit,
            "event": visit.event,
            "bench": workbench(visit, now=timezone.now()),
            "paste": paste or PasteForm(visit=visit),
            "copy": copy or CopyDayForm(visit=visit),
        },
    )


@allowed(may_record)
@require_POST
def paste_read(request: HttpRequest, pk: int) -> HttpResponse:
    """What the lines typed so far mean; the page shows it while one types."""
    visit = changeable_visit(request, pk)
    return render(request, "visits/read.html", {"paste": PasteForm(request.POST, visit=visit)})


@allowed(may_record)
@require_POST
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    visit = changeable_visit(request, pk)
    form = PasteForm(request.POST, visit=visit)
    if form.is_valid():
        try:
            number = planning.paste_legs(
                visit=visit, read=form.read.legs, by=person_of(request), now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _added(number))
            return redirect("visit-plan", pk)
    return show_plan(request, visit, paste=form)


def _added(number: int) -> str:
    if not number:
        return _("Everything was there already: nothing was added.")
    return ngettext("%(number)s leg is added.", "%(number)s legs are added.", number) % {
        "number": number
    }


@allowed(may_record)
@require_POST
def copy_day(request: HttpRequest, pk: int) -> HttpResponse:
    visit = changeable_visit(request, pk)
    form = CopyDayForm(request.POST, visit=visit)
    if form.is_valid():
        day, to = form.days()
        try:
            number = planning.copy_day(
                visit=visit, day=day, to=to, by=person_of(request), now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _added(number))
            return redirect("visit-plan", pk)
    return show_plan(request, visit, copy=form)


@allowed(may_record)
def leg_page(request: HttpRequest, pk: int, leg: int | None = None) -> HttpResponse:
    visit = changeable_visit(request, pk)
    given: dict[str, Any] = {"instance": leg_of(visit, leg)} if leg else {}
    initial = None if leg else _initial(request, visit)
    form = LegForm(request.POST or None, visit=visit, initial=initial, **given)
    if request.method == "POST":
        if not leg and (submission := _uuid(request.POST.get("submission", ""))):
            form.instance.submission = submission
        if form.is_valid():
            try:
                planning.save_leg(
                    leg=form.instance,
                    groups=form.chosen_groups(),
                    by=person_of(request),
                    now=timezone.now(),
                )
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Saved."))
                return redirect("visit-plan", pk)
    return render(
        request,
        "visits/leg.html",
        {
            "visit": visit,
            "event": visit.event,
            "form": form,
            "leg": given.get("instance"),
            "towns": _towns(),
            "move": MoveForm(),
            "cancel": CancelForm(),
        },
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _initial(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    """A new leg begins where the day's last one ends."""
    days = days_of(visit)
    asked = day_said(request.GET.get("day", ""))
    day = asked if asked in days else days[0]
    legs = [leg for leg in visit.legs.order_by("start_at", "pk")
            if localtime(leg.start_at).date() == day]  # fmt: skip
    if not legs:
        return {"day": day, "start_time": time(9), "end_time": time(10), "town": visit.base_town}
    last = legs[-1]
    end = localtime(last.end_at)
    return {"day": day, "start_time": end.time(), "town": last.to_town or last.town}


@allowed(may_record)
@require_POST
def leg_move(request: HttpRequest, pk: int, leg: int) -> HttpResponse:
    visit = changeable_visit(request, pk)
    row = leg_of(visit, leg)
    form = MoveForm(request.POST)
    if form.is_valid():
        done(
            request,
            planning.move_leg,
            _("Moved."),
            leg=row,
            start_at=form.start_at(),
            by=person_of(request),
            now=timezone.now(),
        )
    else:
        messages.error(request, _("Say to which day and time, as 9.30. Nothing was moved."))
    return redirect("visit-plan", pk)


@allowed(may_record)
@require_POST
def leg_remove(request: HttpRequest, pk: int, leg: int) -> HttpResponse:
    """What is gone already was taken away by the first of two clicks."""
    visit = changeable_visit(request, pk)
    row = visit.legs.filter(pk=leg).first()
    if row is not None:
        row.visit = visit
        planning.remove_leg(leg=row, by=person_of(request), now=timezone.now())
    messages.success(request, _("It is taken away."))
    return redirect("visit-plan", pk)


@allowed(may_record)
@require_POST
def leg_answer(request: HttpRequest, pk: int, leg: int) -> HttpResponse:
    """What the organiser knows of the host by telephone, and what was done after a cancelling."""
    visit = changeable_visit(request, pk)
    row: Leg = leg_of(visit, leg)
    who = {"by": person_of(request), "now": timezone.now()}
    step = request.POST.get("step")
    if step == "confirm":
        done(request, confirm_leg, _("Written down: the host confirms it."), leg=row, **who)
    elif step == "cancel":
        reason = request.POST.get("reason", "")
        said = _("Written down. Those who would have gone are told.")
        done(request, cancel_leg, said, leg=row, reason=reason, **who)
    elif step == "dealt":
        done(request, deal_with, _("Done."), leg=row, **who)
    return redirect("visit-plan", pk)


@allowed(may_record)
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    visit = changeable_visit(request, pk)
    try:
        given = release_visit(
            visit=visit,
            note=request.POST.get("note", "")[:300],
            despite_conflicts="despite" in request.POST,
            by=person_of(request),
            now=timezone.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _told(given.told))
    return redirect("visit-plan", pk)


def _told(number: int) -> str:
    return ngettext(
        "Given out: %(number)s participant gets a letter.",
        "Given out: %(number)s participants get a letter.",
        number,
    ) % {"number": number}


def _towns() -> list[str]:
    return sorted(town.name for town in TOWNS.values())
