"""What a person has read, what they follow, and how often they are told."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from loim.networks.models import LetterReader, Network, TalkWish, Thread, ThreadReader
from loim.networks.models.talk import Rhythm
from loim.networks.permissions_talk import may_read_talk
from loim.people.models import User


def mark_read(*, thread: Thread, until: datetime, by: User) -> None:
    """Never backwards; one statement where nothing changed."""
    rows = ThreadReader.objects.filter(thread=thread, user=by)
    if rows.filter(read_at__gte=until).exists():
        return
    ThreadReader.objects.bulk_create(
        [ThreadReader(thread=thread, user=by)],
        update_conflicts=True,
        unique_fields=["thread", "user"],
        update_fields=["thread"],
    )
    rows.filter(Q(read_at=None) | Q(read_at__lt=until)).update(read_at=until)


def follow_thread(*, thread: Thread, follows: bool, by: User, now: datetime) -> None:
    if not may_read_talk(by, thread.network):
        raise PermissionDenied
    ThreadReader.objects.update_or_create(thread=thread, user=by, defaults={"follows": follows})


def choose_rhythm(*, network: Network, rhythm: str, by: User, now: datetime) -> None:
    """From now on; whoever had stopped the network's letters and asks for some gets them again."""
    if not may_read_talk(by, network):
        raise PermissionDenied
    with transaction.atomic():
        TalkWish.objects.update_or_create(
            network=network, user=by, defaults={"rhythm": rhythm, "told_until": now}
        )
        if rhythm != Rhythm.NONE:
            stopped = LetterReader.objects.filter(network=network, address=by.email.lower())
            stopped.exclude(stopped_at=None).update(stopped_at=None)
