"""The programme that these tests are about, and a club in it."""

from datetime import UTC, datetime

import pytest

from loim.clubs.models import Club
from tests.factories import clubs as make
from tests.world import World, world

__all__ = ["world"]

# A Wednesday in February: Tuesdays to come are 7 February and on.
NOW = datetime(2023, 2, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
def talk(world: World) -> Club:
    """Rakvere's club on Tuesdays, in the quarters I, II and IV; nothing is planned yet."""
    found = make.club(
        world.rakvere,
        world.activity,
        title="Vestlusklubi",
        translations={"en": {"title": "Conversation club", "description": "We talk."}},
        place_municipality=world.rakvere.municipality,
    )
    make.rule(found)
    return found
