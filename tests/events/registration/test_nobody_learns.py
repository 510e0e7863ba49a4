"""Nobody learns from the public form who is registered, whatever else they send with it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from freezegun import freeze_time

from loim.events.models import Answer, Event, QuestionKind, Registration
from loim.events.views.registration import rate
from tests.events.registration.post import send_letters
from tests.events.registration.test_register_page import NOW, address, form
from tests.factories import organisation
from tests.factories.registration import (
    participant,
    published_event,
    question,
    registration_settings,
)
from tests.mail import Mailbox

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    rate.sent_forms.windows.clear()
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
