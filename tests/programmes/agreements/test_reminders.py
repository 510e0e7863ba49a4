"""Reminders before an agreement ends: in time, once, to those who can act."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from loim.common.models import OutgoingMail
from loim.people.models import Role
from loim.programmes.actions.agreement_reminders import remind_of_ending_agreements
from loim.programmes.logic.reminders import due_reminders
from loim.programmes.models import Agreement
from tests.factories import agreement, membership, organisation, programme, user

END = date(2025, 12, 31)


@pytest.fixture
def ending() -> Agreement:
    of = programme("Näidisprogramm")
    partner = organisation("Tartu Linnavalitsus")
    found = agreement(of, partner, number="1-7", start_date=date(2023, 1, 1), end_date=END)
    membership(user("juht@example.ee"), of.implementer, Role.PROGRAMME_MANAGER)
    membership(user("tartu@example.ee", language="en"), partner, Role.COORDINATOR)
    membership(user("liige@example.ee"), partner, Role.MEMBER)
    membership(user("endine@example.ee"), partner, Role.COORDINATOR, end_date=date(2024, 1, 1))
    return found


def morning(days_before: int) -> datetime:
    day = END - timedelta(days=days_before)
    return datetime(day.year, day.month, day.day, 6, 40, tzinfo=UTC)


def told() -> list[str]:
    return sorted(OutgoingMail.objects.values_list("to", flat=True))


BOTH = ["juht@example.ee", "tartu@example.ee"]


@pytest.mark.django_db
def test_managers_and_the_partners_coordinators_are_told_90_days_before(ending: Agreement) -> None:
    assert remind_of_ending_agreements(now=morning(91)) == 0
    assert told() == []

    assert remind_of_ending_agreements(now=morning(90)) == 1
    assert told() == BOTH


@pytest.mark.django_db
def test_each_reminder_is_sent_once(ending: Agreement) -> None:
    for days in (90, 89, 60, 30, 29, 7, 6, 1, 0):
        remind_of_ending_agreements(now=morning(days))
        remind_of_ending_agreements(now=morning(days))
    assert told() == sorted(BOTH * 3)


@pytest.mark.django_db
def test_after_days_without_a_run_the_nearest_speaks_for_those_missed(ending: Agreement) -> None:
    assert remind_of_ending_agreements(now=morning(5)) == 1
    assert remind_of_ending_agreements(now=morning(4)) == 0
    assert told() == BOTH


@pytest.mark.django_db
def test_an_extended_agreement_is_spoken_of_again_before_its_new_end(ending: Agreement) -> None:
    remind_of_ending_agreements(now=morning(90))
    Agreement.objects.update(end_date=END + timedelta(days=365))
    assert remind_of_ending_agreements(now=morning(30)) == 0
    assert remind_of_ending_agreements(now=morning(-300)) == 1


@pytest.mark.django_db
def test_an_ended_agreement_is_left_alone(ending: Agreement) -> None:
    assert remind_of_ending_agreements(now=morning(-1)) == 0


@given(st.lists(st.integers(-5, 120), min_size=1, max_size=30))
def test_whatever_days_it_runs_on_none_is_told_twice(days_left: list[int]) -> None:
    sent: set[int] = set()
    told_for: list[int] = []
    for left in sorted(days_left, reverse=True):
        due = due_reminders(END, END - timedelta(days=left))
        missing = [days for days in due if days not in sent]
        sent.update(missing)
        if due and due[-1] in missing:
            told_for.append(due[-1])
    assert len(told_for) == len(set(told_for)) <= 3
    assert told_for == sorted(told_for, reverse=True)


def run_at_once(times: int) -> int:
    barrier = Barrier(times)

    def run() -> int:
        try:
            barrier.wait(10)
            return remind_of_ending_agreements(now=morning(90))
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return sum(future.result(30) for future in [pool.submit(run) for _ in range(times)])


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_people_once(ending: Agreement) -> None:
    assert run_at_once(4) == 1
    assert told() == BOTH
