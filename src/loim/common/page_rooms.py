"""What the rooms of a module show on the page of one thing: sections, and links to pages of it.

A module keeps one `PageRooms` for its thing, and each room registers there from `apps.ready`:

    NETWORK_PAGE.register_section(Section(
        key="meetings",
        label=_("Next meeting"),
        find=next_meeting,       # (thing, person) -> context of the template, or None: no section
        template="networks/meetings/section.html",
        position=10,
    ))
    NETWORK_PAGE.register_page(Page(
        key="network-meetings",  # the name of the address; its one key is the thing's `pk`
        label=_("Meetings"),
        position=20,
    ))

A section's heading stands above it already. Whoever looks may open the thing's page: whether
they may read what is in the section, `find` says. It makes few queries, the same for one row
and for many.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise

Thing = TypeVar("Thing", bound=Model)
Context = Mapping[str, Any]


def anybody(_thing: Any, _person: Any) -> bool:
    return True


@dataclass(frozen=True)
class Section(Generic[Thing]):
    key: str
    label: str | Promise
    find: Callable[[Thing, Any], Context | None]
    template: str
    position: int


@dataclass(frozen=True)
class Page(Generic[Thing]):
    """`is_for` (thing, person) is asked about whoever may open the thing's own page."""

    key: str
    label: str | Promise
    is_for: Callable[[Thing, Any], bool] = anybody
    position: int = 50


@dataclass(frozen=True)
class Link:
    text: str | Promise
    url: str
    is_here: bool = False


@dataclass(frozen=True)
class Shown(Generic[Thing]):
    section: Section[Thing]
    context: Context


class PageRooms(Generic[Thing]):
    def __init__(self) -> None:
        self._sections: dict[str, Section[Thing]] = {}
        self._pages: dict[str, Page[Thing]] = {}

    def register_section(self, section: Section[Thing]) -> None:
        self._sections[section.key] = section

    def register_page(self, page: Page[Thing]) -> None:
        self._pages[page.key] = page

    def sections_of(self, thing: Thing, person: Any) -> list[Shown[Thing]]:
        """Those that have something to show to this person, by position."""
        ordered = sorted(self._sections.values(), key=lambda each: (each.position, each.key))
        found = ((section, section.find(thing, person)) for section in ordered)
        return [Shown(section, context) for section, context in found if context is not None]

    def links_of(self, thing: Thing, person: Any, here: str = "") -> list[Link]:
        """To the pages of the thing that are for this person; `here` is the name of this one."""
        ordered = sorted(self._pages.values(), key=lambda each: (each.position, each.key))
        return [
            Link(page.label, reverse(page.key, args=[thing.pk]), page.key == here)
            for page in ordered
            if page.is_for(thing, person)
        ]
