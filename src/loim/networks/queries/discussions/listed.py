"""Threads of a network as one person sees them, with what is new to them."""

from datetime import UTC, datetime
from typing import Any

from django.db.models import (
    Count,
    DateTimeField,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from loim.networks.models import Network, Post, PostReport, Thread, ThreadReader
from loim.networks.models.talk import ThreadKind
from loim.people.models import User

_NEVER = datetime(1, 1, 2, tzinfo=UTC)
STANDS = Q(hidden_at=None, taken_back_at=None)


def listed_threads(network: Network, person: User, *, kind: str = "") -> QuerySet[Any]:
    """Pinned ones first, then by the latest post; each with `posts_count`, `unread`, `follows` and
    `reports` that wait for a keeper."""
    threads = Thread.objects.filter(network=network)
    if kind in ThreadKind.values:
        threads = threads.filter(kind=kind)
    return _told(threads, person).order_by("-is_pinned", "-last_post_at", "-pk")


def latest_threads(network: Network, person: User, number: int) -> list[Any]:
    rows = _told(Thread.objects.filter(network=network), person)
    return list(rows.order_by("-last_post_at", "-pk")[:number])


def _told(threads: QuerySet[Thread], person: User) -> QuerySet[Any]:
    mine = ThreadReader.objects.filter(thread=OuterRef("pk"), user=person)
    posts = Post.objects.filter(thread=OuterRef("pk"))
    unread = posts.filter(STANDS, written_at__gt=OuterRef("my_read_at")).filter(
        ~Q(author=person) | Q(author=None)
    )
    reports = PostReport.objects.filter(post__thread=OuterRef("pk"), settled_at=None)
    return (
        threads.select_related("author")
        .annotate(
            my_read_at=Coalesce(
                Subquery(mine.values("read_at")), Value(_NEVER, output_field=DateTimeField())
            ),
            follows=Subquery(mine.values("follows")),
            posts_count=_number(posts),
            reports=_number(reports, by="post__thread"),
        )
        .annotate(unread=_number(unread))
    )


def _number(rows: QuerySet[Any], by: str = "thread") -> Any:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def posts_of(thread: Thread) -> QuerySet[Any]:
    """In their order, each with how many reports wait (`reports_open`)."""
    is_open = Q(reports__settled_at=None, reports__isnull=False)
    return (
        Post.objects.filter(thread=thread)
        .select_related("author", "hidden_by")
        .annotate(reports_open=Count("reports", filter=is_open))
        .order_by("written_at", "pk")
    )


def reports_to_settle(networks: QuerySet[Network]) -> QuerySet[PostReport]:
    """The oldest first, with post, thread and network."""
    return (
        PostReport.objects.filter(settled_at=None, post__thread__network__in=networks)
        .select_related("post__author", "post__thread__network", "reporter")
        .order_by("reported_at", "pk")
    )


def page_of_post(post: Post, size: int) -> int:
    before = Post.objects.filter(thread=post.thread_id).filter(
        Q(written_at__lt=post.written_at) | Q(written_at=post.written_at, pk__lt=post.pk)
    )
    return before.count() // size + 1
