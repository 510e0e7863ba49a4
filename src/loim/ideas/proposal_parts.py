"""What other modules know of a proposal, linked from its page: they register here.

`ideas` names no module above it, and yet the page of a proposal leads to the figures on which it
stands.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from loim.ideas.models import Proposal


@dataclass(frozen=True)
class Part:
    """A link that everybody may follow, as the proposal's own page."""

    text: str | Promise
    url: str


Finder = Callable[[Proposal], Iterable[Part]]

_finders: dict[str, Finder] = {}


def register(key: str, finder: Finder) -> None:
    """Called once for each module, when it starts. `finder` makes one query at most."""
    _finders[key] = finder


def parts_of(proposal: Proposal) -> list[Part]:
    return [part for _, finder in sorted(_finders.items()) for part in finder(proposal)]
