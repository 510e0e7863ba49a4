"""Who stands behind a proposal: authors and supporters of its ideas, and whoever sent it."""

from collections.abc import Iterator

from django.db.models import Q

from loim.ideas.models import Idea, Proposal, Shown, Support
from loim.ideas.queries.proposal.links import Reader


def audience_of(proposal: Proposal) -> list[Reader]:
    """Each address once. Only addresses that were confirmed; nobody who took their idea back."""
    readers: dict[str, Reader] = {}
    for reader in _readers(proposal):
        readers.setdefault(reader.email.lower(), reader)
    return list(readers.values())


def _readers(proposal: Proposal) -> Iterator[Reader]:
    sender = proposal.recorded_by
    if sender is not None and sender.is_active:
        yield Reader(sender.email, sender.language, sender.name)
    ideas = Idea.objects.filter(Q(proposals=proposal) | Q(joined_to__proposals=proposal))
    for idea in (
        ideas.exclude(state__in=[Shown.WITHDRAWN, Shown.HIDDEN])
        .select_related("author")
        .order_by("pk")
        .distinct()
    ):
        if idea.author is not None:
            if idea.author.is_active:
                yield Reader(idea.author.email, idea.author.language, idea.author.name)
        elif idea.author_email and idea.confirmed_at:
            yield Reader(idea.author_email, idea.language, idea.author_name)
    supports = Support.objects.filter(idea__in=ideas.values("pk")).filter(
        Q(user__is_active=True) | Q(user=None, confirmed_at__isnull=False)
    )
    for support in supports.select_related("user", "idea").order_by("pk"):
        if support.user is not None:
            yield Reader(support.user.email, support.user.language, support.user.name)
        else:
            yield Reader(support.email, support.idea.language)
