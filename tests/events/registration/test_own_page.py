"""One's own link: see everything, change, withdraw, answer; and nothing of anybody else."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client

from loim.events.actions.places import PersonRequest, RegistrationRequest, register, withdraw
from loim.events.models import (
    Answer,
    Event,
    Participant,
    Question,
    QuestionKind,
    QuestionStage,
    Registration,
    RegistrationSettings,
)
from loim.events.queries.registration.call import settings_of
from loim.events.queries.registration.own_link import own_key_for, own_key_of
from loim.events.queries.registration.questions import form_version, questions_of
from tests.clock import freeze_time
from tests.events.registration.post import send_letters, subject_of
from tests.factories import organisation, user
from tests.factories.registration import (
    answer,
    option,
    participant,
    published_event,
    question,
    registration,
    registration_settings,
)
from tests.mail import Mailbox

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 10, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with freeze_time(NOW):
        yield


@pytest.fixture
def meeting() -> Event:
    of = published_event(
        title="Kogukonnatöö", online_url="https://koosolek.example.ee/a", start_time=time(10, 0)
    )
    registration_settings(of, asks_municipality=False)
    return of


def sign_up(of: Event, *names: str, is_confirmed: bool = True, **fields: Any) -> Registration:
    """Each with an address of their own; the first registers."""
    people = tuple(
        PersonRequest(name=name, email=f"{name.lower()}@example.ee", party="community")
        for name in names
    )
    request = RegistrationRequest(
        name=names[0],
        email=people[0].email,
        language="en",
        people=people,
        is_confirmed=is_confirmed,
        **fields,
    )
    return register(event=of, request=request, door="self", by=None, now=NOW)


def address(of: Registration, part: str = "") -> str:
    return f"/en/events/registrations/{own_key_of(of)}/{part}"


def page_of(client: Client, of: Registration) -> str:
    return client.get(address(of)).content.decode()


def states(of: Registration) -> dict[str, str]:
    return dict(of.participants.order_by("pk").values_list("name", "state"))


def version_of(of: Event, stage: str = QuestionStage.APPLICATION) -> str:
    settings = settings_of(of)
    assert settings is not None
    return form_version(settings, questions_of(of, stage))


def test_opening_the_link_confirms_nothing_and_the_button_does(
    meeting: Event, client: Client, mailbox: Mailbox
) -> None:
    made = sign_up(meeting, "Mari", is_confirmed=False)

    shown = page_of(client, made)
    before = states(made)
    pressed = client.post(address(made, "confirm/"), follow=True)
    send_letters(NOW)

    assert "Press the button by 3 October 2023, 12:00" in shown
    assert before == {"Mari": "offered"}
    assert states(made) == {"Mari": "admitted"}
    assert "your registration is confirmed" in pressed.content.decode()
    assert "Press the button" not in pressed.content.decode()
    assert subject_of(mailbox.to("mari@example.ee")[-1]) == "You have a place: Kogukonnatöö"


def test_whoever_waits_and_confirms_is_told_that_they_wait(
    meeting: Event, client: Client, mailbox: Mailbox
) -> None:
    RegistrationSettings.objects.update(capacity=1)
    participant(meeting)
    made = sign_up(meeting, "Mari", is_confirmed=False)
    send_letters(NOW)

    client.post(address(made, "confirm/"))
    send_letters(NOW)

    assert [subject_of(letter) for letter in mailbox.to("mari@example.ee")] == [
        "Please confirm your registration: Kogukonnatöö",
        "You are on the waiting list: Kogukonnatöö",
    ]


def test_a_link_that_is_confirmed_too_late_says_what_to_do(meeting: Event, client: Client) -> None:
    made = sign_up(meeting, "Mari", is_confirmed=False)

    with freeze_time(NOW + timedelta(hours=25)):
        pressed = client.post(address(made, "confirm/"), follow=True)

    assert "You can register again as long as registration is open." in pressed.content.decode()
    assert states(made) == {"Mari": "cancelled"}


@pytest.mark.parametrize("key", ["x" * 32, "1.abc", "0", "999999999999999999999.x", "a" * 2000])
def test_a_link_that_is_nobodys_says_how_to_get_ones_own(client: Client, key: str) -> None:
    for part in ("", "confirm/", "withdraw/", "offer/", "change/", "follow-up/", "calendar.ics"):
        for method in (client.get, client.post):
            response = method(f"/en/events/registrations/{key}/{part}")
            assert response.status_code == 404
            assert "This link opens nothing" in response.content.decode()


def test_a_link_of_people_who_were_erased_opens_nothing(meeting: Event, client: Client) -> None:
    made = sign_up(meeting, "Mari")
    Participant.objects.update(erased_at=NOW, name="", email="")

    assert client.get(address(made)).status_code == 404


def test_the_page_shows_everything_and_is_kept_nowhere(meeting: Event, client: Client) -> None:
    made = sign_up(meeting, "Mari")
    person = made.participants.get()
    why = question(meeting, QuestionKind.LONG_TEXT, label="Miks?")
    bus = question(meeting, QuestionKind.SEVERAL_OF, label="Buss?")
    answer(person, why, text="Tahan õppida.")
    answer(person, bus, option=option(bus, "Tartu"))
    answer(person, bus, option=option(bus, "Narva"))
    day = question(meeting, QuestionKind.DATE, label="Millal?")
    answer(person, day, text="2023-11-14")

    response = client.get(address(made))

    page = response.content.decode()
    assert '<dt><span lang="et">Miks?</span></dt><dd>Tahan õppida.</dd>' in page
    assert "Tartu; Narva" in page
    assert "14 November 2023" in page
    assert "has a place" in page
    assert "https://koosolek.example.ee/a" in page
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("state", ["applied", "waiting", "offered", "declined", "cancelled"])
def test_the_online_link_is_for_those_who_have_a_place(
    meeting: Event, client: Client, state: str
) -> None:
    made = participant(meeting, state).registration

    assert "koosolek.example.ee" not in page_of(client, made)


def test_one_of_several_people_withdraws_and_the_others_stay(
    meeting: Event, client: Client
) -> None:
    made = sign_up(meeting, "Mari", "Jüri")
    juri = made.participants.get(name="Jüri")

    client.post(address(made, "withdraw/"), {"participant": [juri.pk]})

    assert states(made) == {"Mari": "admitted", "Jüri": "cancelled"}


def test_the_whole_registration_withdraws(meeting: Event, client: Client) -> None:
    made = sign_up(meeting, "Mari", "Jüri")

    said = client.post(
        address(made, "withdraw/"),
        {"participant": [person.pk for person in made.participants.all()]},
        follow=True,
    ).content.decode()

    assert states(made) == {"Mari": "cancelled", "Jüri": "cancelled"}
    assert "You have withdrawn" in said
    assert "Yes, withdraw" not in said


def test_an_organiser_who_withdraws_by_their_own_link_withdraws_themselves(
    meeting: Event, client: Client
) -> None:
    person = user("mari@example.ee", is_administrator=True)
    made = sign_up(meeting, "Mari", user=person)
    client.force_login(person)

    client.post(address(made, "withdraw/"), {"participant": [made.participants.get().pk]})

    decision = made.participants.get().decisions.latest("at", "pk")
    assert decision.reason == "withdrawn"


def test_nobody_withdraws_anybody_else(meeting: Event, client: Client) -> None:
    """Keys of another registration's people, and of others in one's own, do nothing."""
    made, other = sign_up(meeting, "Mari", "Jüri"), sign_up(meeting, "Kati")
    stranger = other.participants.get()
    juri = made.participants.get(name="Jüri")
    mari = made.participants.get(name="Mari")

    client.post(address(made, "withdraw/"), {"participant": [stranger.pk]})
    own = f"/en/events/registrations/{own_key_for(juri)}/"
    client.post(f"{own}withdraw/", {"participant": [mari.pk, stranger.pk]})

    assert states(made) == {"Mari": "admitted", "Jüri": "admitted"}
    assert states(other) == {"Kati": "admitted"}


def test_one_of_several_sees_and_changes_their_own_place_alone(
    meeting: Event, client: Client
) -> None:
    why = question(meeting, QuestionKind.SHORT_TEXT, label="Miks?")
    made = sign_up(meeting, "Mari", "Jüri")
    mari, juri = made.participants.order_by("pk")
    answer(mari, why, text="Saladus")
    own = f"/en/events/registrations/{own_key_for(juri)}/"

    page = client.get(own).content.decode()
    form = client.get(f"{own}change/").content.decode()
    client.post(
        f"{own}change/",
        {
            "name": "Jüri Juurikas",
            "language": "ru",
            "organisation": "",
            "party": "state",
            f"k{juri.pk}-q{why.pk}": "Huvi",
            f"k{mari.pk}-q{why.pk}": "Muudetud",
            "version": version_of(meeting),
        },
    )

    assert "Saladus" not in page + form
    assert "mari@example.ee" not in page + form
    assert "Mari registered you." in page
    made.refresh_from_db()
    assert (made.name, made.language) == ("Mari", "en")
    found = {p.name: p for p in made.participants.all()}
    assert (found["Jüri Juurikas"].language, found["Jüri Juurikas"].party) == ("ru", "state")
    assert found["Mari"].party == "community"
    assert set(Answer.objects.values_list("participant__name", "text")) == {
        ("Mari", "Saladus"),
        ("Jüri Juurikas", "Huvi"),
    }


def test_only_whoever_registered_confirms(meeting: Event, client: Client) -> None:
    made = sign_up(meeting, "Mari", "Jüri", is_confirmed=False)
    juri = made.participants.get(name="Jüri")

    response = client.post(f"/en/events/registrations/{own_key_for(juri)}/confirm/")

    assert response.status_code == 404
    made.refresh_from_db()
    assert made.confirmed_at is None


def test_one_of_several_confirms_nobody_by_accepting_their_own_place(
    meeting: Event, client: Client
) -> None:
    made = sign_up(meeting, "Mari", "Jüri", "Kati", is_confirmed=False)
    juri = made.participants.get(name="Jüri")
    own = f"/en/events/registrations/{own_key_for(juri)}/"

    said = client.post(
        f"{own}offer/", {"participant": juri.pk, "answer": "accept"}, follow=True
    ).content.decode()

    made.refresh_from_db()
    assert "Whoever registered you has not confirmed their e-mail yet" in said
    assert made.confirmed_at is None
    assert states(made) == {"Mari": "offered", "Jüri": "offered", "Kati": "offered"}


def test_whoever_registered_confirms_by_accepting_one_place_and_takes_no_other(
    meeting: Event, client: Client
) -> None:
    made = sign_up(meeting, "Mari", "Jüri", is_confirmed=False)
    mari = made.participants.get(name="Mari")

    client.post(address(made, "offer/"), {"participant": mari.pk, "answer": "accept"})

    made.refresh_from_db()
    assert made.confirmed_at == NOW
    assert states(made) == {"Mari": "admitted", "Jüri": "offered"}


@pytest.fixture
def offered(meeting: Event) -> Registration:
    """Mari waited; a place was given up."""
    RegistrationSettings.objects.update(capacity=1)
    first = sign_up(meeting, "Kati")
    made = sign_up(meeting, "Mari")
    withdraw(participants=first.participants.all(), by=None, now=NOW)
    return made


def test_an_offer_is_accepted(offered: Registration, client: Client) -> None:
    person = offered.participants.get()
    shown = page_of(client, offered)

    said = client.post(
        address(offered, "offer/"), {"participant": person.pk, "answer": "accept"}, follow=True
    ).content.decode()

    assert "A place is offered: please answer" in shown
    assert "The place is yours." in said
    assert states(offered) == {"Mari": "admitted"}


def test_an_offer_is_declined_and_goes_to_the_next(offered: Registration, client: Client) -> None:
    next_one = sign_up(offered.event, "Tõnu")
    person = offered.participants.get()

    client.post(address(offered, "offer/"), {"participant": person.pk, "answer": "decline"})

    assert states(offered) == {"Mari": "declined"}
    assert states(next_one) == {"Tõnu": "offered"}


def test_an_offer_answered_twice_or_too_late_does_no_harm(
    offered: Registration, client: Client
) -> None:
    """Two tabs: the second answers what is no longer asked."""
    person = offered.participants.get()
    sent = {"participant": person.pk, "answer": "accept"}

    client.post(address(offered, "offer/"), sent)
    client.post(address(offered, "offer/"), {**sent, "answer": "decline"})
    twice = states(offered)

    assert twice == {"Mari": "admitted"}


def test_an_offer_that_expired_is_not_accepted(offered: Registration, client: Client) -> None:
    person = offered.participants.get()

    with freeze_time(NOW + timedelta(hours=49)):
        said = client.post(
            address(offered, "offer/"), {"participant": person.pk, "answer": "accept"}, follow=True
        ).content.decode()

    assert "The time to answer is over" in said
    assert states(offered) == {"Mari": "declined"}


def test_answers_are_changed_until_the_limit(meeting: Event, client: Client) -> None:
    RegistrationSettings.objects.update(change_until=NOW + timedelta(days=1))
    known = organisation("Näidise Selts")
    bus = question(meeting, QuestionKind.ONE_OF, label="Buss?")
    tartu, narva = option(bus, "Tartu", most=1), option(bus, "Narva")
    made = sign_up(meeting, "Mari")
    mari = made.participants.get()
    answer(mari, bus, option=tartu)
    changed = {
        "name": "Mari Maasikas",
        "language": "uk",
        "organisation": "Näidise Selts",
        "party": "state",
        f"k{mari.pk}-q{bus.pk}": narva.pk,
        "version": version_of(meeting),
    }

    form = client.get(address(made, "change/")).content.decode()
    saved = client.post(address(made, "change/"), changed, follow=True).content.decode()
    with freeze_time(NOW + timedelta(days=2)):
        late = client.post(
            address(made, "change/"), {**changed, "name": "Hilja"}, follow=True
        ).content.decode()

    assert re.search(rf'value="{tartu.pk}"[^>]* checked', form)
    assert "Your answers are saved." in saved
    assert "The time for changes is over." in late
    mari.refresh_from_db()
    assert (mari.name, mari.organisation, mari.party, mari.language) == (
        "Mari Maasikas",
        known,
        "state",
        "uk",
    )
    assert mari.email == "mari@example.ee"
    assert Answer.objects.get(participant=mari).option == narva


def test_an_answer_that_is_full_stays_with_whoever_has_it(meeting: Event, client: Client) -> None:
    bus = question(meeting, QuestionKind.ONE_OF, label="Buss?", is_required=True)
    tartu = option(bus, "Tartu", most=1)
    option(bus, "Narva")
    mari = sign_up(meeting, "Mari").participants.get()
    juri = sign_up(meeting, "Jüri").participants.get()
    answer(mari, bus, option=tartu)
    common = {"language": "en", "organisation": "", "party": "community"}

    for person in (mari, juri):
        client.post(
            address(person.registration, "change/"),
            {
                "name": person.name,
                **common,
                f"k{person.pk}-q{bus.pk}": tartu.pk,
                "version": version_of(meeting),
            },
        )

    assert list(Answer.objects.values_list("participant__name", "option")) == [("Mari", tartu.pk)]


def test_a_question_changed_while_answers_are_changed_is_shown_again(
    meeting: Event, client: Client
) -> None:
    made = sign_up(meeting, "Mari")
    sent = {"name": "Teine", "language": "en", "organisation": "", "party": "state"}
    sent["version"] = version_of(meeting)
    question(meeting, QuestionKind.SHORT_TEXT, label="Uus?")

    page = client.post(address(made, "change/"), sent).content.decode()

    assert "The organiser changed this form while you were filling it in." in page
    assert 'value="Teine"' in page
    assert states(made) == {"Mari": "admitted"}


@pytest.fixture
def follow_up(meeting: Event) -> Question:
    """Asked after a place is given, only of those who said that they stay the night."""
    stays = question(meeting, QuestionKind.YES_NO, label="Kas ööbid?")
    yes = option(stays, "Jah")
    option(stays, "Ei")
    return question(
        meeting,
        QuestionKind.SHORT_TEXT,
        label="Kellega toas?",
        stage=QuestionStage.FOLLOW_UP,
        only_if=yes,
        is_required=True,
    )


def test_whoever_has_a_place_is_asked_more_and_answers(
    meeting: Event, follow_up: Question, client: Client
) -> None:
    made = sign_up(meeting, "Mari")
    mari = made.participants.get()
    condition = follow_up.only_if
    assert condition is not None
    answer(mari, condition.question, option=condition)

    asked = page_of(client, made)
    form = client.get(address(made, "follow-up/")).content.decode()
    missing = client.post(
        address(made, "follow-up/"), {"version": version_of(meeting, "follow_up")}
    )
    client.post(
        address(made, "follow-up/"),
        {
            f"k{mari.pk}-q{follow_up.pk}": "Katiga",
            "version": version_of(meeting, "follow_up"),
        },
    )
    answered = page_of(client, made)

    assert "The organiser asks you something more" in asked
    assert "Kellega toas?" in form
    assert "Please answer this question." in missing.content.decode()
    assert set(Answer.objects.values_list("question", "option", "text")) == {
        (condition.question_id, condition.pk, ""),
        (follow_up.pk, None, "Katiga"),
    }
    assert "The organiser asks you something more" not in answered


@pytest.mark.parametrize(("state", "stays"), [("waiting", True), ("admitted", False)])
def test_nobody_else_is_asked_what_is_asked_later(
    meeting: Event, follow_up: Question, client: Client, state: str, stays: bool
) -> None:
    person = participant(meeting, state)
    condition = follow_up.only_if
    assert condition is not None
    if stays:
        answer(person, condition.question, option=condition)

    page = page_of(client, person.registration)
    form = client.get(address(person.registration, "follow-up/"), follow=True).content.decode()

    assert "The organiser asks you something more" not in page
    assert "Kellega toas?" not in form


def test_after_a_cancellation_the_page_stays_and_offers_nothing_more(
    meeting: Event, client: Client
) -> None:
    made = sign_up(meeting, "Mari")
    Event.objects.update(status="cancelled")

    page = page_of(client, made)

    assert "The event is cancelled." in page
    assert "Yes, withdraw" not in page
    assert "Change what you wrote" not in page


def test_when_the_event_has_begun_nobody_withdraws(meeting: Event, client: Client) -> None:
    made = sign_up(meeting, "Mari")
    start = datetime(2023, 11, 15, 8, 0, tzinfo=UTC)

    with freeze_time(start - timedelta(seconds=1)):
        before = page_of(client, made)
    with freeze_time(start):
        after = page_of(client, made)

    assert "Yes, withdraw" in before
    assert "Yes, withdraw" not in after


def test_the_page_costs_as_little_as_it_can(
    meeting: Event, client: Client, django_assert_num_queries: Any
) -> None:
    alone = registration(meeting)
    together = registration(meeting)
    participant(meeting, of_registration=alone)
    for _person in range(3):
        participant(meeting, of_registration=together)
    page_of(client, alone)

    with django_assert_num_queries(8):
        page_of(client, alone)
    with django_assert_num_queries(8 + 2):  # why each of them has a place
        page_of(client, together)
