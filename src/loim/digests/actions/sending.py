"""Letters about what is new, written in batches. Each may run again, and two at once: nobody is
told anything twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from loim.common import bulk_mail
from loim.common.jobs import app
from loim.common.mail import MailText
from loim.digests.logic.parts import Part, parts_for
from loim.digests.models import Letter, Rhythm, Subscription, ToldItem
from loim.digests.queries.due import period_due, subscriptions_due
from loim.digests.queries.gathering import Gathered
from loim.digests.queries.letter_text import LETTER, letter_text
from loim.digests.queries.own_link import stop_link
from loim.digests.sources import Item

BATCH = 100
USEFUL = timedelta(days=3)  # later it is no longer news
WRITE_TASK = "loim.digests.write_letters"


@dataclass(frozen=True)
class _Written:
    subscription: Subscription
    period: str
    parts: Sequence[Part[Item]]
    text: MailText


def begin_due_letters(*, now: datetime) -> int:
    """Queues a job for each batch of those whose letters are due; how many people they are."""
    keys = list(subscriptions_due(now).values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch: list[Any] = keys[start : start + BATCH]
        app.configure_task(WRITE_TASK).defer(keys=batch)
    return len(keys)


def write_letters(*, keys: Sequence[int], now: datetime) -> int:
    """To those of `keys` whose letters are due still: all of the batch or none. Whose letter would
    say nothing gets none. How many were queued; a fixed number of queries beside the sources'."""
    with transaction.atomic():
        held = _held(keys)
        due = [(row, period) for row in held if (period := period_due(row, now))]
        written = _written(due, now)
        _queue(written, now)
        _settle(due)
    return len(written)


def _held(keys: Sequence[int]) -> list[Subscription]:
    """Another worker with the same batch waits here, and then finds that nothing is due."""
    rows = Subscription.objects.select_for_update(of=("self",)).select_related("user")
    found = rows.filter(pk__in=keys, confirmed_at__isnull=False).order_by("pk")
    return [row for row in found if row.user is None or row.user.is_active]


def _written(due: Sequence[tuple[Subscription, str]], now: datetime) -> list[_Written]:
    gathered = Gathered(now)
    told = _told([row.pk for row, _period in due])
    found = []
    for row, period in due:
        parts = parts_for(
            gathered.of(row), interests=row.interests, told=told.get(row.pk, frozenset())
        )
        if parts:
            found.append(_Written(row, period, parts, letter_text(row, parts)))
    return found


def _told(keys: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    rows = ToldItem.objects.filter(subscription__in=keys)
    for subscription, item in rows.values_list("subscription", "item"):
        found.setdefault(subscription, set()).add(item)
    return found


def _queue(written: Sequence[_Written], now: datetime) -> None:
    mails = bulk_mail.queue_letters(
        [
            bulk_mail.Letter(
                each.subscription.address, each.subscription.language, each.text,
                headers=unsubscribe_headers(each.subscription),
            )
            for each in written
        ],
        template=LETTER, useful_until=now + USEFUL, now=now,
    )  # fmt: skip
    Letter.objects.bulk_create(
        Letter(
            subscription=each.subscription, period=each.period, written_at=now, mail=mail,
            items=sum(len(part.keys) for part in each.parts),
        )
        for each, mail in zip(written, mails, strict=True)
    )  # fmt: skip
    ToldItem.objects.bulk_create(
        ToldItem(subscription=each.subscription, item=key, told_at=now)
        for each in written
        for part in each.parts
        for key in sorted(part.keys)
    )


def _settle(due: Sequence[tuple[Subscription, str]]) -> None:
    weekly = [(row, period) for row, period in due if row.rhythm == Rhythm.WEEKLY]
    for row, period in weekly:
        row.settled_period = period
    Subscription.objects.bulk_update([row for row, _period in weekly], ["settled_period"])


def unsubscribe_headers(subscription: Subscription) -> dict[str, str]:
    """RFC 2369 and 2919; one click (RFC 8058) only where the address is encrypted, as it asks."""
    link = stop_link(subscription)
    host = urlsplit(settings.BASE_URL).hostname
    headers = {"List-Unsubscribe": f"<{link}>", "List-Id": f"<digest.{host}>"}
    if link.startswith("https://"):
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
