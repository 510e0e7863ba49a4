"""Nobody and nothing is in two appointments at a time: the database keeps it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from loim.casework.actions.appointments.booking import (
    Booker,
    CounsellorTaken,
    RoomTaken,
)
from loim.casework.actions.appointments.interpreters import InterpreterBusy, order_interpreter
from loim.casework.actions.appointments.steps import (
    InThePast,
    cancel,
)
from loim.casework.models import (
    Appointment,
    InterpreterOrder,
)
from tests.casework.conftest import Desks
from tests.factories import appointments as make
from tests.factories.casework import counsellor

NINE = datetime(2023, 10, 9, 6, tzinfo=UTC)  # the Monday after the tests' now, at nine in Tallinn
HALF = timedelta(minutes=30)
WHO = Booker("O. K.", "olena@example.ee", "", "uk")


def test_the_database_keeps_counsellor_and_room_from_being_in_two_appointments(
    desks: Desks, now: datetime
) -> None:
    other = counsellor(desks.rakvere)
    place = make.room(desks.rakvere)
    first = make.appointment(desks.rakvere, desks.anu, NINE, now, room=place)
    second = make.appointment(desks.rakvere, other, NINE + HALF, now, room=place)

    for changes, constraint in (
        ({"counsellor": desks.anu, "starts_at": NINE}, "counsellor_in_one_appointment"),
        ({"starts_at": NINE}, "room_for_one_appointment"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            Appointment.objects.filter(pk=second.pk).update(**changes)
    # One after the other is no overlap, and a cancelled one takes no time.
    cancel(appointment=first, by=desks.anu, now=now)
    Appointment.objects.filter(pk=second.pk).update(starts_at=NINE, counsellor=desks.anu)


def test_the_database_keeps_an_interpreter_in_one_place(desks: Desks, now: datetime) -> None:
    other, person = counsellor(desks.rakvere), make.interpreter(desks.rakvere)
    first = make.appointment(desks.rakvere, desks.anu, NINE, now)
    second = make.appointment(desks.rakvere, other, NINE, now)

    def order(of: Appointment) -> InterpreterOrder:
        return order_interpreter(
            appointment=of, interpreter=person, language="uk", submission=uuid4(),
            by=desks.anu, now=now,
        )  # fmt: skip

    order(first)
    with pytest.raises(InterpreterBusy):
        order(second)
    with (
        pytest.raises(IntegrityError, match="casework_interpreter_in_one_place"),
        transaction.atomic(),
    ):
        InterpreterOrder.objects.create(
            organisation=desks.rakvere, appointment=second, interpreter=person, language="uk",
            key_hash="0" * 64, starts_at=NINE, ends_at=NINE + HALF, state_at=now, made_at=now,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"ends_at": NINE}, "casework_appointment_in_order"),
        ({"state": "cancelled"}, "casework_appointment_cancelled_by_somebody"),
        ({"cancelled_by": "client"}, "casework_appointment_cancelled_by_somebody"),
    ],
)
def test_what_cannot_be_of_an_appointment(
    desks: Desks, now: datetime, changes: dict[str, object], constraint: str
) -> None:
    made = make.appointment(desks.rakvere, desks.anu, NINE, now)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Appointment.objects.filter(pk=made.pk).update(**changes)


def test_a_refusal_says_what_is_taken(desks: Desks, now: datetime) -> None:
    other, place = counsellor(desks.rakvere), make.room(desks.rakvere)
    make.appointment(desks.rakvere, desks.anu, NINE, now, room=place)

    with pytest.raises(CounsellorTaken):
        make.appointment(desks.rakvere, desks.anu, NINE + HALF / 2, now)
    with pytest.raises(RoomTaken):
        make.appointment(desks.rakvere, other, NINE, now, room=place)
    with pytest.raises(InThePast):
        make.appointment(desks.rakvere, desks.anu, now - timedelta(days=1), now)
