"""What a forum's own page shows beside the list of ideas."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from fairplaces.seeds import Seed
from loim.common.sealing import SealBroken, unseal
from loim.ideas.logic.forum.times import Gathering
from loim.ideas.models import Challenge, ChoiceMethod, Forum, GroupNote, Proposal, Shown
from loim.ideas.queries.forum.listed import gathering_of, is_choosing


@dataclass(frozen=True)
class Numbers:
    ideas: int
    hidden: int
    supports: int
    comments: int
    proposals: int


@dataclass(frozen=True)
class ForumTimes:
    gathering: Gathering
    is_choosing: bool
    choice_is_over: bool

    @property
    def is_open(self) -> bool:
        return self.gathering == Gathering.OPEN


def times_of(forum: Forum, now: datetime) -> ForumTimes:
    closes = forum.choice_closes_at
    is_over = forum.choice_method != ChoiceMethod.NONE and closes is not None and now >= closes
    return ForumTimes(gathering_of(forum, now), is_choosing(forum, now), is_over)


def numbers_of(forum: Forum, supporters: dict[int, int], comments: dict[int, int]) -> Numbers:
    """Of what is public; hidden things leave a count alone. Two queries."""
    shown = Q(state=Shown.SHOWN, joined_to=None)
    found = forum.ideas.aggregate(
        ideas=Count("pk", filter=shown), hidden=Count("pk", filter=Q(state=Shown.HIDDEN))
    )
    return Numbers(
        ideas=found["ideas"],
        hidden=found["hidden"],
        supports=sum(supporters.values()),
        comments=sum(comments.values()),
        proposals=Proposal.objects.filter(ideas__forum=forum).distinct().count(),
    )


def challenges_of(forum: Forum) -> list[Challenge]:
    """In their order, each with `idea_count`; their forum is the one at hand."""
    rows = (
        forum.challenges.select_related("owner", "strategy")
        .annotate(
            idea_count=Count("ideas", filter=Q(ideas__state=Shown.SHOWN, ideas__joined_to=None))
        )
        .order_by("number", "pk")
    )
    found: list[Challenge] = list(rows)
    for challenge in found:
        challenge.forum = forum
    return found


def notes_of(forum: Forum) -> list[GroupNote]:
    """By the part of the agenda, as they were written; with how many ideas came of each."""
    return list(
        forum.notes.select_related("challenge__forum__event", "session__event")
        .annotate(idea_count=Count("ideas", filter=Q(ideas__state=Shown.SHOWN)))
        .order_by("session__day", "session__start_time", "session", "written_at", "pk")
    )


def commitment_of(forum: Forum) -> str:
    """The hash that binds the seed that decides between equals; '' where it cannot be read."""
    if forum.choice_method == ChoiceMethod.NONE or not forum.sealed_seed:
        return ""
    try:
        return Seed(unseal(forum.sealed_seed)).commitment
    except SealBroken:
        return ""


def result_of(forum: Forum) -> dict[str, Any] | None:
    """The record that was made public, with the criteria's names in their order."""
    if forum.choice_record is None:
        return None
    return {
        **forum.choice_record,
        "criteria": [each.text("title") for each in forum.criteria.order_by("number", "pk")],
        "chosen": list(forum.choices.select_related("idea__forum__event").order_by("place")),
    }
