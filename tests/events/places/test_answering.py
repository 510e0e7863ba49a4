"""What people do with their places: confirm, accept, decline, withdraw; what then becomes free."""

from datetime import timedelta

import pytest

from loim.events.actions.places import (
    LinkExpired,
    NothingToAnswer,
    StepNotPossible,
    accept_offer,
    confirm_email,
    decline_offer,
    settle_places,
    withdraw,
)
from loim.events.models import Event, EventStatus
from tests import factories as make
from tests.events.places.asking import NOW, come, organiser_of, reasons, states

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def small_event(**fields: object) -> Event:
    """One place, an offer lasts ten hours, an address is confirmed within two."""
    return make.registration_settings(capacity=1, offer_hours=10, confirm_hours=2, **fields).event


def test_confirming_the_address_makes_the_place_theirs_and_twice_does_no_harm() -> None:
    event = small_event()
    [mari] = come(event, "Mari", is_confirmed=False)

    confirm_email(registration=mari.registration, now=NOW + HOUR)
    confirmed = confirm_email(registration=mari.registration, now=NOW + 2 * HOUR)

    assert states(event) == {"Mari": "admitted"}
    assert confirmed.confirmed_at == NOW + HOUR
    assert reasons(mari)[1:] == [("offered", "admitted", "confirmed")]


def test_an_address_confirmed_too_late_finds_the_place_given_to_the_next() -> None:
    event = small_event()
    [mari] = come(event, "Mari", is_confirmed=False)
    [jyri] = come(event, "Jüri")

    with pytest.raises(LinkExpired):
        confirm_email(registration=mari.registration, now=NOW + 2 * HOUR)

    settle_places(event=event, now=NOW + 2 * HOUR)
    assert states(event) == {"Mari": "cancelled", "Jüri": "offered"}
    assert reasons(mari)[1:] == [("offered", "cancelled", "not_confirmed")]
    assert reasons(jyri)[1:] == [("waiting", "offered", "in_turn")]


def test_who_waits_without_having_confirmed_is_dropped_in_time() -> None:
    event = small_event()
    come(event, "Mari")
    [jyri] = come(event, "Jüri", is_confirmed=False)

    settle_places(event=event, now=NOW + 2 * HOUR)

    assert states(event) == {"Mari": "admitted", "Jüri": "cancelled"}
    assert reasons(jyri)[-1] == ("waiting", "cancelled", "not_confirmed")


def test_confirming_while_waiting_keeps_the_turn() -> None:
    event = small_event()
    come(event, "Mari")
    [jyri] = come(event, "Jüri", is_confirmed=False)

    confirm_email(registration=jyri.registration, now=NOW + HOUR)
    settle_places(event=event, now=NOW + 3 * HOUR)

    assert states(event) == {"Mari": "admitted", "Jüri": "waiting"}


def test_a_withdrawn_place_is_offered_to_the_next_for_the_time_that_was_set() -> None:
    event = small_event()
    [mari] = come(event, "Mari")
    [jyri] = come(event, "Jüri")

    withdraw(participants=[mari], by=None, now=NOW + HOUR)

    jyri.refresh_from_db()
    assert (jyri.state, jyri.offer_expires_at) == ("offered", NOW + 11 * HOUR)
    assert reasons(mari)[1:] == [("admitted", "cancelled", "withdrawn")]


def test_an_address_that_is_not_confirmed_holds_an_offer_no_longer_than_a_new_registration() -> (
    None
):
    event = small_event()
    [mari] = come(event, "Mari")
    [jyri] = come(event, "Jüri", is_confirmed=False)

    withdraw(participants=[mari], by=None, now=NOW + HOUR)

    jyri.refresh_from_db()
    assert (jyri.state, jyri.offer_expires_at) == ("offered", NOW + 3 * HOUR)


def test_who_cannot_be_asked_has_the_place_at_once() -> None:
    event = small_event()
    [mari] = come(event, "Mari")
    come(event, "Jüri", email="")
    event.participants.filter(name="Jüri").update(email="")

    withdraw(participants=[mari], by=None, now=NOW + HOUR)

    assert states(event) == {"Mari": "cancelled", "Jüri": "admitted"}


def test_an_offer_is_accepted_once() -> None:
    event = small_event()
    [mari] = come(event, "Mari")
    [jyri] = come(event, "Jüri", is_confirmed=False)
    withdraw(participants=[mari], by=None, now=NOW)

    accept_offer(participant=jyri, is_registrant=True, now=NOW + HOUR)
    accept_offer(participant=jyri, is_registrant=True, now=NOW + HOUR)

    assert states(event) == {"Mari": "cancelled", "Jüri": "admitted"}
    assert reasons(jyri)[2:] == [("offered", "admitted", "accepted")]
    jyri.registration.refresh_from_db()
    assert jyri.registration.confirmed_at == NOW + HOUR  # whoever has the letter has the address


def test_an_offer_that_is_declined_goes_to_the_next() -> None:
    event = small_event()
    [mari] = come(event, "Mari")
    [jyri] = come(event, "Jüri")
    come(event, "Anu")
    withdraw(participants=[mari], by=None, now=NOW)

    decline_offer(participant=jyri, now=NOW + HOUR)

    assert states(event) == {"Mari": "cancelled", "Jüri": "declined", "Anu": "offered"}
    with pytest.raises(NothingToAnswer):
        accept_offer(participant=jyri, is_registrant=True, now=NOW + HOUR)


