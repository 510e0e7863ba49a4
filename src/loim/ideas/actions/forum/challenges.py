"""What a forum asks, in an order."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.ideas.models import Challenge, Forum
from loim.ideas.permissions import may_moderate
from loim.people.models import User

FACTS = ("title", "description", "translations", "owner", "strategy")


class ChallengeInUse(Refusal):
    message = _(
        "Ideas or notes answer this challenge already, so it stays. You can change its words."
    )


def save_challenge(
    *, forum: Forum, challenge: Challenge | None = None, by: User, now: datetime, **facts: Any
) -> Challenge:
    """A new one comes last. `facts`: title, description, translations, owner, strategy."""
    if unknown := set(facts) - set(FACTS):
        raise TypeError(f"no facts of a challenge: {sorted(unknown)}")
    with _forum_held(forum, by):
        last = forum.challenges.aggregate(last=Max("number", default=0))["last"]
        saved = challenge or Challenge(forum=forum, number=last + 1)
        if saved.forum_id != forum.pk:
            raise PermissionDenied
        for name, value in facts.items():
            setattr(saved, name, value)
        saved.save()
    return saved


def remove_challenge(*, challenge: Challenge, by: User, now: datetime) -> None:
    """Refused: ChallengeInUse."""
    with _forum_held(challenge.forum, by):
        if challenge.ideas.exists() or challenge.notes.exists():
            raise ChallengeInUse
        challenge.delete()


def move_challenge(*, challenge: Challenge, is_up: bool, by: User, now: datetime) -> None:
    """One place towards the beginning or the end; at the edge nothing happens."""
    with _forum_held(challenge.forum, by):
        order = list(challenge.forum.challenges.order_by("number", "pk"))
        here = next(i for i, each in enumerate(order) if each.pk == challenge.pk)
        there = here - 1 if is_up else here + 1
        if not 0 <= there < len(order):
            return
        order[here], order[there] = order[there], order[here]
        for number, each in enumerate(order, start=1):
            each.number = number
        Challenge.objects.bulk_update(order, ["number"])


@contextmanager
def _forum_held(forum: Forum, by: User) -> Iterator[None]:
    """A transaction in which nobody else orders the challenges of this forum."""
    with transaction.atomic():
        current = Forum.objects.select_for_update(no_key=True).get(pk=forum.pk)
        if not may_moderate(by, current):
            raise PermissionDenied
        yield
