"""Results by county and by kind of municipality, and one question against another."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from loim.common.suppression import suppress
from loim.people.models import County
from loim.people.models.municipality import MunicipalityKind
from loim.surveys.logic.disclosure import hidden_rows
from loim.surveys.logic.pooling import small_groups
from loim.surveys.models import CHOICE_KINDS, Survey, SurveyQuestion, SurveyQuestionKind
from loim.surveys.queries.counting import Cell, Counted, Group, added
from loim.surveys.queries.questionnaire import options_of
from loim.surveys.queries.results import DEGREES, WANTING, degree_label, mean_of

POOL = "*"  # the key of groups that were put together
_KIND = SurveyQuestionKind


@dataclass(frozen=True)
class GroupRow:
    """`cells`: numbers by column, None where hidden."""

    label: str
    answered: int
    cells: tuple[int | float | None, ...]


@dataclass(frozen=True)
class GroupTable:
    question: SurveyQuestion
    columns: tuple[str, ...]
    rows: tuple[GroupRow, ...]
    is_mean: bool = False

    @property
    def hides_something(self) -> bool:
        return any(cell is None for row in self.rows for cell in row.cells)


@dataclass(frozen=True)
class ResponseRow:
    label: str
    invited: int | None
    answered: int | None

    @property
    def share(self) -> float | None:
        return self.answered / self.invited if self.invited and self.answered is not None else None


class Grouping:
    """How groups are told apart: by county or by kind of municipality. One query at most."""

    def __init__(self, by: str) -> None:
        self.by = by
        names = (
            dict(County.objects.order_by("name").values_list("pk", "name"))
            if by == "county"
            else {str(value): str(label) for value, label in MunicipalityKind.choices}
        )
        self.names: dict[str, str] = {**names, "": _("not known"), POOL: _("others together")}

    def key(self, group: Group) -> str:
        return group[0] if self.by == "county" else group[1]

    def in_order(self, keys: "set[str]") -> list[str]:
        return [key for key in self.names if key in keys]


def response_by(counted: Counted, grouping: Grouping, *, protects: bool) -> list[ResponseRow]:
    invited: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for group, n in counted.invited.items():
        invited[grouping.key(group)] += n
        answered[grouping.key(group)] += counted.has_answered[group]
    keys = grouping.in_order(set(invited))
    numbers: list[tuple[int | None, int | None]] = [(invited[key], answered[key]) for key in keys]
    if protects and len(keys) > 1:
        shown = suppress([[invited[key], answered[key]] for key in keys], ranks=_ranks(keys))
        numbers = [(row[0], row[1]) for row in shown.rows]
    return [
        ResponseRow(grouping.names[key], n, m) for key, (n, m) in zip(keys, numbers, strict=True)
    ]


def _ranks(keys: Sequence[str]) -> list[str]:
    return [salted_hmac("loim.surveys.groups", key).hexdigest() for key in keys]


def group_table(
    question: SurveyQuestion, counted: Counted, grouping: Grouping, *, protects: bool
) -> GroupTable | None:
    """None for texts. Where `protects`, groups of fewer than five are put together."""
    answered: Counter[str] = Counter()
    for group, n in counted.answered[question.pk].items():
        answered[grouping.key(group)] += n
    pooled = small_groups(answered) if protects else frozenset()
    to_key: Callable[[Group], str] = lambda group: (  # noqa: E731  # two words shorter than a function
        POOL if grouping.key(group) in pooled else grouping.key(group)
    )
    sizes: Counter[str] = Counter()
    for group, n in counted.answered[question.pk].items():
        sizes[to_key(group)] += n
    if protects and 0 < sizes[POOL] < 5:
        return None
    keys = grouping.in_order(set(sizes))
    if question.kind == _KIND.NUMBER:
        return _numbers(question, counted, grouping, sizes=sizes, to_key=to_key)
    cells: dict[str, list[Counter[Cell]]] = {key: [] for key in keys}
    for group, counter in counted.cells[question.pk].items():
        cells[to_key(group)].append(counter)
    whole = {key: added(counters) for key, counters in cells.items()}
    build = _disjoint if question.kind in (_KIND.ONE_OF, _KIND.SCALE) else _each_apart
    if question.kind in (_KIND.SHORT_TEXT, _KIND.LONG_TEXT):
        return None
    return build(question, keys, whole, sizes, grouping, protects=protects)


def _disjoint(
    question: SurveyQuestion,
    keys: Sequence[str],
    whole: Mapping[str, Counter[Cell]],
    sizes: Mapping[str, int],
    grouping: Grouping,
    *,
    protects: bool,
) -> GroupTable:
    """Everybody is in one column, so a row adds up to its total."""
    wanted: list[Cell]
    if question.kind == _KIND.SCALE:
        wanted = [(None, degree) for degree in DEGREES]
        columns = [degree_label(question, degree) for degree in DEGREES]
    else:
        wanted = [(option.pk, None) for option in options_of(question)]
        columns = [option.text("label") for option in options_of(question)]
    table = [[whole[key][cell] for cell in wanted] for key in keys]
    hidden = hidden_rows(table, range(len(wanted))) if protects else frozenset()
    rows = [
        GroupRow(
            grouping.names[key],
            sizes[key],
            tuple(None if place in hidden else n for n in table[place]),
        )
        for place, key in enumerate(keys)
    ]
    return GroupTable(question, tuple(columns), tuple(rows))


def _each_apart(
    question: SurveyQuestion,
    keys: Sequence[str],
    whole: Mapping[str, Counter[Cell]],
    sizes: Mapping[str, int],
    grouping: Grouping,
    *,
    protects: bool,
) -> GroupTable:
    """Each option is a table of its own: who asked for it and who did not."""
    options = options_of(question)
    columns: list[list[int | None]] = []
    for option in options:
        numbers = [wanting(question, whole[key], option.pk) for key in keys]
        table = [[n, sizes[key] - n] for n, key in zip(numbers, keys, strict=True)]
        hidden = hidden_rows(table, [0]) if protects else frozenset()
        columns.append([None if place in hidden else n for place, n in enumerate(numbers)])
    rows = [
        GroupRow(grouping.names[key], sizes[key], tuple(column[place] for column in columns))
        for place, key in enumerate(keys)
    ]
    return GroupTable(question, tuple(option.text("label") for option in options), tuple(rows))


def wanting(question: SurveyQuestion, cells: Counter[Cell], option: int) -> int:
    own = {cell: n for cell, n in cells.items() if cell[0] == option}
    if question.kind == _KIND.MATRIX:
        return sum(own.get((option, degree), 0) for degree in WANTING)
    return sum(own.values())


def _numbers(
    question: SurveyQuestion,
    counted: Counted,
    grouping: Grouping,
    *,
    sizes: Mapping[str, int],
    to_key: Callable[[Group], str],
) -> GroupTable:
    keys = grouping.in_order(set(sizes))
    totals: dict[str, Decimal] = {}
    for group, total in counted.number_totals[question.pk].items():
        totals[to_key(group)] = totals.get(to_key(group), Decimal(0)) + total
    rows = [
        GroupRow(
            grouping.names[key],
            sizes[key],
            (float(totals.get(key, Decimal(0)) / sizes[key]),),
        )
        for key in keys
    ]
    return GroupTable(question, (_("average"),), tuple(rows), is_mean=True)


def crossable(question: SurveyQuestion) -> bool:
    return question.kind in CHOICE_KINDS or question.kind == _KIND.SCALE


_CROSS = """
    SELECT coalesce(a.option_id::text, a.value::text, '-'),
        coalesce(b.option_id::text, b.value::text, '-'), count(*)
    FROM surveys_sheetanswer a JOIN surveys_sheetanswer b ON a.sheet_id = b.sheet_id
    WHERE a.question_id = %s AND b.question_id = %s
    GROUP BY 1, 2
