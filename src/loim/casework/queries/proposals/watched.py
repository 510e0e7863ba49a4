"""Proposals with the figures behind them, and whether these fell after the change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from loim.casework.logic.statistics.helped import Difference, difference
from loim.casework.logic.statistics.periods import add_months, months_between
from loim.casework.logic.statistics.tables import WHOLE_TABLE
from loim.casework.models import Dimension, Figure, FigurePeriod, ProposalEvidence, Watch
from loim.casework.queries.statistics.figures import published_months

Series = tuple[int, str, str]


@dataclass(frozen=True)
class Watched:
    evidence: ProposalEvidence
    watch: Watch
    difference: Difference | None
    of_all: Difference | None
    known: dict[date, int | None]
    changed_on: date | None


def watched(evidence: Sequence[ProposalEvidence]) -> list[Watched]:
    """In the order given; the proposal and its watch are to be loaded already. Three queries."""
    span = published_months()
    if span is None or not evidence:
        return []
    known, firsts = _monthly(evidence), _firsts(evidence)
    found = []
    for one in evidence:
        watch: Watch = one.proposal.watch
        first = firsts.get(one.organisation_id, span[0])
        months = [add_months(first, step) for step in range(months_between(first, span[1]) + 1)]
        own = _series(known, (one.organisation_id, one.dimension, one.category), months)
        of_all = _series(known, (one.organisation_id, Dimension.ALL, ""), months)
        changed = watch.changed_on
        found.append(
            Watched(
                one,
                watch,
                difference(changed, own, first=first, last=span[1]) if changed else None,
                difference(changed, of_all, first=first, last=span[1]) if changed else None,
                own,
                changed,
            )
        )
    return found


def _monthly(evidence: Sequence[ProposalEvidence]) -> dict[Series, dict[date, int | None]]:
    rows = Figure.objects.filter(
        period=FigurePeriod.MONTH,
        organisation__in={one.organisation_id for one in evidence},
        dimension__in={one.dimension for one in evidence} | {str(Dimension.ALL)},
        category__in={one.category for one in evidence} | {"", WHOLE_TABLE},
    )
    found: dict[Series, dict[date, int | None]] = {}
    for organisation, dimension, category, start, value in rows.values_list(
        "organisation", "dimension", "category", "start_date", "value"
    ):
        found.setdefault((organisation, dimension, category), {})[start] = value
    return found


def _firsts(evidence: Sequence[ProposalEvidence]) -> dict[int, date]:
    """Each organisation's first month."""
    rows = Figure.objects.filter(
        organisation__in={one.organisation_id for one in evidence},
        period=FigurePeriod.MONTH,
        dimension=Dimension.ALL,
    )
    return dict(
        rows.order_by()
        .values("organisation")
        .annotate(first=Min("start_date"))
        .values_list("organisation", "first")
    )


def _series(
    known: dict[Series, dict[date, int | None]], series: Series, months: Sequence[date]
) -> dict[date, int | None]:
    """Every month: hidden where its whole table is, and nobody where nothing is said."""
    own = known.get(series, {})
    closed = known.get((series[0], series[1], WHOLE_TABLE), {})
    return {month: None if month in closed else own.get(month, 0) for month in months}
