from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loim.programmes.documents.amounts import format_cost, format_number, parse_cost, parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("15", "15"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("12 345,67", "12345.67"),
        ("12\u00a0345", "12345"),
        ("12\u202f345", "12345"),
        ("12.345,00", "12345"),
        ("12.345", "12345"),
        ("1,234,567", "1234567"),
        ("12,345.50", "12345.5"),
        ("0,125", "0.125"),
        ("15²", "15"),
        ("15*", "15"),
    ],
)
def test_a_number_is_read_as_estonians_write_it(text, number):
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "-", "kolm", "vähemalt 3", "3-5", "1 2", "12 34", "≥3", "-3", "1e3", "9" * 30]
)
def test_what_is_no_number_is_none(text):
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("12 345,67", "12345.67"),
        ("12 345 €", "12345"),
        ("€ 12 345", "12345"),
        ("12 345 eurot", "12345"),
        ("EUR 100", "100"),
        ("12 345,-", "12345"),
        ("12 345.–", "12345"),
        ("0", "0"),
        ("0,00 €", "0"),
    ],
)
def test_a_sum_is_read_with_or_without_its_currency(text, cost):
    assert parse_cost(text) == Decimal(cost)


@pytest.mark.parametrize("text", ["12,345", "u 500", "100 $", "500 tuh"])
def test_a_sum_that_could_be_read_wrong_is_none(text):
    assert parse_cost(text) is None


@given(st.decimals(0, 10**12, places=2, allow_nan=False).map(abs))
def test_a_written_sum_is_read(cost):
    assert parse_cost(format_cost(cost)) == cost


@given(st.decimals(0, 10**9, places=3, allow_nan=False).map(abs))
def test_a_written_number_is_read(number):
    assert parse_number(format_number(number)) == number


def test_sums_are_written_in_groups_and_with_cents_only_where_there_are_any():
    assert format_cost(Decimal("1234567.5")) == "1\u00a0234\u00a0567,50"
    assert format_cost(Decimal("1E+3")) == "1\u00a0000"
