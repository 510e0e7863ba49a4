"""An editor of the fund, who keeps the library, and one of a city."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from loim.people.models import Organisation, Role, User
from tests.factories import membership, organisation, user
from tests.world import world

__all__ = ["world"]


@pytest.fixture(autouse=True)
def _files_of_this_test(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def _in_english(_every_test_begins_in_estonian: None) -> None:
    translation.activate("en")


@pytest.fixture
def keeper(db: None) -> Organisation:
    return organisation("Aardekasti hoidja")


@pytest.fixture
def editor(keeper: Organisation) -> User:
    person = user("toimetaja@example.ee", name="Triin Toimetaja", language="en")
    membership(person, keeper, Role.EDITOR)
    return person


@pytest.fixture
def other_editor(keeper: Organisation) -> User:
    person = user("teine.toimetaja@example.ee", name="Tõnu Toimetaja", language="en")
    membership(person, keeper, Role.EDITOR)
    return person
