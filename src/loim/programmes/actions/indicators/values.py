"""The numbers kept ready: pages read them, and a job behind the pages brings them up to date.

A trigger marks a source in the transaction that changes its records, so a mark exists
exactly when the change does. A refresh takes the marks that it sees and counts after that:
whatever was committed before a mark was taken is in the count, and a mark that is committed
meanwhile stays for the next refresh.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from loim.programmes.measures.engine import numbers
from loim.programmes.measures.method import method_of
from loim.programmes.measures.registry import ALL_SOURCES, source_of
from loim.programmes.models import (
    Indicator,
    IndicatorValue,
    Measure,
    Programme,
)
from loim.programmes.models.indicator import MANUAL
from loim.programmes.queries.indicators.kept_periods import kept_periods

REFRESH_TASK = "loim.programmes.refresh_values"  # `tasks.py` carries it out
_ONE_AT_A_TIME = 7262  # advisory lock: an older count must never overwrite a newer one


def queue_refresh() -> None:
    """Have the numbers refreshed once what is going on is committed.

    Cheap: one insert, and none where a refresh waits already. Call it in every action that
    changes records; one that forgets is caught by the periodic refresh.
    """
    transaction.on_commit(_defer)


def _defer() -> None:
    try:
        with transaction.atomic():
            app.configure_task(REFRESH_TASK, queueing_lock=REFRESH_TASK, lock=REFRESH_TASK).defer()
    except AlreadyEnqueued:
        return


def refresh_stale_values(*, now: datetime, today: date | None = None) -> int:
    """Recount what is out of date; returns how many indicators were.

    Out of date is what a marked source feeds, what was never counted, and on a new day
    everything: a state may end without anybody recording anything.
    """
    today = today or timezone.localdate(now)
    with transaction.atomic():
        _wait_for_turn()
        marks = _take_marks()
        yesterday = set(_programmes_counted_before(_midnight(today)))
        never = _never_counted()
        programmes = Programme.objects.filter(
            pk__in={*yesterday, *never.values(), *(programme for programme, _ in marks)}
        )
        counted = 0
        for programme in programmes.order_by("pk"):
            sources = {source for owner, source in marks if owner == programme.pk}
            if programme.pk in yesterday:
                sources.add(ALL_SOURCES)
            indicators = _fed_by(programme, sources)
            indicators |= {pk for pk, owner in never.items() if owner == programme.pk}
            counted += _recount(programme, indicators, now, today)
        return counted


def compute_values(
    programme: Programme, indicators: Iterable[Indicator], *, now: datetime, today: date
) -> None:
    """Count these indicators now: a measure is new, or nobody has counted them yet."""
    with transaction.atomic():
        _wait_for_turn()
        _recount(programme, {indicator.pk for indicator in indicators}, now, today)


def _wait_for_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])


def _take_marks() -> set[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM programmes_stalesource RETURNING programme_id, source")
        return set(cursor.fetchall())


def _midnight(today: date) -> datetime:
    return timezone.make_aware(datetime.combine(today, time.min))


def _programmes_counted_before(midnight: datetime) -> list[int]:
    found = IndicatorValue.objects.filter(computed_at__lt=midnight)
    return list(found.values_list("indicator__programme", flat=True).distinct())


def _never_counted() -> dict[int, int]:
    found = Indicator.objects.filter(values=None, measures__isnull=False)
    return dict(found.values_list("pk", "programme"))


def _fed_by(programme: Programme, sources: set[str]) -> set[int]:
    """The indicators whose newest measure a marked source feeds, or that have none."""
    if {ALL_SOURCES, MANUAL} & sources:
        return set(programme.indicators.values_list("pk", flat=True))
    measures = Measure.objects.filter(indicator__programme=programme).order_by("version")
    newest = dict(measures.values_list("indicator", "source"))
    return {indicator for indicator, source in newest.items() if source_of(source).marks & sources}


def _recount(programme: Programme, indicators: set[int], now: datetime, today: date) -> int:
    periods = kept_periods(programme, today)
    measures = Measure.objects.filter(indicator__in=indicators).select_related("indicator")
    newest = {
        measure.indicator_id: measure
        for measure in measures.prefetch_related("activities").order_by("version")
    }
    values = [
        IndicatorValue(
            indicator_id=pk,
            measure=measure,
            start_date=period.start,
            end_date=period.end,
            value=number.value,
            row_count=number.row_count,
            computed_at=now,
        )
        for pk, measure in sorted(newest.items())
        for period, number in numbers(method_of(measure), periods, today).items()
    ]
    IndicatorValue.objects.bulk_create(
        values,
        update_conflicts=True,
        unique_fields=["indicator", "start_date", "end_date"],
        update_fields=["measure", "value", "row_count", "computed_at"],
    )
    # A period that is no longer kept would go on for ever as it was, always out of date.
    IndicatorValue.objects.filter(indicator__in=indicators, computed_at__lt=now).delete()
    return len(indicators)
