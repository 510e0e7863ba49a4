"""A body of Rakvere with three seats."""

import pytest
from django.utils import translation

from loim.networks.models import Network
from tests.factories import bodies as make
from tests.world import World


@pytest.fixture
def body(world: World) -> Network:
    return make.body(world.rakvere, world.activity, name="Osaluskogu")


@pytest.fixture(autouse=True)
def _read_in_english(_every_test_begins_in_estonian: None) -> None:
    """What pages and refusals say is compared with the source texts."""
    translation.activate("en")
