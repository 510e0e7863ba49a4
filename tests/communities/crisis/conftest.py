"""A village with a plan of five people, its keeper, and Rakvere, with which nothing is shared yet."""

from dataclasses import dataclass

import pytest

from loim.communities.models import Community, CrisisContact, CrisisPlan
from loim.people.models import Organisation, Role, User
from tests.factories import communities, membership, municipality_organisation, user
from tests.factories import crisis as make


@dataclass
class Village:
    community: Community
    plan: CrisisPlan
    keeper: User
    rakvere: Organisation
    coordinator: User
    people: dict[str, CrisisContact]


@pytest.fixture
def village(db: None) -> Village:
    rakvere = municipality_organisation("Rakvere")
    coordinator = user("koordinaator@example.ee", name="Rita Rakverest", language="en")
    membership(coordinator, rakvere, Role.COORDINATOR)
    of = communities.community(rakvere.municipality, name="Sõmeru küla", is_public=False)
    keeper = communities.keeper(of, "hoidja@example.ee")
    keeper.language = "en"
    keeper.save()
    plan = make.plan(of, first_steps="Kuula raadiot.\nKogune rahvamajas.")
    anu = make.contact(plan, "Anu Allik", "+372 5550 0001", address="Metsa tee 1")
    boris = make.contact(plan, "Boris Bõstrov", "5550 0002", called_by=anu, skills="esmaabi")
    clara = make.contact(plan, "Clara Kask", "5550 0003", called_by=anu)
    dima = make.contact(plan, "Dima Dub", "5550 0004", called_by=boris)
    eha = make.contact(plan, "Eha Eik", "5550 0005", called_by=boris, consent="")
    make.role(plan, "Juht", anu, boris, position=0)
    make.role(plan, "Esmaabi", boris, clara, position=1)
    people = {one.name.split()[0].lower(): one for one in (anu, boris, clara, dima, eha)}
    return Village(of, plan, keeper, rakvere, coordinator, people)
