"""Certificates of a training: who gets one and why not, the public check, the paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from loim.common.access import allowed, public
from loim.common.refusals import Refusal
from loim.events.documents.certificate_pdf import write_certificate_pdf
from loim.events.logic.day.certificate_code import as_typed
from loim.programmes.permissions import may_record
from loim.trainings.actions.certificates.issuing import issue_certificates, revoke_certificate
from loim.trainings.models import Training, TrainingCertificate
from loim.trainings.queries.certificates.candidates import candidates
from loim.trainings.queries.certificates.document import (
    certificate_by_code,
    certificate_document,
    days_in_words,
)
from loim.trainings.queries.certificates.words import gap_words
from loim.trainings.views.cohort.loading import changeable_training, person_of


@allowed(may_record)
def certificates_page(request: HttpRequest, pk: int) -> HttpResponse:
    training = changeable_training(request, pk)
    given = request.POST if request.method == "POST" else request.GET
    needs_deliverable = "deliverable" in given
    if request.method == "POST":
        _act(request, training, needs_deliverable=needs_deliverable)
        suffix = "?deliverable=on" if needs_deliverable else ""
        response = redirect("training-certificates", pk)
        response["Location"] += suffix
        return response
    rows = candidates(training, needs_deliverable=needs_deliverable)
    shown = [(row, [gap_words(gap, training) for gap in row.gaps]) for row in rows]
    return render(
        request,
        "trainings/certificates/list.html",
        {
            "training": training,
            "rows": shown,
            "ready": sum(not row.gaps for row in rows),
            "issued": sum(row.certificate is not None for row in rows),
            "needs_deliverable": needs_deliverable,
        },
    )


def _act(request: HttpRequest, training: Training, *, needs_deliverable: bool) -> None:
    person, now = person_of(request), timezone.now()
    try:
        if "issue" in request.POST:
            made = issue_certificates(
                training=training, needs_deliverable=needs_deliverable, by=person, now=now
            )
            text = ngettext(
                "%(number)s certificate is issued and sent.",
                "%(number)s certificates are issued and sent.",
                len(made),
            )
            messages.success(request, text % {"number": len(made)})
        elif "revoke" in request.POST:
            key = request.POST.get("certificate", "")
            row = get_object_or_404(
                TrainingCertificate.objects.select_related("training__organiser"),
                pk=int(key) if key.isascii() and key.isdecimal() and len(key) <= 18 else 0,
                training=training,
            )
            reason = request.POST.get("reason", "")
            revoke_certificate(certificate=row, reason=reason, by=person, now=now)
            messages.success(request, _("The certificate is revoked."))
    except Refusal as refusal:
        messages.error(request, str(refusal))


@public("whoever holds a paper may check it; without its code nothing is found")
@never_cache
def certificate_check(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("code", "")[:40]
    if code := as_typed(typed):
        return redirect("training-certificate", code)
    return render(request, "trainings/certificates/check.html", {"typed": typed})


@public("whoever holds the paper has its code; what it says is on the paper")
@never_cache
def certificate_page(request: HttpRequest, code: str) -> HttpResponse:
    row = certificate_by_code(as_typed(code))
    if row is None:
        return render(
            request,
            "trainings/certificates/check.html",
            {"typed": code, "unknown": True},
            status=404,
        )
    return render(
        request,
        "trainings/certificates/certificate.html",
        {"certificate": row, "training": row.training, "days": days_in_words(row)},
        status=410 if row.revoked_at else 200,
    )


@public("whoever has the code of a paper may print it again")
@never_cache
def certificate_file(request: HttpRequest, code: str) -> HttpResponse:
    row = certificate_by_code(as_typed(code))
    if row is None or row.revoked_at:
        return redirect("training-certificate", code)
    content = write_certificate_pdf(certificate_document(row), issued_at=row.issued_at)
    disposition = content_disposition_header(False, f"{row.code}.pdf") or "inline"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": disposition},
    )
