"""A body of Rakvere with three seats."""

import pytest

from loim.networks.models import Network
from tests.factories import bodies as make
from tests.world import World


@pytest.fixture
def body(world: World) -> Network:
    return make.body(world.rakvere, world.activity, name="Osaluskogu")
