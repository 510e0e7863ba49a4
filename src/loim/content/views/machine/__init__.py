"""Machine translation: asking for it, and what became of it."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGE_CODES
from loim.content.actions.machine.asking import machine_draft
from loim.content.models import Text
from loim.content.permissions import may_translate, may_write
from loim.content.queries.machine import machine_standing, title_of
from loim.people.models import User


@allowed(may_translate)
def text_machine(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """POST asks for a draft; GET says how far it is, and why there is none."""
    if language not in LANGUAGE_CODES:
        raise Http404
    text = get_object_or_404(Text, pk=pk)
    if not may_write(request.user, text, language):
        raise PermissionDenied
    if request.method == "POST":
        return _asked(request, text, language, timezone.now())
    standing = machine_standing(text, language)
    if standing.asked is None:
        return redirect("text-edit", pk, language)
    part = request.headers.get("HX-Request") == "true"
    page = "content/machine/progress.html" if part else "content/machine/page.html"
    context = {"text": text, "language": language, "machine": standing}
    context |= {"text_title": title_of(text), "text_language": text.source_language}
    return render(request, page, context)


def _asked(request: HttpRequest, text: Text, language: str, now: datetime) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    try:
        machine_draft(text=text, language=language, by=person, now=now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("text-edit", text.pk, language)
    return redirect("text-machine", text.pk, language)
