"""The files themselves: shown and linked on public pages."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from loim.common.access import public
from loim.content.models import MediaFile, Rendition


@public("pictures and documents stand on public pages; their names are of chance")
@require_GET
def media_file(request: HttpRequest, file_name: str) -> HttpResponseBase:
    """What is removed is gone. A picture opened by itself is in a box that runs nothing; a
    document is saved, never run here."""
    name = f"media/{file_name}"
    media = MediaFile.objects.filter(file=name).first()
    if media is None:
        size = Rendition.objects.select_related("media").filter(file=name).first()
        if size is None:
            raise Http404
        media = size.media
    try:
        file = default_storage.open(name)
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(
        file,
        as_attachment=not media.is_picture,
        filename=media.file_name,
        content_type=media.mime,
        headers={
            "Cache-Control": "public, max-age=31536000, immutable",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )
