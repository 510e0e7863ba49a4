"""Two people at once: one of them is told, nothing is made twice, nothing is written over."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection

from loim.programmes.actions import plan_approval, plan_drafts, plan_import
from loim.programmes.actions.plan_approval import approve_version
from loim.programmes.actions.plan_drafts import AlreadyApproved, DraftExists, amend
from loim.programmes.actions.plan_files import plan_file
from loim.programmes.actions.plan_import import import_plan
from loim.programmes.models import Activity, Plan, PlanVersion, Programme
from tests.programmes.plans.conftest import CONTENT_2023

pytestmark = pytest.mark.django_db(transaction=True)
Beside = Callable[[Callable[[], Any]], "Future[Any]"]


@pytest.fixture
def beside() -> Iterator[Beside]:
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


class Pause:
    """Stops the first who passes, until it is told to go on."""

    def __init__(self, inner: Callable[..., Any]) -> None:
        self.is_reached, self.go_on = threading.Event(), threading.Event()
        self._inner, self._is_first = inner, True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if self._is_first:
            self._is_first = False
            self.is_reached.set()
            assert self.go_on.wait(10)
        return self._inner(*args, **kwargs)


def wait_until_blocked() -> None:
    """Until a connection waits for another's lock."""
    for _ in range(400):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
            if cursor.fetchone():
                return
        time.sleep(0.025)
    raise AssertionError("nobody waits")


def both(
    first: Callable[[], Any], second: Callable[[], Any], pause: Pause, beside: Beside
) -> list[Any]:
    """What became of the first, who is stopped half-way, and of the second, who comes then."""
    one = beside(first)
    assert pause.is_reached.wait(10)
    other = beside(second)
    wait_until_blocked()
    pause.go_on.set()
    return [future.exception(timeout=20) for future in (one, other)]


def no_lock(pk: int) -> Programme:
    return Programme.objects.get(pk=pk)


@pytest.fixture
def imports(programme, manager, document, now) -> Callable[[], PlanVersion]:
    def run() -> PlanVersion:
        file = plan_file(name="plaan.docx", content=CONTENT_2023, by=manager, now=now)
        return import_plan(document=document, file=file, programme=programme, by=manager, now=now)

    return run


def test_two_imports_make_one_draft(imports, beside, monkeypatch):
    pause = Pause(plan_import.write_document)
    monkeypatch.setattr(plan_import, "write_document", pause)
    first, second = both(imports, imports, pause, beside)
    assert first is None
    assert isinstance(second, DraftExists)
    assert PlanVersion.objects.count() == 1
    assert Activity.objects.count() == 43


def test_without_the_lock_the_second_import_breaks_down(imports, beside, monkeypatch, programme):
    """The control: it is the lock that turns a collision into words."""
    Plan.objects.create(
        programme=programme, start_date=date(2023, 1, 1), end_date=date(2023, 12, 31)
    )
    pause = Pause(plan_import.write_document)
    monkeypatch.setattr(plan_import, "write_document", pause)
    monkeypatch.setattr(plan_import, "locked_programme", no_lock)
    first, second = both(imports, imports, pause, beside)
    assert first is None
    assert isinstance(second, IntegrityError)


def approval(version: PlanVersion, number: str, by: Any, now: Any) -> Callable[[], PlanVersion]:
    return lambda: approve_version(
        version=version, order_number=number, order_date=date(2023, 1, 26), by=by, now=now
    )


def test_of_two_orders_the_first_counts(imports, approver, manager, now, beside, monkeypatch):
    version = imports()
    pause = Pause(plan_approval._take_wording)
    monkeypatch.setattr(plan_approval, "_take_wording", pause)
    orders = (approval(version, "24", approver, now), approval(version, "25", manager, now))
    first, second = both(*orders, pause, beside)
    assert first is None
    assert isinstance(second, AlreadyApproved)
    assert PlanVersion.objects.get().order_number == "24"


def test_without_the_lock_the_trigger_still_keeps_the_first_order(
    imports, approver, now, beside, monkeypatch
):
    """The control: both orders get past the check, and only the database stops one."""
    version = imports()
    pause = Pause(plan_approval._take_wording)
    monkeypatch.setattr(plan_approval, "_take_wording", pause)
    monkeypatch.setattr(plan_approval, "locked_programme", no_lock)
    one = beside(approval(version, "24", approver, now))
    assert pause.is_reached.wait(10)
    beside(approval(version, "25", approver, now)).result(timeout=20)
    pause.go_on.set()
    assert isinstance(one.exception(timeout=20), IntegrityError)
    assert PlanVersion.objects.get().order_number == "25"


def test_two_amendments_make_one_draft(imports, approver, manager, now, beside, monkeypatch):
    version = approval(imports(), "24", approver, now)()
    pause = Pause(plan_drafts.write_document)
    monkeypatch.setattr(plan_drafts, "write_document", pause)

    def amended() -> PlanVersion:
        return amend(version=version, by=manager, now=now)

    first, second = both(amended, amended, pause, beside)
    assert first is None
    assert isinstance(second, DraftExists)
    assert PlanVersion.objects.count() == 2
