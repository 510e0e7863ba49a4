"""Whatever people, organisers and time do to places, in whatever order, the promises hold.

`LOIM_HISTORIES=3000 pytest tests/events/places/test_histories.py` tries as many; CI fewer.
"""

import os
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from loim.events.logic.places import promotion
from tests.events.places.histories import PlacesMachine

HISTORIES = int(os.environ.get("LOIM_HISTORIES", "60"))


def run(histories: int, phases: Iterable[Phase] = tuple(Phase)) -> None:
    run_state_machine_as_test(
        PlacesMachine,
        settings=settings(
            max_examples=histories,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=phases,
        ),
    )


@pytest.mark.django_db
def test_the_promises_hold_in_every_history() -> None:
    run(HISTORIES)


@pytest.mark.django_db
def test_histories_would_show_a_place_that_is_given_against_the_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: a promotion that looks at nothing but the queue breaks a promise."""
    monkeypatch.setattr(promotion, "obstacle", lambda *_: None)

    with pytest.raises(AssertionError):
        run(100, [Phase.generate])  # the shortest example is of no interest
