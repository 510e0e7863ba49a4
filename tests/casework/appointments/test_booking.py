"""Booking: by a counsellor and on the web."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, transaction

from loim.casework.actions.appointments import booking
from loim.casework.actions.appointments.booking import (
    Booker,
    SlotTaken,
    book_online,
)
from loim.casework.actions.appointments.calendar import add_absence
from loim.casework.actions.appointments.interpreters import order_interpreter
from loim.casework.actions.appointments.steps import (
    InThePast,
    LinkOpensNothing,
    cancel_by_link,
    confirm_by_link,
    move_by_link,
)
from loim.casework.gate import opened_by_link, opened_for_booking
from loim.casework.models import (
    Absence,
    Appointment,
    Client,
    HomeVisit,
    Task,
)
from loim.casework.queries.appointments.free_times import free_times
from loim.people.models import Organisation
from loim.services.models import Topic
from tests.casework.conftest import Desks
from tests.casework.protection.test_row_security import as_web_role
from tests.clock import freeze_time
from tests.factories import appointments as make
from tests.factories.casework import client, counsellor
from tests.factories.services import topic
from tests.mail import Mailbox, run_jobs

NINE = datetime(2023, 10, 9, 6, tzinfo=UTC)  # the Monday after the tests' now, at nine in Tallinn
HALF = timedelta(minutes=30)
WHO = Booker("O. K.", "olena@example.ee", "", "uk")


def online(
    where: Organisation, about: Topic, at: datetime, now: datetime, who: Booker = WHO
) -> Appointment:
    return book_online(
        organisation=where,
        starts_at=at,
        topic=about,
        language="uk",
        who=who,
        submission=uuid4(),
        now=now,
    )


def starts(where: Organisation, now: datetime, language: str = "uk") -> list[datetime]:
    with opened_for_booking(where.pk, now=now):
        slots = free_times(where, language=language, first_day=NINE.date(), days=7, now=now)
    return [slot.start for slot in slots]


def test_free_times_are_the_hours_less_what_is_taken(desks: Desks, now: datetime) -> None:
    make.hours(desks.rakvere, desks.anu)
    all_of_them = [NINE + number * HALF for number in range(4)]
    assert starts(desks.rakvere, now) == all_of_them
    assert starts(desks.rakvere, now, "ru") == []
    assert starts(desks.tartu, now) == []

    make.appointment(desks.rakvere, desks.anu, NINE, now)
    other = counsellor(desks.rakvere)
    make.visit(desks.rakvere, desks.anu, other, NINE + HALF, now)
    assert starts(desks.rakvere, now) == all_of_them[3:]

    add_absence(
        organisation=desks.rakvere, start_date=NINE.date(), end_date=NINE.date(), by=desks.anu
    )
    assert starts(desks.rakvere, now) == []


def test_somebody_books_on_the_web_and_gets_a_letter_in_their_language_with_an_entry(
    desks: Desks, now: datetime, mailbox: Mailbox
) -> None:
    place = make.room(desks.rakvere, address="Näidise 1")
    make.hours(desks.rakvere, desks.anu, room=place)

    with as_web_role():
        made = online(desks.rakvere, topic(), NINE, now)
    with freeze_time(now):
        run_jobs()

    [letter] = mailbox.to("olena@example.ee")
    assert letter["Content-Language"] == "uk"
    entry = next(letter.iter_attachments())
    assert (
        entry.get_content_type(),
        "DTSTART;TZID=Europe/Tallinn:20231009T090000" in entry.get_content(),
    ) == ("text/calendar", True)
    assert "O. K." not in letter.as_string()
    assert len(mailbox.to(desks.anu.email)) == 1
    kept = Appointment.objects.get(pk=made.pk)
    assert (kept.counsellor, kept.room, kept.is_online) == (desks.anu, place, True)
    assert "olena" not in kept.sealed_email


def test_the_door_for_booking_shows_nothing_of_others(desks: Desks, now: datetime) -> None:
    make.hours(desks.rakvere, desks.anu)
    make.appointment(desks.rakvere, desks.anu, NINE, now, client=client(desks.rakvere))
    add_absence(
        organisation=desks.rakvere, start_date=NINE.date(), end_date=NINE.date(), by=desks.anu
    )

    with opened_for_booking(desks.rakvere.pk, now=now, key_hash="0" * 64):
        assert [
            model.objects.count() for model in (Appointment, Client, Absence, HomeVisit, Task)
        ] == [0, 0, 0, 0, 0]
    with opened_by_link("0" * 64, now=now):
        assert not Appointment.objects.exists()
    # A negative control: with the policies off the same door shows it.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE casework_appointment DISABLE ROW LEVEL SECURITY")
        with opened_for_booking(desks.rakvere.pk, now=now):
            assert Appointment.objects.count() == 1
        cursor.execute("ALTER TABLE casework_appointment ENABLE ROW LEVEL SECURITY")


def test_a_time_that_was_not_offered_is_not_booked(desks: Desks, now: datetime) -> None:
    make.hours(desks.rakvere, desks.anu)
    about = topic()
    with as_web_role():
        for at in (NINE - HALF, NINE + HALF / 2, NINE + timedelta(days=1), now - HALF):
            with pytest.raises(SlotTaken):
                online(desks.rakvere, about, at, now)


def test_sent_twice_it_is_one(desks: Desks, now: datetime) -> None:
    make.hours(desks.rakvere, desks.anu)
    about, submission = topic(), uuid4()
    made = [
        book_online(
            organisation=desks.rakvere, starts_at=NINE, topic=about, language="uk", who=WHO,
            submission=submission, now=now,
        ).pk
        for _time in range(2)
    ]  # fmt: skip

    assert made[0] == made[1]
    assert Appointment.objects.count() == 1


def test_by_the_own_link_they_confirm_move_and_cancel(
    desks: Desks, now: datetime, mailbox: Mailbox
) -> None:
    make.hours(desks.rakvere, desks.anu)
    made = online(desks.rakvere, topic(), NINE, now)
    person = make.interpreter(desks.rakvere)
    order_interpreter(
        appointment=made, interpreter=person, language="uk", submission=uuid4(), by=desks.anu,
        now=now,
    )  # fmt: skip

    with as_web_role():
        assert confirm_by_link(key_hash=made.key_hash, now=now).state == "confirmed"
        move_by_link(key_hash=made.key_hash, starts_at=NINE + HALF, now=now)
        with pytest.raises(LinkOpensNothing):
            cancel_by_link(key_hash="0" * 64, now=now)
    with freeze_time(now):
        run_jobs()
        run_jobs()

    made.refresh_from_db()
    assert (made.starts_at, made.state, made.sequence) == (NINE + HALF, "confirmed", 2)
    # The interpreter ordered for the old time is told, and the counsellor has to order anew.
    assert made.interpreter_orders.get().state == "withdrawn"
    assert len(mailbox.to(person.email)) == 2
    assert Task.objects.get().counsellor == desks.anu

    with as_web_role():
        cancel_by_link(key_hash=made.key_hash, now=now)
    made.refresh_from_db()
    assert (made.state, made.cancelled_by) == ("cancelled", "client")
    with pytest.raises(InThePast):
        confirm_by_link(key_hash=made.key_hash, now=NINE + timedelta(days=1))


def race(where: Organisation, about: Topic, now: datetime) -> list[str]:
    together = Barrier(2)

    def take(name: str) -> str:
        try:
            together.wait(10)
            online(where, about, NINE, now, Booker(name, f"{name}@example.ee", "", "en"))
        except SlotTaken:
            return "taken"
        else:
            return "booked"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(take, ["esimene", "teine"]))


@pytest.mark.django_db(transaction=True)
def test_two_take_the_last_time_and_one_gets_it(
    desks: Desks, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.hours(desks.rakvere, desks.anu, end_time="09:30")
    about = topic()
    # Both have seen the time free before either writes.
    seen = Barrier(2)
    look = booking.slots_at

    def look_together(*given):  # type: ignore[no-untyped-def]
        found = look(*given)
        seen.wait(10)
        return found

    monkeypatch.setattr(booking, "slots_at", look_together)

    assert race(desks.rakvere, about, now) == ["booked", "taken"]

    # A negative control: without the database's constraints both would have it.
    Appointment.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conname = 'casework_counsellor_in_one_appointment'"
        )
        [(name, definition)] = cursor.fetchall()
        cursor.execute(f"ALTER TABLE casework_appointment DROP CONSTRAINT {name}")
        try:
            assert race(desks.rakvere, about, now) == ["booked", "booked"]
        finally:
            cursor.execute("DELETE FROM casework_appointment")
            cursor.execute(f"ALTER TABLE casework_appointment ADD CONSTRAINT {name} {definition}")
