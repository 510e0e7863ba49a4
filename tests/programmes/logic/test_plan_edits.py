"""Changes to one activity or indicator leave everything else as it was."""

from dataclasses import replace
from decimal import Decimal

import pytest

from loim.programmes.documents.reader import read_plan
from loim.programmes.logic.plan_document import (
    IndicatorPlace,
    PlannedActivity,
    PlannedIndicator,
    RowLevel,
    ScheduleRow,
)
from loim.programmes.logic.plan_edits import (
    activity_of,
    in_order,
    level_of,
    only_here,
    with_activity_added,
    with_activity_changed,
    with_indicator,
    with_notes,
    without_activity,
)
from loim.programmes.logic.plan_problems import Problem, ProblemCode, problems_of
from loim.programmes.logic.plan_review import review_of
from tests.programmes.plans.conftest import CONTENT_2023

PLAN = read_plan(CONTENT_2023)


def row(number: str, level: RowLevel = RowLevel.GROUP) -> ScheduleRow:
    return ScheduleRow(level, number, f"Rida {number}", None, None, False, "")


@pytest.mark.parametrize(
    ("number", "level"),
    [
        ("3.5.1.1", RowLevel.ACTIVITY),
        ("1", RowLevel.GROUP),
        ("", RowLevel.GROUP),
        ("2.10", RowLevel.ITEM),
    ],
)
def test_a_number_says_its_level(number, level):
    assert level_of(number, "3.5.1.1") is level


def test_rows_go_in_order_of_their_numbers():
    rows = [row("10"), row("1.1", RowLevel.ITEM), row("2"), row("1"), row("9.9", RowLevel.ACTIVITY)]
    assert [rows[place].number for place in in_order(rows)] == ["9.9", "1", "1.1", "2", "10"]


@pytest.mark.parametrize("numbers", [["2", "a", "1"], ["2", "1", "2"]])
def test_rows_that_cannot_be_ordered_stay(numbers):
    assert in_order([row(number) for number in numbers]) == [0, 1, 2]


def test_a_changed_code_takes_its_indicators_along():
    old = activity_of(PLAN, "3.5.1.3")
    changed = with_activity_changed(PLAN, "3.5.1.3", replace(old, code="3.5.1.9"))
    codes = [[place.activity_code for place in i.places] for i in changed.indicators]
    assert ["3.5.1.9", "3.5.1.4"] in codes
    assert [a.code for a in changed.activities][2] == "3.5.1.9"


def test_an_added_activity_is_the_last_of_its_chapter():
    narva = PlannedActivity("", "3.5.2.5", "Tegevused Narvas", (), "", ())
    partners = (PLAN.chapters[1].number, PLAN.chapters[1].title)
    edited = with_activity_added(PLAN, partners, narva)
    assert edited.chapters[1].activities[-1] == replace(narva, section="2.4")
    assert edited.chapters[0] == PLAN.chapters[0]
    new = with_activity_added(PLAN, ("3", "Riigi tegevused"), narva)
    assert new.chapters[2].activities == (replace(narva, section="3.1"),)


def test_an_indicator_that_stood_there_alone_goes_with_the_activity():
    assert [i.name for i in only_here(PLAN, "3.5.1.1")] == ["KOV koordinaatorite arv"]
    edited = without_activity(PLAN, "3.5.1.1")
    assert "KOV koordinaatorite arv" not in [i.name for i in edited.indicators]
    assert len(edited.indicators) == 5


def test_a_shared_indicator_stays_under_the_other_activity():
    edited = without_activity(PLAN, "3.5.1.3")
    shared = next(i for i in edited.indicators if i.unit == "Osaluskord")
    assert [place.activity_code for place in shared.places] == ["3.5.1.4"]
    assert len(shared.notes) == 1


def test_a_chapter_that_has_nothing_left_goes():
    edited = PLAN
    for activity in PLAN.chapters[0].activities:
        edited = without_activity(edited, activity.code)
    assert [chapter.title for chapter in edited.chapters] == ["Partnerite tegevused"]
    assert problems_of(edited) == []


def test_notes_keep_tables_and_places_outside_every_activity():
    outside = (IndicatorPlace("", "Tabel 9", "Partnerite tegevused"), "Kõik")
    inside = (IndicatorPlace("1", "Tabel 2"), "vana")
    indicator = PlannedIndicator(
        "Arv", "tk", None, None, None, (inside[0], outside[0]), ("vana", "Kõik")
    )
    worded = with_notes(indicator, {"2": "uus", "1": "muudetud"})
    assert worded.places == (IndicatorPlace("2", ""), IndicatorPlace("1", "Tabel 2"), outside[0])
    assert worded.notes == ("uus", "muudetud", "Kõik")


def test_an_indicator_is_added_replaced_and_removed():
    new = replace(PLAN.indicators[0], name="Uus")
    assert with_indicator(PLAN, None, new).indicators == (*PLAN.indicators, new)
    assert with_indicator(PLAN, 1, new).indicators[1] == new
    assert with_indicator(PLAN, 5, None).indicators == PLAN.indicators[:5]


def test_what_cannot_be_kept_exactly_is_a_problem():
    broken = replace(
        PLAN,
        period=None,
        indicators=(replace(PLAN.indicators[0], target=Decimal("1.125")),),
        chapters=(*PLAN.chapters, PLAN.chapters[0]),
    )
    found = problems_of(broken)
    assert Problem(ProblemCode.NO_PERIOD) in found
    assert Problem(ProblemCode.CODE_TWICE, "3.5.1.1") in found
    assert Problem(ProblemCode.AMOUNT_NOT_HELD, "KOV koordinaatorite arv", "1.125") in found
    assert problems_of(PLAN) == []


def test_the_review_names_what_begins_and_which_texts_name_a_year():
    from loim.programmes.logic.next_plan_year import moved_to_next_period

    review = review_of(PLAN, moved_to_next_period(PLAN))
    assert [moved.code for moved in review.begins] == ["3.5.1.2"]
    assert review.ends == ()
    named = [f"{found.before}{found.year}{found.after}" for found in review.years]
    assert any(text.endswith("Tegevused algavad 2024") for text in named)
    assert all(len(text) < 220 for text in named)
