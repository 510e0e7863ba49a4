"""Pages of appointments: what they show, refuse, and how many queries they take."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from loim.casework import vault
from loim.casework.actions.appointments.calendar import make_calendar_link
from loim.casework.actions.appointments.interpreters import (
    OrderStepNotPossible,
    answer_order,
    order_interpreter,
    take_order_step,
)
from loim.casework.gate import opened_for_keeping
from loim.casework.models import (
    Appointment,
    HomeVisit,
    InterpreterOrder,
    Task,
)
from loim.casework.queries.appointments.costs import costs_by_month
from loim.casework.queries.appointments.own_links import appointment_path, calendar_link, order_link
from loim.casework.queries.appointments.to_attend_to import counselling_to_attend_to
from loim.casework.retention import RULES
from loim.people.models import Role
from tests.casework.conftest import Desks
from tests.clock import freeze_time
from tests.factories import appointments as make
from tests.factories.casework import client, counsellor
from tests.factories.people import membership
from tests.factories.services import topic
from tests.mail import Mailbox, run_jobs

NINE = datetime(2023, 10, 9, 6, tzinfo=UTC)
APPOINTMENTS = "/en/counselling/appointments/"


@pytest.fixture
def browser(desks: Desks) -> Browser:
    made = Browser()
    made.force_login(desks.anu)
    return made


def queries(browser: Browser, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path).status_code == 200
    return len(captured)


def test_lists_take_as_many_queries_for_three_rows_as_for_one(
    desks: Desks, now: datetime, browser: Browser
) -> None:
    of, watcher = client(desks.rakvere), counsellor(desks.rakvere)
    recipient = make.recipient(desks.rakvere)
    pages = (
        f"{APPOINTMENTS}?day=2023-10-09", f"{APPOINTMENTS}tasks/", f"{APPOINTMENTS}visits/",
        f"{APPOINTMENTS}rooms/", f"{APPOINTMENTS}interpreters/", f"{APPOINTMENTS}hours/",
        "/en/counselling/referrals/", "/en/counselling/referrals/recipients/",
    )  # fmt: skip
    place = make.room(desks.rakvere)

    def fill(number: int) -> None:
        at = NINE + number * timedelta(minutes=30)
        make.appointment(desks.rakvere, desks.anu, at, now, client=of, room=place)
        make.visit(desks.rakvere, watcher, desks.anu, at + timedelta(days=number), now)
        make.room(desks.rakvere, f"Tuba {number + 2}")
        make.interpreter(desks.rakvere, f"Tõlk {number}")
        make.hours(desks.rakvere, desks.anu, room=place, weekday=number)
        make.recipient(desks.rakvere, name=f"MTÜ {number}")
        make.referral(of, recipient, desks.anu, now)
        Task.objects.create(
            organisation=desks.rakvere, counsellor=desks.anu, sealed_text=vault.seal("x"),
            client=of, due_date=now.date(), state_at=now, made_by=desks.anu, made_at=now,
        )  # fmt: skip

    fill(0)
    for page in pages:
        browser.get(page)
    one = [queries(browser, page) for page in pages]
    fill(1)
    fill(2)
    assert [queries(browser, page) for page in pages] == one


def test_the_calendar_shows_initials_and_no_name(
    desks: Desks, now: datetime, browser: Browser
) -> None:
    make.appointment(desks.rakvere, desks.anu, NINE, now)
    page = browser.get(f"{APPOINTMENTS}?day=2023-10-09").text

    assert "09:00–09:30" in page
    assert "M. N." in page
    assert "Näidis" not in page


def test_a_form_with_mistakes_says_so_and_loses_nothing(desks: Desks, browser: Browser) -> None:
    about = topic()
    page = browser.post(
        f"{APPOINTMENTS}new/",
        {"day": "2099-02-31", "start_time": "09:00", "minutes": "30", "topic": about.pk,
         "counsellor": desks.olev.pk, "note": "Kirjutatu jääb alles", "submission": str(uuid4())},
    )  # fmt: skip

    assert page.status_code == 200
    assert "Kirjutatu jääb alles" in page.text
    form = page.context["form"]
    assert {"day", "counsellor", "name", "language", "letters_language"} <= set(form.errors)
    assert not Appointment.objects.exists()


def test_hours_with_half_a_break_are_refused(desks: Desks, browser: Browser) -> None:
    page = browser.post(
        f"{APPOINTMENTS}hours/",
        {"weekday": "0", "start_time": "09:00", "end_time": "08:00", "break_start": "12:00",
         "slot_minutes": "30", "languages": ["et"], "start_date": "2026-01-01"},
    )  # fmt: skip

    assert set(page.context["form"].errors) == {"end_time", "break_end"}


def test_a_personal_code_typed_into_a_note_is_covered(
    desks: Desks, now: datetime, browser: Browser
) -> None:
    browser.post(
        f"{APPOINTMENTS}tasks/",
        {"text": "Kood 38001085718 ja muu", "due_date": "2099-01-01", "counsellor": desks.anu.pk,
         "submission": str(uuid4())},
    )  # fmt: skip

    assert "38001085718" not in vault.unseal(Task.objects.get().sealed_text)


def test_the_public_pages_are_shut_for_programs_and_show_no_times_where_there_are_none(
    desks: Desks, now: datetime
) -> None:
    visitor, about = Browser(), topic()
    booking = f"/en/counselling/booking/{desks.rakvere.pk}/"
    assert "No times can be booked here" in visitor.get(booking).text
    make.hours(desks.rakvere, desks.anu)
    with freeze_time(now):
        shown = visitor.get(f"{booking}?topic={about.pk}&language=uk").text
        assert shown.count("booking") > 0
        assert "09:00" in shown
        assert desks.anu.email not in shown
        who = f"{booking}who/?topic={about.pk}&language=uk&at=2023-10-09T09:00:00%2B03:00"
        form = {"name": "O.", "email": "o@example.ee", "submission": str(uuid4())}
        assert "sent too often" in visitor.post(who, {**form, "leave_empty": "x"}).text
        assert "one of them is enough" in visitor.post(who, {**form, "email": ""}).text
        assert not Appointment.objects.exists()
        statuses = [
            visitor.post(who.replace("09:00:00", f"{hour}:00"), {**form, "submission": str(uuid4())}).status_code
            for hour in ("09:00", "09:30", "10:00", "10:30", "09:00")
        ]  # fmt: skip
    # The fifth letter of a day to one address is not written.
    assert statuses == [302, 302, 302, 302, 200]
    for broken in (
        "?topic=x&language=uk&at=2023",
        f"?topic={about.pk}&language=xx&at=2023-10-09T09:00:00%2B03:00",
        "",
    ):
        assert visitor.get(f"{booking}who/{broken}").status_code == 404


def test_a_calendar_by_a_secret_link_names_nobody_and_ends_with_the_role(
    desks: Desks, now: datetime
) -> None:
    make.appointment(desks.rakvere, desks.anu, NINE, now, client=client(desks.rakvere))
    make.appointment(desks.tartu, desks.olev, NINE, now)
    make.visit(desks.rakvere, desks.anu, counsellor(desks.rakvere), NINE + timedelta(hours=2), now)
    link = make_calendar_link(organisation=desks.rakvere, by=desks.anu, language="en", now=now)
    path = calendar_link(link).removeprefix("http://127.0.0.1")

    with freeze_time(now):
        text = Browser().get(path).text
    assert text.count("BEGIN:VEVENT") == 2
    assert "DTSTART;TZID=Europe/Tallinn:20231009T090000" in text
    assert not [word for word in ("Mari", "Näidis", "mari@", "5-3") if word in text]

    newer = make_calendar_link(organisation=desks.rakvere, by=desks.anu, language="en", now=now)
    assert Browser().get(path).status_code == 404
    desks.anu.memberships.update(end_date=date(2023, 10, 1))
    assert Browser().get(calendar_link(newer).removeprefix("http://127.0.0.1")).status_code == 404


def test_an_interpreter_answers_once_by_a_button(
    desks: Desks, now: datetime, mailbox: Mailbox
) -> None:
    booked = make.appointment(desks.rakvere, desks.anu, NINE, now)
    order = order_interpreter(
        appointment=booked, interpreter=make.interpreter(desks.rakvere), language="Ukrainian",
        submission=uuid4(), by=desks.anu, now=now,
    )  # fmt: skip
    path = order_link(order, "en").removeprefix("http://127.0.0.1")
    with freeze_time(now):
        run_jobs()
        assert not [m for m in mailbox.to("tolk@example.ee") if "Mari" in m.as_string()]
        page = Browser().get(path)
        assert "Mari" not in page.text
        assert InterpreterOrder.objects.get().state == "sent"
        Browser().post(path, {"accept": "1"})
        with pytest.raises(OrderStepNotPossible):
            answer_order(key_hash=order.key_hash, accepts=False, now=now)
        run_jobs()
        run_jobs()
    assert "Iryna Tõlk" in mailbox.text(mailbox.to(desks.anu.email)[-1])

    take_order_step(
        order=order, step="finish", by=desks.anu, now=NINE + timedelta(hours=1), cost=Decimal(35)
    )
    [month] = costs_by_month(desks.rakvere)
    assert (month.month, month.orders, month.hours, month.cost) == (
        date(2023, 10, 1), 1, Decimal("0.50"), Decimal(35),
    )  # fmt: skip
    assert costs_by_month(desks.tartu) == []


def test_my_work_counts_and_names_nobody(desks: Desks, now: datetime) -> None:
    make.appointment(desks.rakvere, desks.anu, now + timedelta(hours=1), now)
    make.visit(desks.rakvere, counsellor(desks.rakvere), desks.anu, now + timedelta(hours=1), now)
    found = counselling_to_attend_to(desks.anu, now + timedelta(hours=5))

    assert (found.unmarked, found.overdue_visits, found.tasks) == (1, 1, 0)
    assert counselling_to_attend_to(desks.olev, now + timedelta(hours=5)).overdue_visits == 0


def test_a_person_who_counsels_in_two_cities_sees_the_chosen_one(
    desks: Desks, now: datetime
) -> None:
    membership(desks.anu, desks.tartu, Role.COUNSELLOR)
    make.room(desks.tartu, "Tartu tuba")
    make.room(desks.rakvere, "Rakvere tuba")
    browser = Browser()
    browser.force_login(desks.anu)

    browser.post("/en/counselling/desk/", {"organisation": desks.tartu.pk})
    page = browser.get(f"{APPOINTMENTS}rooms/").text
    assert ("Tartu tuba" in page, "Rakvere tuba" in page) == (True, False)


def test_what_is_due_is_emptied_and_the_number_stays(desks: Desks, now: datetime) -> None:
    booked = make.appointment(desks.rakvere, desks.anu, NINE, now)
    make.visit(desks.rakvere, desks.anu, counsellor(desks.rakvere), NINE + timedelta(days=1), now)
    later = NINE + timedelta(days=32)
    for moment, left in ((later - timedelta(days=5), 1), (later, 0)):
        with opened_for_keeping(now=moment):
            for key in ("appointments", "home-visits", "tasks", "referrals", "referral-consents"):
                rule = RULES[key]
                rule.erase(rule.due(moment), moment)
        assert Appointment.objects.exclude(sealed_name="").count() == left
        assert HomeVisit.objects.exclude(sealed_address="").count() == left
    booked.refresh_from_db()
    assert (booked.sealed_name, booked.sealed_email, booked.topic_id) == ("", "", booked.topic_id)
    assert Browser().get(f"/en{appointment_path(booked)}").status_code == 200
