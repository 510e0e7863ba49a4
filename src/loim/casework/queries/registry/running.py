"""Registry services that run, and how long they take."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet

from loim.casework.models import ProcessStatus, RegistryKind, RegistryProcess
from loim.casework.queries.clients.listing import with_names
from loim.people.models import Organisation, User

A_YEAR = timedelta(days=365)


def processes_of(
    organisation: Organisation, *, state: str = "", kind: str = "", counsellor: User | None = None
) -> QuerySet[RegistryProcess]:
    """Those that have run longest come first; of the ended ones the latest."""
    conditions = Q(organisation=organisation)
    if state:
        conditions &= Q(state=state)
    if kind:
        conditions &= Q(kind=kind)
    if counsellor:
        conditions &= Q(counsellor=counsellor)
    order = ("started_at", "pk") if state == ProcessStatus.RUNNING else ("-started_at", "-pk")
    steps = Q(steps__is_to_bring=False)
    return (
        RegistryProcess.objects.filter(conditions)
        .select_related("client", "counsellor")
        .annotate(
            steps_all=Count("steps", filter=steps),
            steps_done=Count("steps", filter=steps & Q(steps__done_at__isnull=False)),
        )
        .order_by(*order)
    )


def with_age(rows: list[RegistryProcess], now: datetime) -> list[RegistryProcess]:
    """Each gets `.days`: how long it has run, or took; and its client's name."""
    with_names([row.client for row in rows if row.client])
    for row in rows:
        row.days = ((row.ended_at or now) - row.started_at).days  # type: ignore[attr-defined]
    return rows


@dataclass(frozen=True)
class TimeTaken:
    kind: str
    label: Any
    running: int
    done: int
    days: float | None
    minutes: float | None


def time_taken(organisation: Organisation, *, now: datetime) -> list[TimeTaken]:
    """Of those done within a year, on average; one query."""
    done = Q(state=ProcessStatus.DONE, ended_at__gte=now - A_YEAR)
    rows: dict[str, Any] = {
        row["kind"]: row
        for row in RegistryProcess.objects.filter(organisation=organisation)
        .values("kind")
        .annotate(
            running=Count("pk", filter=Q(state=ProcessStatus.RUNNING)),
            done=Count("pk", filter=done),
            took=Avg(F("ended_at") - F("started_at"), filter=done),
            minutes=Avg("minutes", filter=done),
        )
    }
    found = []
    for kind in RegistryKind:
        row = rows.get(kind.value, {})
        took = row.get("took")
        found.append(
            TimeTaken(
                kind.value, kind.label, row.get("running", 0), row.get("done", 0),
                took.total_seconds() / 86400 if took is not None else None, row.get("minutes"),
            )
        )  # fmt: skip
    return found
