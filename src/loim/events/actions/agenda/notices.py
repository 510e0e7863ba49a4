"""Telling participants: a new agenda, another time or place, a cancellation.

Whom to tell is written down at once, as `Notice` rows in the transaction that changes the
event; a worker writes the letters. So nobody is told twice or forgotten, whatever falls.
"""

from datetime import datetime

from django.apps import apps
from django.db.models import Q
from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from loim.events.logic.participant_states import LIVE
from loim.events.models import Event, EventStatus, Notice, NoticeKind, Participant

WRITE_NOTICES_TASK = "loim.events.write_notices"  # `tasks.py` carries it out
NOTICED = ("start_date", "end_date", "start_time", "end_time", "place", "address", "online_url")


def notify(*, event: Event, kind: str, number: int = 0, now: datetime) -> int:
    """Tell all who hold a place or wait, once each; the number of them who were not told yet.

    `number` tells apart releases (AGENDA) and states of the event (CHANGED, CANCELLED:
    its `calendar_sequence`). An address that was never confirmed gets no letter.
    """
    wanted = (
        Participant.objects.filter(event=event, state__in=sorted(LIVE))
        .filter(Q(registration__confirmed_at__isnull=False) | Q(registration__confirm_by=None))
        .exclude(email="", registration__email="")
        .exclude(notices__in=Notice.objects.filter(kind=kind, number=number))
    )
    keys = list(wanted.order_by("pk").values_list("pk", flat=True))
    Notice.objects.bulk_create(
        [Notice(participant_id=key, kind=kind, number=number, queued_at=now) for key in keys],
        ignore_conflicts=True,  # two at once: one of them tells
        batch_size=1000,
    )
    if keys:
        app.configure_task(WRITE_NOTICES_TASK).defer(
            event_id=event.pk, kind=str(kind), number=number
        )
    return len(keys)


def tell_of_change(*, event: Event, now: datetime) -> None:
    """Call it after the event is saved, in the same transaction: whoever counts on a time or a
    place that changed, or on an event that is cancelled, hears of it. Of the past nobody does.
    """
    rows = apps.get_model("events", "EventHistory").objects.filter(pgh_obj_id=event.pk)
    after, before = [*rows.order_by("-pgh_id")[:2], None, None][:2]
    if after is None or before is None or before.published_at is None:
        return
    if max(before.end_date, after.end_date) < localdate(now):
        return
    if after.status == EventStatus.CANCELLED and before.status == EventStatus.PUBLISHED:
        kind = NoticeKind.CANCELLED
    elif after.status == EventStatus.PUBLISHED and (
        before.status == EventStatus.CANCELLED
        or any(getattr(before, name) != getattr(after, name) for name in NOTICED)
    ):
        kind = NoticeKind.CHANGED
    else:
        return
    notify(event=event, kind=kind, number=after.calendar_sequence, now=now)
