"""What those whose meeting fell away could do instead, by what is planned anyway."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from loim.visits.logic.feasibility import MinutesBetween, Planned


class Idea(StrEnum):
    JOIN = "join"  # another meeting at that time that has room


@dataclass(frozen=True)
class Suggestion:
    idea: Idea
    key: int
    free_places: int | None = None  # None: as many as come
    minutes_away: int = 0


def suggestions(
    off: Planned,
    others: Iterable[Planned],
    going: Mapping[int, frozenset[int]],
    *,
    affected: int,
    minutes_between: MinutesBetween,
) -> Sequence[Suggestion]:
    """Meetings beside the one that is off, the nearest first; `affected` people look for one."""
    found = []
    for leg in others:
        if leg.kind != "meeting" or leg.key == off.key:
            continue
        if not (leg.start < off.end and off.start < leg.end):
            continue
        free = None if leg.places is None else leg.places - len(going.get(leg.key, frozenset()))
        if free is not None and free <= 0:
            continue
        away = minutes_between(off.begins_in, leg.begins_in) or 0
        is_late = (leg.end - off.start).total_seconds() / 60 <= away
        if not is_late:
            found.append(Suggestion(Idea.JOIN, leg.key, free, away))
    found.sort(key=lambda one: (_lacks_room(one, affected), one.minutes_away, one.key))
    return found


def _lacks_room(one: Suggestion, affected: int) -> bool:
    return one.free_places is not None and one.free_places < affected
