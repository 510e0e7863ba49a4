"""A record written while a report is being submitted is in the frozen number, or refused."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from importlib import import_module
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from loim.programmes.actions import report_steps
from loim.programmes.actions.report_steps import RecordsBusy, submit_report
from loim.programmes.models import PeriodLock, Report
from tests.factories import activity, attendance, event, municipality_organisation, programme
from tests.programmes.reports.conftest import World, build_world

pytestmark = pytest.mark.django_db(transaction=True)
TURNS = import_module("loim.programmes.migrations.0004_recording_waits_for_submission")


@pytest.fixture
def world(transactional_db: None) -> World:
    return build_world()


@pytest.fixture
def beside() -> Iterator[Callable[..., "Future[Any]"]]:
    """Runs something in a thread with a database connection of its own."""
    with ThreadPoolExecutor(2) as pool:

        def run(action: Callable[[], Any]) -> "Future[Any]":
            def closing() -> Any:
                try:
                    return action()
                finally:
                    connection.close()

            return pool.submit(closing)

        yield run


def ready(world: World) -> Report:
    report = world.start("year")
    world.write(report)
    return report


def wait_until_blocked() -> None:
    """Until a connection waits for an advisory lock."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            if cursor.fetchone():
                return
        time.sleep(0.025)
    raise AssertionError("nobody waits")


def frozen_value(report: Report, world: World) -> int:
    value = report.frozen_values.get(indicator=world.participation).value
    assert value is not None
    return int(value)


def test_submission_waits_for_what_is_being_recorded_and_counts_it(
    world: World, noon: datetime, beside: Callable[..., "Future[Any]"]
) -> None:
    report = ready(world)
    with transaction.atomic():
        attendance(world.event, municipality_organisation())
        submitting = beside(lambda: submit_report(report=report, by=world.manager, now=noon))
        wait_until_blocked()
    submitting.result(timeout=20)

    assert frozen_value(report, world) == 2


def test_whoever_records_during_submission_waits_and_is_refused(
    world: World,
    noon: datetime,
    beside: Callable[..., "Future[Any]"],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report, newcomer = ready(world), municipality_organisation()
    counted, go_on = threading.Event(), threading.Event()
    count = report_steps.frozen_numbers

    def counting_slowly(*arguments: Any) -> Any:
        found = count(*arguments)
        counted.set()
        assert go_on.wait(20)
        return found

    monkeypatch.setattr(report_steps, "frozen_numbers", counting_slowly)
    submitting = beside(lambda: submit_report(report=report, by=world.manager, now=noon))
    assert counted.wait(20)
    recording = beside(lambda: attendance(world.event, newcomer))
    wait_until_blocked()
    go_on.set()
    submitting.result(timeout=20)

    with pytest.raises(IntegrityError, match="locked by a submitted report"):
        recording.result(timeout=20)
    assert frozen_value(report, world) == 1
    assert world.event.attendances.count() == 1


def test_without_taking_turns_a_record_is_neither_counted_nor_refused(
    world: World, noon: datetime, beside: Callable[..., "Future[Any]"]
) -> None:
    """The negative control: the trigger as it was before it took the shared lock."""
    report = ready(world)
    run_sql(TURNS.NO_TURNS)
    try:
        with transaction.atomic():
            attendance(world.event, municipality_organisation())
            beside(lambda: submit_report(report=report, by=world.manager, now=noon)).result(
                timeout=20
            )
    finally:
        run_sql(TURNS.TAKE_TURNS)

    assert frozen_value(report, world) == 1
    assert world.event.attendances.count() == 2


def test_submission_gives_up_after_a_while_and_nothing_has_changed(
    world: World,
    noon: datetime,
    beside: Callable[..., "Future[Any]"],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = ready(world)
    monkeypatch.setattr(report_steps, "LONGEST_WAIT", "100ms")
    with transaction.atomic():
        attendance(world.event, municipality_organisation())
        submitting = beside(lambda: submit_report(report=report, by=world.manager, now=noon))
        with pytest.raises(RecordsBusy):
            submitting.result(timeout=20)

    report.refresh_from_db()
    assert report.status == "draft"
    assert not PeriodLock.objects.exists()
    assert not report.frozen_values.exists()


def test_recorders_do_not_wait_for_each_other_nor_for_another_programmes_report(
    world: World, noon: datetime, beside: Callable[..., "Future[Any]"]
) -> None:
    report = ready(world)
    elsewhere = event(activity(programme()))
    one, other = municipality_organisation(), municipality_organisation()
    with transaction.atomic():
        attendance(elsewhere, one)
        beside(lambda: attendance(elsewhere, other)).result(timeout=20)
        beside(lambda: submit_report(report=report, by=world.manager, now=noon)).result(timeout=20)

    assert frozen_value(report, world) == 1
    assert elsewhere.attendances.count() == 2


def run_sql(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
