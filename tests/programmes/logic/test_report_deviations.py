from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loim.programmes.logic.report_deviations import (
    Asked,
    PlanSpan,
    Standing,
    expected_by_now,
    standing,
)

YEAR = PlanSpan(date(2023, 1, 1), date(2023, 12, 31), date(2023, 12, 31))
HALF = PlanSpan(date(2023, 1, 1), date(2023, 12, 31), date(2023, 6, 30))


def number(value: str) -> Decimal:
    return Decimal(value)


@pytest.mark.parametrize(
    ("actual", "target", "expected"),
    [
        (None, "15", Standing.NO_DATA),
        (None, None, Standing.NO_DATA),
        ("0", None, Standing.NO_TARGET),
        ("0", "0", Standing.REACHED),
        ("0", "15", Standing.BEHIND),
        ("14", "15", Standing.BEHIND),
        ("15", "15", Standing.REACHED),
        ("16", "15", Standing.ABOVE),
    ],
)
def test_at_the_plans_end_a_number_stands_against_its_target(
    actual: str | None, target: str | None, expected: Standing
) -> None:
    found = standing(
        None if actual is None else number(actual),
        None if target is None else number(target),
        YEAR,
        is_state=False,
    )
    assert found is expected


def test_in_mid_year_a_flow_is_held_to_an_even_pace_rounded_down() -> None:
    assert expected_by_now(number("15"), HALF, is_state=False) == 7  # 181 days of 365
    assert standing(number("7"), number("15"), HALF, is_state=False) is Standing.ON_PACE
    assert standing(number("6"), number("15"), HALF, is_state=False) is Standing.BEHIND


def test_a_state_is_promised_for_the_plans_end_only() -> None:
    assert standing(number("0"), number("3"), HALF, is_state=True) is Standing.NOT_DUE
    assert standing(number("0"), number("3"), YEAR, is_state=True) is Standing.BEHIND


def test_a_report_before_the_plan_expects_nothing() -> None:
    before = PlanSpan(date(2023, 7, 1), date(2023, 12, 31), date(2023, 3, 31))
    assert expected_by_now(number("15"), before, is_state=False) == 0


@given(
    target=st.decimals(0, 10_000, places=2),
    day=st.dates(date(2022, 1, 1), date(2024, 12, 31)),
    is_state=st.booleans(),
)
def test_reaching_the_target_is_never_behind(target: Decimal, day: date, is_state: bool) -> None:
    span = PlanSpan(date(2023, 1, 1), date(2023, 12, 31), day)
    assert standing(target, target, span, is_state=is_state) is Standing.REACHED


@pytest.mark.parametrize(
    ("asked", "lacks_done", "lacks_deviation"),
    [
        (Asked(False, False, False, False, False), True, False),
        (Asked(True, False, False, False, False), False, False),
        (Asked(True, False, True, False, False), False, True),
        (Asked(True, False, False, True, False), False, True),
        (Asked(True, True, True, True, False), False, False),
        (Asked(False, False, False, True, True), False, False),
        (Asked(False, False, True, False, True), False, True),
    ],
)
def test_what_an_activity_still_lacks(
    asked: Asked, lacks_done: bool, lacks_deviation: bool
) -> None:
    assert (asked.lacks_done, asked.lacks_deviation) == (lacks_done, lacks_deviation)
    assert asked.is_complete is not (lacks_done or lacks_deviation)
