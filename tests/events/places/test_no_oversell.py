"""Everybody comes at once, through every door: exactly the places there are, by the rules.

Each promise has its control: with the lock switched off the same rush gives too many places.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest

from loim.events.actions.places import (
    Busy,
    StepNotPossible,
    accept_offer,
    admit_by_hand,
    confirm_email,
    desk,
    register,
    register_all,
    settle_places,
    withdraw,
)
from loim.events.logic.participant_states import HOLDING
from loim.events.models import Door, Event, Registration
from loim.people.models import User
from tests import factories as make
from tests.events.places.asking import NOW, come, organiser_of, person, request
from tests.events.places.parallel import (
    Call,
    at_once,
    broken_chains,
    each_alone,
    holding,
    live,
    look_slowly,
    switch_the_lock_off,
)

pytestmark = pytest.mark.django_db(transaction=True)
CAPACITY = 5


@pytest.fixture(autouse=True)
def everybody_looks_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    look_slowly(monkeypatch)


@pytest.fixture(params=["each alone", "together"])
def turns(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in processes of their own, and as in one process, where one decides for all."""
    if request.param == "each alone":
        each_alone(monkeypatch)


def coming(event: Event, name: str, door: Door, by: User | None, **fields: object) -> Call:
    asked = request(name, **fields)
    return lambda: register(event=event, request=asked, door=door, by=by, now=NOW)


def importing(event: Event, organiser: User, *names: str) -> Call:
    rows = [request(name) for name in names]
    return lambda: register_all(event=event, requests=rows, door=Door.IMPORT, by=organiser, now=NOW)


def through_every_door(event: Event) -> list[Call]:
    """Sixteen people in thirteen calls."""
    organiser = organiser_of(event)
    calls = [coming(event, f"Ise{n}", Door.SELF, None) for n in range(4)]
    calls += [coming(event, f"Kinnitab{n}", Door.SELF, None, is_confirmed=False) for n in range(3)]
    calls += [coming(event, f"Lisatud{n}", Door.ORGANISER, organiser) for n in range(3)]
    calls += [coming(event, f"Liides{n}", Door.API, organiser) for n in range(2)]
    return [*calls, importing(event, organiser, "Fail1", "Fail2", "Fail3", "Fail4")]


@pytest.mark.usefixtures("turns")
def test_through_every_door_at_once_exactly_the_places_there_are() -> None:
    event = make.registration_settings(capacity=CAPACITY).event

    at_once(through_every_door(event))

    assert (holding(event), live(event)) == (CAPACITY, 16)
    assert broken_chains(event) == []


def test_without_the_lock_the_same_rush_oversells(monkeypatch: pytest.MonkeyPatch) -> None:
    switch_the_lock_off(monkeypatch)
    event = make.registration_settings(capacity=CAPACITY).event

    at_once(through_every_door(event))

    assert holding(event) > CAPACITY


def with_rules() -> Event:
    """Six places: two kept for communities, at most two of the state."""
    event = make.registration_settings(capacity=6).event
    make.place_rule(event, value="community", floor=2)
    make.place_rule(event, value="state", ceiling=2)
    return event


def rush_of_parties(event: Event) -> list[Call]:
    organiser = organiser_of(event)
    calls = [coming(event, f"Riik{n}", Door.SELF, None, party="state") for n in range(5)]
    calls += [coming(event, f"Vald{n}", Door.SELF, None, party="municipality") for n in range(5)]
    calls += [coming(event, f"Selts{n}", Door.API, organiser, party="community") for n in range(3)]
    return calls


def held_by_party(event: Event) -> Counter[str]:
    return Counter(event.participants.filter(state__in=HOLDING).values_list("party", flat=True))


@pytest.mark.usefixtures("turns")
def test_in_a_rush_floors_and_ceilings_are_kept_and_no_place_is_left() -> None:
    event = with_rules()

    at_once(rush_of_parties(event))

    held = held_by_party(event)
    assert held.total() == 6
    assert held["state"] <= 2
    assert held["community"] >= 2
    assert live(event) == 13


def test_without_the_lock_ceilings_and_floors_break(monkeypatch: pytest.MonkeyPatch) -> None:
    switch_the_lock_off(monkeypatch)
    event = with_rules()

    at_once(rush_of_parties(event))

    assert held_by_party(event)["state"] > 2
    assert holding(event) > 6


def changing_hands(event: Event) -> list[Call]:
    """Places are given up, expire, are accepted, promoted, given by hand and asked for at once.

    Five hold places: two withdraw, one's offer has expired. Six wait, new people come.
    """
    organiser = organiser_of(event)
    held = [make.participant(event, name=f"Kohaga{n}") for n in range(3)]
    expired = make.participant(event, "offered", offer_expires_at=NOW)
    offered = make.participant(event, "offered", offer_expires_at=NOW + timedelta(hours=5))
    waiting = [make.participant(event, "waiting", name=f"Ootab{n}") for n in range(6)]
    return [
        lambda: withdraw(participants=[held[0]], by=None, now=NOW),
        lambda: withdraw(participants=[held[1]], by=organiser, now=NOW),
        lambda: settle_places(event=event, now=NOW),
        lambda: settle_places(event=event, now=NOW),
        lambda: accept_offer(participant=offered, now=NOW),
        lambda: accept_offer(participant=expired, now=NOW),
        lambda: confirm_email(registration=expired.registration, now=NOW),
        lambda: admit_by_hand(participants=[waiting[5]], note="Sest.", by=organiser, now=NOW),
        *[coming(event, f"Uus{n}", Door.SELF, None) for n in range(4)],
    ]


