"""A record, made once, that many tests look at."""

import json
from typing import Any

import pytest

from fairplaces.allocating import allocate
from fairplaces.naming import pseudonyms
from fairplaces.record import anonymous, make_record
from fairplaces.seeds import Seed
from tests.fairplaces.instances import town

SECRET = "0123456789abcdef" * 4


@pytest.fixture(scope="session")
def made() -> dict[str, Any]:
    """The record of a small draw; tests copy it before they change it."""
    problem = town(3, 40, 12, (2, 3, 3))
    names = pseudonyms([person.id for person in problem.people], "a salt")
    allocation = allocate(anonymous(problem, names))
    record = make_record(allocation, Seed(SECRET, "14 19 23 37 40 44"))
    copied: dict[str, Any] = json.loads(json.dumps(record))
    return copied
