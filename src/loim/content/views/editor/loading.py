"""Load a text for whoever may write it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from loim.common.translated import LANGUAGE_CODES
from loim.content.models import Text
from loim.content.permissions import may_translate_for, may_write


def writable(request: HttpRequest, pk: int, language: str) -> Text:
    """404 for what does not exist, 403 for whoever may not write it in this language."""
    text = _text(pk, language)
    if not may_write(request.user, text, language):
        raise PermissionDenied
    return text


def readable(request: HttpRequest, pk: int, language: str) -> Text:
    """As above, for whoever may write any of its languages."""
    text = _text(pk, language)
    if not may_translate_for(request.user, text.owner_id):
        raise PermissionDenied
    return text


def _text(pk: int, language: str) -> Text:
    if language not in LANGUAGE_CODES:
        raise Http404
    return get_object_or_404(Text.objects.select_related("owner"), pk=pk)
