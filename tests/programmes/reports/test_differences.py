"""Later corrections of a submitted report's records are found, dated, named and explained."""

import json
from argparse import ArgumentParser
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pgtrigger
import pytest

from loim.events.models import Attendance
from loim.people.models import Organisation
from loim.programmes.actions.corrections import record_change
from loim.programmes.actions.report_steps import send_back_report, submit_report
from loim.programmes.commands import indicators
from loim.programmes.logic.counting import CountingRule
from loim.programmes.models import FrozenValue, ManualEntry, Measure, Report
from loim.programmes.queries.report_differences import Difference, What, report_differences
from tests.factories import (
    attendance,
    event,
    measure,
    municipality,
    municipality_organisation,
    programme,
)
from tests.programmes.reports.conftest import NOON, World, build_world

pytestmark = pytest.mark.django_db(transaction=True)  # history's times are those of commits
LATER = NOON + timedelta(days=30)
TODAY = date(2024, 3, 15)


@pytest.fixture
def world(transactional_db: None) -> World:
    return build_world()


@pytest.fixture
def submitted(world: World) -> Report:
    report = world.start("year")
    world.write(report)
    return submit_report(report=report, by=world.manager, now=NOON)


class Correcting:
    def __init__(self, world: World, reason: str = "Nimekiri oli poolik") -> None:
        self._change = record_change(
            by=world.manager, now=LATER, step="edit", programmes=[world.programme], reason=reason
        )

    def __enter__(self) -> None:
        self._change.__enter__()

    def __exit__(self, *error: object) -> None:
        self._change.__exit__(*error)


def only(found: list[Difference]) -> Difference:
    [one] = found
    return one


def told(difference: Difference) -> list[tuple[What, str, str, Decimal | None, Decimal | None]]:
    return [(r.what, r.title, r.municipality, r.was, r.is_now) for r in difference.records]


def test_without_corrections_nothing_differs(submitted: Report) -> None:
    assert report_differences(submitted, TODAY) == []


def test_records_after_the_period_change_nothing(world: World, submitted: Report) -> None:
    attendance(event(world.meetings, start_date=date(2024, 1, 5)), world.city)
    assert report_differences(submitted, TODAY) == []


def test_a_record_that_came_is_told_with_who_when_and_why(world: World, submitted: Report) -> None:
    newcomer = municipality_organisation("Paide linn")
    with Correcting(world):
        attendance(world.event, newcomer)

    found = only(report_differences(submitted, TODAY))

    assert (found.drift.was, found.drift.is_now, found.drift.is_damaged) == (1, 2, False)
    assert told(found) == [(What.CAME, "Kevadkohtumine", "Paide linn", None, Decimal(1))]
    assert [(c.by, c.at, c.reason) for c in found.records[0].corrections] == [
        (world.manager, LATER, "Nimekiri oli poolik")
    ]
    assert found.last_at == LATER


def test_a_record_that_went_keeps_its_title_and_its_story(world: World, submitted: Report) -> None:
    with Correcting(world, "Kohtumist ei toimunud"):
        world.event.delete()

    found = only(report_differences(submitted, TODAY))

    assert (found.drift.was, found.drift.is_now) == (1, 0)
    assert told(found) == [(What.WENT, "Kevadkohtumine", "Rakvere linn", Decimal(1), None)]
    assert [c.reason for c in found.records[0].corrections] == ["Kohtumist ei toimunud"]


def test_an_attendance_alone_that_went_names_its_event(world: World, submitted: Report) -> None:
    with Correcting(world):
        Attendance.objects.all().delete()
    found = only(report_differences(submitted, TODAY))
    assert told(found) == [(What.WENT, "Kevadkohtumine", "Rakvere linn", Decimal(1), None)]


def test_a_changed_amount_is_one_changed_record(world: World) -> None:
    measure(world.applied, "attendance", CountingRule.SUM)
    report = world.start("year")
    world.write(report)
    report = submit_report(report=report, by=world.manager, now=NOON)
    with Correcting(world):
        Attendance.objects.update(people=5)

    found = only(report_differences(report, TODAY))

    assert found.indicator_name == "Teekonda rakendavad omavalitsused"
    assert told(found) == [(What.CHANGED, "Kevadkohtumine", "Rakvere linn", Decimal(3), Decimal(5))]


def test_a_moved_record_is_told_though_the_number_stays(world: World, submitted: Report) -> None:
    """One came and one went: the sum is the same and still something was corrected."""
    with Correcting(world):
        Attendance.objects.all().delete()
        attendance(event(world.meetings, title="Teine kohtumine"), world.city)
    found = only(report_differences(submitted, TODAY))
    assert (found.drift.was, found.drift.is_now) == (1, 1)
    assert [(what, title) for what, title, *_ in told(found)] == [
        (What.WENT, "Kevadkohtumine"),
        (What.CAME, "Teine kohtumine"),
    ]


def test_an_entry_by_hand_has_its_story_too(world: World, submitted: Report) -> None:
    with Correcting(world, "Paberil nimekiri leiti üles"):
        ManualEntry.objects.create(
            indicator=world.participation,
            date=date(2023, 6, 1),
            amount=Decimal("2.5"),
            explanation="Paberil osalejad",
            evidence="evidence/list.pdf",
            entered_at=LATER,
        )
    found = only(report_differences(submitted, TODAY))
    assert told(found) == [(What.CAME, "Paberil osalejad", "", None, Decimal("2.5"))]
    assert [c.reason for c in found.records[0].corrections] == ["Paberil nimekiri leiti üles"]


