"""What a journey's page says of the services that its steps lead to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from loim.content.queries.reading import ShownText, shown_texts
from loim.services.models import Channel, Service, ServiceStatus


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


def shown_services(
    keys: Iterable[int], language: str, now: datetime
) -> dict[int, ShownService]:
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
    channels = _first_channels([each.pk for each in found])
    return {
        each.pk: _shown(
            each, texts, channels.get(each.pk),
            _shown(each.successor, texts, None) if each.successor else None,
        )
        for each in found
    }  # fmt: skip


def _text(service: Service) -> int:
    return service.national.text_id if service.national else service.text_id


def _shown(
    service: Service, texts: dict[int, ShownText], channel: Channel | None,
    successor: ShownService | None = None,
) -> ShownService:  # fmt: skip
    return ShownService(
        key=service.pk,
        shown=texts[_text(service)],
        provider=service.authority.name,
        url=reverse("service", args=[service.pk]),
        is_closed=service.status == ServiceStatus.CLOSED,
        channel=channel,
        successor=successor,
    )


def _first_channels(services: list[int]) -> dict[int, Channel]:
    """The place of each, else its first channel."""
    rows = Channel.objects.filter(service__in=services).select_related("location")
    found: dict[int, Channel] = {}
    for channel in sorted(rows, key=lambda row: (row.kind != "place", row.position, row.pk)):
        found.setdefault(channel.service_id, channel)
    return found
