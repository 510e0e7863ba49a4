"""Several phones, browsers and workers at the same moment: everything counts once."""

import time
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError

from loim.events.actions.day import check_in as checking_in
from loim.events.actions.day.certificates import issue_ordered
from loim.events.actions.day.check_in import check_in
from loim.events.actions.day.feedback import TicketUsed, give_feedback, make_tickets
from loim.events.actions.day.feedback_questions import write_ready_questions
from loim.events.actions.day.reminders import send_reminders
from loim.events.actions.day.scans import Batch, Scan
from loim.events.actions.places import desk
from loim.events.logic.day.outcomes import Outcome
from loim.events.models import (
    Certificate,
    CheckIn,
    Decision,
    Event,
    FeedbackForm,
    Notice,
    Participant,
)
from tests.events.day.conftest import MORNING, letters
from tests.events.places.parallel import at_once
from tests.factories.registration import participant
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
PHONES = 4


@pytest.fixture
def look_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between reading who is in and writing, there is time for the other phones."""
    read = Batch.of.__func__  # type: ignore[attr-defined]

    def reading(cls: type[Batch], event: Event, scans: Any) -> Batch:
        found: Batch = read(cls, event, scans)
        time.sleep(0.05)
        return found

    monkeypatch.setattr(Batch, "of", classmethod(reading))


def phones(world: World, event: Event, shared: int, own: int) -> list[Any]:
    """Each brings the same people, and some that only it has seen."""
    everybody = [participant(event, organisation=world.tartu) for _ in range(shared + PHONES * own)]
    calls = []
    for phone in range(PHONES):
        first = shared + phone * own
        seen = [*everybody[:shared], *everybody[first : first + own]]
        scans = [Scan(scan=uuid4(), at=MORNING, participant=one.pk) for one in seen]
        calls.append(partial(check_in, event=event, scans=scans, by=world.coordinator, now=MORNING))
    return calls


def test_phones_that_bring_the_same_people_at_once_count_each_once(
    world: World, meeting: Event, look_slowly: None
) -> None:
    found = at_once(phones(world, meeting, shared=3, own=2))

    outcomes = [one.outcome for answers in found for one in answers]
    assert outcomes.count(Outcome.IN) == 3 + PHONES * 2
    assert outcomes.count(Outcome.ALREADY) == 3 * (PHONES - 1)
    assert CheckIn.objects.count() == 11
    assert Decision.objects.count() == 11
    assert list(meeting.attendances.values_list("people", flat=True)) == [11]
    assert set(Participant.objects.values_list("state", flat=True)) == {"attended"}


def test_without_taking_turns_they_would_collide(
    world: World, meeting: Event, look_slowly: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: the database alone then refuses what would count twice."""
    monkeypatch.setattr(checking_in, "whole_event", lambda _event: nullcontext())
    monkeypatch.setattr(desk, "take_turn", lambda _event: None)
    with pytest.raises(IntegrityError, match="check_in_once"):
        at_once(phones(world, meeting, shared=3, own=2))


def test_a_ticket_that_is_used_twice_at_once_is_used_once(meeting: Event) -> None:
    write_ready_questions(meeting)
    [key] = make_tickets(meeting, 1)
    question = meeting.feedback_questions.get(position=0)
    give = partial(give_feedback, key=key, answers={question.pk: 5}, language="et", now=MORNING)

    given = at_once([give] * 4)

    assert [type(one) for one in given].count(TicketUsed) == 3
    assert FeedbackForm.objects.count() == 1


def test_two_workers_remind_each_person_once(meeting: Event) -> None:
    for _ in range(5):
        participant(meeting)
    week_before = MORNING - timedelta(days=7)
    assert sorted(at_once([partial(send_reminders, now=week_before)] * 3)) == [0, 0, 5]
    assert len(letters()) == Notice.objects.count() == 5


def test_two_workers_issue_one_certificate_to_each(meeting: Event) -> None:
    for _ in range(5):
        participant(meeting, "attended")
    after = datetime(2023, 11, 16, 7, tzinfo=UTC)
    at_once([partial(issue_ordered, event_id=meeting.pk, now=after)] * 3)
    assert Certificate.objects.count() == len(letters()) == 5
