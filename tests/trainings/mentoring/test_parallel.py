"""Many book at once: the budget holds; with the checks switched off it would not."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.db.models import Sum

from loim.common.refusals import Refusal
from loim.trainings.actions.mentoring import booking
from loim.trainings.actions.mentoring.booking import Meeting, book_mentoring
from loim.trainings.logic.mentoring.budget import Budget
from loim.trainings.models import Mentor, Mentoring
from loim.trainings.queries.cohort.who import Reader
from tests.factories import cohort as make

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2023, 10, 2, 9, tzinfo=UTC)
THREADS = 8
TRIGGER = "pgtrigger_mentoring_within_budget"


def rush(team, mentors) -> list[str]:  # type: ignore[no-untyped-def]
    """Each of eight asks for 6 of the 16 hours at the same moment, each at another time."""
    gate = threading.Barrier(THREADS)
    said: list[str] = []

    def ask(number: int) -> None:
        reader = Reader(team, member=team.members.order_by("pk").first())
        meeting = Meeting(NOW + timedelta(days=1 + number), 360)
        gate.wait()
        try:
            book_mentoring(
                mentor=mentors[number % 2], meeting=meeting, submission=uuid4(), by=reader, now=NOW
            )
            said.append("booked")
        except Refusal as refusal:
            said.append(type(refusal).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask, args=[number]) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


@pytest.fixture
def team():  # type: ignore[no-untyped-def]
    training = make.running_training()
    return make.admitted_team(training, members=2)


def used(team) -> int:  # type: ignore[no-untyped-def]
    return Mentoring.objects.filter(team=team).aggregate(n=Sum("minutes"))["n"]


def test_eight_who_book_at_once_never_overspend(team) -> None:  # type: ignore[no-untyped-def]
    mentors = [make.mentor(team.call.training) for _ in range(2)]

    said = rush(team, mentors)

    assert said == ["NotEnoughLeft"] * 6 + ["booked"] * 2
    assert used(team) == 720


def test_without_the_lock_and_the_trigger_the_same_rush_overspends(team, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """The negative control: else the test above could pass by luck."""
    mentors = [make.mentor(team.call.training) for _ in range(2)]
    everybody_looked = threading.Barrier(THREADS)

    def looked(of) -> Budget:  # type: ignore[no-untyped-def]
        rows = Mentoring.objects.filter(team=of).aggregate(n=Sum("minutes"))["n"] or 0
        everybody_looked.wait(timeout=30)
        return Budget(960, booked=rows)

    monkeypatch.setattr(booking, "budget_of_team", looked)
    monkeypatch.setattr(booking, "hold_team", lambda by: by.team)
    monkeypatch.setattr(booking, "_held_mentor", lambda key: Mentor.objects.get(pk=key))
    with connection.cursor() as cursor:
        [name] = _trigger(cursor)
        cursor.execute(f'ALTER TABLE trainings_mentoring DISABLE TRIGGER "{name}"')
        try:
            said = rush(team, mentors)
        finally:
            cursor.execute(f'ALTER TABLE trainings_mentoring ENABLE TRIGGER "{name}"')

    assert said == ["booked"] * THREADS
    assert used(team) > 960


def test_the_trigger_alone_holds_against_the_same_rush(team, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """The database keeps the budget where an action forgets to."""
    mentors = [make.mentor(team.call.training) for _ in range(2)]
    monkeypatch.setattr(booking, "hold_team", lambda by: by.team)
    monkeypatch.setattr(booking, "check_budget", lambda *_args, **_more: None)
    gate = threading.Barrier(THREADS)
    broken: list[int] = []

    def ask(number: int) -> None:
        reader = Reader(team, member=team.members.order_by("pk").first())
        meeting = Meeting(NOW + timedelta(days=1 + number), 360)
        gate.wait()
        try:
            book_mentoring(
                mentor=mentors[number % 2], meeting=meeting, submission=uuid4(), by=reader, now=NOW
            )
        except Exception:  # noqa: BLE001  # the database's own refusal, whatever its class
            broken.append(number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask, args=[number]) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(broken), used(team)) == (6, 720)


def test_two_teams_that_book_one_mentor_at_once_do_not_both_get_the_hour(team) -> None:  # type: ignore[no-untyped-def]
    mentor = make.mentor(team.call.training)
    other = make.admitted_team(team.call.training, members=2)
    gate, said = threading.Barrier(2), []

    def ask(of) -> None:  # type: ignore[no-untyped-def]
        reader = Reader(of, member=of.members.order_by("pk").first())
        gate.wait()
        try:
            book_mentoring(
                mentor=mentor,
                meeting=Meeting(NOW + timedelta(days=1), 60),
                submission=uuid4(),
                by=reader,
                now=NOW,
            )
            said.append("booked")
        except Refusal as refusal:
            said.append(type(refusal).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask, args=[of]) for of in (team, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(said) == ["MentorIsBusy", "booked"]


def _trigger(cursor) -> list[str]:  # type: ignore[no-untyped-def]
    cursor.execute(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'trainings_mentoring'::regclass"
        " AND tgname LIKE %s",
        [f"{TRIGGER}%"],
    )
    return [name for (name,) in cursor.fetchall()]
