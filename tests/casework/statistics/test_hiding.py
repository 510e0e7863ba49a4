"""Nobody rebuilds a hidden cell from all that is published: months, quarters, years, every filter.

The reader here knows every table, total and filter at once and solves them together, with a program
of their own: whole numbers, by scipy. The negative control hides small cells alone.
"""

from collections.abc import Iterable
from datetime import date
from itertools import permutations, product
from zlib import crc32

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from loim.casework.logic.statistics.family import Family, Sum, as_read
from loim.casework.logic.statistics.hiding import hidden_cells
from loim.casework.logic.statistics.periods import PeriodKind, quarter_of
from loim.casework.logic.statistics.tables import Key, Shown, publish

MONTHS = [date(2023, number, 1) for number in range(1, 13)]
CHANNELS = ["desk", "phone", "email"]
TOPICS = ["housing", "work", "school"]
UNIVERSE = [*(("channel", one) for one in CHANNELS), ("topic", "~")]
Read = dict[Key, int | None]


def rank_of(cell: object) -> float:
    """Of each cell another one, the same every time."""
    return crc32(str(cell).encode()) / 2**32


def published(months: list[dict[tuple[str, str], int]]) -> tuple[Read, dict[Key, int]]:
    """All that was published month by month, and the truth of its hidden cells."""
    counts: dict[tuple[date, str, str], int] = {}
    figures: Read = {}
    closed: set[tuple[PeriodKind, date, str]] = set()
    for month, own in zip(MONTHS, months, strict=False):
        for name, number in own.items():
            if number:
                counts[month, *name] = number
        hidden = [key for key, value in figures.items() if value is None]
        shown: Shown = publish(
            counts, month=month, hidden=hidden, closed=closed, rank_of=rank_of, universe=UNIVERSE
        )
        figures |= shown.figures
        closed |= shown.closed
    return _as_reader(figures, closed, counts, len(months))


def _as_reader(
    figures: Read,
    closed: set[tuple[PeriodKind, date, str]],
    counts: dict[tuple[date, str, str], int],
    many: int,
) -> tuple[Read, dict[Key, int]]:
    """Every cell that a reader can think of. What a period comes to is known to them: programmes
    count it, too. A category that is not told had nobody, unless its whole table is closed."""
    names = {("all", ""), ("mentions", ""), *(("channel", one) for one in CHANNELS)}
    names |= {("topic", one) for one in (*TOPICS, "~")}
    read: Read = {}
    truth: dict[Key, int] = {}
    for period, start, months in _periods(many):
        for name in names:
            key = Key(period, start, *name)
            truth[key] = sum(counts.get((month, *name), 0) for month in months)
            if key.dimension == "all":
                read[key] = truth[key]
            elif key.table in closed:
                read[key] = None
            else:
                read[key] = figures.get(key, 0)
    assert all(truth[key] == value for key, value in read.items() if value is not None)
    return read, truth


def _periods(many: int) -> Iterable[tuple[PeriodKind, date, list[date]]]:
    for month in MONTHS[:many]:
        yield PeriodKind.MONTH, month, [month]
    for first in range(0, many - many % 3, 3):
        yield PeriodKind.QUARTER, MONTHS[first], MONTHS[first : first + 3]
    if many == 12:
        yield PeriodKind.YEAR, MONTHS[0], MONTHS


def equations(read: Read) -> list[tuple[Key, list[Key]]]:
    """Everything that adds up, written anew: whole and parts."""
    found: dict[tuple[Key, str], list[Key]] = {}
    for key in read:
        if key.dimension in ("channel", "topic"):
            whole = "all" if key.dimension == "channel" else "mentions"
            found.setdefault(
                (key._replace(dimension=whole, category=""), key.dimension), []
            ).append(key)
        if key.period == PeriodKind.MONTH:
            quarter = quarter_of(key.start_date).start_date
            later = key._replace(period=PeriodKind.QUARTER, start_date=quarter)
        elif key.period == PeriodKind.QUARTER:
            later = key._replace(period=PeriodKind.YEAR, start_date=MONTHS[0])
        else:
            continue
        if later in read:
            found.setdefault((later, "time"), []).append(key)
    return [(whole, parts) for (whole, _by), parts in found.items()]


def possible(read: Read) -> dict[Key, tuple[int, int]]:
    """By the reader's own program: the least and the greatest whole number of each hidden cell."""
    unknown = sorted(key for key, value in read.items() if value is None)
    place = {key: number for number, key in enumerate(unknown)}
    if not unknown:
        return {}
    rows, sums = [], []
    for whole, parts in equations(read):
        row, known = np.zeros(len(unknown)), 0
        for key, sign in [(whole, -1), *((part, 1) for part in parts)]:
            if key in place:
                row[place[key]] = sign
            else:
                known += sign * (read[key] or 0)
        if row.any():
            rows.append(row)
            sums.append(-known)
    open_tables = {key.table for key, value in read.items() if value is not None}
    least = [1 if key.table in open_tables else 0 for key in unknown]
    most = [
        read[key._replace(dimension="all", category="")] if key.dimension == "topic" else 500
        for key in unknown
    ]
    limits = LinearConstraint(np.array(rows), sums, sums) if rows else ()

    def extreme(number: int, sign: int) -> int:
        price = np.zeros(len(unknown))
        price[number] = sign
        solved = milp(
            price, constraints=limits, integrality=np.ones(len(unknown)), bounds=Bounds(least, most)
        )
        assert solved.success
        return round(solved.x[number])

    return {key: (extreme(n, 1), extreme(n, -1)) for n, key in enumerate(unknown)}