def test_a_change_of_place_is_told_without_a_correction_of_the_record(
    world: World, submitted: Report
) -> None:
    """An organisation is moved to another municipality: no record of the period was touched."""
    Organisation.objects.filter(pk=world.city.pk).update(municipality=municipality("Haljala vald"))
    found = only(report_differences(submitted, TODAY))
    assert {(r.what, r.municipality, r.corrections) for r in found.records} == {
        (What.WENT, "Rakvere linn", ()),
        (What.CAME, "Haljala vald", ()),
    }


def test_a_new_version_of_the_rule_is_no_difference(world: World, submitted: Report) -> None:
    Measure.objects.create(
        indicator=world.participation, version=2, source="events", rule="records", created_at=LATER
    )
    assert report_differences(submitted, TODAY) == []


@pytest.mark.parametrize(
    "damage", [{"digest": "0" * 64}, {"value": 7}, {"records": [["1", "0001", "7"]]}]
)
def test_a_frozen_number_that_somebody_tampered_with_is_found(
    world: World, submitted: Report, damage: dict[str, Any]
) -> None:
    """The negative control: with the triggers off, so that the tampering succeeds."""
    with pgtrigger.ignore("programmes.FrozenValue:frozen_is_frozen"):
        FrozenValue.objects.filter(indicator=world.participation).update(**damage)
    found = only(report_differences(submitted, TODAY))
    assert found.drift.is_damaged


def test_a_report_that_was_sent_back_is_not_compared(world: World, submitted: Report) -> None:
    send_back_report(report=submitted, by=world.approver, now=LATER, note="Täpsustage")
    attendance(world.event, municipality_organisation())
    submitted.refresh_from_db()
    assert report_differences(submitted, TODAY) == []


class TestCommand:
    def run(self, *arguments: str) -> int:
        parser = ArgumentParser()
        indicators.add_arguments(parser.add_subparsers())
        options = parser.parse_args(["indicators", "check", *arguments])
        assert options.needs_database
        return int(options.run(options))

    def test_it_says_that_nothing_differs(
        self, submitted: Report, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.run() == 0
        assert capsys.readouterr().out == "2 frozen numbers checked, 0 differ.\n"

    def test_it_prints_each_difference_and_exits_1(
        self, world: World, submitted: Report, capsys: pytest.CaptureFixture[str]
    ) -> None:
        newcomer = municipality_organisation("Paide linn")
        with Correcting(world):
            attendance(world.event, newcomer)
        assert self.run("--programme", world.programme.slug) == 1
        assert capsys.readouterr().out.splitlines() == [
            f"{world.programme.slug}, year 2023 (year, report {submitted.pk}): Osaluskorrad",
            "  as submitted: 1; counted today: 2",
            "  came: Kevadkohtumine (Paide linn)",
            "    02.03.2024 14:00 by manager@example.ee: Nimekiri oli poolik",
            "2 frozen numbers checked, 1 differ.",
        ]

    def test_json_has_the_same_facts(
        self, world: World, submitted: Report, capsys: pytest.CaptureFixture[str]
    ) -> None:
        newcomer = municipality_organisation("Paide linn")
        with Correcting(world):
            attendance(world.event, newcomer)
        assert self.run("--json") == 1
        printed = json.loads(capsys.readouterr().out)
        [drift] = printed["drifts"]
        assert (printed["checked"], drift["was"], drift["is_now"], drift["rule_version"]) == (
            2,
            "1",
            "2",
            1,
        )
        assert drift["records"] == [
            {
                "what": "came",
                "record": str(world.event.pk),
                "title": "Kevadkohtumine",
                "municipality": "Paide linn",
                "was": None,
                "is_now": "1",
                "corrections": [
                    {
                        "at": LATER.isoformat(),
                        "by": "manager@example.ee",
                        "reason": "Nimekiri oli poolik",
                    }
                ],
            }
        ]

    def test_another_programmes_differences_are_left_out(
        self, world: World, submitted: Report
    ) -> None:
        other = programme()
        with Correcting(world):
            attendance(world.event, municipality_organisation())
        assert self.run("--programme", other.slug) == 0

    def test_an_unknown_programme_is_said(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.run("--programme", "tundmatu") == 2
        assert "tundmatu" in capsys.readouterr().err

    def test_it_fails_where_a_number_was_tampered_with(
        self, world: World, submitted: Report, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pgtrigger.ignore("programmes.FrozenValue:frozen_is_frozen"):
            FrozenValue.objects.filter(indicator=world.participation).update(digest="0" * 64)
        assert self.run() == 1
        assert "DAMAGED" in capsys.readouterr().out


def test_the_whole_check_takes_a_fixed_number_of_queries_for_each_number(
    world: World, submitted: Report, django_assert_num_queries: Any
) -> None:
    """However many records differ."""
    newcomers = [municipality_organisation() for _ in range(3)]
    with Correcting(world):
        attendance(world.event, newcomers[0])
    with django_assert_num_queries(11):
        report_differences(submitted, TODAY)
    with Correcting(world):
        for newcomer in newcomers[1:]:
            attendance(world.event, newcomer)
    with django_assert_num_queries(11):
        report_differences(submitted, TODAY)
