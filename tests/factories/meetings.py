from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from loim.events.models import EventStatus
from loim.networks.models import (
    Meeting,
    MeetingDecision,
    Member,
    MinutesItem,
    Network,
    NetworkTask,
    Presence,
)
from loim.networks.queries.meetings.own_links import minutes_key_hash, task_key_hash
from tests.factories import event as make_event

_numbers = count(1)
_AT = datetime(2023, 5, 11, tzinfo=UTC)


def meeting(of: Network, day: date, **fields: Any) -> Meeting:
    seed = uuid4()
    status = fields.pop("status", EventStatus.HELD)
    event = make_event(
        of.activity,
        organiser=of.organisation,
        start_date=day,
        kind="network_meeting",
        status=status,
        published_at=_AT if status == EventStatus.PUBLISHED else None,
        start_time=time(13),
        end_time=time(15),
        place="Rakvere raamatukogu",
    )
    return Meeting.objects.create(
        network=of,
        event=event,
        number=fields.pop("number", next(_numbers)),
        seed=seed,
        key_hash=minutes_key_hash(seed),
        recorded_at=_AT,
        **fields,
    )


def item(of: Meeting, **fields: Any) -> MinutesItem:
    return MinutesItem.objects.create(
        meeting=of,
        position=fields.pop("position", of.items.count() + 1),
        title=fields.pop("title", "Kooskõlastus"),
        written_at=_AT,
        **fields,
    )


def decision(of: MinutesItem, **fields: Any) -> MeetingDecision:
    return MeetingDecision.objects.create(
        meeting=of.meeting,
        item=of,
        number=fields.pop("number", of.meeting.decisions.count() + 1),
        wording=fields.pop("wording", "Otsustati korraldada infopäev."),
        outcome=fields.pop("outcome", "adopted"),
        voters_present=fields.pop("voters_present", 3),
        is_quorate=fields.pop("is_quorate", True),
        written_at=_AT,
        **fields,
    )


def there(at: Meeting, *members: Member) -> None:
    for member in members:
        Presence.objects.create(meeting=at, member=member, state="present", is_by_hand=True)


def task(of: Network, **fields: Any) -> NetworkTask:
    seed = uuid4()
    if fields.get("state", "open") != "open":
        fields.setdefault("closed_at", _AT)
    return NetworkTask.objects.create(
        network=of,
        title=fields.pop("title", f"Ülesanne {next(_numbers)}"),
        due_date=fields.pop("due_date", _AT.date() + timedelta(days=30)),
        seed=seed,
        key_hash=task_key_hash(seed),
        given_at=fields.pop("given_at", _AT),
        **fields,
    )
