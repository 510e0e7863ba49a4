"""What other modules tell on the page of a coded activity, beside their records: they register
here.

`programmes` names no module above it, and yet the page tells what came of people's ideas.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from loim.people.permissions import Person
from loim.programmes.models import Activity


@dataclass(frozen=True)
class ActivityPart:
    """`template` is a section of the page; it finds `facts` as `part`."""

    template: str
    facts: Any


Finder = Callable[[Activity, Person], ActivityPart | None]

_finders: dict[str, Finder] = {}


def register(key: str, finder: Finder) -> None:
    """Called once for each module, when it starts. `finder` makes a fixed number of queries, and
    gives None where there is nothing to tell."""
    _finders[key] = finder


def parts_of(activity: Activity, person: Person) -> list[ActivityPart]:
    """Of a coded activity, with all that is below it."""
    found = (finder(activity, person) for _, finder in sorted(_finders.items()))
    return [part for part in found if part is not None]
