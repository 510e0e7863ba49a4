from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from loim.programmes.logic.chart import BOTTOM, TOP, ColumnValues, column_chart, grid_step

numbers = st.none() | st.decimals(0, 10_000_000, places=2)
values = st.lists(st.builds(ColumnValues, st.just("2023"), numbers, numbers, numbers), max_size=8)


@given(values)
def test_everything_is_drawn_inside_the_scale(years):
    chart = column_chart(years)

    drawn = [
        bar for column in chart.columns for bar in (column.actual, column.target, column.expected)
    ]
    assert all(TOP <= bar.y <= BOTTOM for bar in drawn if bar)
    assert [line.y for line in chart.grid] == sorted((line.y for line in chart.grid), reverse=True)
    assert chart.grid[-1].y == TOP


@given(st.decimals(1, 10_000_000, places=2))
def test_the_scale_has_at_most_five_lines_above_zero(largest):
    assert largest / grid_step(largest) <= 5


def test_a_value_above_the_last_full_line_gets_a_line_of_its_own():
    chart = column_chart([ColumnValues("2029", Decimal(7), Decimal(45))])

    assert [line.value for line in chart.grid] == [0, 10, 20, 30, 40, 50]


def test_zero_is_drawn_and_no_data_is_not():
    zero, none = column_chart([ColumnValues("2023", Decimal(0)), ColumnValues("2024")]).columns

    assert zero.actual is not None
    assert zero.actual.height == 0
    assert none.actual is None


def test_a_negative_number_is_drawn_as_zero_and_still_labelled():
    (column,) = column_chart([ColumnValues("2023", Decimal(-2))]).columns

    assert column.actual.height == 0
    assert column.values.actual == -2
