"""A municipality, its coordinator, and a village with a leader."""

from dataclasses import dataclass

import pytest

from loim.communities.models import Community
from loim.people.models import Organisation, Role, User
from tests.factories import communities as make
from tests.factories import membership, municipality_organisation, user


@dataclass
class Village:
    """`stranger` is a keeper of another community, `official` of the municipality."""

    community: Community
    government: Organisation
    leader: User
    villager: User
    official: User
    stranger: User


@pytest.fixture
def village(db: None) -> Village:
    government = municipality_organisation("Kuusalu vald")
    assert government.municipality is not None
    community = make.community(government.municipality, name="Kuusiku küla")
    leader = make.keeper(community, "juhtija@example.ee")
    leader.name, leader.language = "Leida Looga", "en"
    leader.save()
    villager, official = user("kylaline@example.ee"), user("ametnik@example.ee")
    membership(villager, community.organisation, Role.MEMBER)
    membership(official, government, Role.COORDINATOR)
    other = make.community(name="Teine küla")
    return Village(
        community, government, leader, villager, official, make.keeper(other, "voeras@example.ee")
    )
