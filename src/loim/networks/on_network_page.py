"""What the rooms of `networks` show on a network's own page (how: `common/page_rooms.py`).

A section's template has what `find` gave, and `network`, `person`, `may_change`, `today`.
Positions of sections: next meeting 10, seats 20, members 30, questions and opinions 40, tasks
50, discussions 60, map 70; of pages: overview 0, meetings 20, members 30, seats 40, others as
in their sections.

Each page of a network begins with `{% load network_page %}{% network_links network "network-meetings" %}`.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from loim.common.page_rooms import Link, PageRooms
from loim.networks.models import Network, Seat
from loim.people.permissions import Person

NETWORK_PAGE: PageRooms[Network] = PageRooms()

SeatLinks = Callable[[Seat, Person], Iterable[Link]]
NextDates = Callable[[list[int]], Mapping[int, date]]

_draw_links: dict[str, SeatLinks] = {}
_next_dates: dict[str, NextDates] = {}


def register_draw_links(key: str, find: SeatLinks) -> None:
    """What stands at a vacant seat that is filled by a draw: its call, or how to open one."""
    _draw_links[key] = find


def register_next_dates(key: str, find: NextDates) -> None:
    """The day of the next meeting of each of these networks that has one, for the list."""
    _next_dates[key] = find


def draw_links_of(seat: Seat, person: Person) -> list[Link]:
    return [link for _, find in sorted(_draw_links.items()) for link in find(seat, person)]


def next_dates_of(networks: list[int]) -> dict[int, date]:
    """The earliest of what is registered."""
    found: dict[int, date] = {}
    for find in _next_dates.values():
        for network, day in find(networks).items():
            found[network] = min(day, found.get(network, day))
    return found
