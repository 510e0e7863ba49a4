"""Two cities that counsel: what belongs to one may never be seen by the other."""

from dataclasses import dataclass

import pytest

from loim.people.models import Organisation, User
from tests.factories.casework import counsellor
from tests.world import government


@dataclass
class Desks:
    rakvere: Organisation
    tartu: Organisation
    anu: User  # counsels in Rakvere
    olev: User  # counsels in Tartu


@pytest.fixture
def desks(db: None) -> Desks:
    rakvere = government("Rakvere", "urban", "0663")
    tartu = government("Tartu", "urban", "0793", where="Tartu maakond")
    return Desks(rakvere, tartu, counsellor(rakvere), counsellor(tartu))
