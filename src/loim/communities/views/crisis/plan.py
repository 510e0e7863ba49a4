"""The plan's own page for its keepers; publishing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from loim.common.access import signed_in
from loim.common.refusals import Refusal
from loim.communities.actions.crisis.plans import begin_plan, change_plan, note_review
from loim.communities.actions.crisis.publishing import publish, publish_corrected
from loim.communities.forms.crisis.plan import PlanForm, PublishForm
from loim.communities.models import CrisisPlan
from loim.communities.permissions import may_keep, reads_plan_by
from loim.communities.queries.crisis.changes_in_words import in_words
from loim.communities.queries.crisis.draft import load_draft
from loim.communities.queries.crisis.proving import proved_statements
from loim.communities.queries.crisis.todo import to_do
from loim.communities.queries.crisis.versions import (
    EVERYBODYS,
    changes_since,
    current_version,
    read_version,
)
from loim.communities.views.crisis.loading import kept_plan, load_community, user_of, workbench


@signed_in
@never_cache
def crisis_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Keepers see what stands and what is to be done; others are led to the published plan."""
    community = load_community(pk)
    if not may_keep(request.user, community):
        if reads_plan_by(request.user, community) is None:
            raise PermissionDenied
        return redirect("crisis-read", pk=pk)
    if request.method == "POST":
        begin_plan(community=community, by=user_of(request), now=timezone.now())
        messages.success(request, _("The plan is begun. First: who can be reached?"))
        return redirect("crisis-contacts", pk=pk)
    plan = CrisisPlan.objects.filter(community=community).first()
    if plan is None:
        return render(request, "communities/crisis/begin.html", {"community": community})
    plan.community = community
    now = timezone.now()
    draft, version = load_draft(plan), current_version(plan)
    read = read_version(version, EVERYBODYS) if version else None
    shown: dict[str, Any] = {
        "draft": draft,
        "read": read,
        "version": version,
        "to_do": to_do(draft, read, now),
        "checked": draft.checked(),
        "last_drill": plan.drills.order_by("-date", "-pk").first(),
        "proved": proved_statements(draft, localdate(now)),
        "publish_form": PublishForm(),
    }
    return workbench(request, "plan", plan, **shown)


@signed_in
@never_cache
def crisis_settings(request: HttpRequest, pk: int) -> HttpResponse:
    plan = kept_plan(request, pk)
    form = PlanForm(request.POST or None, instance=plan)
    if request.method == "POST" and form.is_valid():
        change_plan(plan=plan, by=user_of(request), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("community-crisis-plan", pk=pk)
    return workbench(request, "settings", plan, status=422 if form.errors else 200, form=form)


@signed_in
@never_cache
def crisis_publish(request: HttpRequest, pk: int) -> HttpResponse:
    plan = kept_plan(request, pk)
    step = request.POST.get("step", "")
    form = PublishForm(request.POST if step in {"publish", "correct"} else None)
    if step == "review":
        note_review(plan=plan, by=user_of(request), now=timezone.now())
        messages.success(request, _("Noted: the plan was looked through today."))
        return redirect("community-crisis-plan", pk=pk)
    if form.is_bound and form.is_valid():
        do = publish_corrected if step == "correct" else publish
        try:
            version = do(plan=plan, by=user_of(request), now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("Version %(number)s is in force. Print it, and bring back older copies.")
            messages.success(request, said % {"number": version.number})
            return redirect("crisis-copies", pk=pk)
    draft, version_now = load_draft(plan), current_version(plan)
    read = read_version(version_now, EVERYBODYS) if version_now else None
    return workbench(
        request, "publish", plan, status=422 if form.errors else 200, form=form, draft=draft,
        read=read, changes=in_words(changes_since(draft, read)),
        versions=plan.versions.order_by("-number")[:20],
    )  # fmt: skip
