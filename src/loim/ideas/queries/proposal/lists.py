"""Lists of proposals, and the figures above them, each of which opens onto its rows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.ideas.logic.proposal_states import ANSWERED
from loim.ideas.models import Forum, Idea, Proposal, ProposalStatus, Strategy
from loim.people.models import Organisation

Condition = Callable[[date], Q]
S = ProposalStatus


def is_status(*statuses: str) -> Condition:
    return lambda _today: Q(status__in=statuses)


# What a reader may ask to see: (in a list's filter, above the list), and which rows those are.
SHOWN: dict[str, tuple[str | Promise, Condition]] = {
    "sent": (pgettext_lazy("proposals", "sent"), lambda _today: ~Q(status=S.WITHDRAWN)),
    "waiting": (_("wait for an answer"), is_status(S.SENT)),
    "overdue": (_("answer is late"), lambda today: Q(status=S.SENT, answer_by__lt=today)),
    "answered": (_("answered"), is_status(*sorted(ANSWERED))),
    "in_time": (
        _("answered in time"),
        lambda _today: Q(answered_at__isnull=False, answered_at__date__lte=F("answer_by")),
    ),
    "accepted": (_("accepted, in whole or in part"), is_status(S.ACCEPTED, S.PARTLY)),
    "rejected": (_("not accepted"), is_status(S.REJECTED)),
    "under_way": (_("under way"), is_status(S.UNDER_WAY)),
    "done": (pgettext_lazy("proposals", "done"), is_status(S.DONE)),
    "dropped": (_("given up"), is_status(S.DROPPED)),
    "withdrawn": (_("withdrawn"), is_status(S.WITHDRAWN)),
}
FIGURES = ("sent", "waiting", "overdue", "in_time", "under_way", "done")


@dataclass(frozen=True)
class ProposalFilter:
    """Empty means all, but for proposals that were withdrawn: those are asked for."""

    text: str = ""
    show: str = ""
    owner: Organisation | None = None
    strategy: Strategy | None = None
    forum: Forum | None = None
    activity: int | None = None  # a coded activity, with all below it


@dataclass(frozen=True)
class Figure:
    key: str
    label: str | Promise
    count: int
    is_late: bool = False


def matching(wanted: ProposalFilter, today: date) -> QuerySet[Proposal]:
    _label, condition = SHOWN[wanted.show or "sent"]
    found = Proposal.objects.filter(condition(today))
    if wanted.text:
        found = found.filter(
            Q(title__icontains=wanted.text)
            | Q(description__icontains=wanted.text)
            | Q(translations__icontains=wanted.text)
        )
    if wanted.owner:
        found = found.filter(owner=wanted.owner)
    if wanted.strategy:
        found = found.filter(strategy=wanted.strategy)
    if wanted.forum:
        found = found.filter(pk__in=of_forum(wanted.forum))
    if wanted.activity:
        found = found.filter(activity__root=wanted.activity)
    return found


def of_forum(forum: Forum) -> QuerySet[Any]:
    return Proposal.ideas.through.objects.filter(idea__forum=forum).values("proposal")


def listed_proposals(wanted: ProposalFilter, today: date) -> QuerySet[Proposal]:
    """With owner, maker and ideas; what was sent last first."""
    ideas = Idea.objects.select_related("forum__event").order_by("pk")
    return (
        matching(wanted, today)
        .select_related("owner", "made_by", "strategy", "activity")
        .prefetch_related(Prefetch("ideas", queryset=ideas))
        .order_by("-sent_date", "-pk")
    )


def figures(wanted: ProposalFilter, today: date) -> list[Figure]:
    """Of everything that the other filters let through. One query."""
    everything = matching(replace(wanted, show=""), today)
    counts = everything.aggregate(
        **{key: Count("pk", filter=SHOWN[key][1](today)) for key in FIGURES}
    )
    return [Figure(key, SHOWN[key][0], counts[key], key == "overdue") for key in FIGURES]


def owners() -> QuerySet[Organisation]:
    """Whoever owns a proposal."""
    owned = Proposal.objects.values("owner")
    return Organisation.objects.filter(pk__in=owned).order_by("name", "pk")


def forums_with_proposals() -> QuerySet[Forum]:
    linked = Proposal.ideas.through.objects.values("idea__forum")
    return (
        Forum.objects.filter(pk__in=linked)
        .select_related("event")
        .order_by("-event__start_date", "pk")
    )
