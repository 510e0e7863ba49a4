"""What became of a forum's ideas, also years later."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import public
from loim.common.tables import Table, table_response
from loim.ideas.models import Forum
from loim.ideas.permissions import may_moderate, may_propose, may_see_forum
from loim.ideas.queries.proposal.outcomes import Outcome, outcomes_of_forum

AS_THE_FORUM = "a forum whose ideas are public is open to all; others are refused inside"


@public(AS_THE_FORUM)
def forum_outcomes(request: HttpRequest, pk: int) -> HttpResponse:
    forum = _seen(request, pk)
    found = outcomes_of_forum(forum, timezone.localdate())
    context = {
        "forum": forum,
        "found": found,
        "counts": found.counts,
        "may_propose": may_propose(request.user) and may_moderate(request.user, forum),
        "today": timezone.localdate(),
    }
    return render(request, "ideas/proposal/forum_outcomes.html", context)


@public(AS_THE_FORUM)
def forum_outcomes_export(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    if file_format not in {"csv", "xlsx"}:
        raise Http404
    forum = _seen(request, pk)
    today = timezone.localdate()
    columns = [
        _("Idea"),
        _("Supporters"),
        _("Proposal"),
        _("Owner"),
        _("Status"),
        _("Answer"),
        _("Ended"),
        _("Outcome"),
    ]
    rows = [
        [str(row.idea.text("title")), row.supporters, *cells]
        for row in outcomes_of_forum(forum, today).rows
        for cells in ([_cells(one) for one in row.outcomes] or [[None] * 6])
    ]
    name = f"{_('outcomes')}-{today:%Y-%m-%d}"
    return table_response(file_format, name, Table(_("What became of it"), columns, rows))


def _cells(one: Outcome) -> list[object]:
    proposal = one.proposal
    return [
        str(proposal.text("title")),
        proposal.owner.name,
        proposal.get_status_display(),
        str(one.answer.text("note")) if one.answer else "",
        proposal.ended_date,
        str(one.outcome.text("note")) if one.outcome else "",
    ]


def _seen(request: HttpRequest, pk: int) -> Forum:
    forum = get_object_or_404(Forum.objects.select_related("event__activity", "strategy"), pk=pk)
    if not may_see_forum(request.user, forum):
        raise PermissionDenied
    return forum
