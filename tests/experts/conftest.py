"""An editor of the directory, and a city whose coordinator confirms references."""

import pytest

from loim.people.models import Organisation, Role, User
from tests.factories import membership, municipality_organisation, organisation, user


@pytest.fixture
def editor(db: None) -> User:
    person = user("toimetaja@example.ee", name="Triin Toimetaja", language="en")
    membership(person, organisation("Kataloogi hoidja"), Role.EDITOR)
    return person


@pytest.fixture
def rakvere(db: None) -> Organisation:
    return municipality_organisation("Rakvere")


@pytest.fixture
def coordinator(rakvere: Organisation) -> User:
    person = user("koordinaator@example.ee", name="Rita Rakverest", language="en")
    membership(person, rakvere, Role.COORDINATOR)
    return person
