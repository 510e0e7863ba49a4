"""Calls of a body for those who keep it: writing one, opening it, choosing members."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.common.telling import done
from loim.networks.actions.bodies.calls import (
    amend_call,
    cancel_call,
    edit_texts,
    open_call,
    save_call,
)
from loim.networks.actions.bodies.deciding import announce, mark
from loim.networks.actions.bodies.drawing import draw_members
from loim.networks.actions.bodies.offering import offer_to_reserve, open_seats
from loim.networks.actions.bodies.settling import settle_call
from loim.networks.forms.bodies.call import CallForm, CallTextsForm, CancelForm
from loim.networks.forms.bodies.rules import AmendForm, DrawForm, RulesForm
from loim.networks.logic.bodies.applicant_states import HAVE_APPLIED, ApplicantState
from loim.networks.logic.bodies.call_states import CallState
from loim.networks.logic.bodies.rules import Rule
from loim.networks.models import Network
from loim.networks.models.bodies import Applicant, CallDraw, ChosenBy, MemberCall, Outcome
from loim.networks.permissions import may_change_network
from loim.networks.queries.bodies.calls import calls_of
from loim.networks.queries.bodies.drawing import obstacles
from loim.networks.queries.bodies.rules import impossible, in_words, rules_of
from loim.networks.views.bodies.loading import kept_call, kept_network, user_of


@signed_in
@require_safe
def network_calls(request: HttpRequest, pk: int) -> HttpResponse:
    network = kept_network(request, pk)
    context = {"network": network, "calls": paged(request, calls_of(network), 20)}
    return render(request, "networks/bodies/calls.html", context)


@signed_in
def call_new(request: HttpRequest, pk: int) -> HttpResponse:
    network = kept_network(request, pk)
    call = MemberCall(network=network, residents_of=network.organisation.municipality)
    return _call_form(request, network, call, rules=[])


@signed_in
def call_edit(request: HttpRequest, pk: int) -> HttpResponse:
    call = kept_call(request, pk)
    if call.state == CallState.PUBLISHED:
        return _texts_form(request, call)
    if call.state != CallState.DRAFT:
        return redirect("body-call-keep", pk)
    return _call_form(request, call.network, call, rules=_written(call))


def _written(call: MemberCall) -> list[Rule]:
    rows = call.rules.order_by("feature", "pk")
    return [Rule(one.feature, one.value, one.floor, one.ceiling) for one in rows]


def _call_form(
    request: HttpRequest, network: Network, call: MemberCall, *, rules: list[Rule]
) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    today = timezone.localdate()
    seats = list(network.seats.in_force_on(today).select_related("network"))
    form = CallForm(data, instance=call, seats=seats, source_language=call.language)
    rules_form = RulesForm(data, rules=rules)
    if data is not None and all([form.is_valid(), rules_form.is_valid()]):
        call.submission = form.cleaned_data["submission"]
        try:
            saved = save_call(
                call=call,
                seats=list(form.cleaned_data["seats"]),
                rules=rules_form.rules() if call.chosen_by == ChosenBy.DRAW else [],
                by=user_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is saved. Look it through and open it."))
            return redirect("body-call-keep", saved.pk)
    context = {"network": network, "call": call, "form": form, "rules_form": rules_form}
    return render(request, "networks/bodies/call_form.html", {**context, "has_seats": bool(seats)})


def _texts_form(request: HttpRequest, call: MemberCall) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = CallTextsForm(data, instance=call, source_language=call.language)
    if data is not None and form.is_valid():
        edit_texts(call=call, by=user_of(request), now=timezone.now())
        messages.success(request, _("The texts are saved."))
        return redirect("body-call-keep", call.pk)
    context = {"network": call.network, "call": call, "form": form, "texts_only": True}
    return render(request, "networks/bodies/call_form.html", {**context, "has_seats": True})


@signed_in
@require_safe
def call_keep(request: HttpRequest, pk: int) -> HttpResponse:
    call = kept_call(request, pk)
    return _keep_page(request, call)


def _keep_page(request: HttpRequest, call: MemberCall, **forms: object) -> HttpResponse:
    """How the call stands, who applied, and the next step."""
    now = timezone.now()
    rules = rules_of(call)
    seats = list(call.call_seats.select_related("seat__network").order_by("seat__position", "pk"))
    is_draw = call.chosen_by == ChosenBy.DRAW
    is_closed = call.state == CallState.PUBLISHED and now >= call.closes_at
    draw = CallDraw.objects.filter(call=call).first()
    applicants = call.applicants.filter(state__in=HAVE_APPLIED).select_related("county")
    waits = is_closed and call.value_known_at is not None and now < call.value_known_at
    context = {
        "call": call,
        "network": call.network,
        "seats": seats,
        "rules": in_words(rules),
        "faults": impossible(rules, len(seats)) if is_draw else [],
        "obstacles": obstacles(call, get_language() or "et") if is_draw and is_closed else [],
        "draw": draw,
        "trouble": (draw.trouble or {}).get(get_language() or "et", []) if draw else [],
        "is_draw": is_draw,
        "is_closed": is_closed,
        "waits_for_value": is_draw and waits,
        "may_draw": is_draw and is_closed and not waits,
        "applicants": paged(request, applicants.order_by("-confirmed_at", "-pk")),
        "pending": call.applicants.filter(state=ApplicantState.PENDING).count(),
        "open_seats": open_seats(call) if call.state == CallState.DECIDED else 0,
        "outcomes": Outcome.choices,
        "draw_form": DrawForm(),
        "cancel_form": CancelForm(),
        **forms,
    }
    return render(request, "networks/bodies/call_keep.html", context)


@signed_in
@require_POST
def call_open(request: HttpRequest, pk: int) -> HttpResponse:
    call = kept_call(request, pk)
    return _done(
        request,
        pk,
        lambda: open_call(call=call, by=user_of(request), now=timezone.now()),
        _("The call is open: everybody sees it."),
    )


@signed_in
@require_POST
def call_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    call = kept_call(request, pk)
    form = CancelForm(request.POST)
    if not form.is_valid():
        return _keep_page(request, call, cancel_form=form)
    return _done(
        request,
        pk,
        lambda: cancel_call(
            call=call, reason=form.cleaned_data["reason"], by=user_of(request), now=timezone.now()
        ),
        _("The call is cancelled, and those who applied are written to."),
    )


@signed_in
@require_POST
def call_draw(request: HttpRequest, pk: int) -> HttpResponse:
    call = kept_call(request, pk)
    form = DrawForm(request.POST)
    if not form.is_valid():
        return _keep_page(request, call, draw_form=form)
    try:
        draw = draw_members(
            call=call,
            public_value=form.cleaned_data["public_value"],
            by=user_of(request),
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _keep_page(request, call, draw_form=form)
    if draw.drawn_at is None:
        messages.error(request, _("The rules cannot be kept with those who applied."))
    else:
        messages.success(request, _("The members are drawn and offered their seats."))
    return redirect("body-call-keep", pk)


@signed_in
def call_amend(request: HttpRequest, pk: int) -> HttpResponse:
    call = kept_call(request, pk)
    data = request.POST if request.method == "POST" else None
    known_at = call.value_known_at
    initial = {
        "public_value_source": call.public_value_source,
        "value_known_at": timezone.localtime(known_at) if known_at else None,
    }
    form = AmendForm(data, initial=initial)
    rules_form = RulesForm(data, rules=_written(call))
    if data is not None and all([form.is_valid(), rules_form.is_valid()]):
        said = form.cleaned_data
        try:
            amend_call(
                call=call,
                rules=rules_form.rules(),
                value_source=said["public_value_source"],
                value_known_at=said["value_known_at"],
                reason=said["reason"],
                by=user_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The rules are changed; everybody can read why."))
            return redirect("body-call-keep", pk)
    context = {"call": call, "network": call.network, "form": form, "rules_form": rules_form}
    return render(request, "networks/bodies/call_amend.html", context)


@signed_in
@require_POST
def applicant_mark(request: HttpRequest, pk: int) -> HttpResponse:
    applicant = get_object_or_404(
        Applicant.objects.select_related(
            "call__network__organisation", "call__network__activity__programme"
        ),
        pk=pk,
    )
    if not may_change_network(request.user, applicant.call.network):
        raise PermissionDenied
    outcome = request.POST.get("outcome", "")
    now, by = timezone.now(), user_of(request)
    if outcome == "offer":
        return _done(
            request,
            applicant.call_id,
            lambda: offer_to_reserve(applicant=applicant, by=by, now=now),
            _("The seat is offered."),
        )
    if outcome not in Outcome.values:
        messages.error(request, _("Choose an outcome first."))
        return redirect("body-call-keep", applicant.call_id)
    reason = request.POST.get("reason", "")[:2000]
    return _done(
        request,
        applicant.call_id,
        lambda: mark(applicant=applicant, outcome=outcome, reason=reason, by=by, now=now),
        _("Marked. Nobody is told before you announce it."),
    )


@signed_in
@require_POST
def call_announce(request: HttpRequest, pk: int) -> HttpResponse:
    call = kept_call(request, pk)
    return _done(
        request,
        pk,
        lambda: announce(call=call, by=user_of(request), now=timezone.now()),
        _("Everybody is written to."),
    )


@signed_in
@require_POST
def call_settle(request: HttpRequest, pk: int) -> HttpResponse:
    call = kept_call(request, pk)
    return _done(
        request,
        pk,
        lambda: settle_call(call=call, by=user_of(request), now=timezone.now()),
        _("The call is finished, and its figures are published."),
    )


def _done(request: HttpRequest, pk: int, act: Callable[[], object], thanks: str) -> HttpResponse:
    done(request, act, thanks)
    return redirect("body-call-keep", pk)