def month_of_enquiries() -> st.SearchStrategy[dict[tuple[str, str], int]]:
    """Channels in any numbers; each enquiry about one topic, some about two."""

    def spread(said: tuple[list[int], list[int], int]) -> dict[tuple[str, str], int]:
        channels, weights, more = said
        total = sum(channels)
        topics = [0] * len(TOPICS)
        for number in range(total):
            topics[weights[number % len(weights)]] += 1
        if total and more and topics[(weights[0] + 1) % 3] < total:
            topics[(weights[0] + 1) % 3] += 1
        found = {("channel", name): n for name, n in zip(CHANNELS, channels, strict=True)}
        found |= {("topic", name): n for name, n in zip(TOPICS, topics, strict=True)}
        return found | {("all", ""): total, ("mentions", ""): sum(topics)}

    number = st.one_of(st.integers(0, 6), st.integers(0, 40))
    return st.tuples(
        st.lists(number, min_size=3, max_size=3),
        st.lists(st.integers(0, 2), min_size=1, max_size=9),
        st.integers(0, 1),
    ).map(spread)


def few(channels: dict[str, int]) -> dict[tuple[str, str], int]:
    """A month in which everybody asked about work."""
    total = sum(channels.values())
    found = {("channel", name): channels.get(name, 0) for name in CHANNELS}
    return found | {("topic", "work"): total, ("all", ""): total, ("mentions", ""): total}


@given(st.lists(month_of_enquiries(), min_size=3, max_size=4))
@example([few({}), few({"email": 1}), few({"email": 1})])
@example([few({"desk": 1, "email": 32})] * 2 + [few({"phone": 1}), few({"desk": 1, "phone": 1})])
@settings(max_examples=25, deadline=None)
def test_no_hidden_cell_is_rebuilt_from_everything_that_is_published(months):
    read, truth = published(months)

    for key, (low, high) in possible(read).items():
        if truth[key] == 0:
            continue  # that nobody came is no secret
        assert low <= truth[key] <= high
        # Of a table that is closed whole, nobody tells a number exactly.
        enough = 2 if key.table in _closed(read) else 5
        assert high - low + 1 >= enough, (key, low, high)
        assert high >= 5 or key.table in _closed(read), (key, low, high)


def _closed(read: Read) -> set[object]:
    tables = {key.table for key in read}
    return tables - {key.table for key, value in read.items() if value is not None}


def test_a_whole_year_withstands_its_reader():
    months = [
        {
            ("channel", "desk"): 30 + number, ("channel", "phone"): 11, ("channel", "email"): 3,
            ("topic", "housing"): 20 + number, ("topic", "work"): 22,
            ("topic", "school"): 2 + number % 3, ("all", ""): 44 + number,
            ("mentions", ""): 44 + number + number % 3,
        }
        for number in range(12)
    ]  # fmt: skip

    read, truth = published(months)

    intervals = possible(read)
    assert len([key for key in intervals if truth[key] < 5]) == 24
    assert all(high >= 5 and high - low >= 4 for low, high in intervals.values())
    # It is not bought by hiding everything.
    assert sum(value is not None and value > 0 for value in read.values()) > len(intervals)


def test_without_complementary_suppression_the_reader_rebuilds_cells():
    """The negative control: the same reader, of tables in which small cells alone are hidden."""
    months = [
        {("channel", "desk"): 30, ("channel", "phone"): 11, ("channel", "email"): 3,
         ("all", ""): 44, ("topic", "housing"): 44, ("mentions", ""): 44}
    ] * 3  # fmt: skip
    _read, truth = published(months)
    read: Read = {
        key: None if 0 < value < 5 and key.dimension != "all" else value
        for key, value in truth.items()
    }

    assert set(possible(read).values()) == {(3, 3)}


def test_hidden_months_are_not_found_by_subtracting_them_from_their_quarter():
    """With a quarter shown, January is the quarter without the other months."""
    months = [
        {("channel", "desk"): 30, ("channel", "phone"): small, ("all", ""): 30 + small,
         ("topic", "housing"): 30 + small, ("mentions", ""): 30 + small}
        for small in (3, 20, 25)
    ]  # fmt: skip

    read, _truth = published(months)

    january = Key(PeriodKind.MONTH, MONTHS[0], "channel", "phone")
    low, high = possible(read)[january]
    assert high - low >= 4


@pytest.mark.parametrize(("most", "threshold"), [(5, 3)])
def test_whoever_knows_how_cells_are_chosen_finds_none_in_a_table(most, threshold):
    """Every table of a size, with every order of ranks, that gives the same page: of one table the
    reader may even know this very program."""
    names = ["a", "b", "c"]
    pages: dict[object, set[tuple[int, ...]]] = {}
    orders = [dict(zip(names, order, strict=True)) for order in permutations((0.1, 0.2, 0.3))]
    for numbers in product(range(most + 1), repeat=3):
        values = {**dict(zip(names, numbers, strict=True)), "all": sum(numbers)}
        family = Family(values, [Sum("all", tuple(names))], kept=frozenset({"all"}))
        small = any(0 < number < threshold for number in numbers)
        for order in orders if small else orders[:1]:
            hidden = hidden_cells(
                family, rank_of={**order, "all": 0.4}.__getitem__, threshold=threshold
            )
            page = tuple(sorted(as_read(values, hidden).items()))
            pages.setdefault(page, set()).add(numbers)

    for page, tables in pages.items():
        # A number beyond `most` gives the same page; it was only not tried.
        if any(most in numbers for numbers in tables):
            continue
        for name, value in page:
            if value is None and name in names:
                place = names.index(name)
                assert len({numbers[place] for numbers in tables}) > 1, (page, tables)
