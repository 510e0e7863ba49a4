"""A plan's tree with its timeline, and the page of one activity."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from loim.common.access import public
from loim.programmes.activity_parts import parts_of
from loim.programmes.forms.plan_filter import PlanFilterForm
from loim.programmes.logic.plan_document import PlanDocument
from loim.programmes.logic.plan_tree import timeline_of, tree_of
from loim.programmes.logic.plan_tree_filter import filtered
from loim.programmes.models import Activity
from loim.programmes.permissions import may_approve, may_manage, takes_part
from loim.programmes.queries.activity_pages import (
    activity_indicators,
    section_of,
    version_that_words,
)
from loim.programmes.queries.plans import document_with_keys, version_before
from loim.programmes.queries.related_records import related_records
from loim.programmes.views.plan_access import visible_version

APPROVED_IS_PUBLIC = "an approved plan is a public order; drafts are refused inside"


@public(APPROVED_IS_PUBLIC)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    version = visible_version(request, pk)
    programme = version.plan.programme
    document, keys = document_with_keys(version)
    manages = may_manage(request.user, programme)
    form = PlanFilterForm(request.GET, document=document)
    today = timezone.localdate()
    return render(
        request,
        "programmes/plan.html",
        {
            "version": version,
            "programme": programme,
            "document": document,
            "form": form,
            "sections": filtered(tree_of(document, today=today, keys=keys), form.chosen),
            "is_filtered": form.chosen.is_set,
            "is_table": request.GET.get("view") == "table",
            "has_costs": document.planned_cost is not None,
            "before": version_before(version),
            "keyed_indicators": list(zip(keys.indicators, document.indicators, strict=True)),
            "may_manage": manages,
            "editable": manages and not version.is_approved,
            "takes_part": takes_part(request.user, programme),
            "may_approve": may_approve(request.user, programme),
            **timeline_context(document),
        },
    )


@public(APPROVED_IS_PUBLIC)
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """The activity as the newest version that the person may see words it."""
    found = get_object_or_404(Activity.objects.select_related("programme", "root"), pk=pk)
    sees_drafts = takes_part(request.user, found.programme)
    version = version_that_words(found, sees_drafts=sees_drafts)
    if version is None:
        if sees_drafts:
            raise Http404
        raise PermissionDenied
    document, keys = document_with_keys(version)
    today = timezone.localdate()
    section, row = section_of(tree_of(document, today=today, keys=keys), found.pk)
    is_coded = section.activity == found.pk
    return render(
        request,
        "programmes/activity.html",
        {
            "activity": found,
            "programme": found.programme,
            "version": version,
            "section": section,
            "row": row,
            "is_coded": is_coded,
            "indicators": activity_indicators(version, section),
            "related": related_records(found, is_public=not sees_drafts) if is_coded else [],
            "parts": parts_of(found, request.user) if is_coded else [],
            **timeline_context(document),
        },
    )


def timeline_context(document: PlanDocument) -> dict[str, Any]:
    """What the timeline's templates need: its years, and where today is on it."""
    today = timezone.localdate()
    line = timeline_of(document)
    return {
        "timeline": line,
        "today": today,
        "today_x": line.point(today) if line else None,
    }
