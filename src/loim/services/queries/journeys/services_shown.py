"""What a journey's page says of the services that its steps lead to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from loim.content.queries.reading import ShownText, shown_texts
from loim.services.models import Channel, Service, ServiceStatus
from loim.services.queries.catalogue.hours import (
    Timetable,
    alerts_in_force,
    attach_timetables,
)


@dataclass(frozen=True)
class ShownService:
    """`shown` are the words of a national service where a municipality mirrors it. A closed one
    says so, and leads to its successor where it has one."""

    key: int
    shown: ShownText
    provider: str
    url: str
    is_closed: bool
    channel: Channel | None
    open_until: datetime | None = None
    opens_at: datetime | None = None
    successor: "ShownService | None" = None


def shown_services(keys: Iterable[int], language: str, now: datetime) -> dict[int, ShownService]:
    """By key; drafts are left out. A fixed number of queries."""
    wanted = set(keys)
    if not wanted:
        return {}
    found = list(
        Service.objects.filter(pk__in=wanted)
        .exclude(status=ServiceStatus.DRAFT)
        .select_related("authority", "national", "successor__authority", "successor__national")
    )
    after = [each.successor for each in found if each.successor is not None]
    texts = shown_texts({_text(each) for each in (*found, *after)}, language)
    channels = _first_channels(found, now)
    return {
        each.pk: _shown(
            each, texts, now, channels.get(each.pk) or channels.get(each.national_id or 0),
            _shown(each.successor, texts, now, None) if each.successor else None,
        )
        for each in found
    }  # fmt: skip


def _text(service: Service) -> int:
    return service.national.text_id if service.national else service.text_id


def _shown(
    service: Service, texts: dict[int, ShownText], now: datetime, channel: Channel | None,
    successor: ShownService | None = None,
) -> ShownService:  # fmt: skip
    table: Timetable = getattr(channel, "timetable", None) or Timetable()
    is_closed = service.status == ServiceStatus.CLOSED
    running = table.opening_at(now) if table and not is_closed else None
    coming = table.next_opening(now) if table and not is_closed and running is None else None
    return ShownService(
        key=service.pk,
        shown=texts[_text(service)],
        provider=service.authority.name,
        url=reverse("service", args=[service.pk]),
        is_closed=is_closed,
        channel=channel,
        open_until=running.end if running else None,
        opens_at=coming.start if coming else None,
        successor=successor,
    )


def _first_channels(services: list[Service], now: datetime) -> dict[int, Channel]:
    """By service: its place, else its first channel, with hours. A mirror's are the national's."""
    keys = {each.pk for each in services} | {each.national_id for each in services}
    rows = Channel.objects.filter(service__in=keys - {None}).select_related("location")
    found: dict[int, Channel] = {}
    for channel in sorted(rows, key=lambda row: (row.kind != "place", row.position, row.pk)):
        found.setdefault(channel.service_id, channel)
    places = {channel.location_id for channel in found.values() if channel.location_id}
    attach_timetables(found.values(), alerts_in_force(found, places, now))
    return found