"""
_ANSWERED = """
    SELECT coalesce(a.option_id::text, a.value::text, '-'), count(DISTINCT a.sheet_id)
    FROM surveys_sheetanswer a
    WHERE a.question_id = %s AND EXISTS (
        SELECT 1 FROM surveys_sheetanswer b WHERE b.sheet_id = a.sheet_id AND b.question_id = %s)
    GROUP BY 1
"""


def crosstab(
    survey: Survey, down: SurveyQuestion, across: SurveyQuestion, *, protects: bool
) -> GroupTable:
    """Two queries. Rows of fewer than five are put together where `protects`."""
    with connection.cursor() as cursor:
        cursor.execute(_CROSS, [down.pk, across.pk])
        found = {(row, column): n for row, column, n in cursor.fetchall()}
        cursor.execute(_ANSWERED, [down.pk, across.pk])
        answered: dict[str, int] = dict(cursor.fetchall())
    names = _columns(down)
    pooled = small_groups(answered) if protects else frozenset()
    # Whoever chooses several stands in several rows: there they cannot be added up.
    if pooled and down.kind == _KIND.SEVERAL_OF:
        answered = {key: n for key, n in answered.items() if key not in pooled}
        pooled = frozenset()
    sizes: Counter[str] = Counter()
    cells: dict[str, Counter[str]] = {}
    for key in names:
        if key in answered:
            row = POOL if key in pooled else key
            sizes[row] += answered[key]
            own = {column: n for (first, column), n in found.items() if first == key}
            cells.setdefault(row, Counter()).update(own)
    names[POOL] = _("others together")
    keys = [key for key in names if key in sizes and not (protects and sizes[key] < 5)]
    columns = _columns(across)
    table = [[cells[key][column] for column in columns] for key in keys]
    shown = _shown_cells(table, [sizes[key] for key in keys], across, protects=protects)
    rows = [GroupRow(names[key], sizes[key], tuple(shown[place])) for place, key in enumerate(keys)]
    return GroupTable(across, tuple(columns.values()), tuple(rows))


def _shown_cells(
    table: list[list[int]], sizes: list[int], across: SurveyQuestion, *, protects: bool
) -> list[list[int | None]]:
    shown: list[list[int | None]] = [list(row) for row in table]
    if not protects or not table:
        return shown
    if across.kind != _KIND.SEVERAL_OF:
        hidden = hidden_rows(table, range(len(table[0])))
        return [[None] * len(row) if place in hidden else row for place, row in enumerate(shown)]
    for column in range(len(table[0])):
        pairs = [[row[column], size - row[column]] for row, size in zip(table, sizes, strict=True)]
        for place in hidden_rows(pairs, [0]):
            shown[place][column] = None
    return shown


def _columns(question: SurveyQuestion) -> dict[str, str]:
    """By the key that the query gives."""
    if question.kind == _KIND.SCALE:
        return {
            "-" if degree is None else f"{degree:.2f}": degree_label(question, degree)
            for degree in DEGREES
        }
    return {str(option.pk): option.text("label") for option in options_of(question)}


__all__ = ["Grouping", "crossable", "crosstab", "group_table", "mean_of", "response_by"]
