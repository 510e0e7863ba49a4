"""Who has not confirmed its data for a year, and how far this year's confirming is."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.timezone import localdate

from loim.networks.logic.register.dates import a_year_before
from loim.networks.models import Association, ConfirmationRequest
from loim.people.models import Organisation


def overdue_associations(keepers: QuerySet[Organisation], now: datetime) -> QuerySet[Any]:
    """Active ones, longest ago first, each with `waits_since`: when it was asked and did not
    answer yet, or None."""
    waiting = ConfirmationRequest.objects.filter(
        association=OuterRef("pk"), answered_at=None, closed_at=None
    )
    return (
        Association.objects.active()
        .filter(is_overdue(now), keeper__in=keepers)
        .select_related("organisation", "keeper")
        .annotate(waits_since=Subquery(waiting.values("asked_at")[:1]))
        .order_by(F("confirmed_at").asc(nulls_first=True), "organisation__name", "pk")
    )


def is_overdue(now: datetime) -> Q:
    """Of associations."""
    return Q(confirmed_at=None) | Q(confirmed_at__lt=_midnight(a_year_before(localdate(now))))


@dataclass(frozen=True)
class Progress:
    year: int
    confirmed: int
    all: int

    @property
    def percent(self) -> int:
        return 100 * self.confirmed // self.all if self.all else 0


def progress_of(keepers: QuerySet[Organisation], now: datetime) -> Progress:
    """'Confirmed this year 34 of 51': of those that are active."""
    year = localdate(now).year
    active = Association.objects.active().filter(keeper__in=keepers)
    begins = _midnight(date(year, 1, 1))
    return Progress(year, active.filter(confirmed_at__gte=begins).count(), active.count())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
