"""A programme at a glance, and its own few facts."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed, public
from loim.common.refusals import Refusal
from loim.people.permissions import may_administer_platform
from loim.programmes.actions.programmes import change_programme, create_programme
from loim.programmes.forms.programmes import ProgrammeForm
from loim.programmes.logic.plan_tree import tree_of
from loim.programmes.models import PlanVersion, Programme
from loim.programmes.models.plan import PlanStatus
from loim.programmes.permissions import may_manage, takes_part
from loim.programmes.queries.glance import next_deadlines, partners_of
from loim.programmes.queries.indicators import cards
from loim.programmes.queries.plans import current_version, document_with_keys, versions_of
from loim.programmes.views.plan_access import posted
from loim.programmes.views.plans import timeline_context


@public("programmes and their approved plans are public; drafts and agreements are left out")
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(
        Programme.objects.select_related("implementer", "ministry"), slug=slug
    )
    today = timezone.localdate()
    is_inside = takes_part(request.user, found)
    version = current_version(found, today)
    drafts = versions_of(found).filter(status=PlanStatus.DRAFT) if is_inside else []
    return render(
        request,
        "programmes/programme.html",
        {
            "programme": found,
            "version": version,
            "drafts": drafts,
            "takes_part": is_inside,
            "may_manage": may_manage(request.user, found),
            "may_administer": may_administer_platform(request.user),
            "partners": partners_of(found, today) if is_inside else [],
            "deadlines": next_deadlines(found, version, today, sees_agreements=is_inside),
            "cards": cards(version, today) if version else [],
            **(_activities(version, today) if version else {}),
        },
    )


def _activities(version: PlanVersion, today: date) -> dict[str, Any]:
    document, keys = document_with_keys(version)
    return {
        "document": document,
        "sections": tree_of(document, today=today, keys=keys),
        **timeline_context(document),
    }


@allowed(may_administer_platform)
def programme_new(request: HttpRequest) -> HttpResponse:
    form = ProgrammeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = create_programme(by=request.user, **form.cleaned_data)  # type: ignore[arg-type]  # signed in
        except Refusal as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, _("The programme was created. Import its plan now."))
            return redirect("plan-import", made.slug)
    return render(request, "programmes/programme_form.html", {"form": form, "programme": None})


@allowed(may_administer_platform)
def programme_edit(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Programme, slug=slug)
    form = ProgrammeForm(posted(request), programme=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_programme(programme=found, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except Refusal as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, _("The programme was saved."))
            return redirect("programme", found.slug)
    return render(request, "programmes/programme_form.html", {"form": form, "programme": found})
