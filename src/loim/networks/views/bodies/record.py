"""The public record of all bodies, and who sat in one when."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.paging import paged
from loim.common.tables import Table, table_response
from loim.networks.forms.bodies.question import RecordFilterForm
from loim.networks.models import BODIES
from loim.networks.models.bodies import BodyQuestion
from loim.networks.permissions import may_change_network, may_see_network
from loim.networks.queries.bodies.record import record, with_lateness
from loim.networks.queries.bodies.sitting import terms_of
from loim.networks.views.bodies.loading import load_network

_WHY = "what bodies were asked, what they said and what changed is public"


@public(_WHY)
@require_safe
def record_page(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    filters = RecordFilterForm(request.GET)
    rows = paged(request, record(filters.wanted(), today), 20)
    context = {"rows": with_lateness(rows.page, today), "list": rows, "filters": filters}
    return render(request, "networks/bodies/record.html", context)


@public(_WHY)
@require_safe
def record_file(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    found = with_lateness(record(RecordFilterForm(request.GET).wanted(), today), today)
    columns = [
        _("Body"), _("Question"), _("Asked"), _("Opinion wanted by"), _("Opinion given"),
        _("Opinion"), _("For"), _("Against"), _("Abstained"), _("Minority view"),
        _("Answer due"), _("Answered"), _("Position"), _("Answer"), _("Late"), _("What changed"),
    ]  # fmt: skip
    table = Table(_("Public record"), columns, [_row(one, late) for one, late in found])
    return table_response("csv", f"record-{today:%Y-%m-%d}", table)


def _row(question: BodyQuestion, late: str) -> list[object]:
    opinion = getattr(question, "opinion", None)
    answer = getattr(question, "answer", None)
    counted = [question.votes_for, question.votes_against, question.votes_abstained]  # type: ignore[attr-defined]
    return [
        question.network.text("name"),
        question.text("title"),
        question.asked_at,
        question.opinion_by,
        opinion.given_on if opinion else None,
        opinion.text if opinion else "",
        *(counted if opinion else ["", "", ""]),
        opinion.minority_view if opinion else "",
        question.answer_by,
        answer.answered_on if answer else None,
        answer.get_position_display() if answer else "",
        answer.text if answer else "",
        {"city": _("the city"), "body": _("the body")}.get(late, ""),
        " | ".join(f"{one.changed_date:%Y-%m-%d} {one.text}" for one in question.changes.all()),
    ]


@public("who sat in a public body when; names only with consent")
@require_safe
def terms_page(request: HttpRequest, pk: int) -> HttpResponse:
    network = load_network(pk)
    if not (network.kind in BODIES and network.is_public) and not may_see_network(
        request.user, network
    ):
        raise PermissionDenied
    keeps = may_change_network(request.user, network)
    rows = terms_of(network, timezone.localdate(), is_inside=keeps)
    context = {
        "network": network,
        "rows": paged(request, rows),
        "soon": [row for row in rows if row.ends_soon],
        "keeps": keeps,
    }
    return render(request, "networks/bodies/terms.html", context)
