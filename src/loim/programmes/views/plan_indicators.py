"""Changing what a draft promises, and the October review of a plan that was copied."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import signed_in
from loim.common.refusals import Refusal
from loim.programmes.actions.plan_indicators import (
    change_targets,
    put_indicator,
    remove_indicator,
)
from loim.programmes.forms.plan_indicators import IndicatorForm, indicator_initial, target_forms
from loim.programmes.logic.plan_document import PlanDocument, PlannedIndicator
from loim.programmes.logic.plan_review import review_of
from loim.programmes.models import PlanVersion
from loim.programmes.queries.stored_plans import stored_document
from loim.programmes.views.plan_access import posted
from loim.programmes.views.plan_editing import managed_draft


@signed_in
def plan_indicator_new(request: HttpRequest, pk: int) -> HttpResponse:
    return _put(request, pk, None)


@signed_in
def plan_indicator_edit(request: HttpRequest, pk: int, indicator: int) -> HttpResponse:
    return _put(request, pk, indicator)


def _put(request: HttpRequest, pk: int, indicator: int | None) -> HttpResponse:
    version, person = managed_draft(request, pk)
    document = stored_document(version)
    planned = None if indicator is None else _planned(version, document, indicator)
    form = IndicatorForm(
        posted(request),
        document=document,
        initial=indicator_initial(planned) if planned else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            put_indicator(
                version=version,
                indicator=indicator,
                words=form.words,
                by=person,
                now=timezone.now(),
            )
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The indicator was saved."))
            return redirect("plan", version.pk)
    context = {
        "version": version,
        "programme": version.plan.programme,
        "planned": planned,
        "indicator": indicator,
        "form": form,
    }
    return render(request, "programmes/plan_indicator_edit.html", context)


def _keyed(version: PlanVersion, document: PlanDocument) -> list[tuple[int, PlannedIndicator]]:
    keys = version.indicators.order_by("position").values_list("indicator_id", flat=True)
    return list(zip(keys, document.indicators, strict=True))


def _planned(version: PlanVersion, document: PlanDocument, indicator: int) -> PlannedIndicator:
    found = dict(_keyed(version, document)).get(indicator)
    if found is None:
        raise Http404
    return found


@signed_in
def plan_indicator_remove(request: HttpRequest, pk: int, indicator: int) -> HttpResponse:
    version, person = managed_draft(request, pk)
    planned = _planned(version, stored_document(version), indicator)
    if request.method == "POST":
        try:
            remove_indicator(version=version, indicator=indicator, by=person)
        except Refusal as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The indicator was removed from the draft."))
        return redirect("plan", version.pk)
    context = {"version": version, "programme": version.plan.programme, "planned": planned}
    return render(request, "programmes/plan_indicator_remove.html", context)


@signed_in
def plan_review(request: HttpRequest, pk: int) -> HttpResponse:
    """What the copy has moved and what people have to look at; all targets on one page."""
    version, person = managed_draft(request, pk)
    document = stored_document(version)
    forms = target_forms(_keyed(version, document), posted(request))
    if request.method == "POST" and all([form.is_valid() for _, _, form in forms]):  # noqa: C419  # every form shows its errors
        targets = {key: form.targets for _, key, form in forms}
        try:
            change_targets(version=version, targets=targets, by=person)
        except Refusal as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The targets were saved."))
        return redirect("plan-review", version.pk)
    source = version.based_on
    context = {
        "version": version,
        "programme": version.plan.programme,
        "source": source,
        "target_forms": forms,
        "review": review_of(stored_document(source) if source else None, document),
    }
    return render(request, "programmes/plan_review.html", context)
