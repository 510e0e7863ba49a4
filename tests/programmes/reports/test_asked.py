"""What a report asks for: texts, reasons where a number is behind or a time has passed."""

from datetime import date

import pytest

from loim.programmes.logic.counting import CountingRule
from loim.programmes.logic.periods import Period
from loim.programmes.logic.report_deviations import Standing
from loim.programmes.models import PlanSection
from loim.programmes.queries.recorded_work import MOST_LINES, draft_text, recorded_work
from loim.programmes.queries.report_page import ReportedActivity, missing_texts, report_page
from tests.factories import (
    activity,
    agreement,
    applied_journey,
    event,
    indicator,
    measure,
    municipality_organisation,
    network,
    plan_indicator,
    plan_row,
    plan_section,
    plan_version,
)
from tests.programmes.reports.conftest import World, approve

pytestmark = pytest.mark.django_db
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))


def asked_of(
    world: World, kind: str, start: date = date(2023, 1, 1)
) -> dict[str, ReportedActivity]:
    page = report_page(world.start(kind, start))
    return {activity.code: activity for activity in page.activities}


def amended(world: World) -> PlanSection:
    """A second version of the plan with one new activity 3.5.9.1, not approved yet."""
    version = plan_version(world.version.plan, 2)
    return plan_section(version, activity(world.programme, "3.5.9.1"))


def test_a_number_behind_its_target_at_the_years_end_asks_why(world: World) -> None:
    asked = asked_of(world, "year")["3.5.1.3"]  # 1 of 2
    assert asked.numbers[0].number.standing is Standing.BEHIND
    assert (asked.asked.lacks_done, asked.asked.lacks_deviation) == (True, True)


def test_a_number_on_an_even_pace_asks_nothing_more(world: World) -> None:
    asked = asked_of(world, "half_year")["3.5.1.3"]  # 1 of 2 by July
    assert asked.numbers[0].number.standing is Standing.ON_PACE
    assert (asked.asked.lacks_done, asked.asked.lacks_deviation) == (True, False)


def test_time_that_has_passed_without_any_record_asks_why(world: World) -> None:
    asked = asked_of(world, "year")["3.5.2.1"].asked
    assert (asked.is_overdue, asked.lacks_deviation) == (True, True)


def test_work_recorded_below_the_activity_is_work(world: World) -> None:
    event(activity(world.programme, "3.5.2.1", "1.1"), start_date=date(2023, 3, 1))
    assert not asked_of(world, "year")["3.5.2.1"].asked.is_overdue


def test_a_number_from_elsewhere_is_work_too(world: World) -> None:
    """Posts and agreements are under no activity, and still the time was used."""
    measure(world.applied, "events", CountingRule.RECORDS)
    assert not asked_of(world, "year")["3.5.2.1"].asked.is_overdue


def test_an_activity_not_planned_for_the_period_is_asked_nothing(world: World) -> None:
    section = amended(world)
    plan_row(
        section,
        section.activity,
        period_start=date(2023, 9, 1),
        period_end=date(2023, 11, 30),
    )
    approve(section.version, "150", date(2023, 2, 1))
    early = asked_of(world, "half_year")["3.5.9.1"].asked
    assert (early.is_not_applicable, early.is_complete) == (True, True)
    late = asked_of(world, "quarter", date(2023, 7, 1))["3.5.9.1"].asked
    assert (late.is_not_applicable, late.is_overdue, late.lacks_done) == (False, False, True)


def test_what_the_plan_calls_not_applicable_is_asked_nothing(world: World) -> None:
    section = amended(world)
    plan_row(section, section.activity, is_not_applicable=True)
    approve(section.version, "150", date(2023, 2, 1))
    assert asked_of(world, "year")["3.5.9.1"].asked.is_complete


def test_rows_that_ended_in_the_period_are_named(world: World) -> None:
    section = amended(world)
    for position, month in enumerate([2, 5, 8], start=1):
        plan_row(
            section,
            activity(world.programme, "3.5.9.1", f"1.{position}"),
            position=position,
            period_start=date(2023, 1, 1),
            period_end=date(2023, month, 20),
        )
    approve(section.version, "150", date(2023, 2, 1))
    passed = asked_of(world, "quarter", date(2023, 4, 1))["3.5.9.1"].passed_rows
    assert [row.period_end for row in passed] == [date(2023, 5, 20)]


def test_no_data_is_named_and_blocks_nothing(world: World) -> None:
    report = world.start("year")
    world.write(report)
    assert [number.promised.name for number in report_page(report).without_data] == [
        "Teekonda rakendavad omavalitsused"
    ]
    assert missing_texts(report) == []


def test_an_indicator_outside_every_activity_is_shown_once(world: World) -> None:
    section = amended(world)
    shown = plan_indicator(section, indicator(world.programme, "Kogu kava näitaja"))
    shown.places.update(section=None)
    approve(section.version, "150", date(2023, 2, 1))
    page = report_page(world.start("year"))
    assert [found.number.promised.name for found in page.loose_numbers] == ["Kogu kava näitaja"]


class TestRecordedWork:
    def test_one_record_is_one_line_whichever_sources_know_it(self, world: World) -> None:
        agreement(world.programme, world.city)
        found = network(world.city, world.meetings, name="Linna võrgustik")
        work = recorded_work(world.programme, YEAR)[world.meetings.pk]
        assert [(entry.record, entry.title, entry.lasts) for entry in work] == [
            (found.pk, "Linna võrgustik", True),
            (world.event.pk, "Kevadkohtumine", False),
        ]

    def test_what_lasts_is_told_in_every_period_in_which_it_lasts(self, world: World) -> None:
        applied_journey(
            world.city,
            world.journeys,
            title="Teekond",
            start_date=date(2023, 3, 1),
            end_date=date(2023, 8, 1),
        )
        for start, end, is_told in [
            (date(2023, 1, 1), date(2023, 2, 28), False),
            (date(2023, 4, 1), date(2023, 6, 30), True),
            (date(2023, 8, 1), date(2023, 8, 31), True),
            (date(2023, 8, 2), date(2023, 12, 31), False),
        ]:
            work = recorded_work(world.programme, Period(start, end))
            assert (world.journeys.pk in work) is is_told

    def test_a_long_list_is_cut_and_says_how_much_more_there_is(self, world: World) -> None:
        organiser = municipality_organisation()
        for n in range(MOST_LINES + 2):
            event(
                world.journeys,
                title=f"Sündmus {n}",
                start_date=date(2023, 6, 1),
                organiser=organiser,
            )
        work = recorded_work(world.programme, YEAR)[world.journeys.pk]
        lines = draft_text(work, "").splitlines()
        assert len(lines) == MOST_LINES + 1
        assert "2" in lines[-1]
