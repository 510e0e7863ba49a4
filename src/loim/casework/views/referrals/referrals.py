"""Referrals at the desk: sent and received."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.casework import vault
from loim.casework.actions.protection.viewing import note_view
from loim.casework.actions.referrals.answering import answer_referral, open_referral
from loim.casework.actions.referrals.writing import (
    change_referral,
    links_of,
    send_referral,
    withdraw,
    write_referral,
)
from loim.casework.forms.referrals.forms import AnswerForm, ReferralForm, SendForm
from loim.casework.gate import counselling
from loim.casework.logic.referrals.states import HELD, TRANSITIONS
from loim.casework.models import Referral, ReferralOrigin
from loim.casework.permissions import may_counsel_for
from loim.casework.queries.referrals.words import (
    LABELS,
    consent_language_of,
    consent_text,
    passed_on,
    preview,
)
from loim.casework.views.appointments.loading import client_asked_for, person_of, say_notices
from loim.casework.views.desk import desk_of
from loim.common.paging import paged
from loim.common.refusals import Refusal


@require_safe
@counselling
def list_page(request: HttpRequest) -> HttpResponse:
    organisation = desk_of(request)
    is_received = request.GET.get("which") == "received"
    rows = Referral.objects.select_related("topic", "counsellor", "organisation")
    if is_received:
        rows = rows.filter(recipient_organisation=organisation).order_by("-sent_at", "-pk")
    else:
        rows = rows.filter(organisation=organisation).order_by("-made_at", "-pk")
    rows = rows.defer("sealed_passed_on", "sealed_answer", "sealed_outcome")
    context = {"referrals": paged(request, rows), "is_received": is_received}
    return render(request, "casework/referrals/list.html", context)


@counselling
def new_page(request: HttpRequest) -> HttpResponse:
    organisation = desk_of(request)
    client, case = client_asked_for(request)
    if client is None:
        raise Http404
    form = ReferralForm(
        request.POST if request.method == "POST" else None,
        organisation=organisation,
        client=client,
        case=case,
    )
    if request.method == "POST" and form.is_valid():
        made = write_referral(
            organisation=organisation,
            facts=form.facts(),
            submission=form.cleaned_data["submission"],
            by=person_of(request),
            now=timezone.now(),
        )
        say_notices(request, form)
        return redirect("referral", made.uuid)
    context = {"form": form, "client": client, "case": case}
    return render(request, "casework/referrals/edit.html", context)


@counselling
def edit_page(request: HttpRequest, referral_uuid: UUID) -> HttpResponse:
    referral = _own(request, referral_uuid)
    origin = _origin(referral)
    form = ReferralForm(
        request.POST if request.method == "POST" else None,
        organisation=referral.organisation,
        client=origin.client,
        case=origin.case,
        origin=origin,
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_referral(referral=referral, facts=form.facts(), by=person_of(request))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        say_notices(request, form)
        return redirect("referral", referral.uuid)
    context = {"form": form, "client": origin.client, "case": origin.case, "referral": referral}
    return render(request, "casework/referrals/edit.html", context)


@counselling
def referral_page(request: HttpRequest, referral_uuid: UUID) -> HttpResponse:
    referral, person = _referral(referral_uuid), person_of(request)
    if not may_counsel_for(person, referral.organisation):
        return _received_page(request, referral)
    origin, now = _origin(referral), timezone.now()
    note_view(client=origin.client, by=person, now=now, page="referral")
    form = SendForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            send_referral(
                referral=referral,
                consent_given=form.cleaned_data["consent_given"],
                by=person,
                now=now,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Sent. You are told when they answer."))
            return redirect("referral", referral.uuid)
    is_draft = referral.state == "draft"
    values = preview(origin) if is_draft else {}
    language = origin.consent_language or consent_language_of(origin.client)
    context = {
        "referral": referral,
        "origin": origin,
        "form": form,
        "shown": [(LABELS[name], value) for name, value in values.items()]
        if is_draft
        else passed_on(referral),
        "consent": origin.consent_text or consent_text(referral.recipient_name, values, language),
        "consent_language": language,
        "answer": vault.unseal(referral.sealed_answer),
        "outcome": vault.unseal(referral.sealed_outcome),
        "may_withdraw": (referral.state, "withdraw") in TRANSITIONS,
        "is_held": referral.state in HELD,
        "links": links_of(referral),
    }
    return render(request, "casework/referrals/referral.html", context)


def _received_page(request: HttpRequest, referral: Referral) -> HttpResponse:
    """For a counsellor of the receiving organisation: what was passed on, and nothing behind it."""
    if request.method != "POST":
        referral = open_referral(referral=referral, by=person_of(request), now=timezone.now())
    context = {
        "referral": referral,
        "shown": passed_on(referral),
        "form": AnswerForm(),
        "answer": vault.unseal(referral.sealed_answer),
        "outcome": vault.unseal(referral.sealed_outcome),
        "may_answer": (referral.state, "accept") in TRANSITIONS,
        "may_finish": (referral.state, "finish") in TRANSITIONS,
    }
    return render(request, "casework/referrals/received.html", context)


@require_POST
@counselling
def answer(request: HttpRequest, referral_uuid: UUID) -> HttpResponse:
    referral, form = _referral(referral_uuid), AnswerForm(request.POST)
    if form.is_valid():
        try:
            answer_referral(
                referral=referral,
                step=request.POST.get("step", ""),
                text=form.cleaned_data["text"],
                by=person_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            say_notices(request, form)
            messages.success(request, _("Thank you. The sender is told."))
    else:
        messages.error(request, _("The answer is too long."))
    return redirect("referral", referral.uuid)


@require_POST
@counselling
def withdraw_step(request: HttpRequest, referral_uuid: UUID) -> HttpResponse:
    referral = _own(request, referral_uuid)
    try:
        withdraw(
            referral=referral,
            by=person_of(request),
            now=timezone.now(),
            is_consent=request.POST.get("why") != "other",
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Withdrawn: nothing of it can be seen by the recipient now."))
    return redirect("referral", referral.uuid)


def _referral(uuid: UUID) -> Referral:
    return get_object_or_404(
        Referral.objects.select_related(
            "organisation", "recipient_organisation", "topic", "counsellor"
        ),
        uuid=uuid,
    )


def _own(request: HttpRequest, uuid: UUID) -> Referral:
    referral = _referral(uuid)
    if not may_counsel_for(person_of(request), referral.organisation):
        raise PermissionDenied
    return referral


def _origin(referral: Referral) -> ReferralOrigin:
    """Of a client whose record is erased there is none: the number of it stays."""
    return get_object_or_404(
        ReferralOrigin.objects.select_related(
            "client__municipality", "case", "recipient", "referral"
        ),
        referral=referral,
    )
