"""Many at once, each with a database connection of its own; and the lock switched off."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from loim.common.refusals import Refusal
from loim.events.actions.places import desk, registering, settling
from loim.events.logic.participant_states import HOLDING, LIVE
from loim.events.models import Event

Call = Callable[..., Any]


def at_once(calls: Sequence[Call]) -> list[Any]:
    """What each call gave, or the refusal that it met; anything else is raised."""
    barrier = Barrier(len(calls))

    def run(call: Call) -> Any:
        try:
            barrier.wait(20)
            return call()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result(60) for future in [pool.submit(run, call) for call in calls]]


def look_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between counting and writing there is time for others to count the same."""
    for module, name in ((settling, "tally_of"), (registering, "look_at")):
        monkeypatch.setattr(module, name, _slow(getattr(module, name)))


def _slow(count: Call) -> Call:
    def counting(*arguments: Any, **named: Any) -> Any:
        found = count(*arguments, **named)
        time.sleep(0.05)
        return found

    return counting


def each_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in processes of their own: nobody decides for another."""

    def alone(event_id: int, asking: Any, decide: Any) -> Any:
        [outcome] = decide(event_id, [asking])
        return outcome

    monkeypatch.setattr(registering, "decide_together", alone)


def switch_the_lock_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: without taking turns these tests must see too many places given.

    Each alone, since whoever decides for others takes turns with them anyway.
    """
    each_alone(monkeypatch)
    monkeypatch.setattr(desk, "take_turn", lambda _event_id: None)


def holding(event: Event) -> int:
    return event.participants.filter(state__in=HOLDING).count()


def broken_chains(event: Event) -> list[str]:
    """People whose decisions do not lead from one to the next, or to the state that they have."""
    broken = []
    for person in event.participants.prefetch_related("decisions").order_by("pk"):
        decisions = sorted(person.decisions.all(), key=lambda one: one.pk)
        befores = [one.before for one in decisions]
        afters = [one.after for one in decisions]
        if befores != ["", *afters[:-1]] or afters[-1:] != [person.state]:
            broken.append(f"{person.name}: {list(zip(befores, afters, strict=True))}")
    return broken


def live(event: Event) -> int:
    return event.participants.filter(state__in=LIVE).count()
