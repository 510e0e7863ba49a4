"""A network of specialists led by Rakvere, with a chair who has an account and two without."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from loim.networks.models import Member, Network, Quorum
from loim.people.models import User
from tests.factories import user
from tests.factories.networks import member, network
from tests.world import World, world

__all__ = ["world"]

DAY = date(2023, 9, 20)
NOW = datetime(2023, 10, 2, 9, 0, tzinfo=UTC)


@dataclass
class Circle:
    world: World
    network: Network
    coordinator: User
    chair_account: User
    chair: Member
    mari: Member
    jaan: Member
    fund: Member


@pytest.fixture
def circle(world: World) -> Circle:
    of = network(
        world.rakvere, world.activity, name="Lääne-Viru spetsialistid", county_meetings=2,
        quorum=Quorum.MAJORITY,
    )  # fmt: skip
    account = user("esimees@example.ee")
    said: dict[str, Any] = {"language": "en"}
    return Circle(
        world=world,
        network=of,
        coordinator=world.coordinator,
        chair_account=account,
        chair=member(of, name="Eha Esimees", user=account, role="chair"),
        mari=member(of, name="Mari Näidis", email="mari@example.ee", **said),
        jaan=member(of, name="Jaan Näidis", email="jaan@example.ee", **said),
        fund=member(of, world.fund),
    )
