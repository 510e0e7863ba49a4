"""Shares of full time that one person holds together."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from loim.programmes.logic.post_shares import HeldShare, Overload, overloads

HALF, FULL = Decimal("0.5"), Decimal(1)


def test_two_halves_are_no_overload() -> None:
    held = [
        HeldShare(HALF, date(2023, 1, 1), None),
        HeldShare(HALF, date(2023, 3, 1), date(2023, 5, 31)),
    ]
    assert overloads(held) == []


def test_an_overload_lasts_while_both_are_held() -> None:
    held = [
        HeldShare(FULL, date(2023, 1, 1), date(2023, 12, 31)),
        HeldShare(HALF, date(2023, 3, 1), date(2023, 5, 31)),
    ]
    assert overloads(held) == [Overload(Decimal("1.5"), date(2023, 3, 1), date(2023, 5, 31))]


def test_posts_one_after_the_other_never_meet() -> None:
    held = [
        HeldShare(FULL, date(2023, 1, 1), date(2023, 5, 31)),
        HeldShare(FULL, date(2023, 6, 1), None),
    ]
    assert overloads(held) == []


def test_what_does_not_end_is_overloaded_for_ever() -> None:
    held = [HeldShare(FULL, date(2023, 1, 1), None), HeldShare(HALF, date(2023, 3, 1), None)]
    assert overloads(held) == [Overload(Decimal("1.5"), date(2023, 3, 1), None)]


days = st.dates(date(2023, 1, 1), date(2023, 3, 31))
shares = st.builds(
    lambda share, start, length: HeldShare(
        Decimal(share) / 4, start, None if length is None else start + timedelta(days=length)
    ),
    st.integers(1, 4),
    days,
    st.none() | st.integers(0, 60),
)


@given(st.lists(shares, max_size=5))
def test_the_spans_are_exactly_the_days_that_add_up_to_more_than_one(held: list[HeldShare]) -> None:
    spans = overloads(held)
    for offset in range(160):
        day = date(2023, 1, 1) + timedelta(days=offset)
        total = sum(
            one.share for one in held if one.start <= day and (one.end is None or one.end >= day)
        )
        inside = [
            span for span in spans if span.start <= day and (span.end is None or span.end >= day)
        ]
        assert bool(inside) == (total > 1)
        assert all(span.share >= total for span in inside)
