"""Resources, vulnerable places, meeting points."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from loim.common.access import signed_in
from loim.communities.actions.crisis.things import KINDS, Thing, remove_thing, save_thing
from loim.communities.forms.crisis.things import FORMS
from loim.communities.models import CrisisPlan
from loim.communities.queries.crisis.draft import load_draft
from loim.communities.views.crisis.loading import kept_plan, user_of, workbench


@signed_in
@never_cache
def crisis_things(request: HttpRequest, pk: int) -> HttpResponse:
    plan = kept_plan(request, pk)
    return workbench(request, "things", plan, draft=load_draft(plan))


@signed_in
@never_cache
def crisis_thing_new(request: HttpRequest, pk: int, thing_kind: str) -> HttpResponse:
    plan = kept_plan(request, pk)
    if thing_kind not in KINDS:
        raise Http404
    return _edit(request, plan, thing_kind, KINDS[thing_kind](plan=plan), is_new=True)


@signed_in
@never_cache
def crisis_thing(request: HttpRequest, pk: int, thing_kind: str, thing: int) -> HttpResponse:
    plan = kept_plan(request, pk)
    if thing_kind not in KINDS:
        raise Http404
    kind: Any = KINDS[thing_kind]
    found: Thing = get_object_or_404(kind.objects.filter(plan=plan), pk=thing)
    found.plan = plan
    if request.POST.get("step") == "remove":
        remove_thing(thing=found, by=user_of(request))
        messages.success(request, _("It is taken away from the draft."))
        return redirect("crisis-things", pk=pk)
    return _edit(request, plan, thing_kind, found, is_new=False)


def _edit(
    request: HttpRequest, plan: CrisisPlan, kind: str, thing: Thing, *, is_new: bool
) -> HttpResponse:
    form = FORMS[kind](request.POST or None, instance=thing, plan=plan)
    if request.method == "POST" and form.is_valid():
        save_thing(plan=plan, thing=thing, by=user_of(request), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("crisis-things", pk=plan.community_id)
    return workbench(
        request, "thing", plan, status=422 if form.errors else 200, form=form, kind=kind,
        is_new=is_new,
    )  # fmt: skip
