"""Sessions of a day as they stand beside each other: one after another, or rooms in parallel."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from loim.events.logic.agenda.conflicts import Slot, ended, overlap


@dataclass(frozen=True)
class Room:
    name: str
    keys: tuple[int, ...]


@dataclass(frozen=True)
class Block:
    """Sessions that touch each other in time; more than one room: they run in parallel."""

    rooms: tuple[Room, ...]

    @property
    def is_parallel(self) -> bool:
        return len(self.rooms) > 1


@dataclass(frozen=True)
class Day:
    day: date
    blocks: tuple[Block, ...]


def days(slots: Iterable[Slot]) -> list[Day]:
    """Every slot stands in one block; rooms are ordered by what begins first in them."""
    by_day = itertools.groupby(ended(slots), key=lambda slot: slot.day)
    return [Day(day, tuple(_blocks(list(of_day)))) for day, of_day in by_day]


def _blocks(of_day: list[Slot]) -> list[Block]:
    groups: list[list[Slot]] = []
    for slot in of_day:
        if groups and any(overlap(other, slot) for other in groups[-1]):
            groups[-1].append(slot)
        else:
            groups.append([slot])
    return [Block(tuple(_rooms(group))) for group in groups]


def _rooms(group: list[Slot]) -> list[Room]:
    keys: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for slot in group:
        names.setdefault(slot.room.casefold(), slot.room)
        keys.setdefault(slot.room.casefold(), []).append(slot.key)
    return [Room(names[room], tuple(found)) for room, found in keys.items()]
