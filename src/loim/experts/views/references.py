"""References: asked for by the expert, decided by the organisation or by the link in a letter."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import public, signed_in
from loim.common.own_keys import hash_of_key
from loim.common.paging import paged
from loim.common.private_pages import private
from loim.common.refusals import Refusal
from loim.experts.actions.references import (
    ReasonMissing,
    ask_reference,
    decide_reference,
    show_reference,
    take_word_back,
    withdraw_reference,
)
from loim.experts.forms.references import DecideForm, ReferenceForm
from loim.experts.models import Reference
from loim.experts.permissions import may_decide_reference, references_to_decide
from loim.experts.queries.profile import expert_of
from loim.experts.views.loading import unknown_link, user_of

ROWS = Reference.objects.select_related("expert__person", "organisation")


@signed_in
def expert_references(request: HttpRequest) -> HttpResponse:
    expert = expert_of(user_of(request))
    if expert is None:
        return redirect("expert-edit")
    form, status = ReferenceForm(request.POST or None), 200
    if request.method == "POST":
        if form.is_valid():
            try:
                ask_reference(
                    expert=expert, facts=form.facts(), by=user_of(request), now=timezone.now(),
                    submission=form.cleaned_data["submission"],
                )  # fmt: skip
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The organisation is asked to confirm it."))
                return redirect("expert-references")
        status = 422
    rows = expert.references.select_related("organisation").order_by("-asked_at", "-pk")
    shown = {"expert": expert, "references": paged(request, rows), "form": form}
    return render(request, "experts/own/references.html", shown, status=status)


@signed_in
@require_POST
def expert_reference_own_step(request: HttpRequest, pk: int) -> HttpResponse:
    """What the expert does with one: take it back, show it or not."""
    by = user_of(request)
    reference = get_object_or_404(ROWS.filter(expert__person=by), pk=pk)
    step = request.POST.get("step", "")
    try:
        if step == "withdraw":
            withdraw_reference(reference=reference, by=by, now=timezone.now())
            messages.success(request, _("The reference is taken back."))
        elif step in {"show", "hide"}:
            show_reference(reference=reference, is_shown=step == "show", by=by)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("expert-references")


@signed_in
@require_safe
def expert_references_waiting(request: HttpRequest) -> HttpResponse:
    rows = references_to_decide(request.user)
    return render(request, "experts/references/waiting.html", {"references": paged(request, rows)})


@signed_in
def expert_reference(request: HttpRequest, pk: int) -> HttpResponse:
    """For those who may record for the organisation."""
    reference = get_object_or_404(ROWS, pk=pk)
    if not may_decide_reference(request.user, reference):
        raise PermissionDenied
    return _decide(request, reference, is_by_link=False)


@public("the secret in the link is the permission, once")
@private
def expert_reference_own(request: HttpRequest, key: str) -> HttpResponse:
    found = ROWS.filter(key_hash=hash_of_key(key)).exclude(contact_email="").first()
    return unknown_link(request) if found is None else _decide(request, found, is_by_link=True)


def _decide(request: HttpRequest, reference: Reference, *, is_by_link: bool) -> HttpResponse:
    step, now = request.POST.get("step", ""), timezone.now()
    form, status = DecideForm(request.POST or None), 200
    if step:
        if form.is_valid():
            words, reason = form.cleaned_data["words"], form.cleaned_data["reason"]
            try:
                if step == "take-back" and not is_by_link:
                    take_word_back(reference=reference, reason=reason, by=user_of(request), now=now)
                else:
                    decide_reference(
                        reference=reference, is_confirmed=step == "confirm", words=words,
                        reason=reason, by=None if is_by_link else user_of(request), now=now,
                    )  # fmt: skip
            except ReasonMissing as refusal:
                form.add_error("reason", str(refusal))
            except Refusal as refusal:
                messages.error(request, str(refusal))
                return redirect(request.path)
            else:
                messages.success(request, _("Thank you! The expert is told."))
                return redirect(request.path)
        status = 422
    shown = {"reference": reference, "form": form, "is_by_link": is_by_link}
    return render(request, "experts/references/decide.html", shown, status=status)
