"""Places of regulars: given in turn, offered when freed, never one too many."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from loim.clubs.actions.clubs import edit_club, pause_club
from loim.clubs.actions.joining import (
    ClubNotOpen,
    OfferOver,
    accept_offer,
    add_regular,
    ask_to_join,
    confirm,
    decline_offer,
    give_place,
    leave_club,
    take_off,
)
from loim.clubs.actions.settling import (
    CONFIRM_WITHIN,
    OFFER_KEPT,
    PersonStepNotPossible,
    settle_what_is_due,
)
from loim.clubs.models import Club, ClubPerson
from loim.clubs.queries.own_link import own_link_of, person_by_key
from tests import factories
from tests.clubs.conftest import NOW
from tests.clubs.facts import facts_of
from tests.factories import clubs as make
from tests.mail import Mailbox, run_jobs
from tests.world import World

pytestmark = pytest.mark.django_db


def ask(club: Club, name: str = "Mari", **fields: object) -> ClubPerson:
    said = {"email": f"{name.lower()}@example.ee", "language": "en", "now": NOW, **fields}
    return ask_to_join(club=club, name=name, **said)  # type: ignore[arg-type]


def state(person: ClubPerson) -> str:
    person.refresh_from_db()
    return str(person.state)


@pytest.fixture
def small(talk: Club) -> Club:
    talk.capacity = 2
    talk.save()
    return talk


def letters_to(mailbox: Mailbox, address: str) -> list[str]:
    run_jobs()
    return [str(message["Subject"]) for message in mailbox.to(address)]


def test_a_stranger_confirms_by_their_letter_and_has_a_place(talk: Club, mailbox: Mailbox) -> None:
    person = ask(talk)
    assert state(person) == "pending"
    assert letters_to(mailbox, "mari@example.ee") == ["Please confirm: Conversation club"]
    [letter] = mailbox.messages
    assert own_link_of(person) in mailbox.text(letter)
    key = own_link_of(person).rstrip("/").rsplit("/", 1)[1]
    assert person_by_key(key) == person

    confirm(person=person, now=NOW + timedelta(hours=1))
    confirm(person=person, now=NOW + timedelta(hours=2))

    assert state(person) == "regular"
    assert letters_to(mailbox, "mari@example.ee")[1:] == ["You have a place: Conversation club"]


def test_whoever_is_signed_in_needs_no_letter_to_confirm(talk: Club) -> None:
    assert state(ask(talk, is_proved=True)) == "regular"


def test_without_confirmation_nothing_counts(talk: Club) -> None:
    person = ask(talk)
    settle_what_is_due(now=NOW + CONFIRM_WITHIN)
    assert state(person) == "left"
    with pytest.raises(PersonStepNotPossible):
        confirm(person=person, now=NOW + CONFIRM_WITHIN)


def test_the_same_address_asks_twice_and_is_one_person(talk: Club, mailbox: Mailbox) -> None:
    first = ask(talk, is_proved=True)
    again = ask(talk, "MARI", email="Mari@example.ee")
    assert again == first
    assert state(first) == "regular"
    assert first.name == "Mari"  # nobody renames another by knowing the address
    assert letters_to(mailbox, "mari@example.ee")[-1] == (
        "You are on the list already: Conversation club"
    )


def test_a_full_club_has_a_queue_and_a_freed_place_is_offered_to_its_first(
    small: Club, mailbox: Mailbox
) -> None:
    ann, ben, cat, dan = (
        ask(small, name, is_proved=True, now=NOW + timedelta(minutes=number))
        for number, name in enumerate(("Ann", "Ben", "Cat", "Dan"))
    )
    assert [state(each) for each in (ann, ben, cat, dan)] == [
        "regular", "regular", "waiting", "waiting",
    ]  # fmt: skip

    leave_club(person=ann, now=NOW + timedelta(days=1))

    assert [state(each) for each in (ann, cat, dan)] == ["left", "offered", "waiting"]
    assert cat.offer_expires_at == NOW + timedelta(days=1) + OFFER_KEPT
    assert letters_to(mailbox, "cat@example.ee")[-1] == (
        "A place is offered to you, please answer: Conversation club"
    )
    # Somebody new does not pass those who wait, and an offered place is taken.
    assert state(ask(small, "Eva", is_proved=True, now=NOW + timedelta(days=1))) == "waiting"

    accept_offer(person=cat, now=NOW + timedelta(days=2))
    accept_offer(person=cat, now=NOW + timedelta(days=2))
    assert [state(each) for each in (cat, dan)] == ["regular", "waiting"]


def test_a_declined_and_an_expired_offer_go_to_the_next(small: Club) -> None:
    small.capacity = 1
    small.save()
    holds = make.person(small)
    first, second = (
        make.person(small, "waiting", queued_at=NOW + timedelta(minutes=number))
        for number in range(2)
    )
    leave_club(person=holds, now=NOW)
    decline_offer(person=first, now=NOW)
    assert [state(first), state(second)] == ["left", "offered"]

    settle_what_is_due(now=NOW + OFFER_KEPT)

    assert state(second) == "left"
    with pytest.raises(OfferOver):
        accept_offer(person=second, now=NOW + OFFER_KEPT)


def test_an_offer_that_is_over_is_not_accepted_even_before_the_job_looked(small: Club) -> None:
    person = make.person(small, "offered", offer_expires_at=NOW)
    with pytest.raises(OfferOver):
        accept_offer(person=person, now=NOW)


def test_more_places_are_offered_at_once(small: Club, world: World) -> None:
    make.person(small)
    make.person(small)
    waits = make.person(small, "waiting")
    edit_club(club=small, facts=facts_of(small, capacity=3), by=world.coordinator, now=NOW)
    assert state(waits) == "offered"


def test_fewer_places_take_nobodys_away(small: Club, world: World) -> None:
    both = [make.person(small), make.person(small)]
    edit_club(club=small, facts=facts_of(small, capacity=1), by=world.coordinator, now=NOW)
    assert [state(each) for each in both] == ["regular", "regular"]
    assert state(ask(small, is_proved=True)) == "waiting"


def test_nobody_joins_or_is_offered_a_place_while_the_club_has_a_pause(
    small: Club, world: World
) -> None:
    regular = make.person(small)
    waits = make.person(small, "waiting")
    pending = make.person(small, "pending")
    pause_club(club=small, by=world.coordinator, now=NOW)
    leave_club(person=regular, now=NOW)
    assert state(waits) == "waiting"
    with pytest.raises(ClubNotOpen):
        ask(small)
    with pytest.raises(ClubNotOpen):
        confirm(person=pending, now=NOW)


def test_whoever_runs_the_club_adds_gives_and_takes_places(small: Club, world: World) -> None:
    by = world.coordinator
    said = {"name": "Ann", "email": "ann@example.ee", "language": "et"}
    ann = add_regular(club=small, by=by, now=NOW, **said)
    assert add_regular(club=small, by=by, now=NOW, **said) == ann
    make.person(small)
    waits = make.person(small, "waiting")
    give_place(person=waits, by=by, now=NOW)  # beyond the places: they decide
    assert [state(ann), state(waits)] == ["regular", "regular"]
    take_off(person=ann, by=by, now=NOW)
    assert state(ann) == "left"


def test_others_touch_nobody(talk: Club, world: World) -> None:
    stranger = factories.user()
    factories.membership(stranger, world.narva, "coordinator")
    person, waits = make.person(talk), make.person(talk, "waiting")
    with pytest.raises(PermissionDenied):
        take_off(person=person, by=stranger, now=NOW)
    with pytest.raises(PermissionDenied):
        give_place(person=waits, by=stranger, now=NOW)
    with pytest.raises(PermissionDenied):
        add_regular(club=talk, name="X", email="x@example.ee", language="et", by=stranger, now=NOW)
    assert [state(person), state(waits)] == ["regular", "waiting"]
    assert talk.people.count() == 2
