"""Who is told of what is written in threads."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import translation

from loim.networks.models import Member, Network, Post, TalkWish, Thread, ThreadReader
from loim.networks.models.talk import Rhythm, ThreadKind
from loim.networks.permissions_talk import readers_of_talk
from loim.networks.queries.discussions.listed import STANDS
from loim.people.models import User


def followers_of(thread: Thread, rhythm: str, day: date) -> QuerySet[User]:
    """Who follow it, may read it today, and want letters in this rhythm. News is followed by those
    who are members in person or chose a rhythm, unless they unfollowed it."""
    mine = ThreadReader.objects.filter(thread=thread, user=OuterRef("pk"))
    wish = TalkWish.objects.filter(network=thread.network_id, user=OuterRef("pk"))
    in_person = (
        Member.objects.in_force_on(day)
        .filter(network=thread.network_id)
        .filter(Q(user=OuterRef("pk")) | Q(user=None, email__iexact=OuterRef("email")))
    )
    follows = Q(my_choice=True)
    if thread.kind == ThreadKind.NEWS:
        follows |= Q(my_choice=None) & (Q(has_wish=True) | Q(is_in_person=True))
    return (
        readers_of_talk(thread.network, day)
        .annotate(
            my_choice=Subquery(mine.values("follows")),
            has_wish=Exists(wish),
            is_in_person=Exists(in_person),
            my_rhythm=Coalesce(Subquery(wish.values("rhythm")), Value(Rhythm.EACH.value)),
        )
        .filter(follows, my_rhythm=rhythm)
        .order_by("pk")
    )


def posts_for_day(network: Network, person: User, since: datetime, until: datetime) -> list[Any]:
    """What others wrote in threads that this person follows, `since` (left out) to `until`."""
    mine = ThreadReader.objects.filter(thread=OuterRef("thread"), user=person)
    rows = (
        Post.objects.filter(STANDS, thread__network=network)
        .filter(written_at__gt=since, written_at__lte=until)
        .filter(~Q(author=person) | Q(author=None))
        .annotate(my_choice=Subquery(mine.values("follows")))
    )
    is_news = Q(my_choice=None, thread__kind=ThreadKind.NEWS)
    return list(
        rows.filter(Q(my_choice=True) | is_news)
        .select_related("thread", "author")
        .order_by("thread__last_post_at", "thread", "written_at", "pk")
    )


def thread_link(thread: Thread, language: str, post: Post | None = None) -> str:
    with translation.override(language):
        address = reverse("network-thread", args=[thread.network_id, thread.pk])
    return settings.BASE_URL + address + (f"?post={post.pk}" if post else "")
