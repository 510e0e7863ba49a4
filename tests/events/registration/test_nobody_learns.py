"""Nobody learns from the public form who is registered, whatever else they send with it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from loim.events.actions.places import AlreadyRegistered, change_registration
from loim.events.models import Answer, Door, Event, Participant, QuestionKind, Registration
from loim.events.queries.registration.own_link import own_key_for, own_key_of
from loim.people.models import User
from tests.clock import freeze_time
from tests.events.places.asking import come, organiser_of, person, request
from tests.events.registration.post import send_letters
from tests.events.registration.test_register_page import NOW, address, form, group
from tests.factories import organisation, user
from tests.factories.registration import (
    participant,
    published_event,
    question,
    registration_settings,
)
from tests.mail import Mailbox

pytestmark = pytest.mark.django_db
BY_CHANCE = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|name="version" value="[^"]*"'
    r"|<svg.*?</svg>|own-code-letters\">[^<]*",
    re.DOTALL,
)


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with freeze_time(NOW):
        yield


def event(**settings: Any) -> Event:
    of = published_event(title="Kogukonnatöö")
    registration_settings(of, asks_municipality=False, **settings)
    return of


def test_a_form_that_somebody_else_sent_tells_nothing_of_them(client: Client) -> None:
    of = event()
    sent = form(of)
    Client().post(address(of), sent)

    copied = {**sent, "name": "Keegi Teine", "email": "keegi@example.ee"}
    answer = client.post(address(of), copied, follow=True).content.decode()

    assert "mari" not in answer.lower()
    assert Registration.objects.get().email == "mari@example.ee"


@pytest.mark.parametrize(
    ("settings", "typed"),
    [
        ({"capacity": 1, "has_waiting_list": False}, {}),
        ({"most_per_organisation": 1}, {"organisation": "Näidise Selts"}),
    ],
)
def test_what_refuses_everybody_refuses_whoever_is_registered_alike(
    settings: dict[str, Any], typed: dict[str, Any], client: Client
) -> None:
    of = event(**settings)
    participant(of, email="mari@example.ee", organisation=organisation("Näidise Selts"))

    known = client.post(address(of), form(of, **typed))
    unknown = client.post(address(of), form(of, email="keegi@example.ee", **typed))

    assert known.status_code == unknown.status_code != 302
    assert Registration.objects.count() == 1


def what_is_seen(of: Event, person: User | None, client: Client, mailbox: Mailbox) -> list[str]:
    """Everything that reaches whoever registers Mari and Jüri: pages and letters, without what
    is made by chance."""
    if person is not None:
        client.force_login(person)
    sent = {**group(of), "p0-email": "mari@example.ee"}
    pages = [client.post(address(of), sent, follow=True).content.decode()]
    made = Registration.objects.get(submission=sent["submission"])
    send_letters(NOW)
    own = f"/en/events/registrations/{own_key_of(made)}/"
    pages.append(client.post(f"{own}confirm/", follow=True).content.decode())
    pages.append(client.get(f"{own}change/").content.decode())
    send_letters(NOW)
    pages += [mailbox.text(letter) for letter in mailbox.to("kati@example.ee")]
    pages = [page.replace(own_key_of(made), "").replace(sent["submission"], "") for page in pages]
    firsts = {"e": of.pk, "p": made.participants.order_by("pk")[0].pk}
    numbered = re.compile(r"[78]0000\d")
    names = {str(firsts["e"]): "e", str(firsts["p"]): "p0", str(firsts["p"] + 1): "p1"}
    return [
        numbered.sub(lambda found: names.get(found[0], found[0]), BY_CHANCE.sub("", page))
        for page in pages
    ]


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_whoever_names_others_sees_the_same_whether_they_are_registered_or_not(
    client: Client, mailbox: Mailbox, *, is_signed_in: bool
) -> None:
    kati = user("kati@example.ee", name="Kati Kask") if is_signed_in else None
    with connection.cursor() as cursor:  # numbers that stand for nothing else on a page
        cursor.execute("ALTER SEQUENCE events_event_id_seq RESTART WITH 700001")
        cursor.execute("ALTER SEQUENCE events_participant_id_seq RESTART WITH 800001")
    with_mari, without = event(), event()
    participant(with_mari, name="Mari Maasikas", email="mari@example.ee", language="en")

    seen = what_is_seen(without, kati, client, mailbox)
    mailbox.messages.clear()
    known = what_is_seen(with_mari, kati, client, mailbox)

    for one, other in zip(known, seen, strict=True):
        assert one.splitlines() == other.splitlines()
    assert len(seen) > 3


def test_whoever_is_named_again_is_told_by_letter_and_may_leave_the_second_place(
    client: Client, mailbox: Mailbox
) -> None:
    of = event()
    first = participant(of, name="Mari Maasikas", email="mari@example.ee", language="en")
    kati = user("kati@example.ee", name="Kati Kask")
    client.force_login(kati)

    client.post(address(of), {**group(of), "p0-email": "MARI@example.ee"})
    send_letters(NOW)

    [to_mari] = mailbox.to("MARI@example.ee")
    assert "Kati Kask has registered you" in mailbox.text(to_mari)
    assert "You were on the list with this address already" in mailbox.text(to_mari)
    second = Participant.objects.get(is_named_again=True)
    own = f"/en/events/registrations/{own_key_for(second)}/"
    Client().post(f"{own}withdraw/", {"participant": [first.pk, second.pk]})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("admitted", "cancelled")


def test_the_organiser_sees_that_an_address_is_on_the_list_twice(client: Client) -> None:
    of = event()
    participant(of, email="mari@example.ee")
    client.post(address(of), {**group(of), "p0-email": "mari@example.ee"})
    client.force_login(user("valla@example.ee", is_administrator=True))

    page = client.get(f"/en/events/{of.pk}/participants/").content.decode()

    assert page.count("on the list twice with this address") == 1


def test_somebody_named_twice_by_others_is_on_the_list_and_can_be_corrected() -> None:
    """The organiser's own doors say who is there; a row that was named again is still edited."""
    of = event()
    participant(of, email="mari@example.ee")
    again = participant(of, email="mari@example.ee", is_named_again=True)
    with pytest.raises(AlreadyRegistered):
        come(of, "Mari", door=Door.ORGANISER, by=organiser_of(of))
    asked = request(
        person("Mari Murakas", email="mari@example.ee", participant=again.pk),
        email=again.registration.email,
    )

    change_registration(
        registration=again.registration, request=asked, by=organiser_of(of), now=NOW
    )

    again.refresh_from_db()
    assert (again.name, again.is_named_again) == ("Mari Murakas", True)


def test_the_database_keeps_an_address_once_but_for_those_who_were_named_again() -> None:
    of = event()
    participant(of, email="mari@example.ee")
    participant(of, email="mari@example.ee", is_named_again=True)

    with pytest.raises(IntegrityError, match="participant_once_per_event"):
        participant(of, email="MARI@example.ee")


def test_a_name_is_one_line_of_a_letter(client: Client, mailbox: Mailbox) -> None:
    of = event()

    client.post(address(of), form(of, name="Mari\n\nVaata: http://example.ee/\r\nX: y"))
    send_letters(NOW)

    [letter] = mailbox.to("mari@example.ee")
    assert "Hello, Mari Vaata: http://example.ee/ X: y!" in mailbox.text(letter)
    assert letter["X"] is None


def test_what_the_database_does_not_keep_is_no_fault(client: Client) -> None:
    of = event()
    words = question(of, QuestionKind.SHORT_TEXT)

    answer = client.post(address(of), form(of, **{f"p0-q{words.pk}": "a\0b"}))

    assert answer.status_code == 302
    assert Answer.objects.get().text == "ab"
