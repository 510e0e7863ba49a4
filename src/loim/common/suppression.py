"""Small numbers are not shown, and nobody can compute them from what is shown.

A number of one to four people may tell about one of them. Hiding that number alone is not
enough where totals stand beside it, so other rows are hidden with it (complementary
suppression: Cox 1980, "Suppression methodology and statistical disclosure control", JASA 75;
Willenborg and de Waal 2001, "Elements of Statistical Disclosure Control", chapter 4). Nor is it
enough against a reader who knows how rows are chosen and tries every table that would give
the same page (Wong et al. 2007, "Minimality attack in privacy preserving data publishing").

Why it holds: rows are chosen by their numbers alone, and among equal ones by ranks that no
reader knows. So the hidden rows could change places with each other and the page would be
the same; and they are not all equal in any column that somebody is in. Every hidden number
may therefore be another one. Nobody (0) is a number like any other: that nobody came from a
county is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

THRESHOLD = 5


@dataclass(frozen=True)
class ShownTable:
    """Numbers that may be shown; None is one that may not.

    `together` is what the hidden rows come to; None where no row is hidden.
    """

    rows: tuple[tuple[int | None, ...], ...]
    totals: tuple[int | None, ...]
    together: tuple[int | None, ...] | None
    is_hidden: tuple[bool, ...]

    @property
    def hides_something(self) -> bool:
        return any(number is None for row in (*self.rows, self.totals) for number in row)


def suppress(
    rows: Sequence[Sequence[int]], *, ranks: Sequence[str], threshold: int = THRESHOLD
) -> ShownTable:
    """What may be shown of a table whose rows add up to totals.

    The columns are stages: in each row a number is at most the one before it (of those who
    applied some are admitted, of those some came). `rows` must be the whole list of groups,
    those without anybody among them, two at least. `ranks` are different texts that no reader
    can guess, one for each row, the same every time. Raises ValueError where this is not so.
    """
    _check(rows, ranks, threshold)
    totals = [sum(column) for column in zip(*rows, strict=True)]
    # Where the total itself is small, nothing of the column can be shown.
    shown_columns = {
        column for column, total in enumerate(totals) if not _is_small(total, threshold)
    }
    hidden = _hidden_rows(rows, ranks, shown_columns, threshold)
    together = [sum(rows[place][column] for place in hidden) for column in range(len(totals))]
    shown = tuple(
        _shown_row(row, shown_columns, together if place in hidden else None)
        for place, row in enumerate(rows)
    )
    return ShownTable(
        rows=shown,
        totals=_shown_row(totals, shown_columns, None),
        together=_shown_row(together, shown_columns, None) if hidden else None,
        is_hidden=tuple(place in hidden for place in range(len(rows))),
    )


def _is_small(number: int, threshold: int) -> bool:
    return 0 < number < threshold


def _hidden_rows(
    rows: Sequence[Sequence[int]], ranks: Sequence[str], shown_columns: set[int], threshold: int
) -> set[int]:
    """Every row with a small number, and others until nothing of any can be computed.

    Empties `shown_columns` where all rows together cannot hide them.
    """
    hidden = {
        place
        for place, row in enumerate(rows)
        if any(_is_small(row[column], threshold) for column in shown_columns)
    }
    while lacking := _lacking_column(rows, hidden, shown_columns, threshold):
        column, is_too_small = lacking
        helpful = [
            ((not row[column], *row, ranks[place]), place)
            for place, row in enumerate(rows)
            if place not in hidden and (row[column] or not is_too_small)
        ]
        if not helpful:
            shown_columns.clear()
            return set()
        hidden.add(min(helpful)[1])
    return hidden


def _lacking_column(
    rows: Sequence[Sequence[int]], hidden: set[int], shown_columns: set[int], threshold: int
) -> tuple[int, bool] | None:
    """The first column whose hidden numbers are too few together, or all the same."""
    for column in sorted(shown_columns):
        numbers = [rows[place][column] for place in hidden]
        if _is_small(sum(numbers), threshold):
            return column, True
        if any(numbers) and len(set(numbers)) == 1:
            return column, False
    return None


def _shown_row(
    row: Sequence[int], shown_columns: set[int], together: Sequence[int] | None
) -> tuple[int | None, ...]:
    """`together` is given for a hidden row: only that nobody is in any of them is shown."""
    shown: list[int | None] = []
    for column, number in enumerate(row):
        if column not in shown_columns:
            # Nobody came of nobody: to hide that would hide nothing.
            is_nobody = column > 0 and shown[column - 1] == 0
            shown.append(0 if is_nobody else None)
        elif together is None or together[column] == 0:
            shown.append(number)
        else:
            shown.append(None)
    return tuple(shown)


def _check(rows: Sequence[Sequence[int]], ranks: Sequence[str], threshold: int) -> None:
    if threshold < 3:
        raise ValueError("Below three there is no small number that another could be.")
    if len(rows) < 2 or not rows[0] or len({len(row) for row in rows}) > 1:
        raise ValueError("A table has two rows at least, all of one length.")
    if len(ranks) != len(rows) or len(set(ranks)) != len(ranks):
        raise ValueError("Every row has a rank of its own.")
    for row in rows:
        if min(row) < 0 or any(after > before for before, after in pairwise(row)):
            raise ValueError("Of those counted before, no more can be counted after.")
