"""Where links to the outside stand: modules register what they keep, the link checker asks.

`content` names no module above it, and yet the addresses of services are checked as well.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class FoundLink:
    """`path` is the page that shows the link, `edit_path` where it is changed: both as `reverse`
    gives them in Estonian, which has no prefix."""

    url: str
    owner_id: int  # an organisation
    title: str
    language: str
    path: str = ""
    edit_path: str = ""


Finder = Callable[[], Iterable[FoundLink]]

_sources: dict[str, Finder] = {}


def register_source(key: str, finder: Finder) -> None:
    """Called once for each source, when its module starts. `finder` gives the links of what is
    published now, with a number of queries that does not depend on how many there are."""
    _sources[key] = finder


def all_sources() -> list[tuple[str, Finder]]:
    return sorted(_sources.items())
