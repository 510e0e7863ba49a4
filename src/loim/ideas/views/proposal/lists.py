"""The list of proposals, and the same as a file."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from loim.common.access import public
from loim.common.paging import paged
from loim.common.tables import Table, table_response
from loim.ideas.forms.proposal.filters import ProposalFilterForm
from loim.ideas.queries.proposal.lists import figures, listed_proposals
from loim.ideas.queries.proposal.outcomes import outcome_of, with_words
from loim.programmes.models import Activity
from loim.programmes.permissions import may_record

PUBLIC = "proposals are made, answered and carried out in public; no person is named"


@public(PUBLIC)
def proposal_list(request: HttpRequest) -> HttpResponse:
    filters = ProposalFilterForm(request.GET)
    wanted = filters.wanted()
    today = timezone.localdate()
    context = {
        "proposals": paged(request, listed_proposals(wanted, today)),
        "figures": figures(wanted, today),
        "filters": filters,
        "wanted": replace(wanted, show=wanted.show or "sent"),
        "others": _others(request),
        "activity": Activity.objects.filter(pk=wanted.activity).first()
        if wanted.activity
        else None,
        "may_propose": may_record(request.user),
        "today": today,
        "query": request.GET.urlencode(),
    }
    return render(request, "ideas/proposal/list.html", context)


def _others(request: HttpRequest) -> str:
    """The filters of the address apart from the status, for the figures' links."""
    others = request.GET.copy()
    for name in ("show", "page"):
        others.pop(name, None)
    query = others.urlencode()
    return f"{query}&" if query else ""


@public(PUBLIC)
def proposal_export(request: HttpRequest, file_format: str) -> HttpResponse:
    if file_format not in {"csv", "xlsx"}:
        raise Http404
    today = timezone.localdate()
    proposals = listed_proposals(ProposalFilterForm(request.GET).wanted(), today)
    columns = [
        _("Proposal"),
        _("What is proposed and why"),
        _("Of the ideas"),
        _("Made by"),
        _("Owner"),
        _("Strategy"),
        _("Sent"),
        _("Answer by"),
        _("Status"),
        _("Answered"),
        _("Answer"),
        _("Milestones"),
        _("Ended"),
        _("Outcome"),
    ]
    rows = (_row(proposal, today) for proposal in with_words(proposals))
    name = f"{_('proposals')}-{today:%Y-%m-%d}"
    return table_response(file_format, name, Table(_("Proposals"), columns, rows))


def _row(proposal: Any, today: Any) -> list[Any]:
    outcome = outcome_of(proposal, today)
    return [
        str(proposal.text("title")),
        str(proposal.text("description")),
        "; ".join(str(idea.text("title")) for idea in proposal.ideas.all()),
        proposal.made_by.name,
        proposal.owner.name,
        str(proposal.strategy.text("title")) if proposal.strategy else "",
        proposal.sent_date,
        proposal.answer_by,
        proposal.get_status_display(),
        localtime(proposal.answered_at).date() if proposal.answered_at else None,
        str(outcome.answer.text("note")) if outcome.answer else "",
        "; ".join(
            f"{shown.milestone.due_date:%d.%m.%Y} {shown.milestone.text('title')}"
            for shown in outcome.milestones
        ),
        proposal.ended_date,
        str(outcome.outcome.text("note")) if outcome.outcome else "",
    ]
