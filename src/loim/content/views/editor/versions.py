"""Every version of a text in one language; any two compared; an earlier one published again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loim.common.access import allowed
from loim.common.paging import paged
from loim.content.kinds import kind_of
from loim.content.permissions import may_translate, may_write
from loim.content.queries.editor.page import field_changes
from loim.content.queries.editor.versions import two_versions, versions_of
from loim.content.views.editor.loading import readable


@allowed(may_translate)
def text_versions(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    text = readable(request, pk, language)
    states = {state.language: state for state in text.states.all()}
    state = states[language]
    compared = two_versions(text, language, request.GET.get("old", ""), request.GET.get("new", ""))
    changes = field_changes(kind_of(text.kind), *compared) if compared else {}
    context = {
        "text": text,
        "kind": kind_of(text.kind),
        "state": state,
        "title": state.title or states[text.source_language].title,
        "versions": paged(request, versions_of(text, language), size=30),
        "numbers": list(
            text.versions.filter(language=language)
            .order_by("-number")
            .values_list("number", flat=True)
        ),
        "compared": compared,
        "changes": list(changes.values()),
        "may_write": may_write(request.user, text, language),
        "may_republish": state.draft_id is None and may_write(request.user, text, language),
    }
    return render(request, "content/editor/versions.html", context)
