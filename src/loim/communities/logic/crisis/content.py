"""What a plan says, as it is frozen in a version. People are in it by the keys of their contacts."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class RoleSaid:
    """`holders`: keys; the first has the role, the others take over in their order."""

    title: str
    explanation: str
    holders: tuple[str, ...]


@dataclass(frozen=True)
class ResourceSaid:
    kind: str
    name: str
    quantity: str
    place: str
    key_holder: str | None


@dataclass(frozen=True)
class PlaceSaid:
    place: str
    danger: str
    people: int | None
    needs: str


@dataclass(frozen=True)
class PointSaid:
    kind: str
    name: str
    address: str
    places: int | None
    note: str


@dataclass(frozen=True)
class Content:
    """`calls`: who calls whom, in the order of importance."""

    first_steps: str = ""
    call_minutes: int = 3
    calls_each: int = 4
    roles: tuple[RoleSaid, ...] = ()
    resources: tuple[ResourceSaid, ...] = ()
    places: tuple[PlaceSaid, ...] = ()
    points: tuple[PointSaid, ...] = ()
    calls: Mapping[str, str | None] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        said = asdict(self)
        # jsonb does not keep the order of keys.
        said["calls"] = [[key, caller] for key, caller in self.calls.items()]
        return said


def from_json(given: Mapping[str, Any]) -> Content:
    """Of what `as_json` wrote; parts that are missing are empty."""
    return Content(
        first_steps=given.get("first_steps", ""),
        call_minutes=given.get("call_minutes", 3),
        calls_each=given.get("calls_each", 4),
        roles=tuple(
            RoleSaid(row["title"], row["explanation"], tuple(row["holders"]))
            for row in given.get("roles", ())
        ),
        resources=tuple(ResourceSaid(**row) for row in given.get("resources", ())),
        places=tuple(PlaceSaid(**row) for row in given.get("places", ())),
        points=tuple(PointSaid(**row) for row in given.get("points", ())),
        calls={key: caller for key, caller in given.get("calls", ())},  # noqa: C416  # pairs
    )


@dataclass(frozen=True)
class Change:
    """`part`: people, role, resource, place, point, steps, tree. `how`: added, removed, changed."""

    part: str
    how: str
    what: str


def changes(
    before: Content, after: Content, *, names: Mapping[str, str], changed_people: set[str]
) -> list[Change]:
    """What a reader of `before` has to learn. `names` of all contacts by key; `changed_people`:
    whose telephones, skills or other details are others now."""
    return list(_changes(before, after, names, changed_people))


def _changes(
    before: Content, after: Content, names: Mapping[str, str], changed_people: set[str]
) -> Iterator[Change]:
    if before.first_steps != after.first_steps:
        yield Change("steps", "changed", "")
    for key in [*after.calls, *before.calls]:
        if key not in before.calls and key in after.calls:
            yield Change("people", "added", names.get(key, ""))
        elif key in before.calls and key not in after.calls:
            yield Change("people", "removed", names.get(key, ""))
    for key in after.calls:
        if key in before.calls and key in changed_people:
            yield Change("people", "changed", names.get(key, ""))
    yield from _of_rows("role", _keyed(before.roles, "title"), _keyed(after.roles, "title"))
    for part, name in (("resource", "name"), ("place", "place"), ("point", "name")):
        rows = f"{part}s"
        yield from _of_rows(
            part, _keyed(getattr(before, rows), name), _keyed(getattr(after, rows), name)
        )
    both = before.calls.keys() & after.calls.keys()
    if any(before.calls[key] != after.calls[key] for key in both):
        yield Change("tree", "changed", "")


def _keyed(rows: tuple[Any, ...], name: str) -> dict[tuple[str, int], Any]:
    """By name, and among equal names by their order."""
    found: dict[tuple[str, int], Any] = {}
    for row in rows:
        title, number = getattr(row, name), 0
        while (title, number) in found:
            number += 1
        found[title, number] = row
    return found


def _of_rows(
    part: str, before: Mapping[tuple[str, int], Any], after: Mapping[tuple[str, int], Any]
) -> Iterator[Change]:
    for key, row in after.items():
        if key not in before:
            yield Change(part, "added", key[0])
        elif before[key] != row:
            yield Change(part, "changed", key[0])
    for key in before:
        if key not in after:
            yield Change(part, "removed", key[0])
