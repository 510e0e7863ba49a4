"""'At least two county meetings a year': a table of dates."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loim.networks.logic.owed_meetings import Standing, owed_meetings, share_of_year

LONG_AGO = date(2020, 3, 1)


@pytest.mark.parametrize(
    ("per_year", "start", "end", "held", "planned", "today", "due", "standing", "warns_from"),
    [
        # nothing is owed
        (0, LONG_AGO, None, 0, 0, date(2026, 11, 22), 0, "nothing", None),
        (2, LONG_AGO, date(2025, 12, 31), 0, 0, date(2026, 1, 5), 0, "nothing", None),
        (2, date(2027, 1, 1), None, 0, 0, date(2026, 11, 22), 0, "nothing", None),
        # the first half of the year gives time, the second warns
        (2, LONG_AGO, None, 0, 0, date(2026, 6, 30), 2, "ahead", date(2026, 7, 1)),
        (2, LONG_AGO, None, 0, 0, date(2026, 7, 1), 2, "warned", date(2026, 7, 1)),
        (2, LONG_AGO, None, 1, 0, date(2026, 11, 22), 2, "warned", date(2026, 7, 1)),
        (2, LONG_AGO, None, 1, 1, date(2026, 11, 22), 2, "planned", None),
        (2, LONG_AGO, None, 2, 0, date(2026, 11, 22), 2, "held", None),
        (2, LONG_AGO, None, 3, 1, date(2026, 11, 22), 2, "held", None),
        # fewer months are left than meetings: a meeting each month
        (12, LONG_AGO, None, 1, 0, date(2026, 1, 31), 12, "ahead", date(2026, 3, 1)),
        (12, LONG_AGO, None, 1, 0, date(2026, 3, 1), 12, "warned", date(2026, 3, 1)),
        # begun within the year
        (2, date(2026, 4, 1), None, 0, 0, date(2026, 4, 2), 1, "ahead", date(2026, 8, 1)),
        (2, date(2026, 7, 1), None, 0, 0, date(2026, 9, 30), 1, "ahead", date(2026, 10, 1)),
        (2, date(2026, 8, 15), None, 0, 0, date(2026, 11, 22), 0, "nothing", None),
        (1, date(2026, 3, 1), None, 0, 0, date(2026, 8, 1), 1, "warned", date(2026, 8, 1)),
        (1, date(2026, 7, 1), None, 0, 0, date(2026, 12, 1), 0, "nothing", None),
        # ended within the year: by its last day
        (2, LONG_AGO, date(2026, 8, 31), 0, 0, date(2026, 5, 1), 1, "warned", date(2026, 5, 1)),
        (2, LONG_AGO, date(2026, 6, 30), 1, 0, date(2026, 6, 1), 1, "held", None),
    ],
)
def test_what_is_owed_and_when_it_is_warned_of(
    per_year, start, end, held, planned, today, due, standing, warns_from
):
    owed = owed_meetings(
        per_year=per_year, start=start, end=end, held=held, planned=planned, today=today
    )

    assert (owed.due, owed.standing, owed.warns_from) == (due, standing, warns_from)


def test_the_last_day_is_that_of_the_year_or_of_the_network():
    said = {"per_year": 2, "start": LONG_AGO, "held": 0, "planned": 0, "today": date(2026, 5, 1)}

    assert owed_meetings(end=None, **said).last_day == date(2026, 12, 31)
    assert owed_meetings(end=date(2026, 8, 31), **said).last_day == date(2026, 8, 31)


def test_a_network_that_works_for_more_than_half_of_the_year_owes_one_at_least():
    assert [share_of_year(1, months) for months in range(13)] == [0] * 7 + [1] * 6


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(
    per_year=st.integers(0, 12), start=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    length=st.none() | st.integers(0, 900), held=st.integers(0, 13), planned=st.integers(0, 13),
    today=days,
)  # fmt: skip
@settings(max_examples=60)
def test_it_never_owes_more_than_a_year_and_once_warned_stays_so(
    per_year, start, length, held, planned, today
):
    end = None if length is None else date.fromordinal(start.toordinal() + length)
    said = {"per_year": per_year, "start": start, "end": end, "held": held, "planned": planned}
    owed = owed_meetings(today=today, **said)

    assert 0 <= owed.due <= per_year
    assert owed.last_day.year == 2026
    assert owed.is_warned == (owed.warns_from is not None and owed.warns_from <= today)
    if owed.is_warned:
        later = owed_meetings(today=date(2026, 12, 31), **said)
        assert later.standing == Standing.WARNED
