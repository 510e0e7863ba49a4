"""Strategies, and what feeds each: ideas, proposals, outcomes."""

from django.db.models import Count, Q, QuerySet

from loim.ideas.models import Forum, Idea, Proposal, ProposalStatus, Strategy
from loim.ideas.permissions import ideas_readable_by
from loim.people.permissions import Person

S = ProposalStatus
_LIVE = ~Q(proposals__status=S.WITHDRAWN) & Q(proposals__isnull=False)


def listed_strategies() -> QuerySet[Strategy]:
    """With owner and programme, and how many proposals feed it and are done; by name."""
    return (
        Strategy.objects.select_related("owner", "programme")
        .annotate(
            proposal_count=Count("proposals", filter=_LIVE, distinct=True),
            done_count=Count("proposals", filter=Q(proposals__status=S.DONE), distinct=True),
        )
        .order_by("-end_year", "title", "pk")
    )


def ideas_feeding(strategy: Strategy, person: Person) -> QuerySet[Idea]:
    """Those that name it, and those of a challenge or a forum that does. With how many proposals
    they became."""
    return (
        ideas_readable_by(person)
        .filter(joined_to=None)
        .filter(
            Q(strategies=strategy) | Q(challenge__strategy=strategy) | Q(forum__strategy=strategy)
        )
        .select_related("forum__event")
        .annotate(
            proposal_count=Count(
                "proposals", filter=~Q(proposals__status=S.WITHDRAWN), distinct=True
            )
        )
        .order_by("-written_at", "-pk")
        .distinct()
    )


def proposals_feeding(strategy: Strategy) -> QuerySet[Proposal]:
    return (
        strategy.proposals.exclude(status=S.WITHDRAWN)
        .select_related("owner", "made_by")
        .order_by("-sent_date", "-pk")
    )


def forums_feeding(strategy: Strategy, person: Person) -> QuerySet[Forum]:
    readable = ideas_feeding(strategy, person).order_by().values("forum")
    return (
        Forum.objects.filter(pk__in=readable)
        .select_related("event")
        .order_by("-event__start_date", "pk")
    )


def known_strategies() -> QuerySet[Strategy]:
    """For choosing one in a form or a filter."""
    return Strategy.objects.select_related("owner").order_by("title", "pk")
