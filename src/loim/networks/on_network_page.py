"""What the rooms of `networks` show on a network's own page: each registers it from `apps.ready`.

    register_section(Section(
        key="meetings",
        label=_("Next meeting"),
        find=next_meeting,       # (network, person) -> context of the template, or None: no section
        template="networks/meetings/section.html",
        position=10,
    ))
    register_page(Page(
        key="network-meetings",  # the name of the address; its one key is the network's `pk`
        label=_("Meetings"),
        is_for=anybody,          # (network, person): whoever sees the network is asked about
        position=20,
    ))

A section's template has what `find` gave, and `network`, `person`, `may_change`, `today`; its
heading stands above it already. Whoever looks may read the network: whether they may read
what is in the section, `find` says. It makes few queries, the same for one row and for many.

Each page of a network begins with `{% load network_page %}{% network_links network "network-meetings" %}`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from loim.networks.models import Network, Seat
from loim.people.permissions import Person

Context = Mapping[str, Any]


def anybody(network: Network, person: Person) -> bool:
    return True


@dataclass(frozen=True)
class Section:
    """Positions: next meeting 10, seats 20, members 30, questions and opinions 40, tasks 50,
    discussions 60, map 70."""

    key: str
    label: str | Promise
    find: Callable[[Network, Person], Context | None]
    template: str
    position: int


@dataclass(frozen=True)
class Page:
    """Positions: overview 0, meetings 20, members 30, seats 40, others as in their sections."""

    key: str
    label: str | Promise
    is_for: Callable[[Network, Person], bool] = anybody
    position: int = 50


@dataclass(frozen=True)
class Link:
    text: str | Promise
    url: str
    is_here: bool = False


@dataclass(frozen=True)
class Shown:
    section: Section
    context: Context


SeatLinks = Callable[[Seat, Person], Iterable[Link]]
NextDates = Callable[[list[int]], Mapping[int, date]]

_sections: dict[str, Section] = {}
_pages: dict[str, Page] = {}
_draw_links: dict[str, SeatLinks] = {}
_next_dates: dict[str, NextDates] = {}


def register_section(section: Section) -> None:
    _sections[section.key] = section


def register_page(page: Page) -> None:
    _pages[page.key] = page


def register_draw_links(key: str, find: SeatLinks) -> None:
    """What stands at a vacant seat that is filled by a draw: its call, or how to open one."""
    _draw_links[key] = find


def register_next_dates(key: str, find: NextDates) -> None:
    """The day of the next meeting of each of these networks that has one, for the list."""
    _next_dates[key] = find


def sections_of(network: Network, person: Person) -> list[Shown]:
    ordered = sorted(_sections.values(), key=lambda section: (section.position, section.key))
    found = ((section, section.find(network, person)) for section in ordered)
    return [Shown(section, context) for section, context in found if context is not None]


def links_of(network: Network, person: Person, here: str = "") -> list[Link]:
    ordered = sorted(_pages.values(), key=lambda page: (page.position, page.key))
    return [
        Link(page.label, reverse(page.key, args=[network.pk]), page.key == here)
        for page in ordered
        if page.is_for(network, person)
    ]


def draw_links_of(seat: Seat, person: Person) -> list[Link]:
    return [link for _, find in sorted(_draw_links.items()) for link in find(seat, person)]


def next_dates_of(networks: list[int]) -> dict[int, date]:
    """The earliest of what is registered."""
    found: dict[int, date] = {}
    for find in _next_dates.values():
        for network, day in find(networks).items():
            found[network] = min(day, found.get(network, day))
    return found
