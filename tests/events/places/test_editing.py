"""Changing a registration: other answers and other people, within the rules."""

from datetime import timedelta

import pytest

from loim.events.actions.places import (
    AlreadyRegistered,
    AnswerRequest,
    ChangeClosed,
    OptionFull,
    PersonRequest,
    PlaceNotForThis,
    RegistrationClosed,
    TooManyInRegistration,
    change_registration,
)
from loim.events.models import Event, Participant, Registration
from tests import factories as make
from tests.events.places.asking import NOW, come, organiser_of, person, reasons, request, states

pytestmark = pytest.mark.django_db


def change(registration: Registration, *people: object, **fields: object) -> None:
    by, at = fields.pop("by", None), fields.pop("now", NOW)
    asked = fields.pop("asked", None)
    change_registration(
        registration=registration, request=request(*people, **fields), by=by, now=at, asked=asked
    )


def everybody(event: Event) -> list[Participant]:
    return list(event.participants.order_by("pk"))


def test_names_and_answers_become_what_was_sent_and_the_place_stays() -> None:
    event = make.registration_settings().event
    meal = make.question(event)
    fish, soup = make.option(meal), make.option(meal)
    [mari] = come(event, person("Mari", chosen=(fish,)))

    change(
        mari.registration,
        person("Mari Tamm", participant=mari.pk, email="tamm@example.ee", chosen=(soup,)),
    )

    mari.refresh_from_db()
    assert (mari.name, mari.email, mari.state) == ("Mari Tamm", "tamm@example.ee", "admitted")
    assert [answer.option_id for answer in mari.answers.all()] == [soup.pk]
    assert len(reasons(mari)) == 1


def test_answers_to_what_was_not_asked_stay() -> None:
    event = make.registration_settings().event
    first, second = make.question(event, "short_text"), make.question(event, "short_text")
    asked = person("Mari")
    [mari] = come(event, asked)
    make.answer(mari, first, text="esimene")

    change_registration(
        registration=mari.registration,
        request=request(
            PersonRequest(
                name="Mari",
                email="mari@example.ee",
                participant=mari.pk,
                answers=(AnswerRequest(second.pk, text="teine"),),
            )
        ),
        by=None,
        now=NOW,
        asked=[second.pk],
    )

    assert sorted(mari.answers.values_list("text", flat=True)) == ["esimene", "teine"]


def test_the_registrations_own_address_is_the_organisers_to_change() -> None:
    event = make.registration_settings().event
    [mari] = come(event, "Mari")

    change(mari.registration, person("Mari", participant=mari.pk), email="uus@example.ee")
    mari.registration.refresh_from_db()
    assert mari.registration.email == "mari@example.ee"
    change(
        mari.registration,
        person("Mari", participant=mari.pk),
        email="uus@example.ee",
        by=organiser_of(event),
    )

    mari.registration.refresh_from_db()
    assert mari.registration.email == "uus@example.ee"


def test_who_is_not_named_any_more_withdraws_and_the_place_goes_on() -> None:
    event = make.registration_settings(capacity=2).event
    [mari, jyri] = come(event, "Mari", "Jüri")
    come(event, "Anu")

    change(mari.registration, person("Mari", participant=mari.pk))

    assert states(event) == {"Mari": "admitted", "Jüri": "cancelled", "Anu": "offered"}
    assert reasons(jyri)[-1] == ("admitted", "cancelled", "withdrawn")


def test_whoever_comes_instead_of_another_stands_behind_those_who_wait() -> None:
    event = make.registration_settings(capacity=2).event
    [mari, _jyri] = come(event, "Mari", "Jüri")
    come(event, "Anu")

    change(mari.registration, person("Mari", participant=mari.pk), "Peeter")

    assert states(event) == {
        "Mari": "admitted",
        "Jüri": "cancelled",
        "Anu": "offered",
        "Peeter": "waiting",
    }


def test_whoever_comes_besides_gets_a_free_place() -> None:
    event = make.registration_settings(capacity=2).event
    [mari] = come(event, "Mari")

    change(mari.registration, person("Mari", participant=mari.pk), "Peeter")

    assert states(event) == {"Mari": "admitted", "Peeter": "admitted"}


