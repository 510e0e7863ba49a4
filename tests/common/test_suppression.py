"""Nobody computes a hidden number: tried for every table of a size, by whoever knows the rules."""

from collections import defaultdict
from itertools import combinations_with_replacement, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loim.common.suppression import ShownTable, suppress

RANKS = "abcdefghijklmnop"


def hide(rows, threshold=5, ranks=RANKS) -> ShownTable:
    return suppress(rows, ranks=ranks[: len(rows)], threshold=threshold)


def test_a_table_without_small_numbers_is_shown_whole():
    shown = hide([(12, 9), (0, 0), (7, 5)])

    assert shown == ShownTable(
        rows=((12, 9), (0, 0), (7, 5)),
        totals=(19, 14),
        together=None,
        is_hidden=(False, False, False),
    )
    assert not shown.hides_something


def test_a_small_number_is_hidden_with_the_smallest_other_row():
    shown = hide([(20, 18), (2, 2), (9, 8), (0, 0)])

    assert shown.rows == ((20, 18), (None, None), (None, None), (0, 0))
    assert shown.totals == (31, 28)
    assert shown.together == (11, 10)


def test_small_numbers_that_are_enough_together_hide_no_other_row():
    assert hide([(20,), (2,), (4,)]).rows == ((20,), (None,), (None,))


def test_a_row_is_hidden_whole_for_one_small_number_in_it():
    shown = hide([(20, 18), (9, 4), (8, 8)])

    assert shown.rows == ((20, 18), (None, None), (None, None))


def test_a_small_total_hides_its_column_except_where_nobody_could_be():
    shown = hide([(20, 3), (9, 0), (0, 0)])

    assert shown.rows == ((20, None), (9, None), (0, 0))
    assert shown.totals == (29, None)


def test_that_nobody_came_of_all_hidden_ones_is_told():
    shown = hide([(20, 0), (2, 0), (9, 0)])

    assert shown.rows == ((20, 0), (None, 0), (None, 0))


def test_equal_small_numbers_that_come_to_enough_are_hidden_with_one_more():
    """Three and three of six would be known: both are small, and neither is four."""
    assert hide([(20,), (3,), (3,)]).rows == ((None,), (None,), (None,))


def test_equal_numbers_everywhere_are_hidden_with_their_total():
    assert hide([(3,), (3,)]) == ShownTable(((None,), (None,)), (None,), None, (False, False))


@pytest.mark.parametrize(
    ("rows", "ranks"),
    [
        ([], ""),
        ([(3,)], "a"),
        ([(3, 4), (1, 1)], "ab"),
        ([(1,), (2, 1)], "ab"),
        ([(-1,), (0,)], "ab"),
        ([(1,), (2,)], "aa"),
        ([(1,), (2,)], "a"),
    ],
)
def test_what_is_no_table_of_stages_is_refused(rows, ranks):
    with pytest.raises(ValueError):
        suppress(rows, ranks=ranks)


def nested_rows(most: int, stages: int) -> list[tuple[int, ...]]:
    return [row[::-1] for row in combinations_with_replacement(range(most + 1), stages)]


def determined(groups, stages, most, threshold, method=hide) -> list[object]:
    """Hidden numbers with one possible value for a reader who tries every table, with every
    order of ranks, that gives the same page: such a reader knows how rows are chosen, too.
    """
    pages = defaultdict(set)
    orders = ["".join(order) for order in permutations(RANKS[:groups])]
    for table in product(nested_rows(most, stages), repeat=groups):
        for order in orders:
            pages[method(table, threshold, order)].add(table)
    return [
        (page, row, column)
        for page, tables in pages.items()
        for row, numbers in enumerate(page.rows)
        for column, number in enumerate(numbers)
        if number is None
        and len({table[row][column] for table in tables}) == 1
        and not _could_be_more(page, tables, most)
    ]


def _could_be_more(page, tables, most) -> bool:
    """A table with a number beyond `most` gives the same page; it was only not tried."""
    unknown = [column for column, total in enumerate(page.totals) if total is None]
    return any(row[column] == most for table in tables for row in table for column in unknown)


def only_small_ones(table, threshold, ranks) -> ShownTable:
    """The control: what one would do without thinking of totals."""
    rows = tuple(tuple(n if n == 0 or n >= threshold else None for n in row) for row in table)
    return ShownTable(rows, tuple(map(sum, zip(*table, strict=True))), None, ())


def first_of_equals(table, threshold, ranks) -> ShownTable:
    """The control: ranks that every reader knows."""
    return hide(table, threshold, RANKS)


@pytest.mark.parametrize(
    ("groups", "stages", "most", "threshold"),
    [(2, 1, 14, 5), (3, 1, 10, 5), (4, 1, 6, 4), (2, 2, 7, 5), (3, 2, 5, 3), (2, 3, 5, 3)],
)
def test_no_hidden_number_can_be_computed(groups, stages, most, threshold):
    assert determined(groups, stages, most, threshold) == []


@pytest.mark.parametrize("method", [only_small_ones, first_of_equals])
def test_the_search_finds_numbers_that_can_be_computed(method):
    assert determined(3, 1, 8, 4, method) != []


@given(
    st.integers(1, 4).flatmap(
        lambda stages: st.lists(
            st.lists(st.integers(0, 30), min_size=stages, max_size=stages).map(
                lambda row: tuple(sorted(row, reverse=True))
            ),
            min_size=2,
            max_size=15,
        )
    )
)
def test_what_is_shown_is_right_and_never_small(rows):
    shown = hide(rows)

    for given_row, shown_row in zip(rows, shown.rows, strict=True):
        for given_number, number in zip(given_row, shown_row, strict=True):
            assert number in {None, given_number}
    numbers = [*shown.rows, shown.totals, shown.together or ()]
    assert not [n for row in numbers for n in row if n is not None and 0 < n < 5]
    assert sum(shown.is_hidden) != 1
    for column, total in enumerate(shown.totals):
        if shown.together and total is not None:
            known = sum(row[column] or 0 for row in shown.rows if row[column] is not None)
            assert total - known == shown.together[column]


@given(st.permutations(range(6)), st.lists(st.integers(0, 9), min_size=6, max_size=6))
def test_rows_that_change_places_are_hidden_where_they_went(places, numbers):
    """Nothing but the numbers and the ranks decides: this is why hidden rows are alike."""
    before = hide([(number,) for number in numbers])

    after = suppress(
        [(numbers[place],) for place in places], ranks=[RANKS[place] for place in places]
    )

    assert after.is_hidden == tuple(before.is_hidden[place] for place in places)
