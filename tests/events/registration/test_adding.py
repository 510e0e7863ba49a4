"""Whoever registered adds somebody by their link: by the same desk, the others keep their places."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from loim.events.actions.places import (
    Addition,
    AlreadyRegistered,
    Full,
    RegistrationClosed,
    TooManyInRegistration,
    add_person,
)
from loim.events.models import Event, Participant, QuestionKind, Registration, RegistrationSettings
from loim.events.queries.registration.own_link import own_key_for
from tests.clock import freeze_time
from tests.events.places.asking import come, person
from tests.events.registration.test_own_page import NOW, address, sign_up, states, version_of
from tests.factories.registration import CLOSES, published_event, question, registration_settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with freeze_time(NOW):
        yield


@pytest.fixture
def meeting() -> Event:
    of = published_event(title="Kogukonnatöö")
    registration_settings(of, asks_municipality=False, capacity=3, most_per_registration=3)
    return of


def add(to: Registration, name: str, *, seen: int | None = None, **fields: Any) -> Participant:
    newest = to.participants.order_by("-pk")[0].pk
    wanted = Addition(person(name, **fields), newest if seen is None else seen)
    return add_person(registration=to, wanted=wanted, now=fields.pop("now", NOW))


def test_the_new_person_has_a_free_place_and_the_others_keep_theirs(meeting: Event) -> None:
    made = sign_up(meeting, "Mari", "Jüri")

    add(made, "Kati")

    assert states(made) == {"Mari": "admitted", "Jüri": "admitted", "Kati": "admitted"}


def test_past_the_last_place_the_new_person_waits_and_nobody_else_is_moved(meeting: Event) -> None:
    made = sign_up(meeting, "Mari")
    come(meeting, "Anne", "Aare")

    add(made, "Kati")

    assert states(made) == {"Mari": "admitted", "Kati": "waiting"}
    assert meeting.participants.filter(state="admitted").count() == 3


def test_without_a_waiting_list_a_full_event_takes_nobody(meeting: Event) -> None:
    RegistrationSettings.objects.update(capacity=1, has_waiting_list=False)
    made = sign_up(meeting, "Mari")

    with pytest.raises(Full):
        add(made, "Kati")

    assert states(made) == {"Mari": "admitted"}


def test_those_who_come_whole_wait_together(meeting: Event) -> None:
    RegistrationSettings.objects.update(capacity=2)
    come(meeting, "Anne")
    made = sign_up(meeting, "Mari", "Jüri", comes_whole=True)

    add(made, "Kati")

    assert set(states(made).values()) == {"waiting"}


def test_before_the_address_is_confirmed_the_place_is_kept_as_long_as_the_others(
    meeting: Event,
) -> None:
    made = sign_up(meeting, "Mari", is_confirmed=False)

    added = add(made, "Kati")

    assert (added.state, added.offer_expires_at) == ("offered", made.confirm_by)


def test_one_registration_holds_no_more_than_it_may(meeting: Event) -> None:
    made = sign_up(meeting, "Mari", "Jüri", "Kati")

    with pytest.raises(TooManyInRegistration):
        add(made, "Anne")


def test_nobody_is_added_when_registration_has_closed(meeting: Event) -> None:
    made = sign_up(meeting, "Mari")

    with pytest.raises(RegistrationClosed):
        add_person(
            registration=made, wanted=Addition(person("Kati"), 0), now=CLOSES + timedelta(hours=1)
        )


def test_an_address_is_once_in_a_registration_and_elsewhere_is_told_by_letter_alone(
    meeting: Event,
) -> None:
    made = sign_up(meeting, "Mari")
    come(meeting, "Anne")
    with pytest.raises(AlreadyRegistered):
        add(made, "Keegi", email="MARI@example.ee")

    added = add(made, "Anne")

    assert (added.state, added.is_named_again) == ("admitted", True)


def test_the_same_form_sent_twice_adds_one_person(meeting: Event) -> None:
    made = sign_up(meeting, "Mari")
    seen = made.participants.get().pk

    first = add(made, "Kati", seen=seen, email="")
    second = add(made, "Kati", seen=seen, email="")

    assert first.pk == second.pk
    assert len(states(made)) == 2


def test_on_the_page_somebody_is_added_with_their_answers(meeting: Event, client: Client) -> None:
    why = question(meeting, QuestionKind.SHORT_TEXT, label="Miks?", is_required=True)
    made = sign_up(meeting, "Mari")
    shown = client.get(address(made)).content.decode()
    sent = {
        "p0-name": "Kati Kask",
        "p0-email": "",
        "seen": made.participants.get().pk,
        "version": version_of(meeting),
    }

    empty = client.post(address(made, "add/"), sent).content.decode()
    done = client.post(
        address(made, "add/"), {**sent, f"p0-q{why.pk}": "Huvi"}, follow=True
    ).content.decode()

    assert address(made, "add/") in shown
    assert 'value="Kati Kask"' in empty
    assert "Kati Kask is added: has a place." in done
    kati = made.participants.get(name="Kati Kask")
    assert (kati.party, kati.answers.get().text) == ("community", "Huvi")


def test_whoever_was_registered_by_another_adds_nobody(meeting: Event, client: Client) -> None:
    made = sign_up(meeting, "Mari", "Jüri")
    juri = made.participants.get(name="Jüri")
    own = f"/en/events/registrations/{own_key_for(juri)}/"

    assert client.get(f"{own}add/").status_code == 404
    assert f"{own}add/" not in client.get(own).content.decode()


def test_when_it_is_too_late_the_page_says_so(meeting: Event, client: Client) -> None:
    made = sign_up(meeting, "Mari")

    with freeze_time(CLOSES + timedelta(hours=1)):
        said = client.get(address(made, "add/"), follow=True).content.decode()

    assert "Nobody can be added to this registration any more." in said
    assert "Add a person" not in said
