"""What a keeper sees of a service: what is there, what is missing, what happened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.content.models import TextState
from loim.services.logic.due_dates import is_due_soon, is_overdue
from loim.services.models import (
    Alert,
    Evidence,
    Service,
    ServiceChange,
    ServiceConfirmation,
    ServiceStatus,
)
from loim.services.queries.catalogue.durations import duration
from loim.services.queries.catalogue.hours import alerts_in_force, attach_timetables
from loim.services.queries.catalogue.page import ShownChannel, shown_channel

LATEST = 8


@dataclass
class DeskPart:
    """`kind` is its key in addresses."""

    kind: str
    title: str | Promise
    rows: list[tuple[int, Any]]  # key and record


@dataclass
class Desk:
    channels: list[ShownChannel]
    parts: list[DeskPart]
    alerts: list[Alert]
    words: list[tuple[str, str, TextState]]  # language, its name, how it stands
    changes: list[ServiceChange]
    confirmations: list[ServiceConfirmation]
    missing: list[str | Promise]
    duration: str
    is_overdue: bool
    is_due_soon: bool
    topics: list[Any]
    life_events: list[Any]


def desk_of(service: Service, now: datetime) -> Desk:
    """In a fixed number of queries."""
    today = localdate(now)
    channels = list(service.channels.select_related("location").order_by("position", "pk"))
    places = {each.location_id for each in channels if each.location_id}
    alerts = alerts_in_force([service.pk], places, now)
    attach_timetables(channels, alerts)
    states = {state.language: state for state in TextState.objects.filter(text=service.text_id)}
    desk = Desk(
        channels=[shown_channel(each, now) for each in channels],
        parts=_parts(service),
        alerts=alerts,
        words=[(code, name, states[code]) for code, name in LANGUAGES if code in states],
        changes=list(
            service.changes.select_related("changed_by").order_by("-changed_at", "-pk")[:LATEST]
        ),
        confirmations=list(
            service.confirmations.select_related("confirmed_by").order_by("-confirmed_at", "-pk")[
                :LATEST
            ]
        ),
        missing=[],
        duration=duration(service),
        is_overdue=service.status == ServiceStatus.ACTIVE
        and is_overdue(service.next_due_date, today),
        is_due_soon=service.status == ServiceStatus.ACTIVE
        and is_due_soon(service.next_due_date, today),
        topics=list(service.topics.order_by("position", "pk")),
        life_events=list(service.life_events.order_by("position", "pk")),
    )
    desk.missing = _missing(service, desk)
    return desk


def _parts(service: Service) -> list[DeskPart]:
    evidence = Prefetch("evidence", Evidence.objects.order_by("position", "pk"))
    requirements = list(service.requirements.prefetch_related(evidence).order_by("position", "pk"))
    documents = [each for requirement in requirements for each in requirement.evidence.all()]
    found: list[tuple[str, str | Promise, list[Any]]] = [
        ("requirement", _("Requirements"), requirements),
        ("document", _("What to bring"), documents),
        ("output", _("What one gets"), list(service.outputs.order_by("position", "pk"))),
        ("cost", _("Costs"), list(service.costs.order_by("position", "pk"))),
        ("contact", _("Contacts"), list(service.contacts.order_by("position", "pk"))),
        ("act", _("Legal basis"), list(service.legal_bases.order_by("position", "pk"))),
    ]
    return [DeskPart(kind, title, [(row.pk, row) for row in rows]) for kind, title, rows in found]


def _missing(service: Service, desk: Desk) -> list[str | Promise]:
    """What a reader would look for in vain; only the first keeps it from being opened."""
    if service.is_mirror:
        return []
    rows = {part.kind: part.rows for part in desk.parts}
    gaps: list[tuple[bool, str | Promise]] = [
        (not desk.channels, _("a way to get the service")),
        (not rows["document"], _("what to bring")),
        (not service.is_free and not rows["cost"], _("what it costs, or that it is free")),
        (service.processing_max is None, _("how long it takes")),
        (not service.languages, _("in which languages it is given")),
        (not desk.topics, _("a topic")),
    ]
    return [words for is_missing, words in gaps if is_missing]
