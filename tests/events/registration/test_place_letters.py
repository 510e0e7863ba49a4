"""Whoever registered is told what became of their place: once, and what is true now."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from loim.events.actions.places import (
    PersonRequest,
    RegistrationRequest,
    accept_offer,
    refuse,
    register,
    withdraw,
)
from loim.events.actions.registration.letters import tell_of_places
from loim.events.actions.registration.place_letters import write_place_letters
from loim.events.models import Event, Notice, Registration
from loim.events.queries.registration.own_link import opened_by, own_link_for, own_link_of
from tests.events.registration.post import send_letters, subject_of
from tests.factories import user
from tests.factories.registration import published_event, question, registration_settings
from tests.mail import Mailbox

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 10, 2, 9, 0, tzinfo=UTC)


def meeting(**fields: Any) -> Event:
    capacity = fields.pop("capacity", 30)
    of = published_event(title="Kogukonnatöö", place="Viljandi", **fields)
    registration_settings(of, capacity=capacity)
    return of


def sign_up(event: Event, name: str = "Mari Maasikas", **fields: Any) -> Registration:
    email = fields.pop("email", f"{name.split(maxsplit=1)[0].lower()}@example.ee")
    people = fields.pop("people", (PersonRequest(name=name, email=email),))
    request = RegistrationRequest(
        name=name, email=email, people=people, is_confirmed=True, **fields
    )
    return register(event=event, request=request, door="self", by=None, now=NOW)


def subjects(mailbox: Mailbox, address: str) -> list[str]:
    return [subject_of(message) for message in mailbox.to(address)]


def test_a_place_is_told_in_the_persons_language_with_their_own_link(
    mailbox: Mailbox,
) -> None:
    made = sign_up(meeting(), language="en")

    send_letters(NOW)

    [letter] = mailbox.to("mari@example.ee")
    text = mailbox.text(letter)
    assert subject_of(letter) == "You have a place: Kogukonnatöö"
    assert "Hello, Mari Maasikas!" in text
    assert own_link_of(made, "en") in text
    assert "/en/events/registrations/" in text
    assert "Time: 15 November 2023" in text
    assert "Place: Viljandi" in text
    assert "calendar.ics" in text


def test_whoever_gets_a_place_is_told_of_questions_that_are_asked_then(mailbox: Mailbox) -> None:
    event = meeting()
    question(event, "short_text", stage="follow_up")
    sign_up(event, language="en")

    send_letters(NOW)

    [letter] = mailbox.to("mari@example.ee")
    assert "The organiser has some more questions for you" in mailbox.text(letter)


def test_an_address_that_is_not_confirmed_is_asked_to_confirm(
    mailbox: Mailbox,
) -> None:
    request = RegistrationRequest(
        name="Mari",
        email="mari@example.ee",
        language="en",
        people=(PersonRequest(name="Mari", email="mari@example.ee"),),
    )
    register(event=meeting(), request=request, door="self", by=None, now=NOW)

    send_letters(NOW)

    [letter] = mailbox.to("mari@example.ee")
    assert subject_of(letter) == "Please confirm your registration: Kogukonnatöö"
    assert "by 3 October 2023, 12:00" in mailbox.text(letter)


def test_nobody_is_told_twice_however_often_the_job_runs(mailbox: Mailbox) -> None:
    made = sign_up(meeting())
    send_letters(NOW)

    write_place_letters(registrations=[made.pk], now=NOW)
    tell_of_places([made.pk])
    send_letters(NOW)

    assert len(mailbox.messages) == 1
    assert Notice.objects.filter(participant__registration=made).count() == 1


def test_a_letter_tells_what_is_true_now_not_what_was(mailbox: Mailbox) -> None:
    """A place was given and given up before a worker came to it."""
    made = sign_up(meeting(), language="en")
    withdraw(participants=made.participants.all(), by=None, now=NOW + timedelta(minutes=1))

    send_letters(NOW)

    assert subjects(mailbox, "mari@example.ee") == ["You have withdrawn: Kogukonnatöö"]


def test_each_step_from_the_waiting_list_to_a_place_is_told(
    mailbox: Mailbox,
) -> None:
    event = meeting(capacity=1)
    first = sign_up(event, "Mari Maasikas", language="en")
    second = sign_up(event, "Jüri Juurikas", email="juri@example.ee", language="en")
    send_letters(NOW)
    withdraw(participants=first.participants.all(), by=None, now=NOW + timedelta(hours=1))
    send_letters(NOW)
    accept_offer(participant=second.participants.get(), now=NOW + timedelta(hours=2))
    send_letters(NOW)

    assert subjects(mailbox, "juri@example.ee") == [
        "You are on the waiting list: Kogukonnatöö",
        "A place is offered to you, please answer: Kogukonnatöö",
        "You have a place: Kogukonnatöö",
    ]
    offer = mailbox.text(mailbox.to("juri@example.ee")[1])
    assert "until 4 October 2023, 13:00" in offer


def test_whoever_registered_several_is_told_of_all_and_each_of_their_own_place(
    mailbox: Mailbox,
) -> None:
    made = sign_up(
        meeting(),
        "Kati Kask",
        email="kati@example.ee",
        language="en",
        people=(
            PersonRequest(name="Mari", email="mari@example.ee", language="ru"),
            PersonRequest(name="Jüri"),
        ),
    )
    send_letters(NOW)

    [to_all] = mailbox.to("kati@example.ee")
    [to_mari] = mailbox.to("mari@example.ee")
    assert subject_of(to_all) == "Your registration of several people: Kogukonnatöö"
    assert "- Mari: has a place." in mailbox.text(to_all)
    assert "- Jüri: has a place." in mailbox.text(to_all)
    assert own_link_of(made) in mailbox.text(to_all)
    assert "Kati Kask" in mailbox.text(to_mari)
    assert "Jüri" not in mailbox.text(to_mari)
    assert own_link_of(made, "ru") not in mailbox.text(to_mari)
    found = re.search(r"/ru/events/registrations/([^/\s]+)/", mailbox.text(to_mari))
    assert found is not None
    opened = opened_by(found[1])
    assert opened is not None
    assert [person.name for person in opened.participants()] == ["Mari"]
    assert not opened.is_whole


def test_strangers_are_not_written_to_before_the_address_is_confirmed(
    mailbox: Mailbox,
) -> None:
    request = RegistrationRequest(
        name="Kati",
        email="kati@example.ee",
        people=(PersonRequest(name="Mari", email="mari@example.ee"),),
    )
    register(event=meeting(), request=request, door="self", by=None, now=NOW)

    send_letters(NOW)

    assert [message["To"] for message in mailbox.messages] == ["kati@example.ee"]


def test_what_the_organiser_wrote_as_a_reason_stands_in_the_letter(
    mailbox: Mailbox,
) -> None:
    event = meeting(capacity=1)
    organiser = user("korraldaja@example.ee", is_administrator=True)
    sign_up(event)
    second = sign_up(event, "Jüri Juurikas", email="juri@example.ee", language="en")
    send_letters(NOW)

    refuse(
        participants=list(second.participants.all()),
        note="Kutsume sind järgmisele.",
        by=organiser,
        now=NOW + timedelta(hours=1),
    )
    send_letters(NOW)

    letter = mailbox.to("juri@example.ee")[-1]
    assert subject_of(letter) == "There is no place for you this time: Kogukonnatöö"
    assert "Kutsume sind järgmisele." in mailbox.text(letter)


def test_somebody_without_any_address_gets_no_letter_and_is_not_forgotten_to_be_told(
    mailbox: Mailbox,
) -> None:
    event = meeting()
    request = RegistrationRequest(
        name="Mari", email="", people=(PersonRequest(name="Mari"),), is_confirmed=True
    )
    organiser = user("korraldaja@example.ee", is_administrator=True)
    made = register(event=event, request=request, door="organiser", by=organiser, now=NOW)

    send_letters(NOW)

    assert mailbox.messages == []
    assert Notice.objects.get(participant__registration=made).mail is None


def test_a_link_made_with_an_older_secret_still_opens_and_is_written_again(settings: Any) -> None:
    made = sign_up(meeting())
    link = own_link_of(made)
    person = made.participants.get()
    person.email = "teine@example.ee"
    person_link = own_link_for(person)

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret key, made anew" * 2

    assert own_link_of(made) == link
    opened = opened_by(link.rstrip("/").rpartition("/")[2])
    assert opened is not None
    assert opened.registration == made
    opened = opened_by(person_link.rstrip("/").rpartition("/")[2])
    assert opened is not None
    assert opened.only == person


def test_a_link_whose_secret_is_lost_is_made_anew_with_the_next_letter(
    mailbox: Mailbox, settings: Any
) -> None:
    made = sign_up(meeting())
    old = own_link_of(made)
    settings.SECRET_KEY = "another secret key, made anew" * 2

    send_letters(NOW)

    made.refresh_from_db()
    [letter] = mailbox.to("mari@example.ee")
    assert own_link_of(made) in mailbox.text(letter)
    assert own_link_of(made) != old
    assert opened_by(old.rstrip("/").rpartition("/")[2]) is None


@pytest.mark.parametrize("key", ["", "x", "1.", "1.abc", "99999999999999999999.a", "1.õ", "٣.x"])
def test_a_key_of_any_form_that_is_nobodys_opens_nothing(key: str) -> None:
    sign_up(meeting())

    assert opened_by(key) is None
