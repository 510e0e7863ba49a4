"""Logos of partners as an event's organiser gave them: shown to everybody."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from loim.common.access import public
from loim.events.models import Partner


@public("logos stand on public pages of events; their names are of chance")
@require_GET
def partner_logo(request: HttpRequest, name: str) -> HttpResponseBase:
    """A new logo has a new name, so this one may be kept for good; opened by itself it is a
    picture in a box that runs nothing."""
    file_name = f"partner-logos/{name}"
    if not Partner.objects.filter(logo=file_name).exists():
        raise Http404
    try:
        file = default_storage.open(file_name)
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
