"""Registering: what becomes of a request, by the rules that the organiser set."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from loim.events.actions.places import (
    AlreadyRegistered,
    EventNotOpen,
    FormUsedElsewhere,
    Full,
    NotOpenYet,
    OptionFull,
    RegistrationClosed,
    TooManyInRegistration,
    TooManyOfOrganisation,
    register,
    register_all,
)
from loim.events.models import Answer, Door, EventStatus, Registration
from tests import factories as make
from tests.events.places.asking import NOW, come, organiser_of, person, reasons, request, states

pytestmark = pytest.mark.django_db


def test_a_free_place_is_theirs_at_once_when_the_address_is_known() -> None:
    event = make.registration_settings(capacity=2).event

    [mari] = come(event, "Mari")

    assert states(event) == {"Mari": "admitted"}
    assert reasons(mari) == [("", "admitted", "free_place")]


def test_without_an_account_the_place_is_kept_until_the_address_is_confirmed() -> None:
    event = make.registration_settings(capacity=2, confirm_hours=5).event

    [mari] = come(event, "Mari", is_confirmed=False)

    assert (mari.state, mari.offer_expires_at) == ("offered", NOW + timedelta(hours=5))
    assert mari.registration.confirm_by == NOW + timedelta(hours=5)


def test_a_kept_place_is_kept_no_longer_than_until_the_event_begins() -> None:
    tomorrow = make.published_event(start_date=date(2023, 10, 3), start_time=time(10))
    event = make.registration_settings(tomorrow, confirm_hours=48).event

    [mari] = come(event, "Mari", is_confirmed=False)

    assert mari.offer_expires_at is not None
    assert mari.offer_expires_at.isoformat() == "2023-10-03T07:00:00+00:00"


def test_whoever_comes_after_the_last_place_waits_and_is_told_why() -> None:
    event = make.registration_settings(capacity=1).event

    come(event, "Mari")
    [jyri] = come(event, "Jüri")

    assert states(event) == {"Mari": "admitted", "Jüri": "waiting"}
    assert reasons(jyri) == [("", "waiting", "full")]


def test_without_a_capacity_everybody_comes() -> None:
    event = make.registration_settings(capacity=None).event

    come(event, "Mari", "Jüri", "Anu")

    assert set(states(event).values()) == {"admitted"}


def test_without_a_waiting_list_a_full_event_refuses_and_keeps_nothing() -> None:
    event = make.registration_settings(capacity=1, has_waiting_list=False).event
    come(event, "Mari")

    with pytest.raises(Full):
        come(event, "Jüri", "Anu")

    assert states(event) == {"Mari": "admitted"}
    assert Registration.objects.count() == 1


def test_those_who_may_come_apart_get_what_is_left_one_by_one() -> None:
    event = make.registration_settings(capacity=2).event

    come(event, "Mari", "Jüri", "Anu")

    assert states(event) == {"Mari": "admitted", "Jüri": "admitted", "Anu": "waiting"}


def test_those_who_come_whole_get_all_places_or_none() -> None:
    event = make.registration_settings(capacity=2).event

    [mari, *_others] = come(event, "Mari", "Jüri", "Anu", comes_whole=True)
    come(event, "Peeter")

    assert states(event) == {
        "Mari": "waiting",
        "Jüri": "waiting",
        "Anu": "waiting",
        "Peeter": "admitted",
    }
    assert mari.decisions.get().values == {"people": 3, "free": 2}


def test_places_kept_for_a_party_are_not_given_to_another() -> None:
    event = make.registration_settings(capacity=2).event
    make.place_rule(event, value="community", floor=1)

    come(event, "Mari", party="state")
    [jyri] = come(event, "Jüri", party="state")
    come(event, "Anu", party="community")

    assert states(event) == {"Mari": "admitted", "Jüri": "waiting", "Anu": "admitted"}
    assert jyri.decisions.get().values == {
        "rules": [{"question": "party", "answer": "community", "floor": 1}]
    }


def test_places_that_were_kept_are_open_to_everybody_after_their_day_before_whoever_waits() -> None:
    """The job has not run yet: whoever comes now must not pass those who wait."""
    event = make.registration_settings(capacity=1).event
    make.place_rule(event, value="community", floor=1, released_at=NOW + timedelta(days=1))
    come(event, "Mari", party="state")

    come(event, "Jüri", party="state", now=NOW + timedelta(days=2))

    assert states(event) == {"Mari": "offered", "Jüri": "waiting"}


def test_a_ceiling_of_a_county_keeps_places_for_others() -> None:
    event = make.registration_settings(capacity=5).event
    viru = make.municipality(county=make.county())
    tartu = make.municipality(county=make.county("Tartu maakond", "0079"))
    make.place_rule(event, "county", "0060", ceiling=1)

    come(event, "Mari", municipality=viru)
    [jyri] = come(event, "Jüri", municipality=viru)
    come(event, "Anu", municipality=tartu)

    assert states(event) == {"Mari": "admitted", "Jüri": "waiting", "Anu": "admitted"}
    assert reasons(jyri) == [("", "waiting", "ceiling")]


def test_a_choice_that_is_used_up_is_refused_so_that_another_can_be_made() -> None:
    event = make.registration_settings(capacity=9).event
    bed = make.option(make.question(event), "Voodikoht", most=1)
    come(event, person("Mari", chosen=(bed,)))

    with pytest.raises(OptionFull, match="Voodikoht"):
        come(event, person("Jüri", chosen=(bed,)))

    assert states(event) == {"Mari": "admitted"}
    assert Answer.objects.count() == 1


def test_the_organiser_puts_somebody_with_a_used_up_choice_on_the_waiting_list() -> None:
    event = make.registration_settings(capacity=9).event
    bed = make.option(make.question(event), "Voodikoht", most=1)
    come(event, person("Mari", chosen=(bed,)))

    come(event, person("Jüri", chosen=(bed,)), door=Door.ORGANISER, by=organiser_of(event))

    assert states(event) == {"Mari": "admitted", "Jüri": "waiting"}


def test_one_organisation_sends_no_more_than_its_places() -> None:
    event = make.registration_settings(capacity=9, most_per_organisation=2).event
    here = make.organisation("Näidisselts")
    come(event, "Mari", organisation=here)

    with pytest.raises(TooManyOfOrganisation, match="Näidisselts"):
        come(event, "Jüri", "Anu", organisation=here)
    come(event, "Jüri", organisation=here)
    come(event, "Peeter", "Leida")

    assert set(states(event)) == {"Mari", "Jüri", "Peeter", "Leida"}


def test_an_organisation_that_is_not_known_is_counted_by_its_name() -> None:
    event = make.registration_settings(capacity=9, most_per_organisation=1).event
    come(event, "Mari", organisation_name="MTÜ Sõbrad")

    with pytest.raises(TooManyOfOrganisation):
        come(event, "Jüri", organisation_name="mtü  sõbrad")


def test_one_registration_is_for_so_many_people_at_most() -> None:
    event = make.registration_settings(most_per_registration=2).event

    with pytest.raises(TooManyInRegistration):
        come(event, "Mari", "Jüri", "Anu")

    assert states(event) == {}


def test_an_address_is_on_the_list_once_whatever_its_letters() -> None:
    event = make.registration_settings().event
    come(event, "Mari")

    with pytest.raises(AlreadyRegistered):
        come(event, person("Keegi", email="MARI@example.ee"))
    with pytest.raises(AlreadyRegistered):
        come(event, person("Üks", email="a@example.ee"), person("Kaks", email="A@example.ee"))

    assert states(event) == {"Mari": "admitted"}


def test_the_same_form_sent_twice_registers_once() -> None:
    event = make.registration_settings().event
    sent = request("Mari")

    first = register(event=event, request=sent, door=Door.SELF, by=None, now=NOW)
    later = NOW + timedelta(days=60)  # registration has closed meanwhile
    second = register(event=event, request=sent, door=Door.SELF, by=None, now=later)

    assert first.pk == second.pk
    assert states(event) == {"Mari": "admitted"}


def test_a_form_that_registered_for_another_event_is_refused_with_words() -> None:
    other, event = make.registration_settings().event, make.registration_settings().event
    sent = request("Mari")
    register(event=other, request=sent, door=Door.SELF, by=None, now=NOW)

    with pytest.raises(FormUsedElsewhere):
        register(event=event, request=sent, door=Door.SELF, by=None, now=NOW)

    assert (states(other), states(event)) == ({"Mari": "admitted"}, {})


@pytest.mark.parametrize("status", [EventStatus.DRAFT, EventStatus.CANCELLED, EventStatus.HELD])
def test_nobody_registers_for_what_is_not_published(status: str) -> None:
    event = make.registration_settings(make.published_event(status=status)).event

    with pytest.raises(EventNotOpen):
        come(event, "Mari")


def test_nobody_registers_where_nobody_is_asked_to() -> None:
    with pytest.raises(EventNotOpen):
        come(make.published_event(), "Mari")


def test_people_register_between_opening_and_closing_organisers_at_any_time() -> None:
    settings = make.registration_settings(opens_at=NOW, closes_at=NOW + timedelta(hours=1))
    event, organiser = settings.event, organiser_of(settings.event)

    with pytest.raises(NotOpenYet):
        come(event, "Mari", now=NOW - timedelta(seconds=1))
    come(event, "Mari", now=NOW)
    with pytest.raises(RegistrationClosed):
        come(event, "Jüri", now=NOW + timedelta(hours=1))
    come(event, "Jüri", now=NOW + timedelta(hours=1), door=Door.ORGANISER, by=organiser)

    assert set(states(event)) == {"Mari", "Jüri"}


@pytest.mark.parametrize("door", [Door.ORGANISER, Door.IMPORT, Door.WALK_IN])
def test_strangers_do_not_use_the_organisers_doors(door: Door) -> None:
    event = make.registration_settings().event
    stranger = organiser_of(make.published_event())

    for by in (stranger, None):
        with pytest.raises(PermissionDenied):
            come(event, "Mari", door=door, by=by)

    assert states(event) == {}


def test_where_the_organiser_decides_everybody_applies() -> None:
    event = make.registration_settings(capacity=1, policy="approval").event

    [mari] = come(event, "Mari")
    come(event, "Jüri")

    assert states(event) == {"Mari": "applied", "Jüri": "applied"}
    assert reasons(mari) == [("", "applied", "for_organiser")]


def test_before_a_draw_everybody_applies() -> None:
    event = make.registration_settings(capacity=1, policy="draw").event

    [mari] = come(event, "Mari")

    assert reasons(mari) == [("", "applied", "for_draw")]


def test_at_the_door_nobody_waits_and_a_written_reason_lets_in() -> None:
    settings = make.registration_settings(capacity=1)
    event, organiser = settings.event, organiser_of(settings.event)
    come(event, "Mari")

    with pytest.raises(Full):
        come(event, "Jüri", door=Door.WALK_IN, by=organiser)
    register(
        event=event,
        request=request("Jüri"),
        door=Door.WALK_IN,
        note="Räägib päeval ise.",
        by=organiser,
        now=NOW,
    )

    assert states(event) == {"Mari": "admitted", "Jüri": "admitted"}


def test_a_file_is_registered_as_a_whole_or_not_at_all() -> None:
    settings = make.registration_settings(capacity=2)
    event, organiser = settings.event, organiser_of(settings.event)
    rows = [request("Mari"), request("Jüri"), request("Anu")]

    with pytest.raises(AlreadyRegistered):
        register_all(
            event=event, requests=[*rows, request("Mari")], door=Door.IMPORT, by=organiser, now=NOW
        )
    assert states(event) == {}
    register_all(event=event, requests=rows, door=Door.IMPORT, by=organiser, now=NOW)

    assert states(event) == {"Mari": "admitted", "Jüri": "admitted", "Anu": "waiting"}


def test_a_file_needs_as_many_queries_as_one_person(
    django_assert_num_queries: Callable[..., Any],
) -> None:
    settings = make.registration_settings(capacity=20)
    event, organiser = settings.event, organiser_of(settings.event)
    register_all(event=event, requests=[request("A")], door=Door.IMPORT, by=organiser, now=NOW)

    for names in (["B"], ["C", "D", "E"]):
        rows = [request(name) for name in names]
        with django_assert_num_queries(12):
            register_all(event=event, requests=rows, door=Door.IMPORT, by=organiser, now=NOW)
