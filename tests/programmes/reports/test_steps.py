"""Submitting, sending back and accepting: who may, when, and what it does to the numbers."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from loim.common.models import OutgoingMail
from loim.people.models import Role, User
from loim.programmes.actions.report_steps import (
    NoteMissing,
    ReportIncomplete,
    StepRefused,
    accept_report,
    add_note,
    send_back_report,
    submit_report,
)
from loim.programmes.logic.report_states import TRANSITIONS, ReportStatus, ReportStep
from loim.programmes.models import FrozenValue, IndicatorValue, PeriodLock, Report, ReportNote
from tests.factories import attendance, membership, municipality_organisation, user
from tests.mail import Mailbox, run_jobs
from tests.programmes.reports.conftest import World

pytestmark = pytest.mark.django_db


def take(step: ReportStep, report: Report, by: User, now: datetime) -> Report:
    if step is ReportStep.SUBMIT:
        return submit_report(report=report, by=by, now=now)
    if step is ReportStep.SEND_BACK:
        return send_back_report(report=report, by=by, now=now, note="Täpsustage")
    return accept_report(report=report, by=by, now=now)


def in_state(world: World, status: ReportStatus, now: datetime) -> Report:
    """A complete report that has come to the state by the steps that lead there."""
    report = world.start("year")
    world.write(report)
    ways = {
        ReportStatus.DRAFT: [],
        ReportStatus.SUBMITTED: [ReportStep.SUBMIT],
        ReportStatus.SENT_BACK: [ReportStep.SUBMIT, ReportStep.SEND_BACK],
        ReportStatus.ACCEPTED: [ReportStep.SUBMIT, ReportStep.ACCEPT],
    }
    for step in ways[status]:
        by = world.manager if step is ReportStep.SUBMIT else world.approver
        take(step, report, by, now)
    return Report.objects.get(pk=report.pk)


def everything(report: Report) -> list[object]:
    """What a refused step must leave as it was."""
    return [
        Report.objects.filter(pk=report.pk).values().get(),
        list(FrozenValue.objects.order_by("pk").values()),
        list(PeriodLock.objects.order_by("pk").values()),
        list(ReportNote.objects.order_by("pk").values()),
        OutgoingMail.objects.count(),
    ]


@pytest.mark.parametrize("step", ReportStep)
@pytest.mark.parametrize("status", ReportStatus)
def test_each_step_in_each_state(
    world: World, noon: datetime, status: ReportStatus, step: ReportStep
) -> None:
    report = in_state(world, status, noon)
    by = world.manager if step is ReportStep.SUBMIT else world.approver
    before = everything(report)
    if (status, step) in TRANSITIONS:
        assert take(step, report, by, noon).status == TRANSITIONS[status, step]
    else:
        with pytest.raises(StepRefused):
            take(step, report, by, noon)
        assert everything(report) == before


@pytest.mark.parametrize("name", ["manager", "approver", "coordinator", "outsider"])
@pytest.mark.parametrize("step", ReportStep)
def test_each_step_by_each_role(world: World, noon: datetime, step: ReportStep, name: str) -> None:
    status = ReportStatus.DRAFT if step is ReportStep.SUBMIT else ReportStatus.SUBMITTED
    report = in_state(world, status, noon)
    before = everything(report)
    may = name == ("manager" if step is ReportStep.SUBMIT else "approver")
    if may:
        take(step, report, getattr(world, name), noon)
    else:
        with pytest.raises(PermissionDenied):
            take(step, report, getattr(world, name), noon)
        assert everything(report) == before


class TestSubmission:
    def test_the_numbers_are_frozen_with_rule_records_and_digest(
        self, world: World, noon: datetime
    ) -> None:
        report = in_state(world, ReportStatus.SUBMITTED, noon)

        counted = report.frozen_values.get(indicator=world.participation)
        assert (counted.value, counted.records) == (
            Decimal(1),
            [[str(world.event.pk), world.city.municipality_id, "1"]],
        )
        assert counted.measure is not None
        assert counted.measure.version == 1
        assert (len(counted.digest), counted.frozen_at) == (64, noon)
        unmeasured = report.frozen_values.get(indicator=world.applied)
        assert (unmeasured.value, unmeasured.measure, unmeasured.records) == (None, None, [])

    def test_a_number_that_is_zero_is_frozen_as_zero(self, world: World, noon: datetime) -> None:
        world.event.attendances.all().delete()
        report = in_state(world, ReportStatus.SUBMITTED, noon)
        assert report.frozen_values.get(indicator=world.participation).value == Decimal(0)

    def test_the_period_is_locked_and_who_and_when_are_kept(
        self, world: World, noon: datetime
    ) -> None:
        report = in_state(world, ReportStatus.SUBMITTED, noon)
        assert (report.submitted_by, report.submitted_at) == (world.manager, noon)
        assert (report.lock.start_date, report.lock.end_date) == (
            date(2023, 1, 1),
            date(2023, 12, 31),
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            attendance(world.event, municipality_organisation())

    def test_stale_numbers_are_refreshed_first(self, world: World, noon: datetime) -> None:
        report = in_state(world, ReportStatus.DRAFT, noon)
        attendance(world.event, municipality_organisation())
        kept = IndicatorValue.objects.filter(indicator=world.participation, end_date="2023-12-31")
        assert {value.value for value in kept} == {1}

        submit_report(report=report, by=world.manager, now=noon)

        assert {value.value for value in kept.all()} == {2}
        assert report.frozen_values.get(indicator=world.participation).value == 2

    def test_what_is_missing_is_named_and_nothing_happens(
        self, world: World, noon: datetime
    ) -> None:
        report = world.start("year")
        before = everything(report)

        with pytest.raises(ReportIncomplete) as refusal:
            submit_report(report=report, by=world.manager, now=noon)

        assert "3.5.1.3" in str(refusal.value)
        assert everything(report) == before

    def test_two_reports_lock_their_shared_days_until_both_are_sent_back(
        self, world: World, noon: datetime
    ) -> None:
        year, half = world.start("year"), world.start("half_year")
        for report in (year, half):
            world.write(report)
            submit_report(report=report, by=world.manager, now=noon)

        send_back_report(report=year, by=world.approver, now=noon, note="Täpsustage")
        with pytest.raises(IntegrityError), transaction.atomic():
            attendance(world.event, municipality_organisation())

        send_back_report(report=half, by=world.approver, now=noon, note="Täpsustage")
        attendance(world.event, municipality_organisation())


class TestSendingBack:
    def test_it_unlocks_the_period_and_history_keeps_the_numbers(
        self, world: World, noon: datetime
    ) -> None:
        report = in_state(world, ReportStatus.SENT_BACK, noon)
        assert not report.frozen_values.exists()
        assert not PeriodLock.objects.exists()
        kept = FrozenValue.pgh_event_model.objects.filter(  # type: ignore[attr-defined]
            indicator=world.participation
        ).order_by("pgh_id")
        assert [(row.pgh_label, row.value) for row in kept] == [
            ("insert", Decimal(1)),
            ("delete", Decimal(1)),
        ]

    def test_its_numbers_are_those_of_the_records_again(self, world: World, noon: datetime) -> None:
        report = in_state(world, ReportStatus.SENT_BACK, noon)
        kept = IndicatorValue.objects.filter(indicator=world.participation)
        assert kept.get(start_date=report.start_date, end_date=report.end_date).value == 1

    def test_it_says_what_has_to_change(self, world: World, noon: datetime) -> None:
        report = in_state(world, ReportStatus.SUBMITTED, noon)
        with pytest.raises(NoteMissing):
            send_back_report(report=report, by=world.approver, now=noon, note="  ")

    def test_the_corrected_report_is_submitted_anew(self, world: World, noon: datetime) -> None:
        report = in_state(world, ReportStatus.SENT_BACK, noon)
        attendance(world.event, municipality_organisation())
        submit_report(report=report, by=world.manager, now=noon)
        assert report.frozen_values.get(indicator=world.participation).value == 2


class TestNotes:
    def test_every_step_is_in_the_thread_with_who_when_and_which_words(
        self, world: World, noon: datetime
    ) -> None:
        report = in_state(world, ReportStatus.SENT_BACK, noon)
        add_note(report=report, by=world.manager, now=noon, text=" Parandan ära ")
        submit_report(report=report, by=world.manager, now=noon, note="Parandatud")
        accept_report(report=report, by=world.approver, now=noon)
        assert list(report.notes.order_by("pk").values_list("step", "text", "by", "at")) == [
            ("submit", "", world.manager.pk, noon),
            ("send_back", "Täpsustage", world.approver.pk, noon),
            ("", "Parandan ära", world.manager.pk, noon),
            ("submit", "Parandatud", world.manager.pk, noon),
            ("accept", "", world.approver.pk, noon),
        ]

    @pytest.mark.parametrize("name", ["coordinator", "outsider"])
    def test_the_two_sides_talk_and_nobody_else(
        self, world: World, noon: datetime, name: str
    ) -> None:
        with pytest.raises(PermissionDenied):
            add_note(report=world.start(), by=getattr(world, name), now=noon, text="Mina ka")

    def test_a_note_says_something(self, world: World, noon: datetime) -> None:
        report = world.start()
        with pytest.raises(NoteMissing):
            add_note(report=report, by=world.manager, now=noon, text=" ")
        with pytest.raises(IntegrityError), transaction.atomic():
            ReportNote.objects.create(report=report, at=noon)


class TestLetters:
    def test_each_step_is_told_to_the_other_side_in_their_language(
        self, world: World, noon: datetime, mailbox: Mailbox
    ) -> None:
        User.objects.filter(pk=world.approver.pk).update(language="en")
        report = in_state(world, ReportStatus.SUBMITTED, noon)
        send_back_report(
            report=report, by=world.approver, now=noon, note="Kas #3 on *õige*?\nTäpsustage"
        )
        submit_report(report=report, by=world.manager, now=noon)
        accept_report(report=report, by=world.approver, now=noon)

        run_jobs()

        letters = [(letter["To"], mailbox.text(letter)) for letter in mailbox.messages]
        to = [who for who, _text in letters]
        assert sorted(to) == ["approver@example.ee"] * 2 + ["manager@example.ee"] * 2
        to_ministry = [text for who, text in letters if who == "approver@example.ee"]
        assert all(f"/en/programmes/reports/{report.pk}/" in text for text in to_ministry)
        assert all("Manager Näidis has submitted" in text for text in to_ministry)
        assert any("Kas #3 on *õige*?\nTäpsustage" in text for _who, text in letters)

    def test_whoever_has_left_gets_none(self, world: World, noon: datetime) -> None:
        gone = user("gone@example.ee")
        membership(gone, world.programme.ministry, Role.MINISTRY_APPROVER, end_date="2023-12-31")
        in_state(world, ReportStatus.SUBMITTED, noon)
        assert list(OutgoingMail.objects.values_list("to", flat=True)) == ["approver@example.ee"]


class TestFrozenByTheDatabase:
    @pytest.mark.parametrize("status", [ReportStatus.SUBMITTED, ReportStatus.ACCEPTED])
    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE programmes_frozenvalue SET value = 99",
            "UPDATE programmes_frozenvalue SET records = '[]'",
            "UPDATE programmes_frozenvalue SET digest = repeat('0', 64)",
            "DELETE FROM programmes_frozenvalue",
            "DELETE FROM programmes_periodlock",
            "UPDATE programmes_periodlock SET end_date = start_date",
            "UPDATE programmes_report SET end_date = end_date - 1",
            "UPDATE programmes_report SET submitted_at = now()",
            "DELETE FROM programmes_report",
        ],
    )
    def test_nothing_of_it_changes_whatever_the_door(
        self, world: World, noon: datetime, sql: str, status: ReportStatus
    ) -> None:
        in_state(world, status, noon)
        with pytest.raises(DatabaseError, match=r"(?i)cannot"), transaction.atomic():
            run_sql(sql)

    def test_an_accepted_report_cannot_be_sent_back_by_sql(
        self, world: World, noon: datetime
    ) -> None:
        in_state(world, ReportStatus.ACCEPTED, noon)
        with pytest.raises(IntegrityError), transaction.atomic():
            run_sql("UPDATE programmes_report SET status = 'sent_back', accepted_at = NULL")

    def test_no_number_is_slipped_in_later(self, world: World, noon: datetime) -> None:
        report = in_state(world, ReportStatus.SUBMITTED, noon)
        one = report.frozen_values.get(indicator=world.applied)
        slip: Callable[[], FrozenValue] = lambda: FrozenValue.objects.create(  # noqa: E731
            report=report,
            indicator=world.programme.indicators.create(name="Uus", unit="Arv"),
            value=5,
            digest=one.digest,
            frozen_at=noon,
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            slip()


def run_sql(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
