"""A program registers people for its organisation's events: once for each key, by the rules."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from loim.api.actions.sending import submission_of
from loim.api.actions.tokens import make_token, token_of
from loim.api.models import ApiToken, SentRegistration
from loim.api.views import guards
from loim.events.models import Event, EventStatus, Participant, Registration
from loim.people.models import Role
from tests.api.conftest import Post, registration
from tests.factories import membership, user
from tests.factories.registration import (
    option,
    participant,
    published_event,
    question,
    registration_settings,
)
from tests.world import World

pytestmark = pytest.mark.django_db


def pointers(answer: Any) -> list[str]:
    return [error["pointer"] for error in answer.json()["errors"]]


def test_people_are_registered_and_told_how_their_places_stand(
    world: World, meeting: Event, post: Post, client: Client, secret: str
) -> None:
    meals = question(meeting, "one_of", label="Söök")
    soup = option(meals, "supp")
    person = {
        "organisation": "Rakvere Linnavalitsus",
        "answers": [{"question": meals.pk, "options": [soup.pk]}],
    }

    answer = post(meeting, registration(person=person))

    assert answer.status_code == 201
    made = Participant.objects.get()
    assert (made.state, made.organisation, made.municipality, made.language) == (
        "admitted",
        world.rakvere,
        world.rakvere.municipality,
        "en",
    )
    assert made.registration.door == "api"
    assert made.answers.get().option == soup
    said = answer.json()
    assert said["people"][0]["state"] == "admitted"
    assert said["people"][0]["explanation"] == [
        "You have a place: one was free when you registered."
    ]
    read = client.get(
        f"/api/v1/events/{meeting.pk}/registrations/{said['id']}",
        headers={"Authorization": f"Bearer {secret}", "Accept-Language": "en"},
    )
    assert read.json() == said
    assert "Access-Control-Allow-Origin" not in read


def test_the_same_key_registers_once(meeting: Event, post: Post) -> None:
    first, again = post(meeting, registration()), post(meeting, registration())
    other = post(meeting, registration(email="other@example.ee"))

    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 422)
    assert first.json() == again.json()
    assert other.json()["type"].endswith("#key-used-for-something-else")
    assert Registration.objects.count() == 1


def test_whoever_guesses_the_key_does_not_know_the_submission(secret: str, now: datetime) -> None:
    token = token_of(secret, now)
    assert token is not None
    guessed = ApiToken(pk=token.pk, token_hash="0" * 64)

    assert submission_of(token, "order-0001") != submission_of(guessed, "order-0001")


def test_another_key_is_another_registration(meeting: Event, post: Post) -> None:
    post(meeting, registration())
    boris = registration(person={"name": "Boris", "email": "boris@example.ee"})

    assert post(meeting, boris, key="second-one").status_code == 201
    assert Registration.objects.count() == 2


def test_whoever_finds_no_place_waits(meeting: Event, post: Post) -> None:
    meeting.registration_settings.capacity = 1
    meeting.registration_settings.save()
    participant(meeting)

    assert post(meeting, registration()).json()["people"][0]["state"] == "waiting"


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"email": "anna"}, ["/email"]),
        ({"name": " "}, ["/name"]),
        ({"name": "A\0"}, ["/name"]),
        ({"person": {"organisation": "A\0"}}, ["/people/0/organisation"]),
        ({"person": {"municipality": "0\0"}}, ["/people/0/municipality"]),
        ({"language": "la"}, ["/language"]),
        ({"people": []}, ["/people"]),
        ({"people": "x"}, ["/people"]),
        ({"website": "x"}, ["/website"]),
        ({"person": {"email": "x"}}, ["/people/0/email"]),
        ({"person": {"language": "xx"}}, ["/people/0/language"]),
        ({"person": {"party": "pidu"}}, ["/people/0/party"]),
        ({"person": {"municipality": "9999"}}, ["/people/0/municipality"]),
        ({"person": {"answers": [{"question": 0}]}}, ["/people/0/answers/0"]),
        ({"person": {"answers": [{"question": "x"}]}}, ["/people/0/answers/0/question"]),
    ],
)
def test_what_cannot_be_used_is_told_by_its_place(
    meeting: Event, post: Post, wrong: dict[str, Any], where: list[str]
) -> None:
    answer = post(meeting, registration(**wrong))

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert pointers(answer) == where
    assert Registration.objects.count() == 0


def test_answers_are_read_as_a_forms(meeting: Event, post: Post) -> None:
    needed = question(meeting, "short_text", is_required=True, label="Kust?")
    meals = question(meeting, "one_of")
    option(meals)
    full = option(meals, most=1)
    taken = participant(meeting)
    taken.answers.create(question=meals, option=full)
    number = question(meeting, "number")
    answers = [
        {"question": meals.pk, "options": [full.pk]},
        {"question": number.pk, "text": "palju"},
        {"question": number.pk, "text": "2"},
    ]

    answer = post(meeting, registration(person={"answers": answers}))

    assert sorted(pointers(answer)) == [
        "/people/0/answers",  # what must be answered and is not
        "/people/0/answers/0",
        "/people/0/answers/1",
        "/people/0/answers/2",
    ]
    assert "Kust?" in str(answer.json()["errors"])
    assert needed.pk


def test_the_forms_own_conditions_hold(meeting: Event, post: Post) -> None:
    settings = meeting.registration_settings
    settings.consent, settings.asks_party, settings.parties = "Nõustun.", True, ["state"]
    settings.save()

    assert pointers(post(meeting, registration())) == ["/consented", "/people/0/party"]
    good = registration(consented=True, person={"party": "state"})
    assert post(meeting, good).status_code == 201
    assert Registration.objects.get().consented_at is not None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"closes_at": "2023-09-30T00:00Z"}, "registration-closed"),
        ({"opens_at": "2023-10-03T00:00Z"}, "not-open-yet"),
        ({"most_per_registration": 1}, "too-many-in-registration"),
        ({"capacity": 1, "has_waiting_list": False}, "full"),
    ],
)
def test_a_refusal_says_in_words_what_people_would_read(
    meeting: Event, post: Post, change: dict[str, Any], code: str
) -> None:
    participant(meeting)
    for name, value in change.items():
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        setattr(meeting.registration_settings, name, moment)
    meeting.registration_settings.save()
    people = [{"name": "Anna"}, {"name": "Boris"}]

    answer = post(meeting, registration(people=people))

    assert answer.status_code == 409
    assert answer.json()["type"].endswith(f"#{code}")
    assert answer.json()["detail"].endswith((".", "then."))
    assert SentRegistration.objects.count() == 0


def test_somebody_who_is_registered_is_not_registered_again(meeting: Event, post: Post) -> None:
    participant(meeting, email="anna@example.ee")

    answer = post(meeting, registration())

    assert (answer.status_code, answer.json()["type"].rpartition("#")[2]) == (
        409,
        "already-registered",
    )


def test_words_are_in_the_readers_language(meeting: Event, post: Post) -> None:
    answer = post(meeting, registration(), bearer="x", **{"Accept-Language": "en"})

    assert answer.json()["detail"] == "Send a key of your organisation's: Authorization: Bearer …"
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("bearer", ["", "x", "loim_" + "a" * 43])
def test_without_a_key_nothing_is_registered(meeting: Event, post: Post, bearer: str) -> None:
    assert post(meeting, registration(), bearer=bearer).status_code == 401
    assert Registration.objects.count() == 0


def test_a_cookie_opens_nothing(world: World, meeting: Event, client: Client) -> None:
    client.force_login(world.coordinator)

    answer = client.post(
        f"/api/v1/events/{meeting.pk}/registrations",
        json.dumps(registration()),
        content_type="application/json",
        headers={"Idempotency-Key": "first-one"},
    )

    assert answer.status_code == 401


@pytest.mark.parametrize("change", ["revoked", "expired", "closed"])
def test_a_key_that_is_not_in_force_opens_nothing(
    world: World, meeting: Event, post: Post, now: datetime, change: str
) -> None:
    if change == "revoked":
        ApiToken.objects.update(revoked_at=now)
    elif change == "expired":
        ApiToken.objects.update(created_at=now - timedelta(2), expires_at=now - timedelta(1))
    else:
        world.rakvere.is_active = False
        world.rakvere.save()

    assert post(meeting, registration()).status_code == 401


def test_only_the_organisers_own_events(world: World, post: Post) -> None:
    other = published_event(organiser=world.tartu)
    registration_settings(other, asks_party=False)
    draft = published_event(organiser=world.rakvere, status=EventStatus.DRAFT, published_at=None)
    registration_settings(draft)

    assert post(other, registration()).status_code == 403
    assert post(draft, registration()).status_code == 404
    assert post(999, registration()).status_code == 404
    assert Registration.objects.count() == 0


def test_an_event_without_registration_takes_none(world: World, post: Post) -> None:
    answer = post(published_event(organiser=world.rakvere), registration())
    assert answer.json()["type"].endswith("#event-not-open")


def test_nobody_elses_registrations_can_be_read(
    world: World, meeting: Event, client: Client, secret: str, post: Post, now: datetime
) -> None:
    """Not those that people made themselves, nor what another organisation's program sent."""
    person = participant(meeting, name="Mari Salajane")
    administrator = user()
    membership(administrator, world.tartu, Role.ADMINISTRATOR)
    _token, other_secret = make_token(organisation=world.tartu, name="x", by=administrator, now=now)
    sent = post(meeting, registration(person={"name": "Anna Salajane"})).json()["id"]
    other_event = published_event(organiser=world.rakvere)

    def read(event: Event, number: int, bearer: str) -> Any:
        return client.get(
            f"/api/v1/events/{event.pk}/registrations/{number}",
            headers={"Authorization": f"Bearer {bearer}"},
        )

    assert read(meeting, sent, secret).status_code == 200  # the control
    for answer in (
        read(meeting, person.registration_id, secret),
        read(meeting, sent, other_secret),
        read(other_event, sent, secret),
    ):
        assert answer.status_code == 404
        assert "Salajane" not in answer.content.decode()
    assert client.get(f"/api/v1/events/{meeting.pk}/registrations/{sent}").status_code == 401


@pytest.mark.parametrize("key", ["", "short", "x" * 201])
def test_a_registration_has_a_key_of_its_own(meeting: Event, post: Post, key: str) -> None:
    answer = post(meeting, registration(), key=key)

    assert answer.status_code == 422
    assert "Idempotency-Key" in str(answer.json()["errors"]) or pointers(answer)


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"x"'])
def test_what_is_no_registration_is_told(meeting: Event, post: Post, body: str) -> None:
    assert post(meeting, body).status_code in {400, 422}
    assert Registration.objects.count() == 0


def test_a_key_that_asks_too_often_waits(meeting: Event, post: Post, monkeypatch: Any) -> None:
    monkeypatch.setattr(guards, "MOST_WRITES", 1)
    post(meeting, registration())

    assert post(meeting, registration()).status_code == 429


def test_keys_cannot_be_guessed_for_long(meeting: Event, post: Post, monkeypatch: Any) -> None:
    monkeypatch.setattr(guards, "MOST_WRONG_KEYS", 2)

    answers = [post(meeting, registration(), bearer=f"loim_{n}").status_code for n in range(3)]

    assert answers == [401, 401, 429]
