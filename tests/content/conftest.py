from datetime import datetime

import pytest

from loim.content.models import Text
from tests.factories import content as make
from tests.world import World, world

__all__ = ["world"]


@pytest.fixture
def text(world: World, now: datetime) -> Text:
    """Published in Estonian."""
    made = make.text(world.rakvere, world.coordinator, now)
    make.published(made, "et", world.coordinator, now)
    return made
