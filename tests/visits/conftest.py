"""A visit of Rakvere's, in two towns, with two who take part."""

from dataclasses import dataclass

import pytest

from loim.events.models import Participant
from loim.visits.models import Visit
from tests.factories.visits import visit, visitor
from tests.world import World, world

__all__ = ["world"]


@dataclass
class Trip:
    visit: Visit
    mari: Participant
    jyri: Participant


@pytest.fixture
def trip(world: World) -> Trip:
    of = visit(
        organiser=world.rakvere,
        under=world.activity,
        title="Välitööd Narvas",
        recorded_by=world.coordinator,
    )
    return Trip(of, visitor(of, "Mari Maasikas"), visitor(of, "Jüri Jõhvikas"))
