"""The side-by-side editor."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from loim.common.access import allowed
from loim.common.translated import LANGUAGE_CODES
from loim.content.models import Text
from loim.content.permissions import may_translate, may_write
from loim.content.queries.standing import states_of


@allowed(may_translate)
def text_edit(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    if language not in LANGUAGE_CODES:
        raise Http404
    text = get_object_or_404(Text, pk=pk)
    if not may_write(request.user, text, language):
        raise PermissionDenied
    states = states_of(text)
    context = {"text": text, "language": language, "states": states}
    return render(request, "content/editor/edit.html", context)
