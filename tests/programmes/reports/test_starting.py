"""Which periods a report may be started for, by whom, and on which plan."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from loim.people.models import User
from loim.programmes.actions.report_texts import save_texts
from loim.programmes.actions.reports import (
    NoApprovedPlan,
    NotAReportPeriod,
    PeriodNotOver,
    PeriodReported,
    ReportNotOpen,
    SubmittedBefore,
    discard_report,
    report_on_plan_in_force,
)
from loim.programmes.logic.edited_texts import Edited, fingerprint
from loim.programmes.models import IndicatorValue, PlanVersion, Report
from loim.programmes.queries.reports import reportable_periods, version_in_force
from tests.factories import plan, plan_section, plan_version, programme
from tests.programmes.reports.conftest import World, approve

pytestmark = pytest.mark.django_db


def test_a_report_starts_as_a_draft_with_an_empty_text_for_every_activity(world: World) -> None:
    report = world.start("quarter", date(2023, 4, 1))

    assert (report.status, report.start_date, report.end_date) == (
        "draft",
        date(2023, 4, 1),
        date(2023, 6, 30),
    )
    assert report.plan_version == world.version
    assert list(report.entries.values_list("activity", "done", "deviation")) == [
        (world.meetings.pk, "", ""),
        (world.journeys.pk, "", ""),
    ]


def test_its_numbers_are_counted_at_once_for_the_period_and_since_the_plan_began(
    world: World,
) -> None:
    world.start("quarter", date(2023, 7, 1))

    kept = IndicatorValue.objects.filter(indicator=world.participation, end_date=date(2023, 9, 30))
    assert dict(kept.values_list("start_date", "value")) == {
        date(2023, 7, 1): 0,
        date(2023, 1, 1): 1,
    }


@pytest.mark.parametrize("name", ["approver", "coordinator", "outsider"])
def test_only_the_programmes_manager_starts_reports(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        world.start(by=getattr(world, name))
    assert not Report.objects.exists()


def test_the_last_day_of_a_period_is_too_early_and_the_next_is_not(world: World) -> None:
    with pytest.raises(PeriodNotOver):
        world.start("year", now=datetime(2023, 12, 31, 20, tzinfo=UTC))
    # Two in the morning in Tallinn, still the old year in Greenwich.
    world.start("year", now=datetime(2023, 12, 31, 22, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        ("quarter", date(2023, 2, 1)),
        ("year", date(2022, 1, 1)),
        ("year", date(2030, 1, 1)),
        ("decade", date(2023, 1, 1)),
    ],
)
def test_other_days_are_not_a_report_period(world: World, kind: str, start: date) -> None:
    with pytest.raises(NotAReportPeriod):
        world.start(kind, start)


def test_there_is_one_report_of_a_kind_for_a_period(world: World) -> None:
    world.start("quarter", date(2023, 1, 1))
    with pytest.raises(PeriodReported):
        world.start("quarter", date(2023, 1, 1))
    world.start("half_year", date(2023, 1, 1))


def test_the_database_refuses_a_second_report_of_a_kind_that_overlaps(world: World) -> None:
    first = world.start("quarter", date(2023, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(
            programme=world.programme,
            plan_version=world.version,
            kind="quarter",
            start_date=first.end_date,
            end_date=date(2023, 6, 30),
            created_at=first.created_at,
        )


def test_without_an_approved_plan_there_is_nothing_to_report_on(world: World) -> None:
    plan_version(plan(world.programme, 2024))  # a draft
    with pytest.raises(NoApprovedPlan):
        world.start("year", date(2024, 1, 1), now=datetime(2025, 2, 1, tzinfo=UTC))


def test_only_periods_that_are_over_and_not_reported_of_that_kind_are_offered(
    world: World,
) -> None:
    world.start("quarter", date(2023, 4, 1))

    offered = reportable_periods(world.programme, date(2023, 10, 2))

    assert [(period.kind, period.start) for period in offered] == [
        ("quarter", date(2023, 7, 1)),
        ("quarter", date(2023, 1, 1)),
        ("half_year", date(2023, 1, 1)),
    ]


class TestPlanInForce:
    def amended(self, world: World, day: date) -> PlanVersion:
        version = plan_version(world.version.plan, 2)
        plan_section(version, world.meetings)
        approve(version, "150", day)
        return version

    def test_an_amendment_by_the_periods_end_is_in_force(self, world: World) -> None:
        amended = self.amended(world, date(2023, 6, 30))
        found = version_in_force(world.programme, date(2023, 1, 1), date(2023, 6, 30))
        assert found == amended

    def test_a_later_amendment_is_not_yet(self, world: World) -> None:
        self.amended(world, date(2023, 7, 1))
        found = version_in_force(world.programme, date(2023, 1, 1), date(2023, 6, 30))
        assert found == world.version

    def test_an_order_after_the_period_still_approves_its_plan(self, world: World) -> None:
        found = version_in_force(world.programme, date(2023, 1, 1), date(2023, 1, 20))
        assert found == world.version

    def test_another_programmes_plan_does_not_count(self, world: World) -> None:
        assert version_in_force(programme(), date(2023, 1, 1), date(2023, 6, 30)) is None

    def test_an_open_report_takes_over_the_amendment_and_keeps_what_was_written(
        self, world: World, noon: datetime
    ) -> None:
        report = world.start("year")
        save_texts(
            report=report,
            edited={f"done-{world.journeys.pk}": Edited("Alustati", fingerprint(""))},
            by=world.manager,
            now=noon,
        )
        amended = self.amended(world, date(2023, 6, 30))

        report_on_plan_in_force(report=report, by=world.manager, now=noon)

        report.refresh_from_db()
        assert report.plan_version == amended
        assert set(report.entries.values_list("activity", "done")) == {
            (world.meetings.pk, ""),
            (world.journeys.pk, "Alustati"),
        }

    def test_only_the_manager_takes_it_over(self, world: World, noon: datetime) -> None:
        report = world.start("year")
        with pytest.raises(PermissionDenied):
            report_on_plan_in_force(report=report, by=world.approver, now=noon)


class TestDiscarding:
    def test_a_draft_goes_with_its_texts_and_history_keeps_them(
        self, world: World, noon: datetime
    ) -> None:
        report = world.start()
        world.write(report)
        discard_report(report=report, by=world.manager, now=noon)
        assert not Report.objects.exists()
        history = Report.pgh_event_model.objects.filter(pgh_label="delete")  # type: ignore[attr-defined]
        assert [row.summary for row in history] == ["Kokkuvõte"]

    @pytest.mark.parametrize(
        ("status", "refusal"),
        [
            ("submitted", ReportNotOpen),
            ("accepted", ReportNotOpen),
            ("sent_back", SubmittedBefore),
        ],
    )
    def test_what_was_submitted_is_kept(
        self, world: World, noon: datetime, status: str, refusal: type[Exception]
    ) -> None:
        report = world.start()
        report.status = status
        report.submitted_at = noon
        report.accepted_at = noon if status == "accepted" else None
        report.save()
        with pytest.raises(refusal):
            discard_report(report=report, by=world.manager, now=noon)

    def test_only_the_manager_discards(self, world: World, noon: datetime) -> None:
        by: User = world.approver
        with pytest.raises(PermissionDenied):
            discard_report(report=world.start(), by=by, now=noon)
