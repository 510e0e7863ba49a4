"""Copies given away, openings by others, and drills."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from loim.common.access import signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.communities.actions.crisis.copies import give_copy, note_returned
from loim.communities.actions.crisis.drills import DrillFacts, finish_task, record_drill
from loim.communities.actions.crisis.showing import show_phones
from loim.communities.forms.crisis.plan import CopyForm, DrillForm
from loim.communities.models import DrillTask, PlanOpening, Sharing
from loim.communities.queries.crisis.versions import current_version
from loim.communities.views.crisis.loading import kept_plan, user_of, workbench


@signed_in
@never_cache
def crisis_copies(request: HttpRequest, pk: int) -> HttpResponse:
    plan = kept_plan(request, pk)
    step, by, now = request.POST.get("step", ""), user_of(request), timezone.now()
    form = CopyForm(request.POST if step == "give" else None)
    if step == "phones":
        are_shown = "are_shown" in request.POST
        show_phones(plan=plan, are_shown=are_shown, by=by, now=now)
        if are_shown:
            messages.success(
                request,
                _("Saved. Everybody is asked by letter; numbers are shown of those who confirm."),
            )
        else:
            messages.success(request, _("Saved: it holds from now on."))
        return redirect(request.path)
    if step == "returned":
        key = request.POST.get("copy", "")
        number = int(key) if key.isascii() and key.isdecimal() and len(key) < 16 else 0
        note_returned(copy=get_object_or_404(plan.copies, pk=number), by=by, now=now)
        messages.success(request, _("Noted: that copy is not out any more."))
        return redirect(request.path)
    if form.is_bound and form.is_valid():
        try:
            copy = give_copy(plan=plan, by=by, now=now, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("Copy %(number)s is noted. Write its number on the paper.")
            messages.success(request, said % {"number": copy.number})
            return redirect(request.path)
    openings = PlanOpening.objects.filter(version__plan=plan)
    shared = Sharing.objects.in_force().filter(community=plan.community, what="crisis_plan")
    return workbench(
        request, "copies", plan, status=422 if form.errors else 200, form=form,
        version=current_version(plan),
        copies=plan.copies.select_related("version").order_by("-number"),
        openings=paged(
            request,
            openings.select_related("person", "organisation", "version").order_by(
                "-opened_at", "-pk"
            ),
            20,
        ),
        shared=shared.select_related("recipient").order_by("recipient__name", "pk"),
    )  # fmt: skip


@signed_in
@never_cache
def crisis_drills(request: HttpRequest, pk: int) -> HttpResponse:
    plan = kept_plan(request, pk)
    if request.method == "POST":
        key = request.POST.get("task", "")
        number = int(key) if key.isascii() and key.isdecimal() and len(key) < 16 else 0
        task = get_object_or_404(
            DrillTask.objects.filter(drill__plan=plan).select_related("drill__plan"), pk=number
        )
        finish_task(task=task, by=user_of(request), now=timezone.now())
        messages.success(request, _("Noted: it is mended."))
        return redirect(request.path)
    drills = plan.drills.prefetch_related("tasks").order_by("-date", "-pk")
    return workbench(
        request, "drills", plan, drills=paged(request, drills, 20), today=timezone.localdate()
    )


@signed_in
@never_cache
def crisis_drill_new(request: HttpRequest, pk: int) -> HttpResponse:
    plan = kept_plan(request, pk)
    form = DrillForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_drill(
                plan=plan, facts=DrillFacts(**form.facts()), tasks=form.tasks(),
                submission=form.cleaned_data["submission"], by=user_of(request), now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("date", str(refusal))
        else:
            messages.success(request, _("The drill is written down."))
            return redirect("crisis-drills", pk=pk)
    return workbench(request, "drill", plan, status=422 if form.errors else 200, form=form)
