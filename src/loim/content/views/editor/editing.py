"""The side-by-side editor: source left, translation right; one column for the source itself."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.content.actions.editing import publish_work, save_work
from loim.content.actions.writing import ChangedMeanwhile
from loim.content.forms.editor import TextForm
from loim.content.kinds import kind_of
from loim.content.logic.changes import block_changes, without_the_same, word_changes
from loim.content.models import State, Text, TextVersion
from loim.content.permissions import may_translate
from loim.content.queries.editor.page import FieldChanges, SideBySide, side_by_side
from loim.content.queries.glossary import GlossaryWarning, warnings
from loim.content.queries.machine import machine_standing
from loim.content.queries.reading import ShownText
from loim.content.views.editor.loading import writable
from loim.people.models import User


@allowed(may_translate)
def text_edit(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    text = writable(request, pk, language)
    if request.method == "POST":
        return _saved(request, text, language)
    shown = side_by_side(text, language, request.GET.get("base", ""))
    form = TextForm(None, kind=shown.kind, language=language, state=shown.state, base=shown.base)
    return _page(request, shown, form)


def _saved(request: HttpRequest, text: Text, language: str) -> HttpResponse:
    publishes = "publish" in request.POST
    form = TextForm(request.POST, kind=kind_of(text.kind), language=language, publishes=publishes)
    base = _base(text, request.POST.get("base", ""))
    refusal: Refusal | None = None
    if form.is_valid():
        try:
            _write(request, form, text, language, base, publishes=publishes)
        except Refusal as met:
            refusal = met
    if "by_script" in request.POST:
        return _said_to_script(form, text, language, base, refusal)
    if form.errors or refusal:
        return _shown_again(request, form, text, base, refusal)
    if publishes:
        _tell_how_it_stands(request, text, language)
    else:
        messages.success(request, _("The draft is saved. Readers do not see it yet."))
    return redirect(_here(text, language, request.GET.get("base", "")))


def _write(
    request: HttpRequest, form: TextForm, text: Text, language: str, base: TextVersion | None,
    *, publishes: bool,
) -> None:  # fmt: skip
    person: User = request.user  # type: ignore[assignment]
    said: dict[str, Any] = {
        "text": text, "language": language, "fields": form.texts(), "seen": form.seen(),
        "base": base, "by": person, "now": timezone.now(),
    }  # fmt: skip
    if publishes:
        publish_work(is_minor=form.is_minor_change(), **said)
    else:
        save_work(**said)


def _said_to_script(
    form: TextForm, text: Text, language: str, base: TextVersion | None, refusal: Refusal | None
) -> JsonResponse:
    """What the form has seen from now on; and whether the source moved meanwhile."""
    if form.errors:
        return JsonResponse({"saved": False, "text": _("Not saved: something is too long.")})
    if isinstance(refusal, ChangedMeanwhile):
        said = _("Somebody else saved this text meanwhile. Press “Save draft” to see both.")
        return JsonResponse({"saved": False, "conflict": True, "text": said})
    if refusal:
        return JsonResponse({"saved": False, "text": str(refusal)})
    shown = side_by_side(text, language, base.language if base else "")
    draft = shown.state.draft
    at = time_format(timezone.localtime(), "TIME_FORMAT")
    return JsonResponse(
        {
            "saved": True,
            "revision": draft.revision if draft else 0,
            "current": shown.state.current_id,
            "text": _("Draft saved at %(time)s") % {"time": at},
            "source_moved": base is not None and shown.base != base,
        }
    )


def _tell_how_it_stands(request: HttpRequest, text: Text, language: str) -> None:
    if text.states.get(language=language).state == State.STALE:
        messages.warning(
            request,
            _(
                "The translation is published, and marked as out of date: the source has changed."
                " What is new there is shown above each field."
            ),
        )
    else:
        messages.success(request, _("The text is published: readers see it now."))


def _shown_again(
    request: HttpRequest, form: TextForm, text: Text, base: TextVersion | None,
    refusal: Refusal | None,
) -> HttpResponse:  # fmt: skip
    """With what was typed. Where somebody else saved, with their text beside it: saved again,
    one's own stays."""
    shown = side_by_side(text, form.language, base.language if base else "")
    if not isinstance(refusal, ChangedMeanwhile):
        if refusal:
            messages.warning(request, str(refusal))
        return _page(request, shown, form, status=422)
    form.has_now_seen(shown.state)
    return _page(request, shown, form, theirs=refusal.draft, status=409)


def _page(
    request: HttpRequest, shown: SideBySide, form: TextForm, *,
    theirs: TextVersion | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    rows = [
        {
            "field": field,
            "bound": bound,
            "source": shown.base.get(field.name) if shown.base else "",
            "changes": shown.changes.get(field.name),
            "theirs": _theirs(form, field.name, theirs),
        }
        for field, bound in form.text_fields()
    ]
    text = shown.text
    context = {
        "text": text,
        "shown": shown,
        "state": shown.state,
        "rows": rows,
        "form": form,
        "theirs": theirs,
        "warnings": _warnings(shown),
        "machine": None if shown.is_source else machine_standing(text, shown.language),
        "language": shown.language,
        "page_language": get_language(),
        "base_state": shown.states[shown.base.language] if shown.base else None,
        "theirs_shown": ShownText(text.pk, shown.language, shown.language, values=theirs.fields)
        if theirs else None,
        "can_discard": any(state.current for state in shown.states.values()),
        "may_write_now": shown.is_source or shown.base is not None,
        "can_confirm": shown.state.state == State.STALE and shown.state.draft is None
        and shown.base is not None and shown.begun_from is not None,
        "record_url": shown.kind.pages([text.pk]).get(text.pk),
        "last_published": _last_published(shown) if shown.state.is_withdrawn else None,
    }  # fmt: skip
    return render(request, "content/editor/edit.html", context, status=status)


def _warnings(shown: SideBySide) -> list[GlossaryWarning]:
    if shown.base is None or shown.written is None:
        return []
    return warnings(
        shown.base.fields, shown.written.fields, shown.base.language, shown.language,
        kind=shown.kind, owner=shown.text.owner_id,
    )  # fmt: skip


def _theirs(form: TextForm, name: str, theirs: TextVersion | None) -> FieldChanges | None:
    """From their text to one's own, where they differ."""
    if theirs is None:
        return None
    field, mine = form.kind.field(name), form.texts()[name]
    if theirs.get(name) == mine:
        return None
    if field.is_rich:
        return FieldChanges(
            field, blocks=tuple(without_the_same(block_changes(theirs.get(name), mine)))
        )
    return FieldChanges(field, parts=word_changes(theirs.get(name), mine))


def _last_published(shown: SideBySide) -> TextVersion | None:
    versions = shown.text.versions.filter(language=shown.language, status="published")
    return versions.order_by("-number").first()


def _base(text: Text, given: str) -> TextVersion | None:
    if not given.isdecimal() or len(given) > 18:
        return None
    return text.versions.filter(pk=int(given), status="published").first()


def _here(text: Text, language: str, base: str) -> str:
    url = reverse("text-edit", args=[text.pk, language])
    return f"{url}?base={base}" if base.isalpha() and len(base) == 2 else url
