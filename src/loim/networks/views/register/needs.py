"""Needs: by topic for everybody, one by one for those who keep the register."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import allowed, public, signed_in
from loim.common.page_addresses import page_addresses
from loim.common.refusals import Refusal
from loim.events.models import Event
from loim.experts.forms.small import ReasonForm
from loim.ideas.forms.proposal.proposal import ProposalForm
from loim.networks.actions.register.following import (
    follow_by_proposal,
    follow_by_service,
    propose_from_need,
    unlink_follow_up,
)
from loim.networks.actions.register.needs import map_need, merge_needs, record_need, step_need
from loim.networks.forms.register.needs import (
    HeardNeedForm,
    KnownProposalForm,
    MergeForm,
    NeedForm,
    ServiceForm,
)
from loim.networks.logic.register.states import NEED_STEPS, NeedStage
from loim.networks.models import Association, Need, NeedFollowUp, NeedState
from loim.networks.permissions_register import keepers_of, may_keep_for, may_keep_register
from loim.networks.queries.register.needs import (
    associations_by_topic,
    by_topic,
    kept_needs,
    needs_to_merge_with,
    needs_with_counts,
    open_needs_of,
    public_needs,
)
from loim.people.models import User
from loim.people.permissions import organisations_listed_for
from loim.programmes.permissions import programmes_taken_part_in
from loim.programmes.queries.activity_choices import activity_choices


@public("needs that coordinators put under topics, with numbers of associations, without names")
@require_safe
def need_list(request: HttpRequest) -> HttpResponse:
    may_keep = may_keep_register(request.user)
    rows = kept_needs(keepers_of(request.user)) if may_keep else public_needs()
    context = {
        "topics": by_topic(needs_with_counts(rows)),
        "numbers": associations_by_topic(rows),
        "may_keep": may_keep,
        "addresses": page_addresses("need-list"),
    }
    return render(request, "networks/register/needs/list.html", context)


@allowed(may_keep_register)
def need_new(request: HttpRequest) -> HttpResponse:
    keepers = keepers_of(_person(request))
    form = HeardNeedForm(
        request.POST if request.method == "POST" else None,
        associations=Association.objects.active()
        .filter(keeper__in=keepers)
        .select_related("organisation")
        .order_by("organisation__name", "pk"),
        needs=open_needs_of(keepers),
        events=Event.objects.filter(
            organiser__in=keepers, start_date__lte=timezone.localdate()
        ).order_by("-start_date", "-pk")[:50],
        today=timezone.localdate(),
        initial={key: request.GET[key] for key in ("association", "need") if key in request.GET},
    )
    if request.method == "POST" and form.is_valid():
        try:
            voice = record_need(**form.cleaned_data, by=_person(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The need is recorded."))
            return redirect("need", voice.need_id)
    return render(request, "networks/register/needs/new.html", {"form": form})


@signed_in
def need_page(request: HttpRequest, pk: int) -> HttpResponse:
    need = _kept(request, pk)
    step = request.POST.get("step", "")
    forms: dict[str, Any] = {
        "map": NeedForm(request.POST if step == "map" else None, need=need),
        "merge": MergeForm(request.POST if step == "merge" else None, needs=needs_to_merge_with(need)),
        "service": ServiceForm(request.POST if step == "service" else None, need=need, today=timezone.localdate()),
        "proposal": KnownProposalForm(request.POST if step == "proposal" else None, need=need),
        "over": ReasonForm(request.POST if step in {"met", "dropped"} else None, label=_("In a sentence, for those who said it")),
    }  # fmt: skip
    form = forms.get({"met": "over", "dropped": "over"}.get(step, step))
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            _do(request, need, step, form)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("need", pk)
    voices = need.voices.select_related("association__organisation", "event", "recorded_by")
    context = {
        "need": need,
        "counted": needs_with_counts(Need.objects.filter(pk=pk))[0],
        "voices": list(voices.order_by("-heard_date", "-pk")),
        "forms": forms,
        "next": {str(stage) for stage in NEED_STEPS[NeedStage(need.state)]},
        "merged": list(need.merged.order_by("pk")),
    }
    status = 422 if form is not None else 200
    return render(request, "networks/register/needs/need.html", context, status=status)


def _do(request: HttpRequest, need: Need, step: str, form: Any) -> None:
    now, by = timezone.now(), _person(request)
    if step == "map":
        map_need(need=need, facts=form.facts(), by=by, now=now)
    elif step == "merge":
        into = get_object_or_404(Need, pk=form.cleaned_data["into"])
        merge_needs(need=need, into=into, by=by, now=now)
    elif step == "service":
        follow_by_service(need=need, **form.cleaned_data, by=by, now=now)
    elif step == "proposal":
        follow_by_proposal(need=need, **form.cleaned_data, by=by, now=now)
    elif step in {NeedState.MET, NeedState.DROPPED}:
        step_need(need=need, state=step, reason=form.cleaned_data["reason"], by=by, now=now)
    elif step in {NeedState.MAPPED, NeedState.FOLLOWED}:
        step_need(need=need, state=step, by=by, now=now)
    elif step == "unlink":
        key = request.POST.get("follow_up", "")
        follow_up = get_object_or_404(
            NeedFollowUp.objects.select_related("need"),
            need=need, pk=int(key) if key.isascii() and key.isdecimal() else 0,
        )  # fmt: skip
        unlink_follow_up(follow_up=follow_up, by=by, now=now)
    else:
        return
    messages.success(request, _("Saved."))


@signed_in
def need_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """The need grows to a proposal that somebody owns and answers."""
    need, person = _kept(request, pk), _person(request)
    voices = need.voices.values("association").distinct().count()
    form = ProposalForm(
        request.POST if request.method == "POST" else None,
        makers=[need.keeper],
        owners=list(organisations_listed_for(person).filter(is_active=True).order_by("name", "pk")),
        activities=activity_choices(programmes_taken_part_in(person)),
        ideas=[],
        today=timezone.localdate(),
        initial={
            "title": need.title,
            "description": _("Associations of national minorities that said so: %(number)s.")
            % {"number": voices},
            "language": (get_language() or "et")[:2],
            "made_by": need.keeper.pk,
        },
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            propose_from_need(
                need=need, words=form.words(), made_by=need.keeper, owner=said["owner"],
                owner_email=said["owner_email"], answer_by=said["answer_by"],
                submission=said["submission"], by=person, now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The proposal is sent: the owner has a letter."))
            return redirect("need", pk)
    return render(request, "networks/register/needs/propose.html", {"form": form, "need": need})


def _kept(request: HttpRequest, pk: int) -> Need:
    need = get_object_or_404(Need.objects.select_related("keeper", "merged_into"), pk=pk)
    if not may_keep_for(request.user, need.keeper):
        raise PermissionDenied
    return need


def _person(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # the view's decorator saw to it
