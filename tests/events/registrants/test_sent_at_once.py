"""Two tabs, a double click, a mail server that is down: real transactions side by side."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client

from loim.common.models import OutgoingMail
from loim.events.actions.registrants.importing import AlreadyImported, import_participants
from loim.events.actions.registrants.inviting import EverybodyInvited, invite_people
from loim.events.actions.registrants.message_letters import write_message_letters
from loim.events.actions.registrants.messages import MessageWords, send_message
from loim.events.forms.registrants.person_reader import PersonRow
from loim.events.models import Event, Invitee, Message, Participant
from loim.events.queries.registrants import delivery
from loim.events.queries.registrants.recipients import RecipientFilter
from tests.factories.registration import participant
from tests.mail import Mailbox, run_jobs
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*steps: Callable[[], Any]) -> list[Any]:
    """What each gives or raises, all of them begun together."""
    barrier = Barrier(len(steps))

    def do(step: Callable[[], Any]) -> Any:
        try:
            barrier.wait()
            return step()
        except Exception as error:  # noqa: BLE001  # what was raised is the result
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(do, steps))


def letter(meeting: Event, world: World, now: datetime, submission: UUID) -> Message:
    return send_message(
        event=meeting, words=MessageWords("Tere", "Kiri"), wanted=RecipientFilter(),
        submission=submission, by=world.coordinator, now=now,
    )  # fmt: skip


def row(number: int) -> PersonRow:
    return PersonRow(number, f"Nimi {number}", f"n{number}@example.ee", "et", "", None, "", None)


def test_a_letter_that_is_sent_four_times_at_once_goes_out_once(
    world: World, meeting: Event, now: datetime
) -> None:
    for _number in range(5):
        participant(meeting)
    submission = uuid4()

    messages = at_once(*[lambda: letter(meeting, world, now, submission)] * 4)
    at_once(*[lambda: write_message_letters(message_id=messages[0].pk, now=now)] * 4)
    write_message_letters(message_id=messages[0].pk, now=now)

    assert set(messages) == {Message.objects.get()}
    assert OutgoingMail.objects.count() == 5


def test_a_file_that_is_confirmed_twice_at_once_counts_once(
    world: World, meeting: Event, now: datetime
) -> None:
    batch, rows = uuid4(), [row(number) for number in range(10)]

    def confirm() -> list[Any]:
        return import_participants(
            event=meeting, rows=rows, batch=batch, by=world.coordinator, now=now
        )

    results = at_once(*[confirm] * 3)

    assert Participant.objects.count() == 10
    for result in results:
        # Whoever was second is told so, or is given what the first made.
        assert isinstance(result, AlreadyImported) or len(result) == 10


def test_people_who_are_invited_twice_at_once_get_one_letter(
    world: World, meeting: Event, now: datetime
) -> None:
    people = [row(number) for number in range(10)]

    def invite() -> list[Invitee]:
        return invite_people(event=meeting, people=people, note={}, by=world.coordinator, now=now)

    results = at_once(*[invite] * 3)

    assert [type(result) for result in results].count(EverybodyInvited) == 2
    assert Invitee.objects.count() == OutgoingMail.objects.count() == 10


def test_while_the_mail_server_is_down_letters_wait_and_it_is_shown(
    world: World, meeting: Event, now: datetime, client: Client, mailbox: Mailbox, settings: Any
) -> None:
    participant(meeting, email="mari@example.ee")
    message = letter(meeting, world, now, uuid4())
    write_message_letters(message_id=message.pk, now=now)
    client.force_login(world.coordinator)
    up, settings.EMAIL_PORT = settings.EMAIL_PORT, 1  # nobody listens there

    run_jobs(name="common.send_mail")

    page = client.get(f"/en/events/{meeting.pk}/messages/{message.pk}/")
    assert [key for key, *_rest in page.context["progress"]] == [delivery.TRYING]
    assert page.context["is_going"]
    assert mailbox.messages == []

    settings.EMAIL_PORT = up
    run_jobs(name="common.send_mail")

    page = client.get(f"/en/events/{meeting.pk}/messages/{message.pk}/")
    assert [key for key, *_rest in page.context["progress"]] == [delivery.SENT]
    assert [str(each["To"]) for each in mailbox.messages] == ["mari@example.ee"]
