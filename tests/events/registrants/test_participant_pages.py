"""One participant: everything about them, put on the list, corrected, taken off, erased."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from loim.common.models import OutgoingMail
from loim.events.actions.registrants.message_letters import write_message_letters
from loim.events.models import Event, EventStatus, Message, Notice, Participant
from loim.people.models import User
from tests.events.registrants.conftest import let_in
from tests.factories.registration import (
    answer,
    option,
    participant,
    published_event,
    question,
    registration,
)
from tests.world import World

pytestmark = pytest.mark.django_db


def address(event: Event, rest: str) -> str:
    return f"/en/events/{event.pk}/participants/{rest}"


def facts(**given: Any) -> dict[str, Any]:
    return {
        "name": "Anna Näidis",
        "email": "anna@example.ee",
        "language": "et",
        "party": "",
        "organisation": "",
        "submission": str(uuid4()),
        **given,
    }


def test_the_organiser_puts_somebody_on_the_list(
    world: World, meeting: Event, browser: Client
) -> None:
    meals = question(meeting, "one_of", is_required=True)
    soup = option(meals)
    given = facts(
        party="community", organisation="rakvere linnavalitsus", language="ru", **{f"a-q{meals.pk}": soup.pk}
    )  # fmt: skip

    made = browser.post(address(meeting, "new/"), given)
    again = browser.post(address(meeting, "new/"), given)

    person = Participant.objects.get()
    assert made["Location"] == again["Location"] == address(meeting, f"{person.pk}/")
    assert (person.name, person.state, person.language) == ("Anna Näidis", "admitted", "ru")
    assert (person.organisation, person.municipality) == (
        world.rakvere,
        world.rakvere.municipality,
    )
    assert person.registration.door == "organiser"
    assert person.registration.created_by == world.coordinator
    assert person.answers.get().option == soup


def test_nothing_that_is_asked_must_be_known_to_whoever_writes_somebody_down(
    meeting: Event, browser: Client
) -> None:
    question(meeting, "short_text", is_required=True)

    browser.post(address(meeting, "new/"), facts(email=""))

    assert Participant.objects.get().answers.count() == 0


def test_where_no_place_is_free_they_wait(meeting: Event, browser: Client) -> None:
    meeting.registration_settings.capacity = 1
    meeting.registration_settings.save()
    participant(meeting, "admitted")

    page = browser.get(browser.post(address(meeting, "new/"), facts())["Location"])

    assert "Anna Näidis is on the list: waits." in page.content.decode()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "name"),
        ({"email": "anna"}, "email"),
        ({"party": "pidu"}, "party"),
        ({"municipality": "9999"}, "municipality"),
        ({"submission": "x"}, "submission"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    meeting: Event, browser: Client, wrong: dict[str, Any], told: str
) -> None:
    page = browser.post(address(meeting, "new/"), facts(**wrong))

    assert told in page.context["form"].facts.errors
    assert Participant.objects.count() == 0


def test_an_answer_that_fits_no_question_is_told(meeting: Event, browser: Client) -> None:
    born = question(meeting, "date")

    page = browser.post(address(meeting, "new/"), facts(**{f"a-q{born.pk}": "eile"}))

    assert f"q{born.pk}" in page.context["form"].answers.errors


def test_somebody_who_is_on_the_list_is_not_put_there_again(
    meeting: Event, browser: Client
) -> None:
    participant(meeting, email="Anna@example.ee")

    page = browser.post(address(meeting, "new/"), facts())

    assert page.status_code == 422
    assert "registered for this event already" in page.content.decode()
    assert Participant.objects.count() == 1


def test_without_settings_of_registration_nobody_is_added(world: World, browser: Client) -> None:
    event = published_event(organiser=world.rakvere)
    assert browser.get(address(event, "new/")).status_code == 404


def test_the_organiser_corrects_what_is_written_and_tells_the_person(
    meeting: Event, browser: Client, now: Any
) -> None:
    meals = question(meeting, "short_text", label="Söök")
    form = registration(meeting, name="Ana", email="ana@example.ee", language="en")
    person = participant(
        meeting, of_registration=form, name="Ana", email="ana@example.ee", language="en"
    )
    other = participant(meeting, of_registration=form, name="Boris", email="boris@example.ee")
    answer(person, meals, text="supp")
    answer(other, meals, text="kook")
    given = facts(language="en", note="Parandasin nime.", **{f"a-q{meals.pk}": "pudru"})

    browser.post(address(meeting, f"{person.pk}/edit/"), given)

    person.refresh_from_db()
    form.refresh_from_db()
    other.refresh_from_db()
    assert (person.name, person.email) == ("Anna Näidis", "anna@example.ee")
    assert (form.name, form.email) == ("Anna Näidis", "anna@example.ee")  # letters go there
    assert person.answers.get().text == "pudru"
    assert (other.name, other.answers.get().text) == ("Boris", "kook")
    message = Message.objects.get()
    write_message_letters(message_id=message.pk, now=message.sent_at)
    mail = OutgoingMail.objects.get(template="event_message")
    assert (mail.to, mail.language) == ("anna@example.ee", "en")
    page = browser.get(address(meeting, f"{person.pk}/")).content.decode()
    assert "<del>Ana</del>" in page
    assert "<ins>Anna Näidis</ins>" in page
    assert "supp" in page
    assert "The organiser has changed your registration" in page


def test_without_a_note_nobody_is_written_to(meeting: Event, browser: Client) -> None:
    person = participant(meeting)

    browser.post(address(meeting, f"{person.pk}/edit/"), facts())

    assert Message.objects.count() == 0


def test_a_note_that_cannot_be_sent_is_told(meeting: Event, browser: Client) -> None:
    person = participant(meeting, email="", of_registration=registration(meeting, email=""))

    saved = browser.post(address(meeting, f"{person.pk}/edit/"), facts(email="", note="Tere"))

    assert "The note was not sent" in browser.get(saved["Location"]).content.decode()


def test_an_answer_to_a_question_that_is_no_longer_asked_stays(
    meeting: Event, browser: Client, now: Any
) -> None:
    gone = question(meeting, "short_text", removed_at=now)
    person = participant(meeting)
    answer(person, gone, text="vana")

    browser.post(address(meeting, f"{person.pk}/edit/"), facts())

    assert person.answers.get().text == "vana"


@pytest.mark.parametrize("state", ["cancelled", "declined"])
def test_whoever_is_off_the_list_is_not_changed(
    meeting: Event, browser: Client, state: str
) -> None:
    person = participant(meeting, state, name="Boris")

    browser.post(address(meeting, f"{person.pk}/edit/"), facts())

    person.refresh_from_db()
    assert person.name == "Boris"


def test_taken_off_the_list_with_a_reason(meeting: Event, browser: Client) -> None:
    person = participant(meeting, "admitted")

    browser.post(address(meeting, f"{person.pk}/remove/"), {"note": "Helistas."})

    person.refresh_from_db()
    decision = person.decisions.get()
    assert (person.state, decision.reason, decision.note) == (
        "cancelled",
        "withdrawn_by_organiser",
        "Helistas.",
    )
    page = browser.get(address(meeting, f"{person.pk}/")).content.decode()
    assert "Reason: Helistas." in page


def test_whoever_was_there_is_not_taken_off(meeting: Event, browser: Client) -> None:
    person = participant(meeting, "attended")

    browser.post(address(meeting, f"{person.pk}/remove/"))

    person.refresh_from_db()
    assert person.state == "attended"


def test_erased_when_the_person_asks(meeting: Event, browser: Client) -> None:
    meeting.status = EventStatus.HELD
    meeting.save()
    person = participant(meeting, "attended", name="Anna")

    browser.post(address(meeting, f"{person.pk}/erase/"))

    page = browser.get(address(meeting, f"{person.pk}/")).content.decode()
    assert "Erased participant" in page
    assert "Anna" not in page


def test_the_page_tells_everything_about_one_and_nothing_of_others(
    world: World, meeting: Event, browser: Client, now: Any
) -> None:
    meals = question(meeting, "short_text", label="Söök")
    person = participant(meeting, "admitted", name="Anna", email="anna@example.ee")
    other = participant(meeting, name="Boris Muu", email="boris@example.ee")
    answer(person, meals, text="supp")
    answer(other, meals, text="salajane pirukas")
    mail = OutgoingMail.objects.create(
        to="anna@example.ee", template="place", language="et", message_id="1", queued_at=now,
        given_up_at=now, trouble="550 no such mailbox",
    )  # fmt: skip
    Notice.objects.create(participant=person, kind="reminder", mail=mail, queued_at=now)

    text = browser.get(address(meeting, f"{person.pk}/")).content.decode()

    for words in ("Anna", "anna@example.ee", "supp", "550 no such mailbox", "not sent"):
        assert words in text
    for words in ("Boris Muu", "salajane", "boris@"):
        assert words not in text


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_takes_as_many_queries_however_much_happened(
    meeting: Event, browser: Client, many: int, now: Any, django_assert_max_num_queries: Any
) -> None:
    person = participant(meeting, "admitted")
    for number in range(many):
        given = answer(person, question(meeting, "short_text"), text="a")
        given.text = "b"
        given.save()
        person.name = f"Nimi {number}"
        person.save()
        Notice.objects.create(
            participant=person, kind="agenda", number=number, queued_at=now + timedelta(number)
        )
    browser.get(address(meeting, f"{person.pk}/"))

    with django_assert_max_num_queries(28):
        browser.get(address(meeting, f"{person.pk}/"))


@pytest.mark.parametrize("rest", ["{}/", "{}/edit/", "{}/remove/", "{}/erase/"])
def test_nobody_else_sees_or_changes_a_participant(
    world: World, meeting: Event, client: Client, outsiders: dict[str, User], rest: str
) -> None:
    person = participant(meeting, "admitted", name="Anna Salajane")

    assert let_in(client, outsiders, address(meeting, rest.format(person.pk)), **facts()) == []

    person.refresh_from_db()
    assert (person.name, person.state) == ("Anna Salajane", "admitted")


@pytest.mark.parametrize("rest", ["{}/", "{}/edit/", "{}/remove/", "{}/erase/"])
def test_a_participant_of_another_event_is_not_there(
    world: World, meeting: Event, browser: Client, rest: str
) -> None:
    """Of an organiser's own event and somebody else's participant."""
    elsewhere = published_event(organiser=world.tartu)
    person = participant(elsewhere, name="Anna Salajane")
    url = address(meeting, rest.format(person.pk))

    assert browser.post(url, facts()).status_code == 404
    person.refresh_from_db()
    assert person.name == "Anna Salajane"
