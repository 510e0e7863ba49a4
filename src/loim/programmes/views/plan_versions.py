"""The life of a plan: drafts, approval by an order, amendments, next year's plan."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import public, signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.people.models import User
from loim.programmes.actions.plan_approval import approve_version
from loim.programmes.actions.plan_drafts import (
    DraftExists,
    NextPlanExists,
    amend,
    discard_draft,
    start_next_year,
)
from loim.programmes.forms.plan_versions import OrderForm
from loim.programmes.models import PlanFile, Programme
from loim.programmes.permissions import may_approve, may_manage, takes_part
from loim.programmes.queries.plans import versions_seen_by
from loim.programmes.views.plan_access import managed_version, posted, visible_version


@public("approved versions are public orders; drafts are left out for others")
def plan_versions(request: HttpRequest, slug: str) -> HttpResponse:
    programme = get_object_or_404(Programme, slug=slug)
    versions = versions_seen_by(request.user, programme).select_related(
        "plan__programme", "based_on__plan", "created_by", "approved_by"
    )
    context = {
        "programme": programme,
        "versions": paged(request, versions),
        "may_manage": may_manage(request.user, programme),
        "sees_names": takes_part(request.user, programme),
    }
    return render(request, "programmes/plan_versions.html", context)


@signed_in
def plan_approve(request: HttpRequest, pk: int) -> HttpResponse:
    version = visible_version(request, pk)
    person, programme = request.user, version.plan.programme
    if not isinstance(person, User) or not (
        may_approve(person, programme) or may_manage(person, programme)
    ):
        raise PermissionDenied
    if version.is_approved:
        return redirect("plan", version.pk)
    form = OrderForm(posted(request), version=version)
    if request.method == "POST" and form.is_valid():
        try:
            approve_version(version=version, by=person, now=timezone.now(), **form.cleaned_data)
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The plan is approved. From now on it stays as it is."))
            return redirect("plan", version.pk)
    context = {"version": version, "programme": programme, "form": form}
    return render(request, "programmes/plan_approve.html", context)


@signed_in
@require_POST
def plan_amend(request: HttpRequest, pk: int) -> HttpResponse:
    version, person = managed_version(request, pk)
    try:
        draft = amend(version=version, by=person, now=timezone.now())
    except DraftExists as refused:
        messages.info(request, str(refused))
        return redirect("plan", refused.draft.pk)
    except Refusal as refused:
        messages.error(request, str(refused))
        return redirect("plan", version.pk)
    messages.success(request, _("A draft was made from the approved version. Change it below."))
    return redirect("plan", draft.pk)


@signed_in
@require_POST
def plan_next_year(request: HttpRequest, pk: int) -> HttpResponse:
    version, person = managed_version(request, pk)
    try:
        draft = start_next_year(version=version, by=person, now=timezone.now())
    except NextPlanExists as refused:
        messages.info(request, str(refused))
        return redirect("plan-versions", version.plan.programme.slug)
    except Refusal as refused:
        messages.error(request, str(refused))
        return redirect("plan", version.pk)
    messages.success(request, _("The next plan was started with its dates moved. Review it here."))
    return redirect("plan-review", draft.pk)


@signed_in
def plan_discard(request: HttpRequest, pk: int) -> HttpResponse:
    version, person = managed_version(request, pk)
    programme = version.plan.programme
    if version.is_approved:
        messages.error(request, _("An approved version cannot be discarded."))
        return redirect("plan", version.pk)
    if request.method != "POST":
        context = {"version": version, "programme": programme}
        return render(request, "programmes/plan_discard.html", context)
    try:
        discard_draft(version=version, by=person)
    except Refusal as refused:
        messages.error(request, str(refused))
        return redirect("plan", version.pk)
    messages.success(request, _("The draft was discarded."))
    return redirect("plan-versions", programme.slug)


@signed_in
def plan_source(request: HttpRequest, pk: int) -> HttpResponse:
    """The file that the version was imported from, and what was not understood in it."""
    version = visible_version(request, pk)
    if not takes_part(request.user, version.plan.programme):
        raise PermissionDenied
    if version.source_file_id is None:
        raise Http404
    file = (
        PlanFile.objects.select_related("uploaded_by")
        .defer("content")
        .get(pk=version.source_file_id)
    )
    context = {"version": version, "programme": version.plan.programme, "file": file}
    return render(request, "programmes/plan_source.html", context)


@signed_in
def plan_source_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The original bytes, always as a download: a stranger's file is never shown as a page."""
    version = visible_version(request, pk)
    if not takes_part(request.user, version.plan.programme):
        raise PermissionDenied
    if version.source_file is None:
        raise Http404
    response = HttpResponse(
        bytes(version.source_file.content), content_type="application/octet-stream"
    )
    response.headers["Content-Disposition"] = (
        content_disposition_header(True, version.source_file.name) or "attachment"
    )
    return response
