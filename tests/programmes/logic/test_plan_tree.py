"""A plan as a tree: nesting, states, filters, and where bars lie."""

from datetime import date

import pytest

from loim.programmes.documents.reader import read_plan
from loim.programmes.logic.plan_document import DateRange, RowLevel, ScheduleRow
from loim.programmes.logic.plan_tree import RowState, all_parties, state_on, timeline_of, tree_of
from loim.programmes.logic.plan_tree_filter import TreeFilter, filtered
from loim.programmes.logic.timeline import Bar, Timeline
from tests.programmes.plans.conftest import CONTENT_2023

PLAN = read_plan(CONTENT_2023)
TODAY = date(2023, 10, 2)


def test_the_plan_of_2023_nests_items_below_groups():
    tartu = next(s for s in tree_of(PLAN, today=TODAY) if s.planned.code == "3.5.2.1")
    shape = [(row.row.number, [child.row.number for child in row.children]) for row in tartu.rows]
    assert shape == [("1", ["1.1", "1.2", "1.3"]), ("2", ["2.1", "2.2"]), ("3", ["3.1"])]
    assert tartu.own is not None
    assert tartu.own.row.number == "3.5.2.1"


def test_no_row_is_lost_in_the_tree():
    sections = tree_of(PLAN, today=TODAY)
    assert sum(s.row_count + bool(s.own) for s in sections) == 43


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2023, 2, 28), RowState.UPCOMING),
        (date(2023, 3, 1), RowState.RUNNING),
        (date(2023, 12, 31), RowState.RUNNING),
        (date(2024, 1, 1), RowState.ENDED),
    ],
)
def test_the_first_and_the_last_day_belong_to_a_row(today, state):
    dates = DateRange(date(2023, 3, 1), date(2023, 12, 31))
    row = ScheduleRow(RowLevel.GROUP, "1", "Klubi", dates, dates, False, "ELVL")
    assert state_on(row, today) is state


@pytest.mark.parametrize(
    ("only", "numbers"),
    [
        (TreeFilter(text="klubitegevuse"), ["2", "2.1", "2.2"]),
        (TreeFilter(text="KLUBITEGEVUSE kogukonna"), ["2", "2.2"]),
        (TreeFilter(text="intercultural"), ["1", "1.3"]),
        (TreeFilter(text="puudub"), []),
    ],
)
def test_a_filter_keeps_what_stands_above_a_match(only, numbers):
    sections = filtered(tree_of(PLAN, today=TODAY), only)
    rows = [row for section in sections for row in section.rows]
    found = [r.row.number for row in rows for r in (row, *row.children)]
    assert found == numbers


def test_filters_by_party_and_state():
    assert "Rakvere LV" in all_parties(PLAN)
    rakvere = filtered(tree_of(PLAN, today=TODAY), TreeFilter(responsible="Rakvere LV"))
    assert [section.planned.code for section in rakvere] == ["3.5.2.4"]
    off = filtered(tree_of(PLAN, today=TODAY), TreeFilter(state="not_applicable"))
    assert [section.planned.code for section in off] == ["3.5.1.2"]


def test_bars_lie_where_their_days_are():
    line = Timeline(DateRange(date(2023, 1, 1), date(2026, 12, 31)))  # 1461 days
    assert line.bar(DateRange(date(2023, 1, 1), date(2026, 12, 31))) == Bar("0.00%", "100.00%")
    assert line.bar(DateRange(date(2025, 1, 1), date(2025, 12, 31))) == Bar("50.03%", "24.98%")
    assert line.bar(None) is None
    assert [tick.year for tick in line.ticks] == [2023, 2024, 2025, 2026]


def test_a_day_outside_the_line_has_no_place_on_it():
    line = timeline_of(PLAN)
    assert line is not None
    assert line.span == DateRange(date(2023, 1, 1), date(2029, 12, 31))
    assert line.point(date(2023, 1, 1)) == "0.00%"
    assert line.point(date(2030, 1, 1)) is None


def test_a_long_line_has_few_ticks():
    line = Timeline(DateRange(date(1990, 1, 1), date(2029, 12, 31)))
    assert len(line.ticks) <= 8
