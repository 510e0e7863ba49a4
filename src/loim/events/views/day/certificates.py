"""Certificates: issued by the organiser, checked by anybody who has the code."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from loim.common.access import allowed, public
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.events.actions.day.certificates import (
    REPLACED,
    order_certificates,
    reissue_certificate,
    withdraw_certificate,
)
from loim.events.documents.certificate_pdf import write_certificate_pdf
from loim.events.logic.day.certificate_code import as_typed
from loim.events.logic.participant_states import ParticipantState
from loim.events.models import Certificate, Event
from loim.events.queries.day.certificate_document import (
    certificate_by_code,
    certificate_document,
    hours_in_words,
)
from loim.events.queries.day.certificates import (
    is_being_issued,
    with_certificate,
    without_certificate,
)
from loim.events.views.pages import changeable_event
from loim.people.models import User
from loim.programmes.permissions import may_record


@allowed(may_record)
def certificates_page(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    if request.method == "POST":
        _act(request, event)
        return redirect("event-certificates", pk)
    return render(request, "events/day/certificates.html", _context(request, event))


@allowed(may_record)
def certificates_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the worker is; the page asks for it while it issues."""
    event = changeable_event(request, pk)
    return render(request, "events/day/certificates_progress.html", _progress(event))


def _progress(event: Event) -> dict[str, Any]:
    waiting = without_certificate(event).count()
    issued = with_certificate(event).filter(withdrawn_at=None).count()
    return {
        "event": event,
        "waiting": waiting,
        "issued": issued,
        "all": waiting + issued,
        "percent": round(100 * issued / (waiting + issued)) if waiting + issued else 0,
        "is_being_issued": is_being_issued(event),
    }


def _context(request: HttpRequest, event: Event) -> dict[str, Any]:
    certificates = paged(request, with_certificate(event))
    for certificate in certificates.page:
        person = certificate.participant
        certificate.is_misnamed = person.name != certificate.name
        certificate.has_come = person.state == ParticipantState.ATTENDED
    return {**_progress(event), "certificates": certificates}


def _act(request: HttpRequest, event: Event) -> None:
    person: User = request.user  # type: ignore[assignment]
    given, now = request.POST, timezone.now()
    try:
        if "issue" in given:
            number = order_certificates(event=event, by=person, now=now)
            text = _("Certificates are being issued: %(number)s. Their owners are written to.")
            messages.success(request, text % {"number": number})
            return
        certificate = _certificate(event, given.get("certificate", ""))
        if certificate is None:
            return
        if "again" in given:
            reissue_certificate(certificate=certificate, by=person, now=now)
            messages.success(request, _("Issued anew; the earlier paper is no longer valid."))
        else:
            withdraw_certificate(
                certificate=certificate, reason=given.get("reason", "")[:300], by=person, now=now
            )
            messages.success(request, _("The certificate is withdrawn."))
    except Refusal as refusal:
        messages.error(request, str(refusal))


def _certificate(event: Event, key: str) -> Certificate | None:
    if not key.isdecimal() or len(key) > 18:
        return None
    return Certificate.objects.select_related("event").filter(pk=key, event=event).first()


@public("whoever holds a paper may check it; without its code nothing is found")
@never_cache
def certificate_check(request: HttpRequest) -> HttpResponse:
    """Where a code is typed in."""
    typed = request.GET.get("code", "")[:40]
    if code := as_typed(typed):
        return redirect("certificate", code)
    return render(request, "events/day/certificate_check.html", {"typed": typed})


@public("whoever holds the paper has its code; what it says is on the paper")
@never_cache
def certificate_page(request: HttpRequest, code: str) -> HttpResponse:
    certificate = certificate_by_code(as_typed(code))
    if certificate is None:
        return render(request, "events/day/certificate_unknown.html", {"typed": code}, status=404)
    return render(
        request,
        "events/day/certificate.html",
        {
            "certificate": certificate,
            "event": certificate.event,
            "hours": hours_in_words(certificate.hours) if certificate.hours else "",
            "is_replaced": certificate.withdrawn_reason == REPLACED,
        },
        status=410 if certificate.withdrawn_at else 200,
    )


@public("whoever has the code of a paper may print it again")
@never_cache
def certificate_file(request: HttpRequest, code: str) -> HttpResponse:
    certificate = certificate_by_code(as_typed(code))
    if certificate is None or certificate.withdrawn_at:
        return redirect("certificate", code)
    content = write_certificate_pdf(
        certificate_document(certificate), issued_at=certificate.issued_at
    )
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(False, f"{certificate.code}.pdf")
            or "inline"
        },
    )
