"""How strong a rise is and whether a change helped: against known numbers, and by properties."""

from datetime import date
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loim.casework.logic.statistics.helped import Verdict, difference
from loim.casework.logic.statistics.periods import add_months, ending_with, months_between
from loim.casework.logic.statistics.rises import (
    Basis,
    Strength,
    chance_of,
    compared_with,
    rises,
    spread,
)
from loim.casework.logic.statistics.tails import (
    binomial_tail,
    holm,
    negative_binomial_tail,
    share_interval,
)

SEPTEMBER = date(2023, 9, 1)


@given(st.integers(0, 30), st.integers(0, 30), st.sampled_from([0.1, 0.25, 0.5, 0.9]))
def test_a_tail_is_the_sum_of_its_chances(least, trials, share):
    exact = sum(
        comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in range(least, trials + 1)
    )

    assert binomial_tail(least, trials, share) == pytest.approx(exact, abs=1e-12)


def test_known_numbers():
    # Clopper and Pearson's own example of ten trials: R, binom.test(3, 10).
    assert share_interval(3, 10) == (
        pytest.approx(0.06673951, abs=1e-7),
        pytest.approx(0.6524529, abs=1e-7),
    )
    # R: pnbinom(4, size = 2, mu = 3, lower.tail = FALSE) is 0.233280 for variance 3 + 9/2.
    assert negative_binomial_tail(5, 3, 7.5) == pytest.approx(0.23328, abs=1e-5)
    # Holm 1979; R: p.adjust(c(.01, .04, .03), "holm").
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])


@given(st.integers(0, 200), st.lists(st.integers(0, 120), min_size=3, max_size=12))
def test_more_is_never_more_likely(count, before):
    assert 0 <= chance_of(count + 1, before) <= chance_of(count, before) + 1e-12 <= 1 + 2e-12


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_whoever_looks_at_more_numbers_is_less_sure(chances):
    adjusted = holm(chances)

    assert all(after >= before for after, before in zip(adjusted, chances, strict=True))
    assert min(adjusted) == pytest.approx(min(1.0, min(chances) * len(chances)))


def test_months_that_vary_much_make_a_rise_weaker():
    assert spread([20, 22, 18]) == 1
    assert chance_of(40, [20, 22, 18]) < 0.001
    assert chance_of(40, [10, 30, 20]) > 0.05


def test_a_month_is_compared_with_its_season_and_else_with_what_was_before():
    known = {add_months(SEPTEMBER, -back): back for back in range(14)}

    assert compared_with(SEPTEMBER, known, add_months(SEPTEMBER, -13)) == (
        Basis.SEASON,
        [13, 12, 11],
    )
    assert compared_with(SEPTEMBER, known, add_months(SEPTEMBER, -5)) == (
        Basis.RECENT,
        [1, 2, 3, 4, 5],
    )
    assert compared_with(SEPTEMBER, known, add_months(SEPTEMBER, -2)) is None
    hidden = {**known, add_months(SEPTEMBER, -12): None, add_months(SEPTEMBER, -1): None}
    assert compared_with(SEPTEMBER, hidden, add_months(SEPTEMBER, -13)) == (
        Basis.RECENT,
        [2, 3, 4, 5, 6],
    )


def test_strength_is_said_honestly():
    found = rises(
        {
            "doubled": (90, Basis.SEASON, [40, 40, 40]),
            "small": (9, Basis.SEASON, [2, 3, 2]),
            "same": (41, Basis.SEASON, [40, 40, 40]),
        }
    )

    assert {name: rise.strength for name, rise in found.items()} == {
        "doubled": Strength.STRONG,
        "small": Strength.FAINT,
        "same": Strength.NONE,
    }
    assert found["small"].is_small
    assert not found["doubled"].is_small
    assert found["doubled"].ratio == 2.25
    assert found["doubled"].low < 2.25 < found["doubled"].high


@given(st.lists(st.integers(0, 60), min_size=30, max_size=30), st.integers(8, 26))
def test_an_interval_holds_its_ratio(numbers, place):
    first = date(2021, 1, 1)
    known = {add_months(first, step): number for step, number in enumerate(numbers)}

    found = difference(add_months(first, place), known, first=first, last=add_months(first, 29))

    if found.verdict not in (Verdict.TOO_EARLY, Verdict.TOO_FEW):
        assert found.low <= found.ratio <= found.high


def test_a_change_is_judged_by_the_months_before_it_without_their_season():
    first, changed = date(2022, 1, 1), date(2023, 6, 14)
    known: dict[date, int | None] = {add_months(first, step): 30 for step in range(22)}
    fell = known | {date(2023, month, 1): 12 for month in (7, 8, 9, 10)}
    last = date(2023, 10, 1)

    assert difference(changed, fell, first=first, last=last).verdict == Verdict.FALLEN
    assert difference(changed, fell, first=first, last=last).basis == Basis.SEASON
    assert difference(changed, known, first=first, last=last).verdict == Verdict.UNCLEAR
    early = difference(changed, fell, first=first, last=date(2023, 8, 1))
    assert (early.verdict, early.months_after) == (Verdict.TOO_EARLY, 2)
    few = dict.fromkeys(known, 1)
    assert difference(changed, few, first=first, last=last).verdict == Verdict.TOO_FEW


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(-400, 400))
def test_months_are_counted_back_and_forth(day, months):
    month = day.replace(day=1)

    assert months_between(month, add_months(month, months)) == months
    assert all(one.end_date == add_months(month, 1) for one in ending_with(month))
