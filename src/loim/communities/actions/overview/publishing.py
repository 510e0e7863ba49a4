"""Figures of communities are published once a month (docs/decisions/0028-community-figures.md)."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from loim.assessments.models import OverallLevel
from loim.common.suppression import suppress
from loim.common.translated import LANGUAGE_CODES
from loim.communities.logic.overview.publishing import Levels, next_counted
from loim.communities.models import (
    Community,
    CommunityFigure,
    CommunityState,
    CountedCommunity,
    FigureMeasure,
    FiguresMonth,
    Shared,
    Sharing,
)
from loim.communities.queries.overview.levels import PHASES, READINESS, phases_of, readiness_of
from loim.people.models import County

_ONE_AT_A_TIME = 280128  # the number of our advisory lock
_SLUGS = {FigureMeasure.PHASE: PHASES, FigureMeasure.READINESS: READINESS}


def publish_figures(*, now: datetime) -> FiguresMonth | None:
    """For the month that is over, once: again does nothing. None where it was there already."""
    today = localdate(now)
    month = date(today.year - (today.month == 1), (today.month - 2) % 12 + 1, 1)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        if FiguresMonth.objects.filter(month=month).exists():
            return None
        made = FiguresMonth.objects.create(month=month, published_at=now)
        agreeing = _agreeing()
        counties = list(County.objects.order_by("ehak"))
        for measure in FigureMeasure:
            _publish(made, measure, agreeing, counties)
    return made


def _agreeing() -> list[Community]:
    """Who agrees to be counted now, in a county."""
    counted = Sharing.objects.in_force().filter(what=Shared.COUNTED)
    rows = Community.objects.filter(
        pk__in=counted.values("community"), organisation__municipality__isnull=False
    ).exclude(state=CommunityState.ENDED)
    return list(rows.select_related("organisation__municipality").order_by("pk"))


def _publish(
    month: FiguresMonth, measure: FigureMeasure, agreeing: list[Community], counties: list[County]
) -> None:
    names = level_names(_SLUGS[measure])
    if not names:
        return
    now = _levels_now(measure, agreeing, len(names))
    earlier = _earlier(measure)
    rank = _rank_within(f"{measure}:{month}")
    counted = {
        county.pk: next_counted(
            now=now.get(county.pk, {}),
            before=_of(earlier[-1] if earlier else {}, county.pk),
            earlier=[_of(past, county.pk) for past in earlier],
            rank=rank,
        )
        for county in counties
    }
    CountedCommunity.objects.bulk_create(
        CountedCommunity(
            month=month, measure=measure, community_id=community, county_id=county, level=level
        )
        for county, levels in counted.items()
        for community, level in levels.items()
    )
    write_figures(month, measure, counties, counted, names)


def write_figures(
    month: FiguresMonth,
    measure: FigureMeasure,
    counties: list[County],
    counted: dict[str, dict[int, int]],
    names: list[dict[str, str]],
) -> None:
    """Every county is a row, those without anybody among them."""
    ranks = [_secret(f"{measure}:{county.pk}") for county in counties]
    for place, said in enumerate(names, 1):
        rows = [
            [sum(1 for level in counted[county.pk].values() if level == place)]
            for county in counties
        ]
        shown: list[int | None] = [None] * len(rows)
        if len(rows) > 1:
            shown = [row[0] for row in suppress(rows, ranks=ranks).rows]
        CommunityFigure.objects.bulk_create(
            CommunityFigure(
                month=month, measure=measure, county=county, level=place, level_names=said,
                number=number,
            )
            for county, number in zip(counties, shown, strict=True)
        )  # fmt: skip


def _levels_now(
    measure: FigureMeasure, agreeing: list[Community], most: int
) -> dict[str, dict[int, int]]:
    subjects = [one.subject_id for one in agreeing]
    found = phases_of(subjects) if measure == FigureMeasure.PHASE else readiness_of(subjects)
    levels: dict[str, dict[int, int]] = {}
    for one in agreeing:
        result, place = found.get(one.subject_id), one.organisation.municipality
        if result is not None and result.level_place and place is not None:
            level = min(result.level_place, most)
            levels.setdefault(place.county_id, {})[one.pk] = level
    return levels


def _earlier(measure: FigureMeasure) -> list[dict[tuple[str, int], int]]:
    """Each month so far, the oldest first, those without anybody among them."""
    found: dict[int, dict[tuple[str, int], int]] = {
        key: {} for key in FiguresMonth.objects.order_by("month").values_list("pk", flat=True)
    }
    for row in CountedCommunity.objects.filter(measure=measure):
        found[row.month_id][row.county_id, row.community_id] = row.level
    return list(found.values())[:-1]  # the last is the one being made


def _of(past: dict[tuple[str, int], int], county: str) -> Levels:
    return {community: level for (where, community), level in past.items() if where == county}


def level_names(slug: str) -> list[dict[str, str]]:
    """Of the newest published version, the lowest first, in each language."""
    rows = OverallLevel.objects.filter(
        version__questionnaire__slug=slug, version__state="published"
    ).select_related("version")
    levels = list(rows.order_by("-version__number", "from_percent"))
    newest = [level for level in levels if level.version_id == levels[0].version_id]
    return [{code: str(level.text("name", code)) for code in LANGUAGE_CODES} for level in newest]


def _rank_within(name: str) -> Callable[[int], float]:
    """Numbers from 0 to 1 that nobody can guess who does not know the platform's secret."""
    return lambda thing: int(_secret(f"{name}:{thing}")[:13], 16) / 16**13


def _secret(text: str) -> str:
    return salted_hmac("loim.communities.figures", text).hexdigest()
