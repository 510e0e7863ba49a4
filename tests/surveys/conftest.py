"""A survey of municipalities and one of people without names, and who may or may not look."""

from typing import Any

import pytest

from loim.people.models import Role, User
from loim.surveys.models import Survey
from tests.factories import membership, user
from tests.factories import surveys as make
from tests.world import World, world

__all__ = ["world"]


@pytest.fixture
def survey(world: World) -> Survey:
    """Rakvere's, open: one question with two options."""
    made = make.survey(world.rakvere, world.activity, title="Koolitusvajadus 2023")
    make.question(made, "one_of", "Keeleõpe", "Lõimumine", label="Mida vajate?")
    return make.opened(made)


@pytest.fixture
def anonymous(world: World) -> Survey:
    made = make.survey(world.rakvere, world.activity, is_anonymous=True, title="Ametnike mured")
    make.question(made, "one_of", "Hästi", "Halvasti", label="Kuidas läheb?")
    make.question(made, "long_text", label="Mis teeb muret?")
    return make.opened(made)


@pytest.fixture
def outsiders(world: World) -> dict[str, User]:
    """Everybody with a role near the survey who still does not carry it out."""
    people: dict[str, Any] = {
        "a member of the organisation without a part in its work": (world.rakvere, Role.MEMBER),
        "another partner's organiser": (world.tartu, Role.ORGANISER),
        "the ministry's viewer": (world.programme.ministry, Role.MINISTRY_VIEWER),
        "somebody of the implementer": (world.programme.implementer, Role.EDITOR),
    }
    found = {}
    for name, (where, role) in people.items():
        found[name] = user()
        membership(found[name], where, role)
    return found
