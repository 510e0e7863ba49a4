"""What the organiser decides by hand: only with a written reason, never past the last place."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from loim.events.actions.places import (
    NoPlaceLeft,
    ReasonMissing,
    StepNotPossible,
    admit_by_hand,
    approve,
    move_to_waiting,
    refuse,
    reorder,
    settle_places,
)
from loim.events.models import Event, Participant
from loim.people.models import User
from tests import factories as make
from tests.events.places.asking import NOW, come, organiser_of, reasons, states

pytestmark = pytest.mark.django_db


def put_first(*, participants: list[Participant], note: str, by: User, now: Any) -> None:
    [one] = participants
    reorder(event=one.event, participant=one, position=1, note=note, by=by, now=now)


BY_HAND = [admit_by_hand, move_to_waiting, refuse, put_first]


def full_event(*, capacity: int = 1, **fields: Any) -> Event:
    """Mari has the place; Jüri and Anu wait, in this order."""
    event = make.registration_settings(capacity=capacity, **fields).event
    for name in ("Mari", "Jüri", "Anu"):
        come(event, name)
    return event


def named(event: Event, *names: str) -> list[Participant]:
    return list(event.participants.filter(name__in=names).order_by("pk"))


@pytest.mark.parametrize("act", BY_HAND)
def test_nothing_is_done_by_hand_without_a_written_reason(act: Callable[..., Any]) -> None:
    event = full_event()

    with pytest.raises(ReasonMissing):
        act(participants=named(event, "Anu"), note="  ", by=organiser_of(event), now=NOW)

    assert states(event) == {"Mari": "admitted", "Jüri": "waiting", "Anu": "waiting"}


@pytest.mark.parametrize("act", [*BY_HAND, approve])
def test_only_who_may_change_the_event_decides(act: Callable[..., Any]) -> None:
    event = full_event()
    stranger = organiser_of(make.published_event())

    with pytest.raises(PermissionDenied):
        act(participants=named(event, "Anu"), note="Sest.", by=stranger, now=NOW)

    assert states(event) == {"Mari": "admitted", "Jüri": "waiting", "Anu": "waiting"}


def test_admitted_out_of_turn_with_the_reason_kept() -> None:
    event = full_event()
    organiser = organiser_of(event)
    event.registration_settings.capacity = 2
    event.registration_settings.save()
    make.place_rule(event, value="community", floor=1)

    admit_by_hand(participants=named(event, "Anu"), note="Esineja.", by=organiser, now=NOW)

    assert states(event) == {"Mari": "admitted", "Jüri": "waiting", "Anu": "admitted"}
    decision = named(event, "Anu")[0].decisions.latest("pk")
    assert (decision.reason, decision.note, decision.by) == ("by_hand", "Esineja.", organiser)


def test_never_more_than_there_are_places() -> None:
    event = full_event(capacity=2)

    with pytest.raises(NoPlaceLeft):
        admit_by_hand(
            participants=named(event, "Anu"), note="Sest.", by=organiser_of(event), now=NOW
        )

    assert states(event) == {"Mari": "admitted", "Jüri": "admitted", "Anu": "waiting"}


def test_an_offer_is_accepted_for_somebody_without_another_place() -> None:
    event = make.registration_settings(capacity=1).event
    come(event, "Mari", is_confirmed=False)

    admit_by_hand(
        participants=named(event, "Mari"),
        note="Kinnitas telefonis.",
        by=organiser_of(event),
        now=NOW,
    )

    assert states(event) == {"Mari": "admitted"}


def test_who_withdrew_is_not_admitted_without_applying_again() -> None:
    event = make.registration_settings(capacity=3).event
    gone = make.participant(event, "cancelled")

    with pytest.raises(StepNotPossible):
        admit_by_hand(participants=[gone], note="Sest.", by=organiser_of(event), now=NOW)


def test_moved_back_to_the_end_of_the_queue_and_the_place_goes_to_the_next() -> None:
    event = full_event()

    move_to_waiting(
        participants=named(event, "Mari"),
        note="Kaks ühest majast.",
        by=organiser_of(event),
        now=NOW + timedelta(hours=1),
    )

    assert states(event) == {"Mari": "waiting", "Jüri": "offered", "Anu": "waiting"}
    mari = named(event, "Mari")[0]
    assert reasons(mari)[-1] == ("admitted", "waiting", "moved_back")


def test_who_waits_already_and_is_moved_back_has_the_reason_too() -> None:
    event = full_event()

    move_to_waiting(
        participants=named(event, "Jüri"),
        note="Tuleb ainult siis, kui jääb kohti.",
        by=organiser_of(event),
        now=NOW + timedelta(hours=1),
    )

    jyri = named(event, "Jüri")[0]
    assert reasons(jyri)[-1] == ("waiting", "waiting", "moved_back")
    assert jyri.queued_at == NOW + timedelta(hours=1)


def test_held_back_until_the_organiser_decides() -> None:
    """Nobody else waits, and still the place is kept for a side that has not come yet."""
    event = make.registration_settings(capacity=1).event
    organiser = organiser_of(event)
    come(event, "Mari")

    move_to_waiting(
        participants=named(event, "Mari"),
        note="Ootame kogukonda.",
        is_held_back=True,
        by=organiser,
        now=NOW,
    )
    settle_places(event=event, now=NOW + timedelta(days=1))
    assert states(event) == {"Mari": "waiting"}
    reorder(
        event=event,
        participant=named(event, "Mari")[0],
        position=1,
        note="Kedagi ei tulnud.",
        by=organiser,
        now=NOW,
    )

    assert states(event) == {"Mari": "offered"}


def test_whoever_comes_new_passes_who_is_held_back() -> None:
    event = make.registration_settings(capacity=1).event
    come(event, "Mari")
    move_to_waiting(
        participants=named(event, "Mari"),
        note="Ootame kogukonda.",
        is_held_back=True,
        by=organiser_of(event),
        now=NOW,
    )

    come(event, "Jüri")

    assert states(event) == {"Mari": "waiting", "Jüri": "admitted"}


def test_refused_with_a_reason_and_the_place_goes_to_the_next() -> None:
    event = full_event()

    refuse(
        participants=named(event, "Mari"), note="Ei ole sihtrühm.", by=organiser_of(event), now=NOW
    )

    assert states(event) == {"Mari": "cancelled", "Jüri": "offered", "Anu": "waiting"}


def test_put_first_in_the_queue_is_called_first_and_the_others_keep_their_order() -> None:
    event = full_event()
    come(event, "Leida")
    organiser = organiser_of(event)

    reorder(
        event=event,
        participant=named(event, "Leida")[0],
        position=1,
        note="Kaugelt tulija.",
        by=organiser,
        now=NOW,
    )
    come(event, "Viimane")

    order = event.participants.filter(state="waiting").order_by("queue_number", "pk")
    assert [(one.name, one.queue_number) for one in order] == [
        ("Leida", 1),
        ("Jüri", 2),
        ("Anu", 3),
        ("Viimane", None),
    ]
    assert reasons(named(event, "Leida")[0])[-1] == ("waiting", "waiting", "moved_in_queue")
    refuse(participants=named(event, "Mari"), note="Sest.", by=organiser, now=NOW)
    assert states(event)["Leida"] == "offered"


def test_only_somebody_who_waits_is_reordered() -> None:
    event = full_event()

    with pytest.raises(StepNotPossible):
        reorder(
            event=event,
            participant=named(event, "Mari")[0],
            position=1,
            note="Sest.",
            by=organiser_of(event),
            now=NOW,
        )


def test_who_applied_is_approved_refused_or_put_on_the_waiting_list() -> None:
    event = full_event(capacity=2, policy="approval")
    organiser = organiser_of(event)

    approve(participants=named(event, "Mari"), by=organiser, now=NOW)
    move_to_waiting(
        participants=named(event, "Jüri"), note="Kui jääb kohti.", by=organiser, now=NOW
    )
    refuse(participants=named(event, "Anu"), note="Ei ole sihtrühm.", by=organiser, now=NOW)

    assert reasons(named(event, "Mari")[0])[-1] == ("applied", "admitted", "approved")
    assert states(event) == {"Mari": "admitted", "Jüri": "offered", "Anu": "declined"}


def test_more_than_places_are_not_approved() -> None:
    event = full_event(capacity=2, policy="approval")

    with pytest.raises(NoPlaceLeft):
        approve(participants=named(event, "Mari", "Jüri", "Anu"), by=organiser_of(event), now=NOW)

    assert set(states(event).values()) == {"applied"}


def test_people_of_another_event_are_not_moved_along() -> None:
    event, other = full_event(), full_event()

    with pytest.raises(ValueError, match="one event"):
        refuse(
            participants=[*named(event, "Mari"), *named(other, "Mari")],
            note="Sest.",
            by=organiser_of(event),
            now=NOW,
        )


def test_only_who_waits_is_held_back() -> None:
    event = make.registration_settings().event

    with pytest.raises(IntegrityError, match="participant_held_back_waits"):
        make.participant(event, "admitted", is_held_back=True)
