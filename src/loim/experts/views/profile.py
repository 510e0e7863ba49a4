"""A person's own corner: profile, consent."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import public, signed_in
from loim.common.own_keys import hash_of_key
from loim.common.private_pages import private
from loim.common.refusals import Refusal
from loim.experts.actions.consent import give_consent, renew_by_link, withdraw_consent
from loim.experts.actions.profile import DayMissing, save_profile
from loim.experts.forms.profile import ProfileForm
from loim.experts.logic.consent import WORDS_VERSION
from loim.experts.models import Consent, Expert
from loim.experts.queries.mine import consent_about_to_lapse
from loim.experts.queries.profile import current_consent, expert_of, standing
from loim.experts.queries.requests import approaches_to_answer
from loim.experts.views.loading import unknown_link, user_of


@signed_in
@require_safe
def expert_mine(request: HttpRequest) -> HttpResponse:
    person, now = user_of(request), timezone.now()
    expert = expert_of(person)
    if expert is None:
        return render(request, "experts/own/begin.html")
    shown = {
        "expert": expert,
        "standing": standing(expert, now),
        "consent": current_consent(expert),
        "lapses_soon": consent_about_to_lapse(person, now),
        "to_answer": approaches_to_answer(person),
        "references_asked": expert.references.filter(state="asked").count(),
        "references_confirmed": expert.references.filter(state="confirmed").count(),
    }
    return render(request, "experts/own/mine.html", shown)


@signed_in
def expert_edit(request: HttpRequest) -> HttpResponse:
    person, now = user_of(request), timezone.now()
    before = expert_of(person)
    expert = before or Expert(person=person, name=person.name, language=get_language() or "et")
    form = ProfileForm(request.POST or None, expert=expert)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                save_profile(
                    facts=form.facts(), seen_revision=form.cleaned_data["seen"], by=person, now=now
                )
            except Refusal as refusal:
                field = "available_from" if isinstance(refusal, DayMissing) else None
                form.add_error(field, str(refusal))
            else:
                messages.success(request, _("Your profile is saved."))
                return redirect("expert-mine" if before else "expert-consent")
        status = 422
    return render(request, "experts/own/edit.html", {"form": form, "expert": before}, status=status)


@signed_in
def expert_consent(request: HttpRequest) -> HttpResponse:
    person, now = user_of(request), timezone.now()
    expert = expert_of(person)
    if expert is None:
        return redirect("expert-edit")
    step = request.POST.get("step", "")
    if step == "withdraw":
        withdraw_consent(expert=expert, by=person, now=now)
        messages.success(request, _("You are not listed any more. Your profile is kept for you."))
        return redirect("expert-consent")
    if step == "give":
        if not request.POST.get("agree"):
            messages.error(request, _("Tick that you agree; without it you are not listed."))
            return redirect("expert-consent")
        return _given(request, expert)
    shown = {
        "expert": expert,
        "standing": standing(expert, now),
        "consent": current_consent(expert),
        "lapses_soon": consent_about_to_lapse(person, now),
        "consents": expert.consents.order_by("-given_at", "-pk"),
        "words_version": WORDS_VERSION,
    }
    return render(request, "experts/own/consent.html", shown)


def _given(request: HttpRequest, expert: Expert) -> HttpResponse:
    try:
        give_consent(
            expert=expert, words_version=request.POST.get("words_version", ""),
            language=get_language() or "et", by=user_of(request), now=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("expert-consent")
    messages.success(request, _("Thank you! You are listed from now on."))
    return redirect("expert-mine")


@public("the secret in the link is the permission")
@private
def expert_consent_own(request: HttpRequest, key: str) -> HttpResponse:
    """One click renews or withdraws, without signing in. Opening it changes nothing: mail programs
    open links before people do."""
    rows = Consent.objects.select_related("expert__person")
    found = rows.filter(key_hash=hash_of_key(key)).first()
    if found is None:
        return unknown_link(request)
    expert, now, step = found.expert, timezone.now(), request.POST.get("step", "")
    try:
        if step == "renew":
            renew_by_link(consent=found, now=now)
            messages.success(request, _("Thank you! You stay listed for another year."))
        elif step == "withdraw":
            withdraw_consent(expert=expert, by=None, now=now)
            messages.success(
                request, _("You are not listed any more. Your profile is kept for you.")
            )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    if step:
        return redirect(request.path)
    shown = {
        "expert": expert,
        "standing": standing(expert, now),
        "consent": current_consent(expert),
    }
    return render(request, "experts/own/consent_link.html", shown)
