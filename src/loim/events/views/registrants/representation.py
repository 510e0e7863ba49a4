"""Who was invited, applied, got a place and came: numbers without people."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from loim.common.access import public
from loim.common.tables import Table, table_response
from loim.events.logic.registrants.group_chart import GroupChart, group_chart
from loim.events.models import Event
from loim.events.permissions import may_change_event, may_see_representation
from loim.events.queries.registrants.representation import (
    STAGES,
    GroupRow,
    GroupTable,
    TogetherRow,
    representation,
)
from loim.events.views.pages.loading import load_event

_REASON = "numbers without people, small ones left out; the view guards events that are not over"


@public(_REASON)
def representation_page(request: HttpRequest, pk: int) -> HttpResponse:
    event = load_event(pk)
    if refused := _refusal(request, event):
        return refused
    tables = representation(event)
    return render(
        request,
        "events/registrants/representation.html",
        {
            "event": event,
            "tables": [(table, _chart(table)) for table in tables],
            "stages": STAGES,
            "hides_something": any(table.hides_something for table in tables),
            "may_change": may_change_event(request.user, event),
        },
    )


@public(_REASON)
def representation_file(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """.xlsx: a sheet for each table; .csv: the table by party."""
    if file_format not in ("csv", "xlsx"):
        raise Http404
    event = load_event(pk)
    if refused := _refusal(request, event):
        return refused
    sheets = [
        Table(table.title, list(_columns(table)), list(_rows(table)))
        for table in representation(event)
    ]
    name = f"{_('representation')}-{event.start_date:%Y-%m-%d}-{event.pk}"
    return table_response(file_format, name, *sheets)


def _refusal(request: HttpRequest, event: Event) -> HttpResponse | None:
    if may_see_representation(request.user, event):
        return None
    if request.user.is_anonymous:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied


def _chart(table: GroupTable) -> GroupChart:
    """Who applied and who got a place, of groups that anybody is shown in."""
    shown = [row for row in table.rows if any(share.number for share in row.shares[1:3])]
    return group_chart([(row.label, [share.number for share in row.shares[1:3]]) for row in shown])


def _columns(table: GroupTable) -> Iterator[str]:
    yield table.heading
    for stage in STAGES:
        yield str(stage)
        yield _("%(stage)s, %% of all") % {"stage": stage}


def _rows(table: GroupTable) -> Iterator[list[Any]]:
    last = [table.together] if table.together else []
    rows: list[GroupRow | TogetherRow] = [*table.rows, *last, table.total]
    for row in rows:
        cells: list[Any] = [row.label]
        for share in row.shares:
            if share is None:
                cells += [None, None]
            else:
                cells += [_("not shown") if share.number is None else share.number, share.percent]
        yield cells
