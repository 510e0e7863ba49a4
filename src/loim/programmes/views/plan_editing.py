"""Changing a draft by hand: one activity with its rows on a page, quickly."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from loim.common.access import signed_in
from loim.common.refusals import Refusal
from loim.people.models import User
from loim.programmes.actions.plan_editing import (
    add_activity,
    change_activity,
    remove_activity,
    seen_mark,
)
from loim.programmes.forms.plan_editing import ActivityForm, NewActivityForm, activity_initial
from loim.programmes.forms.plan_rows import EMPTY_ROWS, RowFormSet, edited_rows, row_initial
from loim.programmes.logic.plan_document import PlannedActivity, RowLevel, ScheduleRow
from loim.programmes.logic.plan_edits import activity_of, only_here
from loim.programmes.models import PlanVersion
from loim.programmes.queries.stored_plans import stored_document
from loim.programmes.views.plan_access import managed_version, posted


def managed_draft(request: HttpRequest, pk: int) -> tuple[PlanVersion, User]:
    """Pages that change a draft; an approved version has none of them."""
    version, person = managed_version(request, pk)
    if version.is_approved:
        raise PermissionDenied(_("An approved version cannot be changed. Start an amendment."))
    return version, person


@signed_in
def plan_section_edit(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    version, person = managed_draft(request, pk)
    planned = _planned(version, code)
    rows = version.rows.filter(section__code=code).order_by("position")
    known = list(rows.values_list("activity_id", flat=True))
    form = ActivityForm(posted(request), initial=activity_initial(planned, seen_mark(planned)))
    formset = RowFormSet(
        _with_more_rows(request),
        initial=[row_initial(row, key) for row, key in zip(planned.rows, known, strict=True)],
        prefix="rows",
    )
    is_saving = request.method == "POST" and "add-rows" not in request.POST
    if is_saving and form.is_valid() and formset.is_valid():
        changed, activities = _changed(planned, form, formset)
        try:
            change_activity(
                version=version,
                code=code,
                changed=changed,
                rows=activities,
                seen=form.cleaned_data["seen"],
                by=person,
            )
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Activity %(code)s was saved.") % {"code": changed.code})
            return redirect("plan", version.pk)
    context = {
        "version": version,
        "programme": version.plan.programme,
        "planned": planned,
        "form": form,
        "formset": formset,
    }
    return render(request, "programmes/plan_section_edit.html", context)


def _planned(version: PlanVersion, code: str) -> PlannedActivity:
    try:
        return activity_of(stored_document(version), code)
    except LookupError as missing:
        raise Http404 from missing


def _with_more_rows(request: HttpRequest) -> Any:
    """What was typed, with a few empty rows more where the person asked for them."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    if "add-rows" in data:
        total = int(data.get("rows-TOTAL_FORMS") or 0)
        data["rows-TOTAL_FORMS"] = str(total + EMPTY_ROWS)
    return data


def _changed(
    planned: PlannedActivity, form: ActivityForm, formset: Any
) -> tuple[PlannedActivity, list[int | None]]:
    said = form.cleaned_data
    # the own row follows the code, unless its number was typed over as well
    rows, activities = edited_rows(formset, planned.code)
    moved = tuple(
        replace(row, number=said["code"].strip()) if row.level is RowLevel.ACTIVITY else row
        for row in rows
    )
    changed = PlannedActivity(
        section=planned.section,
        code=said["code"].strip(),
        title=" ".join(said["title"].split()),
        narrative=said["narrative"],
        target_group=said["target_group"],
        rows=moved,
    )
    return changed, activities


@signed_in
def plan_section_new(request: HttpRequest, pk: int) -> HttpResponse:
    version, person = managed_draft(request, pk)
    form = NewActivityForm(posted(request), document=stored_document(version))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        code, title = said["code"].strip(), " ".join(said["title"].split())
        own = ScheduleRow(RowLevel.ACTIVITY, code, title, None, None, False, "")
        added = PlannedActivity("", code, title, said["narrative"], said["target_group"], (own,))
        try:
            add_activity(version=version, chapter=form.chosen_chapter, added=added, by=person)
        except Refusal as refused:
            form.add_error("code", str(refused))
        else:
            messages.success(request, _("The activity was added. Give it its dates and rows."))
            return redirect("plan-section-edit", version.pk, code)
    context = {"version": version, "programme": version.plan.programme, "form": form}
    return render(request, "programmes/plan_section_new.html", context)


@signed_in
def plan_section_remove(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    version, person = managed_draft(request, pk)
    planned = _planned(version, code)
    if request.method == "POST":
        try:
            remove_activity(version=version, code=code, by=person)
        except Refusal as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Activity %(code)s was removed.") % {"code": code})
        return redirect("plan", version.pk)
    context = {
        "version": version,
        "programme": version.plan.programme,
        "planned": planned,
        "indicators": only_here(stored_document(version), code),
    }
    return render(request, "programmes/plan_section_remove.html", context)
