"""What time alone does: a job looks at the events where something is due, and at no others."""

from datetime import timedelta

import pytest

from loim.events.actions.places import desk as desk_module
from loim.events.actions.places.due import events_due, settle_what_is_due
from loim.events.models import EventStatus
from tests import factories as make
from tests.events.places.asking import NOW, come, states

pytestmark = pytest.mark.django_db


def test_where_nothing_is_due_nothing_is_looked_at() -> None:
    full = make.registration_settings(capacity=1).event
    come(full, "Mari")
    come(full, "Jüri")
    come(make.registration_settings(capacity=5).event, "Mari", is_confirmed=False)
    over = make.registration_settings(make.published_event(start_date=NOW.date() - timedelta(1)))
    make.participant(over.event, "waiting")
    cancelled = make.registration_settings(make.published_event(), capacity=5).event
    make.participant(cancelled, "waiting")
    cancelled.status = EventStatus.CANCELLED
    cancelled.save()

    assert list(events_due(NOW)) == []


def test_an_expired_offer_an_unconfirmed_address_and_released_places_are_due() -> None:
    offer = make.registration_settings(capacity=1).event
    make.participant(offer, "offered", offer_expires_at=NOW)
    make.participant(offer, "waiting", name="Ootaja")
    released = make.registration_settings(capacity=1).event
    make.place_rule(released, value="community", floor=1, released_at=NOW)
    come(released, "Mari", party="state", now=NOW - timedelta(hours=1))
    unconfirmed = make.registration_settings(capacity=1, confirm_hours=1).event
    come(unconfirmed, "Jüri", is_confirmed=False, now=NOW - timedelta(hours=1))

    settled = settle_what_is_due(now=NOW)

    assert settled == [offer.pk, released.pk, unconfirmed.pk]
    assert states(offer)["Ootaja"] == "offered"
    assert states(released) == {"Mari": "offered"}
    assert states(unconfirmed) == {"Jüri": "cancelled"}
    assert settle_what_is_due(now=NOW) == []


def test_a_busy_event_keeps_no_other_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    busy, other = (make.registration_settings(capacity=2).event for _ in range(2))
    for event in (busy, other):
        make.participant(event, "waiting", name="Ootaja")
    take_turn = desk_module.take_turn

    def busy_once(event_id: int) -> None:
        if event_id == busy.pk:
            raise desk_module.Busy
        take_turn(event_id)

    monkeypatch.setattr(desk_module, "take_turn", busy_once)

    assert settle_what_is_due(now=NOW) == [other.pk]
    assert (states(busy), states(other)) == ({"Ootaja": "waiting"}, {"Ootaja": "offered"})
