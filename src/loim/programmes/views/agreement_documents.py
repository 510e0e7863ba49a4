"""Documents of an agreement: for those who signed it, paid for it or carry it out."""

from pathlib import PurePath

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import signed_in
from loim.programmes.actions.agreements import add_document, remove_document
from loim.programmes.forms.agreements import DocumentForm
from loim.programmes.models import AgreementDocument
from loim.programmes.permissions import may_read_agreement
from loim.programmes.views.agreements import managed_agreement, show_agreement


@signed_in
@require_POST
def agreement_document_new(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = managed_agreement(request, pk)
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_agreement(request, agreement, form)
    add_document(
        agreement=agreement,
        title=form.cleaned_data["title"],
        file=form.cleaned_data["file"],
        by=request.user,  # type: ignore[arg-type]  # signed in
        now=timezone.now(),
    )
    messages.success(request, _("The document is added."))
    return redirect("agreement", pk)


@signed_in
def agreement_document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Downloaded, never shown: what is in it runs in nobody's session here."""
    document = _load(pk)
    if not may_read_agreement(request.user, document.agreement):
        raise PermissionDenied
    name = f"{document.title[:80]}{PurePath(str(document.file.name)).suffix}"
    return FileResponse(
        document.file.open("rb"),
        as_attachment=True,
        filename=name,
        content_type="application/octet-stream",
    )


@signed_in
@require_POST
def agreement_document_remove(request: HttpRequest, pk: int) -> HttpResponse:
    document = _load(pk)
    managed_agreement(request, document.agreement_id)
    remove_document(
        document=document,
        by=request.user,  # type: ignore[arg-type]  # signed in
        now=timezone.now(),
    )
    messages.success(request, _("The document is removed."))
    return redirect("agreement", document.agreement_id)


def _load(pk: int) -> AgreementDocument:
    return get_object_or_404(
        AgreementDocument.objects.select_related("agreement__programme"), pk=pk
    )
