"""Publish the figures of months that are over: counted, frozen, small ones hidden.

Nothing that was published changes afterwards. What is written down late counts in the first month
that is not published yet: a second version of a table would tell, by its difference, of the few
enquiries that came in between (decision 26).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import connection
from django.utils.timezone import localdate

from loim.casework.gate import opened_for_keeping
from loim.casework.logic.statistics.people import (
    is_shown,
    shown_together,
    tells_of_nobody_over_time,
)
from loim.casework.logic.statistics.periods import PeriodKind, add_months
from loim.casework.logic.statistics.tables import WHOLE_TABLE, Key, Shown, Table, publish
from loim.casework.models import (
    Channel,
    Figure,
    FrozenCount,
    PeopleFigure,
    Publication,
    SpokenLanguage,
    TargetGroup,
)
from loim.casework.queries.statistics.counting import (
    Counted,
    counted_in,
    different_people,
    first_month_with_enquiries,
)
from loim.casework.vault import ranks_within

# So long after its end, offline devices have sent what they kept.
DAYS_AFTER = 7
# A page that is saving an enquiry just now has finished by then.
_SETTLED = timedelta(minutes=10)
_LOCK = 7263
# Categories that everybody knows of; of topics and municipalities there are always more.
UNIVERSE = (
    *(("channel", one) for one in Channel.values),
    *(("language", one) for one in SpokenLanguage.values),
    *(("target_group", one) for one in TargetGroup.values),
    ("identity", "known"), ("identity", "unknown"), ("topic", "~"), ("municipality", "~"),
)  # fmt: skip
Counts = dict[tuple[date, str, str], int]


def publish_due_months(*, now: datetime) -> list[date]:
    """All months that are over since a week, in order; each once, also when two jobs run."""
    published = []
    with opened_for_keeping(now=now):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = Publication.objects.order_by("-month").first()
        month = add_months(last.month, 1) if last else first_month_with_enquiries()
        while month and localdate(now) >= add_months(month, 1) + timedelta(days=DAYS_AFTER):
            cutoff_at = now - _SETTLED
            _publish(month, cutoff_at, last.cutoff_at if last else None, now)
            last = Publication.objects.create(month=month, cutoff_at=cutoff_at, published_at=now)
            published.append(month)
            month = add_months(month, 1)
    return published


def _publish(month: date, cutoff_at: datetime, before: datetime | None, now: datetime) -> None:
    counted = counted_in(month, cutoff_at=cutoff_at, cutoff_before=before)
    _freeze(month, counted)
    counts = _counts_of_year(month)
    hidden, closed = _published_before(month)
    for organisation, own in counts.items():
        shown = publish(
            own,
            month=month,
            hidden=hidden[organisation],
            closed=closed[organisation],
            rank_of=ranks_within(str(organisation)),
            universe=UNIVERSE,
        )
        _write(organisation, shown, now)
    if month.month == 12:
        _publish_people(month.year, now)


def _freeze(month: date, counted: Iterable[Counted]) -> None:
    FrozenCount.objects.bulk_create(
        FrozenCount(
            organisation_id=one.organisation,
            month=month,
            dimension=one.dimension,
            category=one.category,
            count=one.number,
        )
        for one in counted
    )


def _counts_of_year(month: date) -> dict[int, Counts]:
    found: dict[int, Counts] = defaultdict(dict)
    rows = FrozenCount.objects.filter(month__range=(date(month.year, 1, 1), month))
    for organisation, *key, count in rows.values_list(
        "organisation", "month", "dimension", "category", "count"
    ):
        found[organisation][tuple(key)] = count  # type: ignore[index]
    return found


def _published_before(month: date) -> tuple[dict[int, set[Key]], dict[int, set[Table]]]:
    hidden: dict[int, set[Key]] = defaultdict(set)
    closed: dict[int, set[Table]] = defaultdict(set)
    rows = Figure.objects.filter(start_date__year=month.year, value=None)
    for organisation, period, start, dimension, category in rows.values_list(
        "organisation", "period", "start_date", "dimension", "category"
    ):
        key = Key(PeriodKind(period), start, dimension, category)
        if category == WHOLE_TABLE:
            closed[organisation].add(key.table)
        else:
            hidden[organisation].add(key)
    return hidden, closed


def _write(organisation: int, shown: Shown, now: datetime) -> None:
    cells = [(*key, value) for key, value in shown.figures.items()]
    cells += [(*table, WHOLE_TABLE, None) for table in sorted(shown.closed)]
    Figure.objects.bulk_create(
        Figure(
            organisation_id=organisation,
            period=period,
            start_date=start,
            dimension=dimension,
            category=category,
            value=value,
            published_at=now,
        )
        for period, start, dimension, category, value in cells
    )


def _publish_people(year: int, now: datetime) -> None:
    """Of the year, and of all years so far."""
    with_figures = list(
        Figure.objects.filter(period="year").values_list("organisation", flat=True).distinct()
    )
    first = min(
        Figure.objects.filter(period="year").values_list("start_date__year", flat=True),
        default=year,
    )
    for first_year in sorted({first, year}):
        own = _people(first_year, year, with_figures)
        alone = [organisation for organisation in own if organisation is not None]
        shown = {each: number for each in alone if (number := own[each]) is not None}
        together = _people(first_year, year, list(shown)).get(None)
        figures: list[tuple[int | None, int | None]] = [(each, own[each]) for each in sorted(alone)]
        if shown:
            figures.append((None, together and shown_together(shown, together)))
        PeopleFigure.objects.bulk_create(
            PeopleFigure(
                organisation_id=organisation,
                first_year=first_year,
                last_year=year,
                people=people,
                published_at=now,
            )
            for organisation, people in figures
        )


def _people(first_year: int, year: int, organisations: list[int]) -> dict[int | None, int | None]:
    """By organisation and together (None); no number where it would tell of somebody."""
    found = different_people(first_year, year, organisations)
    if first_year == year:
        return {of: people if is_shown(people) else None for of, people in found.items()}
    before = different_people(first_year, year - 1, organisations)
    last = different_people(year, year, organisations)
    return {
        of: people
        if is_shown(people)
        and tells_of_nobody_over_time(before.get(of, 0), last.get(of, 0), people)
        else None
        for of, people in found.items()
    }
