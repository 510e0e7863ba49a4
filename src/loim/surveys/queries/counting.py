"""Answers counted by the database: as many queries for five answers as for five thousand.

Everything is counted once by question, option, value, county and kind of municipality; the
results add these up in whichever way a page shows them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection
from django.db.models import Count, Q

from loim.surveys.models import SheetAnswer, Survey

Group = tuple[str, str]  # county's code, kind of municipality; '' where not kept
Cell = tuple[int | None, Decimal | None]  # option's key, value


@dataclass(frozen=True)
class NumberFacts:
    answered: int
    total: Decimal
    median: Decimal | None
    least: Decimal | None
    most: Decimal | None


@dataclass
class Counted:
    """`cells[question][group][cell]` and `answered[question][group]`: how many sheets."""

    sheets: Counter[Group] = field(default_factory=Counter)
    invited: Counter[Group] = field(default_factory=Counter)
    has_answered: Counter[Group] = field(default_factory=Counter)
    answered: dict[int, Counter[Group]] = field(default_factory=lambda: defaultdict(Counter))
    cells: dict[int, dict[Group, Counter[Cell]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Counter))
    )
    numbers: dict[int, NumberFacts] = field(default_factory=dict)
    number_totals: dict[int, Counter[Group]] = field(default_factory=lambda: defaultdict(Counter))
    texts: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def total(self) -> int:
        return self.sheets.total()

    @property
    def all_invited(self) -> int:
        return self.invited.total()

    @property
    def all_answered(self) -> int:
        """By the invitations: of an anonymous survey some may wait to be mixed."""
        return self.has_answered.total()

    def whole(self, question: int) -> Counter[Cell]:
        return added(self.cells[question].values())


def added(counters: Iterable[Counter[Cell]]) -> Counter[Cell]:
    whole: Counter[Cell] = Counter()
    for counter in counters:
        whole.update(counter)
    return whole


def count_answers(survey: Survey, *, with_texts: bool = True) -> Counted:
    """Six queries; five without texts."""
    counted = Counted()
    _count_people(survey, counted)
    rows = SheetAnswer.objects.filter(sheet__survey=survey)
    by_group = ("sheet__county", "sheet__kind")
    for question, county, kind, n in rows.values_list("question", *by_group).annotate(
        n=Count("sheet", distinct=True)
    ):
        counted.answered[question][county or "", kind] = n
    chosen = rows.filter(text="").exclude(question__kind="number")
    for question, option, value, county, kind, n in chosen.values_list(
        "question", "option", "value", *by_group
    ).annotate(n=Count("pk")):
        counted.cells[question][county or "", kind][option, value] = n
    _count_numbers(survey, counted)
    if with_texts:
        _collect_texts(survey, counted)
    return counted


def _count_people(survey: Survey, counted: Counted) -> None:
    invitations = survey.invitations.values_list("municipality__county", "municipality__kind")
    for county, kind, invited, answered in invitations.annotate(
        invited=Count("pk"), answered=Count("pk", filter=Q(has_answered=True))
    ).order_by():
        group = (county or "", kind or "")
        counted.invited[group] += invited
        counted.has_answered[group] += answered
    for county, kind, n in (
        survey.sheets.values_list("county", "kind").annotate(n=Count("pk")).order_by()
    ):
        counted.sheets[county or "", kind] = n


_NUMBERS = """
    SELECT a.question_id, s.county_id, s.kind, count(*), sum(a.value),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY a.value), min(a.value), max(a.value),
        grouping(s.county_id, s.kind)
    FROM surveys_sheetanswer a
    JOIN surveys_sheet s ON s.id = a.sheet_id
    JOIN surveys_surveyquestion q ON q.id = a.question_id AND q.kind = 'number'
    WHERE s.survey_id = %s
    GROUP BY GROUPING SETS ((a.question_id), (a.question_id, s.county_id, s.kind))
"""


def _count_numbers(survey: Survey, counted: Counted) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS, [survey.pk])
        for question, county, kind, n, total, median, least, most, level in cursor.fetchall():
            if level:
                middle = Decimal(str(median))
                counted.numbers[question] = NumberFacts(n, total, middle, least, most)
            else:
                counted.number_totals[question][county or "", kind] = total


def _collect_texts(survey: Survey, counted: Counted) -> None:
    """In the order of the alphabet: the first text is not the first person's."""
    written = (
        SheetAnswer.objects.filter(question__survey=survey)
        .exclude(text="")
        .order_by("question", "text", "pk")
        .values_list("question", "text")
    )
    for question, text in written:
        counted.texts[question].append(text)