def is_in_order(event: Event, outcomes: list[object]) -> bool:
    """Every place is given once, and nobody ran into what another was doing at that moment."""
    collided = any(isinstance(outcome, StepNotPossible) for outcome in outcomes)
    return holding(event) == CAPACITY and not collided


@pytest.mark.usefixtures("turns")
def test_while_places_change_hands_exactly_the_places_there_are() -> None:
    event = make.registration_settings(capacity=CAPACITY).event

    outcomes = at_once(changing_hands(event))

    assert is_in_order(event, outcomes)
    for one in event.participants.filter(decisions__isnull=False).distinct():
        steps = list(one.decisions.order_by("pk").values_list("before", "after"))
        assert [after for _before, after in steps[:-1]] == [before for before, _after in steps[1:]]
        assert steps[-1][1] == one.state


def test_without_the_lock_those_who_change_hands_collide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two promote the same person: the later finds the state changed and loses its turn."""
    switch_the_lock_off(monkeypatch)
    event = make.registration_settings(capacity=CAPACITY).event

    outcomes = at_once(changing_hands(event))

    assert not is_in_order(event, outcomes)


@pytest.mark.usefixtures("turns")
def test_a_choice_with_a_limit_is_not_given_out_twice() -> None:
    event = make.registration_settings(capacity=20).event
    bed = make.option(make.question(event), most=2)

    at_once(bed_seekers(event, bed))

    assert bed.answers.filter(participant__state__in=HOLDING).count() == 2


def test_without_the_lock_a_limited_choice_is(monkeypatch: pytest.MonkeyPatch) -> None:
    switch_the_lock_off(monkeypatch)
    event = make.registration_settings(capacity=20).event
    bed = make.option(make.question(event), most=2)

    at_once(bed_seekers(event, bed))

    assert bed.answers.filter(participant__state__in=HOLDING).count() > 2


def bed_seekers(event: Event, bed: object) -> list[Call]:
    def seeking(number: int) -> Callable[[], object]:
        asked = request(person(f"Ööbija{number}", chosen=(bed,)))  # type: ignore[arg-type]
        return lambda: register(event=event, request=asked, door=Door.SELF, by=None, now=NOW)

    return [seeking(number) for number in range(6)]


@pytest.mark.usefixtures("turns")
def test_one_organisation_gets_no_more_than_its_places() -> None:
    event = make.registration_settings(capacity=20, most_per_organisation=2).event
    here = make.organisation()

    at_once([coming(event, f"Kolleeg{n}", Door.SELF, None, organisation=here) for n in range(6)])

    assert live(event) == 2


def test_without_the_lock_an_organisation_gets_more(monkeypatch: pytest.MonkeyPatch) -> None:
    switch_the_lock_off(monkeypatch)
    event = make.registration_settings(capacity=20, most_per_organisation=2).event
    here = make.organisation()

    at_once([coming(event, f"Kolleeg{n}", Door.SELF, None, organisation=here) for n in range(6)])

    assert live(event) > 2


@pytest.mark.usefixtures("turns")
def test_the_same_form_sent_many_times_at_once_registers_once() -> None:
    event = make.registration_settings(capacity=CAPACITY).event
    sent = request("Mari")

    made = at_once(
        [lambda: register(event=event, request=sent, door=Door.SELF, by=None, now=NOW)] * 6
    )

    assert len({registration.pk for registration in made}) == 1
    assert Registration.objects.count() == 1


@pytest.mark.usefixtures("turns")
def test_one_address_registers_once_however_many_try() -> None:
    event = make.registration_settings(capacity=CAPACITY).event

    at_once([coming(event, "Mari", Door.SELF, None) for _ in range(6)])

    assert holding(event) == 1


def test_events_do_not_wait_for_each_other() -> None:
    one, other = (make.registration_settings(capacity=1).event for _ in range(2))

    with desk.at_the_desk(one.pk):
        [made] = at_once([coming(other, "Mari", Door.SELF, None)])

    assert isinstance(made, Registration)


def test_whoever_waits_too_long_is_told_and_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(desk, "LONGEST_WAIT", "100ms")
    event = make.registration_settings(capacity=CAPACITY).event

    with desk.at_the_desk(event.pk):
        [refusal] = at_once([coming(event, "Mari", Door.SELF, None)])

    assert isinstance(refusal, Busy)
    assert live(event) == 0
    come(event, "Mari")
    assert live(event) == 1
