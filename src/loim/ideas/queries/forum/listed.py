"""All forums, with what each gathers now; and what waits for whoever moderates."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Func, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from loim.events.models import Event, EventStatus
from loim.events.permissions import events_open_to_all, events_readable_by
from loim.ideas.logic.forum.times import Gathering, gathering_at
from loim.ideas.models import ChoiceMethod, Comment, Complaint, Forum, FromWhom, Idea, Shown
from loim.people.permissions import Person
from loim.programmes.permissions import organisations_recorded_by


@dataclass(frozen=True)
class ForumRow:
    forum: Forum
    gathering: Gathering
    is_choosing: bool
    ideas: int
    proposals: int


def forums_readable_by(person: Person) -> QuerySet[Forum]:
    own = Event.objects.filter(organiser__in=organisations_recorded_by(person).values("pk"))
    return Forum.objects.filter(
        Q(is_public=True, event__in=events_readable_by(person).values("pk"))
        | Q(event__in=own.values("pk"))
    )


def forums_open(now: datetime) -> QuerySet[Forum]:
    """Public ones in which anybody can give ideas at this moment, those of the soonest events
    first."""
    return (
        Forum.objects.filter(
            is_public=True, from_whom=FromWhom.ANYONE, event__in=events_open_to_all().values("pk")
        )
        .exclude(event__status=EventStatus.CANCELLED)
        .filter(Q(opens_at=None) | Q(opens_at__lte=now), Q(closes_at=None) | Q(closes_at__gt=now))
        .select_related("event__organiser")
        .order_by("event__start_date", "pk")
    )


def with_numbers(forums: QuerySet[Forum]) -> QuerySet[Forum]:
    shown = Q(ideas__state=Shown.SHOWN, ideas__joined_to=None)
    return forums.select_related("event__organiser").annotate(
        idea_count=Count("ideas", filter=shown, distinct=True),
        proposal_count=Count("ideas__proposals", distinct=True),
    )


def forum_row(forum: Forum, now: datetime) -> ForumRow:
    """Of one with `with_numbers`."""
    return ForumRow(
        forum,
        gathering_of(forum, now),
        is_choosing(forum, now),
        forum.idea_count,  # type: ignore[attr-defined]  # annotated
        forum.proposal_count,  # type: ignore[attr-defined]
    )


def gathering_of(forum: Forum, now: datetime) -> Gathering:
    if forum.event.status == EventStatus.CANCELLED:
        return Gathering.OVER
    return gathering_at(now, forum.opens_at, forum.closes_at)


def is_choosing(forum: Forum, now: datetime) -> bool:
    return (
        forum.choice_method != ChoiceMethod.NONE
        and forum.chosen_at is None
        and forum.choice_opens_at is not None
        and gathering_at(now, forum.choice_opens_at, forum.choice_closes_at) == Gathering.OPEN
    )


@dataclass(frozen=True)
class ToModerate:
    forum: Forum
    number: int
    url: str


def ideas_to_moderate(person: Person) -> list[ToModerate]:
    """What waits to be read, or was complained of, by forum; one query beside the roles'."""
    own = Forum.objects.filter(event__organiser__in=organisations_recorded_by(person).values("pk"))
    waits = Q(state=Shown.AWAITING) & ~Q(confirmed_at=None)
    rows = (
        own.filter(
            Exists(Idea.objects.filter(waits, forum=OuterRef("pk")))
            | Exists(Comment.objects.filter(_comment_waits(), idea__forum=OuterRef("pk")))
        )
        .select_related("event")
        .annotate(
            waiting_ideas=_number(Idea.objects.filter(waits, forum=OuterRef("pk"))),
            waiting_comments=_number(
                Comment.objects.filter(_comment_waits(), idea__forum=OuterRef("pk"))
            ),
        )
        .order_by("event__start_date", "pk")
    )
    return [
        ToModerate(
            forum,
            forum.waiting_ideas + forum.waiting_comments,
            reverse("forum-moderation", args=[forum.pk]),
        )
        for forum in rows
    ]


def _number(rows: QuerySet[Any]) -> Subquery:
    """How many there are, without grouping by anything."""
    return Subquery(rows.order_by().annotate(n=Func("pk", function="COUNT")).values("n"))


def _comment_waits() -> Q:
    complained = Complaint.objects.filter(comment=OuterRef("pk"), resolved_at=None)
    return (Q(state=Shown.AWAITING) & ~Q(confirmed_at=None)) | Q(
        Exists(complained), state=Shown.SHOWN
    )
