"""What other modules keep about an event, linked from its page: they register here.

`events` names no module above it, and yet the page of a club's evening leads to the club and
that of a forum to its ideas.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from loim.events.models import Event
from loim.people.permissions import Person


@dataclass(frozen=True)
class Companion:
    """A link that this person may follow; `text` says what it leads to."""

    text: str | Promise
    url: str


Finder = Callable[[Event, Person], Iterable[Companion]]

_finders: dict[str, Finder] = {}


def register(key: str, finder: Finder) -> None:
    """Called once for each module, when it starts. `finder` makes one query at most."""
    _finders[key] = finder


def companions_of(event: Event, person: Person) -> list[Companion]:
    return [link for _, finder in sorted(_finders.items()) for link in finder(event, person)]
