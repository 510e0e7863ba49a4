"""Logos: chosen by an organisation's administrators, shown to everybody."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from loim.common.access import public, signed_in
from loim.common.refusals import Refusal
from loim.people.actions.logos import remove_logo, set_logo
from loim.people.forms.logos import LogoForm
from loim.people.models import Organisation
from loim.people.permissions import may_administer
from loim.people.views.signed_in_person import signed_in_person


@public("logos stand on public pages of events")
@require_GET
def organisation_logo(request: HttpRequest, name: str) -> HttpResponseBase:
    """Only what an organisation has as its logo now. A new logo has a new name, so this one may
    be kept for good; opened by itself it is a picture in a box that runs nothing."""
    organisation = get_object_or_404(Organisation, logo=f"logos/{name}")
    try:
        file = default_storage.open(str(organisation.logo.name))
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(
        file,
        content_type="image/png",
        headers={
            "Cache-Control": "public, max-age=31536000, immutable",
            "Content-Disposition": "inline",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )


@signed_in
def organisation_logo_edit(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation, pk=pk)
    if not may_administer(request.user, organisation):
        raise PermissionDenied
    by, now = signed_in_person(request), timezone.now()
    if request.method == "POST" and "remove" in request.POST:
        remove_logo(organisation=organisation, by=by, now=now)
        messages.success(request, _("The logo is removed."))
        return redirect("organisation", pk)
    form = LogoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_logo(organisation=organisation, file=form.cleaned_data["file"], by=by, now=now)
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("The logo is saved. Pages of events show it at once."))
            return redirect("organisation", pk)
    return render(
        request, "people/organisation_logo.html", {"form": form, "organisation": organisation}
    )
