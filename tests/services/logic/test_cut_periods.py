"""Hours of a period take the place of what held before, and of nothing else."""

from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from loim.services.logic.cut_periods import cut
from loim.services.logic.opening import Rule, is_on

FIRST = date(2024, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(120)]


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    start, end = sorted(draw(st.lists(st.sampled_from(DAYS), min_size=2, max_size=2)))
    is_weekly = draw(st.booleans())
    return Rule(
        frozenset(draw(st.sets(st.integers(0, 6), min_size=1))),
        time(9),
        time(17),
        start_date=start if draw(st.booleans()) or not is_weekly else None,
        end_date=end if draw(st.booleans()) else None,
        interval=1 if is_weekly else draw(st.integers(2, 4)),
    )


@settings(max_examples=150, deadline=None)
@given(
    rules(),
    st.none() | st.sampled_from(DAYS),
    st.none() | st.sampled_from(DAYS),
)
def test_outside_the_period_each_day_is_as_it_was_and_within_it_nothing_holds(
    rule: Rule, start: date | None, end: date | None
) -> None:
    if start and end and end < start:
        start, end = end, start

    kept = list(cut([rule], start, end))

    for day in DAYS:
        is_within = (start is None or start <= day) and (end is None or day <= end)
        assert any(is_on(each, day) for each in kept) == (is_on(rule, day) and not is_within), day