def test_whoever_joins_those_who_wait_whole_waits_with_them() -> None:
    event = make.registration_settings(capacity=1).event
    [mari, jyri] = come(event, "Mari", "Jüri", comes_whole=True)

    change(
        mari.registration,
        person("Mari", participant=mari.pk),
        person("Jüri", participant=jyri.pk),
        "Anu",
        comes_whole=True,
    )

    assert states(event) == {"Mari": "waiting", "Jüri": "waiting", "Anu": "waiting"}


def test_a_place_is_not_kept_with_answers_that_would_not_be_given_one() -> None:
    """The state's only place is taken, and a community's place does not become one of it."""
    event = make.registration_settings(capacity=3).event
    make.place_rule(event, value="state", ceiling=1)
    come(event, "Mari", party="state")
    [jyri] = come(event, "Jüri", party="community")

    with pytest.raises(PlaceNotForThis, match="Jüri"):
        change(jyri.registration, person("Jüri", participant=jyri.pk, party="state"))

    jyri.refresh_from_db()
    assert jyri.party == "community"


def test_a_choice_that_is_used_up_cannot_be_changed_to() -> None:
    event = make.registration_settings(capacity=3).event
    beds = make.question(event)
    one, other = make.option(beds, "Ühene", most=1), make.option(beds, "Kahene")
    come(event, person("Mari", chosen=(one,)))
    [jyri] = come(event, person("Jüri", chosen=(other,)))

    with pytest.raises(OptionFull, match="Ühene"):
        change(jyri.registration, person("Jüri", participant=jyri.pk, chosen=(one,)))


def test_who_waits_may_answer_otherwise_and_is_called_by_the_new_answers() -> None:
    event = make.registration_settings(capacity=1).event
    make.place_rule(event, value="community", floor=1)
    [jyri] = come(event, "Jüri", party="state")

    change(jyri.registration, person("Jüri", participant=jyri.pk, party="community"))

    assert states(event) == {"Jüri": "offered"}


def test_above_a_lowered_capacity_one_still_changes_ones_answers() -> None:
    settings = make.registration_settings(capacity=2)
    make.place_rule(settings.event, value="state", ceiling=2)
    [mari, jyri] = come(settings.event, "Mari", "Jüri", party="community")
    settings.capacity = 1
    settings.save()

    change(
        mari.registration,
        person("Mari", participant=mari.pk, party="state"),
        person("Jüri", participant=jyri.pk, party="community"),
    )

    mari.refresh_from_db()
    assert (mari.party, mari.state) == ("state", "admitted")


def test_changes_end_when_the_organiser_said_so_new_people_when_registration_closes() -> None:
    settings = make.registration_settings(change_until=NOW + timedelta(days=40))
    [mari] = come(settings.event, "Mari")
    closed = settings.closes_at + timedelta(hours=1)

    with pytest.raises(RegistrationClosed):
        change(mari.registration, person("Mari", participant=mari.pk), "Anu", now=closed)
    change(mari.registration, person("Maarika", participant=mari.pk), now=closed)
    with pytest.raises(ChangeClosed):
        change(mari.registration, person("Mari", participant=mari.pk), now=NOW + timedelta(days=40))

    assert states(settings.event) == {"Maarika": "admitted"}


def test_an_address_of_somebody_else_cannot_be_taken_over() -> None:
    event = make.registration_settings().event
    come(event, "Mari")
    [jyri] = come(event, "Jüri")

    with pytest.raises(AlreadyRegistered):
        change(jyri.registration, person("Jüri", participant=jyri.pk, email="Mari@example.ee"))


def test_nobody_of_another_registration_is_changed() -> None:
    event = make.registration_settings().event
    [mari] = come(event, "Mari")
    [jyri] = come(event, "Jüri")

    with pytest.raises(ChangeClosed):
        change(jyri.registration, person("Jüri", participant=mari.pk))

    assert states(event) == {"Mari": "admitted", "Jüri": "admitted"}


def test_a_registration_does_not_outgrow_its_limit() -> None:
    event = make.registration_settings(most_per_registration=2).event
    [mari] = come(event, "Mari")

    with pytest.raises(TooManyInRegistration):
        change(mari.registration, person("Mari", participant=mari.pk), "Anu", "Leida")
    change(
        mari.registration,
        person("Mari", participant=mari.pk),
        "Anu",
        "Leida",
        by=organiser_of(event),
    )

    assert len(everybody(event)) == 3
