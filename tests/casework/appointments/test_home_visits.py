"""Taps, alarms and tasks: nobody who is overdue is forgotten, and nobody is called twice."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client as Browser

from loim.casework import vault
from loim.casework.actions.appointments.alarms import raise_alarms
from loim.casework.actions.appointments.handing_over import hand_over_what_lies_ahead
from loim.casework.actions.appointments.home_visits import (
    NobodyWatches,
    VisitorTaken,
    VisitStepNotPossible,
    take_visit_step,
)
from loim.casework.actions.appointments.reminders import send_reminders
from loim.casework.actions.appointments.tasks import (
    PutOffToThePast,
    TaskFacts,
    TaskStepNotPossible,
    add_task,
    take_task_step,
)
from loim.casework.gate import opened_for_keeping
from loim.casework.models import (
    Appointment,
    BookableHours,
    HomeVisit,
    SafetyContact,
    VisitAlarm,
)
from loim.casework.tasks.appointments import raise_alarms_every_minute, remind_hourly
from loim.common.models import OutgoingMail
from tests.casework.conftest import Desks
from tests.clock import freeze_time
from tests.factories import appointments as make
from tests.factories.casework import client, counsellor
from tests.mail import Mailbox, run_jobs

TEN = datetime(2023, 10, 2, 10, tzinfo=UTC)
OUT_BY = TEN + timedelta(hours=1)


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def alarm_at(moment: datetime) -> None:
    """As the worker does it each minute."""
    with freeze_time(moment):
        raise_alarms_every_minute(0)


def letters() -> list[tuple[str, str]]:
    return list(OutgoingMail.objects.order_by("pk").values_list("to", "template"))


def test_an_overdue_visit_alarms_the_watcher_and_then_the_list_each_once(
    desks: Desks, now: datetime, mailbox: Mailbox
) -> None:
    watcher = counsellor(desks.rakvere, name="Vaike Valvur", language="en")
    SafetyContact.objects.create(organisation=desks.rakvere, name="Juht", email="juht@example.ee")
    SafetyContact.objects.create(organisation=desks.tartu, name="Muu", email="muu@example.ee")
    visit = make.visit(desks.rakvere, desks.anu, watcher, TEN, now, address="Salajane 7")
    take_visit_step(visit=visit, step="arrive", by=desks.anu, now=TEN)

    alarm_at(OUT_BY + minutes(9))
    assert letters() == []
    for _again in range(3):
        alarm_at(OUT_BY + minutes(10))
    assert letters() == [(watcher.email, "visit_overdue")]
    # The worker was down for an hour; when it is up again nothing is lost and nothing is double.
    for _again in range(2):
        alarm_at(OUT_BY + minutes(90))
    assert letters() == [
        (watcher.email, "visit_overdue"),
        ("juht@example.ee", "visit_overdue_list"),
    ]
    with freeze_time(OUT_BY + minutes(90)):
        run_jobs()
    assert not [text for text in mailbox.messages if "Salajane" in text.as_string()]
    assert f"/visits/{visit.uuid}/" in mailbox.text(mailbox.to(watcher.email)[0])

    # Half an hour longer begins anew from that moment.
    take_visit_step(visit=visit, step="stay", by=watcher, now=OUT_BY + minutes(91))
    alarm_at(OUT_BY + minutes(120))
    assert len(letters()) == 2
    take_visit_step(visit=visit, step="leave", by=desks.anu, now=OUT_BY + minutes(121))
    alarm_at(OUT_BY + timedelta(days=1))
    assert len(letters()) == 2


def test_a_visitor_who_never_arrived_is_missed_as_well(desks: Desks, now: datetime) -> None:
    make.visit(desks.rakvere, desks.anu, counsellor(desks.rakvere), TEN, now)

    with opened_for_keeping(now=OUT_BY):
        assert raise_alarms(now=OUT_BY + minutes(10)) == 1


def test_an_alarm_is_written_with_its_letter_or_not_at_all(
    desks: Desks, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.visit(desks.rakvere, desks.anu, counsellor(desks.rakvere), TEN, now)

    def fall(**_options: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr("loim.casework.actions.appointments.alarms.queue_mail", fall)
        with pytest.raises(ConnectionError):
            raise_alarms(now=OUT_BY + minutes(10))
    assert not VisitAlarm.objects.exists()
    assert raise_alarms(now=OUT_BY + minutes(11)) == 1


def test_what_the_database_does_not_let_happen(desks: Desks, now: datetime) -> None:
    watcher = counsellor(desks.rakvere)
    visit = make.visit(desks.rakvere, desks.anu, watcher, TEN, now)
    for changes, constraint in (
        ({"watcher": desks.anu}, "watched_by_another"),
        ({"expected_end_at": TEN}, "visit_in_order"),
        ({"state": "out"}, "visit_out_was_said"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            HomeVisit.objects.filter(pk=visit.pk).update(**changes)
    alarm = {"organisation": desks.rakvere, "visit": visit, "stage": "list", "raised_at": now}
    VisitAlarm.objects.create(**alarm, expected_end_at=OUT_BY)
    with pytest.raises(IntegrityError, match="casework_alarm_once"), transaction.atomic():
        VisitAlarm.objects.create(**alarm, expected_end_at=OUT_BY)
    with pytest.raises(VisitorTaken):
        make.visit(desks.rakvere, desks.anu, watcher, TEN + minutes(30), now)
    with pytest.raises(NobodyWatches):
        make.visit(desks.rakvere, desks.anu, desks.anu, OUT_BY, now)


def test_who_may_tap_and_who_sees_the_address(desks: Desks, now: datetime) -> None:
    watcher, third = counsellor(desks.rakvere), counsellor(desks.rakvere)
    visit = make.visit(desks.rakvere, desks.anu, watcher, TEN, now, address="Salajane 7")
    for person in (third, desks.olev):
        with pytest.raises(PermissionDenied):
            take_visit_step(visit=visit, step="leave", by=person, now=TEN)
    with pytest.raises(PermissionDenied):
        take_visit_step(visit=visit, step="arrive", by=watcher, now=TEN)
    with pytest.raises(VisitStepNotPossible):
        take_visit_step(
            visit=take_visit_step(visit=visit, step="arrive", by=desks.anu, now=TEN),
            step="arrive", by=desks.anu, now=TEN,
        )  # fmt: skip

    shown = {}
    browser = Browser()
    for name, person in (
        ("visitor", desks.anu), ("watcher", watcher), ("third", third), ("tartu", desks.olev),
    ):  # fmt: skip
        browser.force_login(person)
        page = browser.get(f"/en/counselling/appointments/visits/{visit.uuid}/")
        shown[name] = (page.status_code, "Salajane 7" in page.text)
    assert shown == {
        "visitor": (200, True), "watcher": (200, True), "third": (200, False),
        "tartu": (404, False),
    }  # fmt: skip


def test_reminders_leave_the_day_before_and_once(desks: Desks, now: datetime) -> None:
    tomorrow = make.appointment(desks.rakvere, desks.anu, TEN + timedelta(days=1), now)
    make.appointment(desks.rakvere, desks.anu, TEN + timedelta(days=3), now)
    OutgoingMail.objects.all().delete()

    for moment in (
        now + minutes(1),
        TEN + minutes(1),
        TEN + timedelta(hours=8),
        TEN + timedelta(hours=9),
    ):
        with freeze_time(moment):
            remind_hourly(0)
    assert letters() == [("mari@example.ee", "appointment_reminder")]
    tomorrow.refresh_from_db()
    assert tomorrow.reminded_at is not None
    with opened_for_keeping(now=TEN):
        assert send_reminders(now=TEN + timedelta(hours=10)) == 0


def test_tasks_are_done_put_off_and_of_colleagues_only(desks: Desks, now: datetime) -> None:
    facts = TaskFacts("Helista Mari Näidisele", now.date(), desks.anu, client(desks.rakvere))
    task = add_task(
        organisation=desks.rakvere, facts=facts, submission=uuid4(), by=desks.anu, now=now
    )
    assert "Mari" not in task.sealed_text
    assert vault.unseal(task.sealed_text) == "Helista Mari Näidisele"

    later = now.date() + timedelta(days=3)
    put_off = take_task_step(task=task, step="put_off", by=desks.anu, now=now, due_date=later)
    assert (put_off.due_date, put_off.times_put_off) == (later, 1)
    with pytest.raises(PutOffToThePast):
        take_task_step(task=task, step="put_off", by=desks.anu, now=now, due_date=None)
    take_task_step(task=task, step="finish", by=desks.anu, now=now)
    with pytest.raises(TaskStepNotPossible):
        take_task_step(task=task, step="finish", by=desks.anu, now=now)
    with pytest.raises(PermissionDenied):
        take_task_step(task=task, step="reopen", by=desks.olev, now=now)
    with pytest.raises(PermissionDenied):
        add_task(
            organisation=desks.rakvere, submission=uuid4(), by=desks.anu, now=now,
            facts=TaskFacts("x", now.date(), desks.olev),
        )  # fmt: skip


def test_what_lies_ahead_of_whoever_leaves_goes_to_a_colleague(desks: Desks, now: datetime) -> None:
    to = counsellor(desks.rakvere)
    make.hours(desks.rakvere, desks.anu)
    moves = make.appointment(desks.rakvere, desks.anu, TEN, now)
    stays = make.appointment(desks.rakvere, desks.anu, OUT_BY, now)
    make.appointment(desks.rakvere, to, OUT_BY, now)
    add_task(
        organisation=desks.rakvere, facts=TaskFacts("x", now.date(), desks.anu),
        submission=uuid4(), by=desks.anu, now=now,
    )  # fmt: skip

    done = hand_over_what_lies_ahead(
        organisation=desks.rakvere, leaving=desks.anu, to=to, by=to, now=now
    )

    assert (done.appointments, done.tasks, done.left) == (1, 1, [stays])
    assert Appointment.objects.get(pk=moves.pk).counsellor == to
    assert not BookableHours.objects.exists()
    with pytest.raises(PermissionDenied):
        hand_over_what_lies_ahead(
            organisation=desks.rakvere, leaving=to, to=desks.olev, by=to, now=now
        )
