"""What is to be written and translated, and all texts as they stand."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.tables import Table, table_response
from loim.common.translated import LANGUAGES
from loim.content.forms.queue import WorkFilterForm
from loim.content.kinds import all_kinds
from loim.content.models import State, TextState
from loim.content.permissions import may_translate
from loim.content.queries.queue.overview import attach_standings, listed_texts
from loim.content.queries.queue.work import WHAT, figures, work_for


@allowed(may_translate)
def text_list(request: HttpRequest) -> HttpResponse:
    filters = WorkFilterForm(request.GET, person=request.user)
    wanted = filters.wanted()
    context = {
        "states": paged(request, work_for(request.user, wanted)),
        "figures": figures(request.user, wanted),
        "filters": filters,
        "wanted": wanted,
        "others": _others(request),
        "kinds": _kinds(),
        "query": request.GET.urlencode(),
    }
    return render(request, "content/queue/list.html", context)


@allowed(may_translate)
def text_overview(request: HttpRequest) -> HttpResponse:
    filters = WorkFilterForm(request.GET, person=request.user, of_work=False)
    texts = paged(request, listed_texts(request.user, filters.wanted()))
    context = {
        "texts": texts,
        "rows": attach_standings(texts.page.object_list),
        "columns": LANGUAGES,
        "filters": filters,
        "kinds": _kinds(),
    }
    return render(request, "content/queue/overview.html", context)


@allowed(may_translate)
def text_export(request: HttpRequest, file_format: str) -> HttpResponse:
    if file_format not in {"csv", "xlsx"}:
        raise Http404
    wanted = WorkFilterForm(request.GET, person=request.user).wanted()
    columns = [
        _("Title"),
        _("Kind"),
        _("Organisation"),
        _("Language"),
        _("What is to be done"),
        _("Words to translate"),
        _("Readings in 28 days"),
        _("Last changed"),
        _("Address"),
    ]
    kinds = _kinds()
    rows: Iterator[list[Any]] = (_row(state, kinds) for state in work_for(request.user, wanted))
    name = f"{_('texts')}-{timezone.localdate():%Y-%m-%d}"
    return table_response(file_format, name, Table(_("Texts"), columns, rows))


def _row(state: Any, kinds: dict[str, str]) -> list[Any]:
    return [
        state.title or state.source_title,
        kinds.get(state.text.kind, state.text.kind),
        state.text.owner.name,
        state.get_language_display(),
        "; ".join(str(label) for label in what_is_to_be_done(state)),
        state.to_translate or 0,
        state.recent_readings,
        state.changed_at,
        settings.BASE_URL + reverse("text-edit", args=[state.text_id, state.language]),
    ]


def what_is_to_be_done(state: TextState) -> Iterator[Any]:
    is_so = {
        "stale": state.state == State.STALE,
        "missing": state.state == State.MISSING and not state.is_source and not state.is_withdrawn,
        "machine": state.is_machine,
        "draft": state.draft_id is not None,
    }
    return (label for key, (label, _q) in WHAT.items() if is_so[key])


def _kinds() -> dict[str, str]:
    return {kind.key: str(kind.label) for kind in all_kinds()}


def _others(request: HttpRequest) -> str:
    """The filters of the address apart from what and which language, for the figures' links."""
    others = request.GET.copy()
    for name in ("what", "language", "page"):
        others.pop(name, None)
    query = others.urlencode()
    return f"{query}&" if query else ""
