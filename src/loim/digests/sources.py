"""What is new, from every module that has something to tell: modules register here.

`digests` names no module above it, and yet its letters and feeds bring news, the library, events
and calls. A source gives only what everybody may read, whoever asks: neither a letter nor a feed
knows who opens it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from loim.common.translated import Text

MOST = 100  # of one source at once: older ones are on its own page


@dataclass(frozen=True)
class Item:
    """`key` is the same as long as it is the same to a reader: nobody is told of it twice. `at` is
    since when everybody may read it. `path`, `summary` and `when` are in the language that is
    being spoken; `title` may be in another and says so."""

    key: str
    at: datetime
    changed_at: datetime
    title: Text
    path: str
    summary: str = ""
    when: str = ""  # when and where, or until when
    notice: str = ""  # what is to be said of its text: not translated, out of date
    author: str = ""
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Wanted:
    """`since`: only what everybody may read since then. A county's code; '' is the whole country,
    and what is not of one county is of every county. `topic` is one of the source's choices."""

    now: datetime
    since: datetime | None = None
    county: str = ""
    topic: str = ""
    limit: int = MOST


Choice = tuple[str, str | Promise]


@dataclass(frozen=True)
class Source:
    """`find` gives what is new, in the order in which it is told, with a fixed number of queries;
    `choices` are what its items can be told apart by. `page` names the address of the whole list.
    `line` says in one sentence what comes. `has_counties`: whether a county leaves out any."""

    key: str
    label: str | Promise
    line: str | Promise
    page: str
    find: Callable[[Wanted], Sequence[Item]]
    position: int
    choices: Callable[[], Sequence[Choice]] = tuple
    has_counties: bool = True


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Called once for each source, when its module starts."""
    _sources[source.key] = source


def all_sources() -> list[Source]:
    """In the order in which a letter has them."""
    return sorted(_sources.values(), key=lambda source: (source.position, source.key))


def source_of(key: str) -> Source | None:
    return _sources.get(key)
