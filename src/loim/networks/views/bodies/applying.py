"""Applying to a body, and the applicant's own page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import public
from loim.common.private_pages import private
from loim.common.refusals import Refusal
from loim.common.telling import done
from loim.events.queries.places.chances import percent_of
from loim.events.views.registration.rate import is_too_often
from loim.networks.actions.bodies.applying import apply, change, confirm, withdraw
from loim.networks.actions.bodies.erasing import erase_applicant
from loim.networks.actions.bodies.offering import accept, decline
from loim.networks.forms.bodies.application import ApplicationForm
from loim.networks.logic.bodies.call_states import CallState, taking
from loim.networks.models.bodies import Applicant, CallFeature, MemberCall
from loim.networks.queries.bodies.own_link import applicant_by_key
from loim.networks.queries.bodies.rules import in_words, rules_of
from loim.networks.views.bodies.loading import public_call

View = Callable[..., HttpResponse]


@public("anyone may apply to an open call")
@never_cache
def apply_page(request: HttpRequest, pk: int) -> HttpResponse:
    call, _keeps = public_call(request, pk)
    now = timezone.now()
    rules = rules_of(call)
    form = ApplicationForm(
        request.POST if request.method == "POST" else None,
        call=call,
        rules=rules,
        language=get_language() or call.language,
    )
    if request.method == "POST" and form.is_valid() and not _is_refused(request, form):
        try:
            apply(
                call=call,
                facts=form.facts(),
                conditions=form.conditions(),
                submission=form.cleaned_data["submission"] or form.initial["submission"],
                now=now,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            # The page that follows drops what this browser kept of the form.
            sent = form.cleaned_data["submission"] or ""
            return redirect(f"{reverse('body-call-sent', args=[pk])}?sent={sent}")
    context = {
        "call": call,
        "network": call.network,
        "form": form,
        "rules": in_words(rules),
        "is_open": taking(call.state, call.opens_at, call.closes_at, now),
        "is_early": call.state == CallState.PUBLISHED and now < call.opens_at,
    }
    return render(request, "networks/bodies/apply.html", context)


@public("says that a letter is on its way; it names nobody")
@require_safe
def sent_page(request: HttpRequest, pk: int) -> HttpResponse:
    call, _keeps = public_call(request, pk)
    return render(request, "networks/bodies/sent.html", {"call": call, "network": call.network})


def _is_refused(request: HttpRequest, form: ApplicationForm) -> bool:
    """Programs that fill in forms."""
    if form.is_by_a_program or is_too_often(request):
        form.add_error(
            None, _("This form was sent too often from your network. Please try again later.")
        )
        return True
    return False


def opened(view: View) -> View:
    """Gives the view whose page it is; a link that opens nothing says what to do instead."""

    @wraps(view)
    def with_opened(request: HttpRequest, key: str, **rest: Any) -> HttpResponse:
        applicant = applicant_by_key(key)
        if applicant is None:
            return render(request, "networks/bodies/unknown_link.html", status=404)
        return view(request, applicant, key, **rest)

    return public("the secret in the link is the permission")(private(with_opened))  # type: ignore[return-value]


@opened
@require_safe
def own_page(request: HttpRequest, applicant: Applicant, key: str) -> HttpResponse:
    call = applicant.call
    now = timezone.now()
    paid = applicant.member.remunerations.order_by("-start_date", "-pk") if applicant.member else []
    context = {
        "applicant": applicant,
        "said": _said(applicant),
        "call": call,
        "network": call.network,
        "key": key,
        "is_open": taking(call.state, call.opens_at, call.closes_at, now),
        "chance": percent_of(applicant.chance_drawn) if applicant.chance else "",
        "paid": paid,
        "mandate": applicant.member.mandates.order_by("-start_date", "-pk").first()
        if applicant.member
        else None,
    }
    return render(request, "networks/bodies/own.html", context)


def _said(applicant: Applicant) -> list[tuple[str, str]]:
    """What they said of themselves, all of it: they confirm what they see."""
    answers = (
        (CallFeature.GENDER, applicant.get_gender_display()),
        (CallFeature.AGE_GROUP, applicant.get_age_group_display()),
        (CallFeature.MOTHER_TONGUE, applicant.get_mother_tongue_display()),
        (CallFeature.PARTY, applicant.get_party_display()),
        (CallFeature.COUNTY, applicant.county),
        (CallFeature.DISTRICT, applicant.district),
    )
    return [(str(feature.label), str(answer)) for feature, answer in answers if answer]


@opened
@require_POST
def own_confirm(request: HttpRequest, applicant: Applicant, key: str) -> HttpResponse:
    return _done(
        request,
        key,
        lambda: confirm(applicant=applicant, now=timezone.now()),
        _("Thank you: your application counts."),
    )


@opened
def own_change(request: HttpRequest, applicant: Applicant, key: str) -> HttpResponse:
    call: MemberCall = applicant.call
    data = request.POST if request.method == "POST" else None
    form = ApplicationForm(data, call=call, rules=rules_of(call), applicant=applicant)
    if data is not None and form.is_valid():
        try:
            change(applicant=applicant, facts=form.facts(), now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your application is changed."))
            return redirect("body-own", key)
    context = {"applicant": applicant, "call": call, "network": call.network, "key": key}
    return render(request, "networks/bodies/own_change.html", {**context, "form": form})


@opened
@require_POST
def own_withdraw(request: HttpRequest, applicant: Applicant, key: str) -> HttpResponse:
    return _done(
        request,
        key,
        lambda: withdraw(applicant=applicant, now=timezone.now()),
        _("Your application is withdrawn."),
    )


@opened
@require_POST
def own_offer(request: HttpRequest, applicant: Applicant, key: str) -> HttpResponse:
    now = timezone.now()
    if request.POST.get("answer") == "accept":
        is_listed = request.POST.get("is_listed") == "yes"
        return _done(
            request,
            key,
            lambda: accept(applicant=applicant, is_listed=is_listed, now=now),
            _("Welcome! You are a member."),
        )
    return _done(
        request,
        key,
        lambda: decline(applicant=applicant, now=now),
        _("Thank you for saying so: the seat is offered to somebody else."),
    )


@opened
def own_erase(request: HttpRequest, applicant: Applicant, key: str) -> HttpResponse:
    if request.method == "POST":
        try:
            erase_applicant(applicant=applicant, now=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("body-own", key)
        messages.success(request, _("Your application is erased."))
        return redirect("body-call", applicant.call_id)
    context = {"applicant": applicant, "call": applicant.call, "key": key}
    return render(request, "networks/bodies/own_erase.html", context)


def _done(request: HttpRequest, key: str, act: Callable[[], object], thanks: str) -> HttpResponse:
    done(request, act, thanks)
    return redirect("body-own", key)
