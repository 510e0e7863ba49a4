"""News, the latest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import get_language

from loim.content.logic.news.weeks import Week, week_of
from loim.content.models import NewsItem, ReadCount, State, TextState
from loim.content.queries.media.shown import attach_pictures
from loim.content.queries.pages.listed import PageFilter, narrowed
from loim.content.queries.reading import attach_texts


@dataclass(frozen=True)
class NewsFilter(PageFilter):
    language: str = ""  # only what can be read in it


def listed_news(wanted: NewsFilter, today: date) -> QuerySet[NewsItem]:
    rows: QuerySet[Any] = NewsItem.objects.published(today).filter(news_date__lte=today)
    rows = narrowed(rows, wanted)
    if wanted.language:
        rows = rows.filter(_is_in(wanted.language))
    return rows.select_related("text__owner", "municipality", "picture").order_by(
        "-news_date", "-pk"
    )


def _is_in(language: str) -> Exists:
    states = TextState.objects.filter(text=OuterRef("text"), language=language)
    return Exists(states.exclude(state=State.MISSING))


def latest_news(
    language: str | None = None, limit: int = 3, *, today: date | None = None
) -> list[Any]:
    """For other pages: each has `.shown` and `.shown_picture`. What can be read in the language
    alone, since the rest was not chosen for its readers; where there is none, all news. Four
    queries, or five."""
    language = language or get_language() or "et"
    today = today or timezone.localdate()
    rows = list(listed_news(NewsFilter(language=language), today)[:limit])
    rows = rows or list(listed_news(NewsFilter(), today)[:limit])
    return attach_pictures(attach_texts(rows, language), language)


def by_week(items: Iterable[Any]) -> list[tuple[Week, list[Any]]]:
    """In the order in which they come."""
    weeks: dict[Week, list[Any]] = {}
    for item in items:
        weeks.setdefault(week_of(item.news_date), []).append(item)
    return list(weeks.items())


def readings(texts: Iterable[int], since: date | None = None) -> dict[tuple[int, str], int]:
    """How often each text was opened by readers of each language; one query."""
    rows = ReadCount.objects.filter(text__in=list(texts))
    if since is not None:
        rows = rows.filter(day__gte=since)
    totals = rows.values_list("text_id", "language").annotate(Sum("readings"))
    return {(text, language): count for text, language, count in totals}
