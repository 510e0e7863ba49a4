"""All that a service's page says, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate
from django.utils.translation import get_language

from loim.content.models import TextState
from loim.services.logic.due_dates import is_overdue
from loim.services.models import (
    Alert,
    AlertKind,
    Channel,
    Contact,
    Cost,
    Evidence,
    LegalBasis,
    LifeEvent,
    Output,
    Requirement,
    Service,
    ServiceStatus,
    Topic,
)
from loim.services.queries.catalogue.durations import duration
from loim.services.queries.catalogue.hours import (
    Period,
    Timetable,
    alerts_in_force,
    attach_timetables,
)
from loim.services.queries.catalogue.words import attach_words


def with_source_title(services: QuerySet[Service]) -> QuerySet[Service]:
    """`source_title` names drafts, too, whose words nobody has published."""
    named = TextState.objects.filter(text=OuterRef("named"), is_source=True)
    return services.annotate(
        named=Coalesce(F("national__text"), F("text")),
        source_title=Subquery(named.values("title")[:1]),
    )


def load_services() -> QuerySet[Service]:
    """With all that a page or a line of a list names."""
    return with_source_title(Service.objects.all()).select_related(
        "text", "owner", "authority", "municipality", "assured_by", "successor",
        "national__authority", "national__owner", "national__text",
    )  # fmt: skip


@dataclass
class ShownChannel:
    channel: Channel
    periods: list[Period]
    exceptions: list[Any]
    is_open: bool
    closes_at: datetime | None
    opens_at: datetime | None
    has_hours: bool
    is_closed_on_holidays: bool


@dataclass
class ServicePage:
    service: Service
    today: date
    alerts: list[Alert]
    coming_alerts: list[Alert]
    channels: list[ShownChannel]
    requirements: list[Requirement]
    outputs: list[Output]
    costs: list[Cost]
    contacts: list[Contact]
    legal_bases: list[LegalBasis]
    topics: list[Topic]
    life_events: list[LifeEvent]
    mirrors: list[Service]
    duration: str
    is_overdue: bool

    @property
    def source(self) -> Service:
        """Whose facts hold: the national one's, for a mirror."""
        return self.service.national or self.service


def service_page(service: Service, now: datetime, language: str | None = None) -> ServicePage:
    """`service` comes from `load_services`. A mirror shows the national service's parts, too."""
    today = localdate(now)
    attach_words([service], language)
    ids = [pk for pk in (service.pk, service.national_id) if pk]
    channels = list(
        Channel.objects.filter(service__in=ids)
        .select_related("location__municipality")
        .order_by("position", "pk")
    )
    # What is done here comes before what is done anywhere.
    channels.sort(key=lambda each: each.service_id != service.pk)
    places = {each.location_id for each in channels if each.location_id}
    alerts = alerts_in_force(ids, places, now)
    attach_timetables(channels, alerts)
    evidence = Prefetch("evidence", Evidence.objects.order_by("position", "pk"))
    source = service.national or service
    return ServicePage(
        service=service,
        today=today,
        alerts=[alert for alert in alerts if alert.start_at <= now],
        coming_alerts=[alert for alert in alerts if alert.start_at > now],
        channels=[shown_channel(each, now) for each in channels],
        requirements=_parts(Requirement.objects.prefetch_related(evidence), ids, service),
        outputs=_parts(Output.objects.all(), ids, service),
        costs=_parts(_valid_costs(today), ids, service),
        contacts=_parts(Contact.objects.all(), ids, service),
        legal_bases=_parts(LegalBasis.objects.all(), ids, service),
        topics=list(source.topics.order_by("position", "pk")),
        life_events=list(source.life_events.order_by("position", "pk")),
        mirrors=_mirrors(service),
        duration=duration(service) or duration(source),
        is_overdue=service.status == ServiceStatus.ACTIVE
        and is_overdue(service.next_due_date, today),
    )


def shown_channel(channel: Channel, now: datetime) -> ShownChannel:
    """Of one that has its `timetable`."""
    table: Timetable = channel.timetable  # type: ignore[attr-defined]
    language = get_language() or "et"
    today = localdate(now)
    opening = table.opening_at(now) if table else None
    following = None if opening or not table else table.next_opening(now)
    return ShownChannel(
        channel=channel,
        periods=table.periods(language, today),
        exceptions=table.exceptions_shown(language, today),
        is_open=opening is not None,
        closes_at=opening.end if opening else None,
        opens_at=following.start if following else None,
        has_hours=bool(table),
        is_closed_on_holidays=not any(rule.is_open_on_holidays for rule in table.rules),
    )


def _parts(rows: QuerySet[Any], ids: list[int], service: Service) -> list[Any]:
    """One's own after the national one's."""
    found = list(rows.filter(service__in=ids).order_by("position", "pk"))
    return sorted(found, key=lambda each: each.service_id == service.pk)


def _valid_costs(today: date) -> QuerySet[Cost]:
    return Cost.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today))


def _mirrors(service: Service) -> list[Service]:
    """Where a national service has local additions."""
    if service.is_mirror or service.level != "state":
        return []
    found = service.mirrors.filter(status=ServiceStatus.ACTIVE).select_related("municipality")
    return list(found.order_by("municipality__name", "pk"))


def closing(alerts: Iterable[Alert]) -> list[Alert]:
    return [alert for alert in alerts if alert.kind == AlertKind.CLOSED]
