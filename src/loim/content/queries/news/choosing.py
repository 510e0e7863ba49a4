"""A week's news with what helps to choose: readers by language, what was decided, what is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet, Sum

from loim.common.translated import LANGUAGES
from loim.content.logic.news.weeks import Week
from loim.content.models import NewsItem, ReadCount, State, TextState, TranslationWish
from loim.content.queries.news.listed import readings
from loim.content.queries.pages.listed import kept_by, with_titles
from loim.people.permissions import Person

USUAL_DAYS = timedelta(days=90)


@dataclass(frozen=True)
class Choice:
    """One language of one item. `wish` is the decision, None where nobody has looked yet."""

    language: str
    language_name: str
    is_source: bool
    state: str
    readings: int
    wish: TranslationWish | None

    @property
    def is_wanted(self) -> bool:
        return self.wish is not None and self.wish.is_wanted

    @property
    def is_published(self) -> bool:
        return self.state != State.MISSING


@dataclass(frozen=True)
class ItemChoices:
    item: Any
    choices: list[Choice]

    @property
    def is_decided(self) -> bool:
        return all(choice.is_source or choice.wish is not None for choice in self.choices)


def items_of_week(person: Person, week: Week) -> QuerySet[Any]:
    """Published or not: a translation may be ordered before the news comes out."""
    rows = kept_by(person, NewsItem).filter(news_date__range=(week.monday, week.sunday))
    return with_titles(rows).order_by("news_date", "pk")


def choices_of(items: Iterable[Any]) -> list[ItemChoices]:
    """Three queries however many they are."""
    rows = list(items)
    texts = [row.text_id for row in rows]
    states = {
        (state.text_id, state.language): state for state in TextState.objects.filter(text__in=texts)
    }
    wishes = {
        (wish.text_id, wish.language): wish
        for wish in TranslationWish.objects.filter(text__in=texts).select_related("wished_by")
    }
    read = readings(texts)
    return [
        ItemChoices(
            row,
            [
                Choice(
                    code, name, row.text.source_language == code,
                    states[row.text_id, code].state, read.get((row.text_id, code), 0),
                    wishes.get((row.text_id, code)),
                )
                for code, name in LANGUAGES
            ],
        )
        for row in rows
    ]  # fmt: skip


def usual_readings(person: Person, today: date) -> list[tuple[str, str, int]]:
    """(language, its name, readings) of all news that this person keeps, in the last 90 days."""
    rows = ReadCount.objects.filter(
        text__in=kept_by(person, NewsItem).values("text"), day__gt=today - USUAL_DAYS
    )
    totals = dict(rows.values_list("language").annotate(Sum("readings")))
    return [(code, name, totals.get(code, 0)) for code, name in LANGUAGES]
