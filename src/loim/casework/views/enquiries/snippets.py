"""Texts of the organisation in four languages, for sending to clients."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.casework.actions.enquiries.snippets import keep_snippet, withdraw_snippet
from loim.casework.forms.enquiries.snippets import SnippetForm
from loim.casework.gate import counselling
from loim.casework.models import Snippet
from loim.casework.views.desk import desk_of
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGES
from loim.people.models import User


@counselling
def snippet_list(request: HttpRequest) -> HttpResponse:
    own = Snippet.objects.filter(organisation=desk_of(request)).select_related("topic")
    snippets = paged(request, own.order_by("withdrawn_at", "topic__position", "title", "pk"))
    context = {"snippets": snippets, "text_languages": LANGUAGES}
    return render(request, "casework/enquiries/snippets.html", context)


@counselling
def snippet_new(request: HttpRequest) -> HttpResponse:
    return _edit(request, None)


@counselling
def snippet_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, _own(request, pk))


def _edit(request: HttpRequest, snippet: Snippet | None) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]
    language = snippet.language if snippet else "et"
    given: Any = request.POST if request.method == "POST" else None
    form = SnippetForm(given, instance=snippet or Snippet(), source_language=language)
    submission = _uuid(request.POST.get("submission", ""))
    if given is not None and form.is_valid():
        try:
            keep_snippet(
                organisation=desk_of(request), values=form.values(), submission=submission,
                by=person, now=timezone.now(), snippet=snippet,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            for notice in form.notices():
                messages.warning(request, notice)
            messages.success(request, _("The text is kept and can be sent."))
            return redirect("enquiry-snippets")
    context = {"form": form, "snippet": snippet, "submission": submission}
    return render(request, "casework/enquiries/snippet.html", context)


@require_POST
@counselling
def snippet_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    snippet = _own(request, pk)
    withdraw_snippet(snippet=snippet, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    if snippet.withdrawn_at:
        messages.success(request, _("The text is not offered any more. You can bring it back."))
    else:
        messages.success(request, _("The text is offered again."))
    return redirect("enquiry-snippets")


def _own(request: HttpRequest, pk: int) -> Snippet:
    return get_object_or_404(Snippet, pk=pk, organisation=desk_of(request))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
