"""Whoever counts on a time, a place or the event itself hears when it changes."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from loim.common.models import OutgoingMail
from loim.events.actions.agenda import notice_letters
from loim.events.actions.agenda.notice_letters import write_forgotten_notices
from loim.events.actions.recording import EventFacts, edit_event
from loim.events.actions.steps import cancel_event, reopen_event
from loim.events.models import Event, EventStatus, Notice
from tests.factories import participant, published_event
from tests.mail import run_jobs
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2099, 11, 15)  # still to come, whenever a worker looks at its clock


@pytest.fixture
def meeting(world: World) -> Event:
    return published_event(
        under=world.activity,
        organiser=world.rakvere,
        start_date=DAY,
        start_time=time(10),
        title="Sügiskohtumine",
        place="Rakvere raamatukogu",
        description="Räägime sügisest.",
        contact_email="korraldaja@example.ee",
        purpose="Kohtuda",
        target_group="Kõik",
        languages=["et"],
        address="Näidise 1",
    )


def facts(meeting: Event, **changed: Any) -> EventFacts:
    same = EventFacts(
        title=meeting.title,
        kind=meeting.kind,
        scope=meeting.scope,
        start_date=meeting.start_date,
        end_date=meeting.end_date,
        organiser=meeting.organiser,
        activity=meeting.activity,
        place=meeting.place,
        summary=meeting.summary,
    )
    return replace(same, **changed)


def edit(meeting: Event, world: World, now: datetime, **changed: Any) -> None:
    edit_event(event=meeting, facts=facts(meeting, **changed), by=world.coordinator, now=now)


def notices() -> list[tuple[str, int]]:
    return list(Notice.objects.order_by("pk").values_list("kind", "number"))


def test_another_place_and_day_are_told_with_what_they_were(
    world: World, meeting: Event, now: datetime, mailbox: Any
) -> None:
    participant(meeting, email="mari@example.ee", language="en")
    edit(
        meeting,
        world,
        now,
        place="Tapa kultuurikoda",
        start_date=DAY + timedelta(1),
        end_date=DAY + timedelta(1),
    )
    run_jobs(name="loim.events.write_notices")
    run_jobs()

    (message,) = mailbox.messages
    assert message["Subject"] == "Time or place has changed: Sügiskohtumine"
    text = mailbox.text(message)
    assert "Time: 16 November 2099 10:00 (it was 15 November 2099 10:00)" in text
    assert "Place: Tapa kultuurikoda, Näidise 1 (it was Rakvere raamatukogu)" in text
    assert notices() == [("changed", 1)]


def test_words_that_change_nothing_about_coming_are_not_told(
    world: World, meeting: Event, now: datetime
) -> None:
    participant(meeting)
    edit(meeting, world, now, title="Sügisene kohtumine", summary="Uus")
    assert notices() == []


def test_a_second_change_is_told_again(world: World, meeting: Event, now: datetime) -> None:
    participant(meeting)
    edit(meeting, world, now, place="Tapa")
    meeting.refresh_from_db()
    edit(meeting, world, now, place="Kadrina")
    assert notices() == [("changed", 1), ("changed", 2)]


def test_of_a_draft_and_of_the_past_nobody_hears(
    world: World, meeting: Event, now: datetime
) -> None:
    participant(meeting)
    Event.objects.update(status=EventStatus.DRAFT, published_at=None)
    meeting.refresh_from_db()
    edit(meeting, world, now, place="Tapa")

    past = published_event(
        under=world.activity, organiser=world.rakvere, start_date=now.date() - timedelta(days=1)
    )
    participant(past)
    cancel_event(event=past, why="Jäi ära.", by=world.coordinator, now=now)
    assert notices() == []


def test_a_cancellation_says_why_and_holding_it_after_all_is_told_too(
    world: World, meeting: Event, now: datetime, mailbox: Any
) -> None:
    participant(meeting, email="mari@example.ee", language="en")
    cancel_event(event=meeting, why="Esineja haigestus.", by=world.coordinator, now=now)
    run_jobs(name="loim.events.write_notices")
    reopen_event(event=meeting, by=world.coordinator, now=now)
    run_jobs(name="loim.events.write_notices")
    run_jobs()

    cancelled, reopened = mailbox.messages
    assert cancelled["Subject"] == "Cancelled: Sügiskohtumine"
    assert "Esineja haigestus." in mailbox.text(cancelled)
    assert "korraldaja@example.ee" in mailbox.text(cancelled)
    assert reopened["Subject"] == "It takes place after all: Sügiskohtumine"
    assert [kind for kind, _number in notices()] == ["cancelled", "changed"]


def test_what_a_fallen_worker_left_is_written_once(
    world: World, meeting: Event, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_letters, "AT_ONCE", 2)
    for _number in range(5):
        participant(meeting)
    cancel_event(event=meeting, why="Jäi ära.", by=world.coordinator, now=now)

    write_forgotten_notices(now=now + timedelta(minutes=1))  # its job is surely on the way
    assert OutgoingMail.objects.count() == 0
    write_forgotten_notices(now=now + timedelta(minutes=6))
    write_forgotten_notices(now=now + timedelta(minutes=11))

    assert OutgoingMail.objects.count() == 5
    assert not Notice.objects.filter(mail=None).exists()


def test_somebody_erased_in_between_gets_nothing(
    world: World, meeting: Event, now: datetime
) -> None:
    person = participant(meeting)
    cancel_event(event=meeting, why="Jäi ära.", by=world.coordinator, now=now)
    person.registration.email = person.email = ""
    person.registration.save()
    person.save()
    run_jobs(name="loim.events.write_notices")
    assert (OutgoingMail.objects.count(), Notice.objects.count()) == (0, 0)
