"""Needs by topic, with how many associations said each, and what came of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from loim.content.queries.reading import attach_texts
from loim.networks.logic.register.states import OPEN_NEEDS, SHOWN_NEEDS
from loim.networks.models import Need, NeedFollowUp, NeedState, NeedTopic
from loim.people.models import Organisation


@dataclass
class TopicOfNeeds:
    key: str
    label: Any
    needs: list[Any] = field(default_factory=list)
    organisations: int = 0


def needs_with_counts(rows: QuerySet[Need]) -> list[Any]:
    """Each with `associations`, `is_open`, `follow_ups` and their services' words. Three queries
    and one for the texts, however many they are."""
    follow_ups = NeedFollowUp.objects.select_related("service__text", "proposal").order_by("pk")
    found: list[Any] = list(
        rows.annotate(associations=Count("voices__association", distinct=True))
        .select_related("keeper")
        .prefetch_related(Prefetch("follow_ups", follow_ups))
        .order_by("-associations", "title", "pk")
    )
    attach_texts([one.service for need in found for one in need.follow_ups.all() if one.service])
    return found


def public_needs(keeper: Organisation | None = None) -> QuerySet[Need]:
    """What somebody has looked through and put under a topic."""
    rows = Need.objects.filter(state__in=SHOWN_NEEDS)
    return rows.filter(keeper=keeper) if keeper else rows


def kept_needs(keepers: QuerySet[Organisation]) -> QuerySet[Need]:
    return Need.objects.filter(keeper__in=keepers).exclude(state=NeedState.MERGED)


def by_topic(needs: Iterable[Any]) -> list[TopicOfNeeds]:
    """In the order of the topics; those that have none yet come first."""
    topics = {"": TopicOfNeeds("", "")}
    topics.update({key: TopicOfNeeds(key, label) for key, label in NeedTopic.choices})
    for need in needs:
        topics[need.topic].needs.append(need)
    return [topic for topic in topics.values() if topic.needs]


def associations_by_topic(rows: QuerySet[Need]) -> dict[str, int]:
    """How many different associations need something of each topic: one query."""
    counted = (
        rows.order_by().values("topic").annotate(number=Count("voices__association", distinct=True))
    )
    return {row["topic"]: row["number"] for row in counted}


def needs_to_merge_with(need: Need) -> list[Any]:
    """Open ones of the same city; of the same topic first."""
    rows = (
        Need.objects.filter(keeper=need.keeper_id, state__in=OPEN_NEEDS)
        .exclude(pk=need.pk)
        .annotate(associations=Count("voices__association", distinct=True))
        .order_by("title", "pk")
    )
    return sorted(rows, key=lambda row: row.topic != need.topic)


def open_needs_of(keepers: QuerySet[Organisation]) -> QuerySet[Need]:
    return kept_needs(keepers).filter(Q(state__in=OPEN_NEEDS)).order_by("title", "pk")
