"""The pages around TARA: start, come back, and what to do when it did not work."""

import hmac
import time
from typing import Any

import structlog
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from loim.common.access import public, signed_in
from loim.common.mail import queue_mail
from loim.common.refusals import Refusal
from loim.people.actions.state_identity import (
    link_state_identity,
    person_of_state_identity,
    unlink_state_identity,
)
from loim.people.logic.pseudonym import SubjectNotUnderstood, pseudonym_of
from loim.people.models import User
from loim.people.tara import refusals
from loim.people.tara.client import Question, authorization_url, new_question, subject_of
from loim.people.views.signed_in_person import signed_in_person
from loim.people.views.signing_in import sign_in

log = structlog.get_logger("loim.tara")

SESSION_KEY = "tara"
MINUTES_TO_ANSWER = 10
CANCELLED = frozenset({"user_cancel", "access_denied"})


@require_POST
@public("somebody who is about to sign in has no account in the session yet")
@never_cache
def tara_start(request: HttpRequest) -> HttpResponse:
    """Send the person to TARA: to sign in, or where they are signed in, to link the account."""
    if not settings.TARA_CLIENT_ID:
        raise Http404
    question = new_question()
    try:
        url = authorization_url(
            question,
            redirect_uri=_redirect_uri(),
            language=translation.get_language() or "et",
        )
    except refusals.TaraUnreachable as refusal:
        return _refused(request, refusal)
    request.session[SESSION_KEY] = {
        "question": question.kept(),
        "started": time.time(),
        "links": request.user.pk if request.user.is_authenticated else None,
        "next": _safe_next(request),
        "language": translation.get_language(),
    }
    return redirect(url)


@require_GET
@public("TARA sends people back here before they are signed in; the session says who started")
@never_cache
def tara_return(request: HttpRequest) -> HttpResponse:
    attempt = request.session.pop(SESSION_KEY, None)  # once, whatever comes of it
    with translation.override(attempt["language"] if attempt else translation.get_language()):
        try:
            pseudonym = _identified(request, attempt)
            if attempt["links"] is not None:
                return _link(request, attempt, pseudonym)
            return _sign_in(request, attempt, pseudonym)
        except Refusal as refusal:
            return _refused(request, refusal)


def _identified(request: HttpRequest, attempt: Any) -> str:
    """The pseudonym of the person whom TARA has just identified for this very attempt."""
    given = request.GET.get("state", "")
    if attempt is None or time.time() - attempt["started"] > MINUTES_TO_ANSWER * 60:
        raise refusals.TaraNotStartedHere
    question = Question(**attempt["question"])
    if not hmac.compare_digest(given.encode(), question.state.encode()):
        log.warning("tara-answer-refused", reason="state")
        raise refusals.TaraNotStartedHere
    # RFC 9207: an answer that names another issuer is an answer to somebody else's question.
    if request.GET.get("iss", settings.TARA_ISSUER) != settings.TARA_ISSUER:
        log.warning("tara-answer-refused", reason="issuer of the answer")
        raise refusals.TaraAnswerRefused
    if error := request.GET.get("error"):
        log.info("tara-error", error=error[:60])
        raise refusals.TaraCancelled if error in CANCELLED else refusals.TaraUnreachable
    subject = subject_of(
        request.GET.get("code", ""),
        question,
        redirect_uri=_redirect_uri(),
        now_seconds=time.time(),
    )
    try:
        return pseudonym_of(subject, key=settings.PSEUDONYM_KEY.encode())
    except SubjectNotUnderstood:
        log.warning("tara-answer-refused", reason="subject")
        raise refusals.TaraAnswerRefused from None


def _sign_in(request: HttpRequest, attempt: dict[str, Any], pseudonym: str) -> HttpResponse:
    person = person_of_state_identity(pseudonym)
    if person is None:
        raise refusals.TaraIdentityUnknown
    if not person.is_active:
        raise refusals.TaraAccountClosed
    sign_in(request, person, method="tara")
    with translation.override(person.language):
        return redirect(attempt["next"] or reverse("my-work"))


def _link(request: HttpRequest, attempt: dict[str, Any], pseudonym: str) -> HttpResponse:
    if not isinstance(request.user, User) or request.user.pk != attempt["links"]:
        raise refusals.TaraNotStartedHere
    person = request.user
    link_state_identity(by=person, now=timezone.now(), pseudonym=pseudonym)
    queue_mail(
        to=person.email,
        template="state_identity_linked",
        language=person.language,
        context={"name": person.get_full_name()},
    )
    messages.success(request, _("Your state identity is linked. You can sign in with it now."))
    return redirect("profile")


@require_POST
@signed_in
def tara_unlink(request: HttpRequest) -> HttpResponse:
    if unlink_state_identity(by=signed_in_person(request), now=timezone.now()):
        messages.success(request, _("The link with your state identity was removed."))
    return redirect("profile")


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    status = {
        refusals.TaraUnreachable: 503,
        refusals.TaraCancelled: 200,
        refusals.TaraIdentityUnknown: 403,
        refusals.TaraAccountClosed: 403,
    }.get(type(refusal), 400)
    context = {
        "refusal": refusal,
        "is_cancelled": isinstance(refusal, refusals.TaraCancelled),
        "is_unknown": isinstance(refusal, refusals.TaraIdentityUnknown),
    }
    return render(request, "people/tara_refused.html", context, status=status)


def _redirect_uri() -> str:
    """One address in all languages: the one that TARA has on record."""
    with translation.override(settings.LANGUAGE_CODE):
        return f"{settings.BASE_URL}{reverse('tara-return')}"


def _safe_next(request: HttpRequest) -> str:
    """Only addresses of our own: nobody is led elsewhere after signing in."""
    url = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if is_ours else ""