def test_an_offer_expires_at_its_hour_and_the_place_goes_on() -> None:
    event = small_event()
    [mari] = come(event, "Mari")
    [jyri] = come(event, "Jüri")
    come(event, "Anu")
    withdraw(participants=[mari], by=None, now=NOW)

    settle_places(event=event, now=NOW + 10 * HOUR - timedelta(seconds=1))
    assert states(event)["Jüri"] == "offered"
    settle_places(event=event, now=NOW + 10 * HOUR)

    assert states(event) == {"Mari": "cancelled", "Jüri": "declined", "Anu": "offered"}
    with pytest.raises(LinkExpired):
        accept_offer(participant=jyri, is_registrant=True, now=NOW + 10 * HOUR)


def test_who_answers_late_is_refused_even_before_the_job_has_run() -> None:
    event = small_event()
    [mari] = come(event, "Mari")
    [jyri] = come(event, "Jüri")
    come(event, "Anu")
    withdraw(participants=[mari], by=None, now=NOW)

    with pytest.raises(LinkExpired):
        accept_offer(participant=jyri, is_registrant=True, now=NOW + 10 * HOUR)

    settle_places(event=event, now=NOW + 10 * HOUR)
    assert states(event) == {"Mari": "cancelled", "Jüri": "declined", "Anu": "offered"}


def test_settling_twice_changes_nothing_more() -> None:
    event = small_event()
    [mari] = come(event, "Mari")
    [jyri] = come(event, "Jüri")
    withdraw(participants=[mari], by=None, now=NOW)

    settle_places(event=event, now=NOW)
    settle_places(event=event, now=NOW)

    assert len(reasons(jyri)) == 2


def test_withdrawing_twice_does_no_harm_and_who_was_there_cannot() -> None:
    event = small_event()
    [mari] = come(event, "Mari")
    withdraw(participants=[mari], by=None, now=NOW)
    withdraw(participants=[mari], by=None, now=NOW)
    came = make.participant(event, "attended")

    with pytest.raises(StepNotPossible):
        withdraw(participants=[came], by=None, now=NOW)

    assert len(reasons(mari)) == 2


def test_the_organiser_withdraws_somebody_and_says_why() -> None:
    event = small_event()
    [mari] = come(event, "Mari")

    withdraw(participants=[mari], by=organiser_of(event), note=" Helistas ise. ", now=NOW)

    decision = mari.decisions.latest("pk")
    assert (decision.reason, decision.note) == ("withdrawn_by_organiser", "Helistas ise.")


def test_who_withdrew_may_come_again_at_the_end_of_the_queue() -> None:
    event = small_event()
    [mari] = come(event, "Mari")
    come(event, "Jüri")
    withdraw(participants=[mari], by=None, now=NOW)

    come(event, "Mari", now=NOW + HOUR)

    assert list(event.participants.order_by("pk").values_list("name", "state")) == [
        ("Mari", "cancelled"),
        ("Jüri", "offered"),
        ("Mari", "waiting"),
    ]


def test_after_the_event_has_begun_nobody_is_offered_a_place() -> None:
    event = small_event()
    [mari] = come(event, "Mari")
    come(event, "Jüri")

    withdraw(participants=[mari], by=None, now=NOW + timedelta(days=60))

    assert states(event) == {"Mari": "cancelled", "Jüri": "waiting"}


def test_a_cancelled_event_offers_nothing_and_takes_nothing_back() -> None:
    event = small_event()
    [mari] = come(event, "Mari", is_confirmed=False)
    come(event, "Jüri")
    Event.objects.filter(pk=event.pk).update(status=EventStatus.CANCELLED)

    settle_places(event=event, now=NOW + 2 * HOUR)
    withdraw(participants=[mari], by=None, now=NOW + 2 * HOUR)

    assert states(event) == {"Mari": "cancelled", "Jüri": "waiting"}


def test_a_freed_place_of_a_party_goes_to_its_earliest_before_those_who_came_earlier() -> None:
    event = make.registration_settings(capacity=2).event
    make.place_rule(event, value="community", floor=1)
    come(event, "Mari", party="state")
    [jyri] = come(event, "Jüri", party="community")
    come(event, "Anu", party="state")
    come(event, "Leida", party="community")

    withdraw(participants=[jyri], by=None, now=NOW)

    assert states(event) == {
        "Mari": "admitted",
        "Jüri": "cancelled",
        "Anu": "waiting",
        "Leida": "offered",
    }
    leida = event.participants.get(name="Leida")
    decision = leida.decisions.latest("pk")
    assert decision.reason == "floor"
    assert decision.values["rules"][0]["answer"] == "community"


def test_capacity_lowered_below_the_admitted_takes_no_place_and_gives_none() -> None:
    settings = make.registration_settings(capacity=3)
    event = settings.event
    [mari, *_others] = come(event, "Mari", "Jüri", "Peeter")
    come(event, "Anu")
    settings.capacity = 2
    settings.save()

    withdraw(participants=[mari], by=None, now=NOW)

    assert states(event) == {
        "Mari": "cancelled",
        "Jüri": "admitted",
        "Peeter": "admitted",
        "Anu": "waiting",
    }


def test_capacity_raised_is_offered_to_those_who_wait() -> None:
    settings = make.registration_settings(capacity=1)
    event = settings.event
    for name in ("Mari", "Jüri", "Anu"):
        come(event, name)
    settings.capacity = 2
    settings.save()

    settle_places(event=event, now=NOW)

    assert states(event) == {"Mari": "admitted", "Jüri": "offered", "Anu": "waiting"}
