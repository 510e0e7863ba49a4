"""The page of a recipient without an account, opened once by the link that they were sent.

Opening the address shows a button and nothing else: programs that look through mails press none.
What the button opens stays in the browser that pressed it (a secret in its session).
"""

import hashlib
import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from loim.casework import vault
from loim.casework.actions.referrals.answering import (
    LinkExpired,
    LinkUsed,
    answer_by_link,
    ask_for_new_link,
    link_of,
    look_by_link,
    open_by_link,
)
from loim.casework.forms.referrals.forms import AnswerForm
from loim.casework.logic.referrals.states import TRANSITIONS
from loim.casework.models import Referral
from loim.casework.queries.referrals.words import passed_on
from loim.common.access import public
from loim.common.own_keys import hash_of_key
from loim.common.rates import count_request
from loim.common.refusals import Refusal

_SESSION = "counselling-referred"
MOST_NEW_LINKS = 5


@public("the secret in the link, and the browser that opened it, are the permission")
@never_cache
def referred_page(request: HttpRequest, key: str) -> HttpResponse:
    if request.method == "POST":
        return _act(request, key)
    response = _shown(request, key)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"  # a form sent with none would be refused
    response["Cache-Control"] = "no-store, private"
    return response


def _shown(request: HttpRequest, key: str) -> HttpResponse:
    now, key_hash = timezone.now(), hash_of_key(key)
    link = link_of(key_hash=key_hash, now=now)
    if link is None:
        return _closed(request, "unknown", status=404)
    if link.referral.state in {"withdrawn", "declined"}:
        return _closed(request, str(link.referral.state))
    if not link.opened_at and link.expires_at > now:
        context = {"organisation": link.referral.organisation, "referral": link.referral}
        return render(request, "casework/referrals/referred_shut.html", context)
    try:
        referral = look_by_link(key_hash=key_hash, browser_hash=_browser(request), now=now)
    except (LinkUsed, LinkExpired) as refusal:
        return _closed(request, "used" if isinstance(refusal, LinkUsed) else "expired")
    return _page(request, referral, AnswerForm())


def _page(request: HttpRequest, referral: Referral, form: AnswerForm) -> HttpResponse:
    context = {
        "referral": referral,
        "shown": passed_on(referral),
        "form": form,
        "outcome": vault.unseal(referral.sealed_outcome),
        "may_answer": (referral.state, "accept") in TRANSITIONS,
        "may_finish": (referral.state, "finish") in TRANSITIONS,
    }
    return render(request, "casework/referrals/referred.html", context)


def _closed(request: HttpRequest, why: str, status: int = 200) -> HttpResponse:
    context = {"why": why}
    return render(request, "casework/referrals/referred_closed.html", context, status=status)


def _act(request: HttpRequest, key: str) -> HttpResponse:
    now, key_hash, step = timezone.now(), hash_of_key(key), request.POST.get("step", "")
    try:
        if step == "open":
            request.session.setdefault(_SESSION, secrets.token_urlsafe(24))
            open_by_link(key_hash=key_hash, browser_hash=_browser(request), now=now)
        elif step == "renew":
            asked = count_request(what="counselling.referred", who=key_hash, now=now)
            if asked <= MOST_NEW_LINKS:
                ask_for_new_link(key_hash=key_hash, now=now)
            messages.success(request, _("If the referral is open, a new link is on its way."))
        else:
            form = AnswerForm(request.POST)
            if not form.is_valid():
                messages.error(request, _("The answer is too long."))
                return redirect("referred", key)
            answer_by_link(
                key_hash=key_hash,
                browser_hash=_browser(request),
                step=step,
                text=form.cleaned_data["text"],
                now=now,
            )
            messages.success(request, _("Thank you. The counsellor is told."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("referred", key)


def _browser(request: HttpRequest) -> str:
    """Of the secret that the browser keeps; of none there is nothing that fits."""
    secret = request.session.get(_SESSION)
    return hashlib.sha256(secret.encode()).hexdigest() if secret else "-"
