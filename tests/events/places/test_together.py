"""Those who come at the same moment are decided about together: faster, with the same outcome."""

import threading
import time
from typing import Any

import pytest
from django.db import DataError

from loim.events.actions.places import (
    Busy,
    EventNotOpen,
    desk,
    register,
    registering,
    together,
)
from loim.events.models import Door, Event, Registration
from tests import factories as make
from tests.events.places.asking import NOW, request, states
from tests.events.places.parallel import Call, at_once, broken_chains

pytestmark = pytest.mark.django_db(transaction=True)


def coming(event: Event, name: str, **fields: Any) -> Call:
    asked = request(name, **fields)
    return lambda: register(event=event, request=asked, door=Door.SELF, by=None, now=NOW)


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many were decided about in each turn."""
    sizes: list[int] = []
    decide = registering.decide

    def counting(event_id: int, askings: Any) -> Any:
        sizes.append(len(askings))
        return decide(event_id, askings)

    monkeypatch.setattr(registering, "decide", counting)
    return sizes


def behind_a_closed_desk(event: Event, calls: list[Call]) -> list[Any]:
    """All of them have come before the first is decided about."""
    opened = threading.Event()

    def holding() -> None:
        with desk.at_the_desk(event.pk):
            opened.wait(10)

    def opening() -> None:
        # On a machine that is too busy they never stand in line all at once.
        until = time.monotonic() + 10
        while (
            sum(map(len, together._lines.by_event.values())) < len(calls) - 1
            and time.monotonic() < until
        ):
            threading.Event().wait(0.01)
        opened.set()

    return at_once([holding, opening, *calls])[2:]


def test_one_decides_for_all_who_wait(turns: list[int]) -> None:
    event = make.registration_settings(capacity=4).event

    behind_a_closed_desk(event, [coming(event, f"I{n}") for n in range(9)])

    assert turns == [1, 8]
    assert sorted(states(event).values()) == ["admitted"] * 4 + ["waiting"] * 5
    assert broken_chains(event) == []


def test_a_turn_has_its_limit(turns: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "MOST", 3)
    event = make.registration_settings(capacity=9).event

    behind_a_closed_desk(event, [coming(event, f"I{n}") for n in range(9)])

    assert turns == [1, 3, 3, 2]
    assert len(states(event)) == 9


def test_each_gets_their_own_answer(turns: list[int]) -> None:
    event = make.registration_settings(capacity=2, has_waiting_list=False).event

    outcomes = behind_a_closed_desk(event, [coming(event, f"I{n}") for n in range(5)])

    made = [outcome for outcome in outcomes if isinstance(outcome, Registration)]
    assert len(made) == 2
    assert {type(outcome).__name__ for outcome in outcomes} == {"Registration", "Full"}
    assert {one.name for one in made} == states(event).keys()
    assert turns == [1, 4]


def test_who_sends_something_broken_spoils_it_for_nobody(turns: list[int]) -> None:
    event = make.registration_settings(capacity=9).event
    fine = [coming(event, f"I{n}") for n in range(4)]

    def broken() -> str:
        try:
            coming(event, "Katki", party="x" * 50)()
        except DataError:
            return "broken"
        return "kept"

    outcomes = behind_a_closed_desk(event, [*fine, broken])

    assert outcomes[-1] == "broken"
    assert states(event) == dict.fromkeys([f"I{n}" for n in range(4)], "admitted")
    assert max(turns) > 1


def test_what_is_refused_to_all_is_told_to_each() -> None:
    event = make.registration_settings(capacity=9).event
    event.registration_settings.delete()

    outcomes = at_once([coming(event, f"I{n}") for n in range(5)])

    assert [type(outcome) for outcome in outcomes] == [EventNotOpen] * 5
    assert together._lines.by_event == {}


def test_who_waits_too_long_for_a_turn_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "LONGEST_WAIT_SECONDS", 0.2)
    monkeypatch.setattr(desk, "LONGEST_WAIT", "2s")
    event = make.registration_settings(capacity=9).event

    with desk.at_the_desk(event.pk):
        outcomes = at_once([coming(event, f"I{n}") for n in range(3)])

    assert [type(outcome) for outcome in outcomes] == [Busy] * 3
    assert states(event) == {}
    at_once([coming(event, "Hiljem")])
    assert states(event) == {"Hiljem": "admitted"}
