"""Who calls whom: a tree over contacts, known by their keys.

`calls` says of each contact who calls them; None for the one who begins. Order counts: of those
who are called by one person, the ones further ahead are more important, and contacts with the
most important roles stand first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Calls = Mapping[str, str | None]


@dataclass(frozen=True)
class Checked:
    """`unreachable`: nobody who is reached calls them. `circles`: those who wait for each other.
    `overloaded`: with how many calls each. `depth`: calls one after another until the last is
    reached, 0 where one person is alone. `minutes`: until all who can be reached are."""

    first: str | None
    circles: tuple[tuple[str, ...], ...]
    unreachable: tuple[str, ...]
    overloaded: tuple[tuple[str, int], ...]
    depth: int
    minutes: int

    @property
    def reaches_all(self) -> bool:
        return not self.unreachable


@dataclass(frozen=True)
class Row:
    """One contact in the tree's order; `minute`: when they are reached."""

    key: str
    called_by: str | None
    depth: int
    minute: int


def balanced(keys: Sequence[str], *, width: int) -> dict[str, str | None]:
    """The flattest tree in which nobody calls more than `width` others; the first key begins.

    Raises ValueError for a width under one, or where a key stands twice.
    """
    if width < 1 or len(set(keys)) != len(keys):
        raise ValueError("A tree has each contact once, and at least one call for each caller.")
    return {
        key: None if place == 0 else keys[(place - 1) // width] for place, key in enumerate(keys)
    }


def check(calls: Calls, *, width: int, call_minutes: int) -> Checked:
    """What is wrong with a tree. The first contact that nobody calls begins; another such one is
    unreachable, and so is whoever is called by somebody who is not in `calls` any more."""
    rows = rows_of(calls, call_minutes=call_minutes)
    reached = {row.key for row in rows}
    numbers: dict[str, int] = {}
    for key, caller in calls.items():
        if caller is not None and key in reached:
            numbers[caller] = numbers.get(caller, 0) + 1
    return Checked(
        first=rows[0].key if rows else None,
        circles=tuple(_circles(calls)),
        unreachable=tuple(key for key in calls if key not in reached),
        overloaded=tuple((key, numbers[key]) for key in calls if numbers.get(key, 0) > width),
        depth=max((row.depth for row in rows), default=0),
        minutes=max((row.minute for row in rows), default=0),
    )


def rows_of(calls: Calls, *, call_minutes: int) -> list[Row]:
    """From the one who begins, branch by branch. Each calls first whoever has the longest branch,
    so that all are reached as soon as can be (list scheduling of a broadcast in a tree)."""
    first = next((key for key, caller in calls.items() if caller is None), None)
    if first is None:
        return []
    called: dict[str, list[str]] = {}
    for key, caller in calls.items():
        if caller is not None:
            called.setdefault(caller, []).append(key)
    needed = _calls_needed(first, called)
    ordered = {
        caller: sorted(keys, key=lambda key: -needed[key])
        for caller, keys in called.items()
        if caller in needed
    }
    return list(_walk(first, ordered, call_minutes))


def without(calls: Calls, gone: str) -> dict[str, str | None]:
    """The same tree when somebody has left: whom they called is called by whoever called them;
    where they began, the first of those begins and calls the others."""
    left = {key: caller for key, caller in calls.items() if key != gone}
    orphans = [key for key, caller in left.items() if caller == gone]
    above = calls.get(gone)
    if above is not None or not orphans:
        return {key: above if key in orphans else caller for key, caller in left.items()}
    heir = orphans[0]
    return {
        key: (None if key == heir else heir) if key in orphans else caller
        for key, caller in left.items()
    }


def mended(calls: Calls, order: Sequence[str], *, width: int) -> dict[str, str | None]:
    """The same tree with every branch that hangs in the air attached again, as near to the one who
    begins as somebody has a call left. `order` says who is important: where nobody begins, the
    most important one does."""
    left = {key: caller if caller in calls else None for key, caller in calls.items()}
    hanging = [key for key in order if key in left and left[key] is None]
    if not hanging:
        return left
    begins = next((key for key, caller in calls.items() if caller is None), hanging[0])
    first = begins if begins in hanging else hanging[0]
    for key in hanging:
        if key != first:
            left[key] = nearest_with_room(first, left, width)
    return left


def nearest_with_room(first: str, calls: Calls, width: int) -> str:
    """Where everybody has as many calls as they can make, whoever begins makes one more."""
    waiting = [first]
    for caller in waiting:
        below = [key for key, above in calls.items() if above == caller]
        if len(below) < width:
            return caller
        waiting.extend(below)
    return first


def would_circle(calls: Calls, *, key: str, caller: str) -> bool:
    """Whether `caller` would be called by `key`, through others or not."""
    above: str | None = caller
    seen: set[str] = set()
    while above is not None and above not in seen:
        if above == key:
            return True
        seen.add(above)
        above = calls.get(above)
    return False


def _calls_needed(first: str, called: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """How many calls one after another it takes from each until its whole branch is reached."""
    order, waiting = [], [first]
    while waiting:
        key = waiting.pop()
        order.append(key)
        waiting.extend(called.get(key, ()))
    needed: dict[str, int] = {}
    for key in reversed(order):
        branches = sorted((needed[below] for below in called.get(key, ())), reverse=True)
        needed[key] = max((place + branch for place, branch in enumerate(branches, 1)), default=0)
    return needed


def _walk(first: str, ordered: Mapping[str, Sequence[str]], minutes: int) -> Iterator[Row]:
    waiting = [Row(first, None, 0, 0)]
    while waiting:
        row = waiting.pop()
        yield row
        below = [
            Row(key, row.key, row.depth + 1, row.minute + place * minutes)
            for place, key in enumerate(ordered.get(row.key, ()), 1)
        ]
        waiting.extend(reversed(below))


def _circles(calls: Calls) -> Iterator[tuple[str, ...]]:
    known: set[str] = set()
    for start in calls:
        path: list[str] = []
        key: str | None = start
        while key is not None and key not in known and key in calls:
            known.add(key)
            path.append(key)
            key = calls[key]
        if key in path:
            yield tuple(path[path.index(key) :])


@dataclass(frozen=True)
class Placed:
    row: Row
    x: int
    y: int


@dataclass(frozen=True)
class Drawing:
    """In units of columns and rows; `lines` from a caller to whom they call."""

    placed: tuple[Placed, ...]
    lines: tuple[tuple[Placed, Placed], ...]
    columns: int
    height: int


def drawn(rows: Sequence[Row]) -> Drawing:
    """From left to right, one line for each contact, a caller above those whom they call."""
    placed = {row.key: Placed(row, row.depth, place) for place, row in enumerate(rows)}
    lines = tuple(
        (placed[row.called_by], placed[row.key]) for row in rows if row.called_by in placed
    )
    return Drawing(
        tuple(placed.values()), lines, max((row.depth for row in rows), default=0) + 1, len(rows)
    )
