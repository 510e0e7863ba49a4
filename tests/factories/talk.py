"""Threads, posts and letters of networks."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.utils import timezone

from loim.events.models import Event
from loim.networks.models import Mailing, Meeting, Network, Post, Thread
from loim.people.models import Organisation, User
from tests.factories.events import attendance, event

_numbers = count(1)


def thread(of: Network, by: User | None = None, **fields: Any) -> Thread:
    at: datetime = fields.pop("at", timezone.now() - timedelta(days=1))
    return Thread.objects.create(
        network=of, author=by, title=fields.pop("title", f"Teema {next(_numbers)}"),
        begun_at=at, last_post_at=fields.pop("last_post_at", at), **fields,
    )  # fmt: skip


def post(in_thread: Thread, by: User | None = None, **fields: Any) -> Post:
    return Post.objects.create(
        thread=in_thread, author=by, text=fields.pop("text", f"Jutt {next(_numbers)}"),
        written_at=fields.pop("at", timezone.now() - timedelta(hours=2)), submission=uuid4(),
        **fields,
    )  # fmt: skip


def mailing(of: Network, **fields: Any) -> Mailing:
    return Mailing.objects.create(
        network=of, subject=fields.pop("subject", "Järgmine kohtumine"),
        body=fields.pop("body", "Kohtume neljapäeval."), changed_at=timezone.now(),
        submission=uuid4(), **fields,
    )  # fmt: skip


def meeting(of: Network, *came: Organisation, days_ago: int = 30, **fields: Any) -> Meeting:
    """A meeting of the network that was held, with those who came."""
    day = timezone.localdate() - timedelta(days=days_ago)
    held: Event = event(None, organiser=of.organisation, start_date=day)
    for organisation in came:
        attendance(held, organisation)
    number = next(_numbers)
    return Meeting.objects.create(
        network=of, event=held, number=number, recorded_at=timezone.now(),
        key_hash=f"{number:064}", **fields,
    )  # fmt: skip
