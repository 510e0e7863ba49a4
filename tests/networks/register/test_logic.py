"""Dates, states and files, without a database."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from loim.networks.logic.register.dates import a_year_before, is_overdue, reminder_due
from loim.networks.logic.register.registry_states import read_states
from loim.networks.logic.register.states import (
    ASSOCIATION_STEPS,
    NEED_STEPS,
    AssociationStanding,
    NeedStage,
)

DAYS = st.dates(date(2000, 3, 1), date(2090, 1, 1))


@settings(max_examples=60, deadline=None)
@given(confirmed=DAYS, passed=st.integers(0, 800))
def test_overdue_is_later_than_the_same_day_next_year_and_stays_so(
    confirmed: date, passed: int
) -> None:
    today = confirmed + timedelta(days=passed)
    assert is_overdue(confirmed, today) is (confirmed < a_year_before(today))
    assert is_overdue(confirmed, today) is (passed > 366) or passed in {365, 366}
    assert is_overdue(None, today)


@settings(max_examples=60, deadline=None)
@given(asked=DAYS, looks=st.lists(st.integers(0, 100), min_size=1, max_size=12))
def test_each_reminder_goes_once_however_often_it_is_looked_at(
    asked: date, looks: list[int]
) -> None:
    sent: list[int] = []
    for passed in sorted(looks):
        days = reminder_due(
            asked=asked, reminded_days=sent[-1] if sent else 0, today=asked + timedelta(passed)
        )
        if days:
            assert passed >= days
            sent.append(days)
    assert all(one < other for one, other in pairwise(sent))
    assert (sent[-1:] == [30]) is (max(looks) >= 30)


def test_the_tables_name_every_state() -> None:
    assert set(ASSOCIATION_STEPS) == set(AssociationStanding)
    assert set(NEED_STEPS) == set(NeedStage)
    assert NEED_STEPS[NeedStage.MERGED] == frozenset()


def test_a_list_of_codes_means_deleted_and_a_state_of_its_own_is_heeded() -> None:
    read = read_states(
        [["89990018"], [89990018.0, "Registered"], ["8999", ""], ["89990018", "K", "x"]]
    )
    assert [(row.row, row.code, row.is_deleted, row.problem) for row in read] == [
        (1, "89990018", True, ""),
        (2, "89990018", False, ""),
        (3, "8999", False, "code"),
        (4, "89990018", True, "date"),
    ]
    headed = read_states([["Nimi", "Registrikood", "Staatus"], ["Selts", "89990018", "kustutatud"]])
    assert [(row.row, row.is_deleted) for row in headed] == [(2, True)]
