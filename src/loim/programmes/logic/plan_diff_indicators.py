"""How the indicators of a plan changed."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from loim.programmes.logic.plan_changes import Change, ChangeKind
from loim.programmes.logic.plan_document import IndicatorPlace, PlannedIndicator
from loim.programmes.logic.plan_identities import SAME_TITLE_RATIO, normalised

_Codes: TypeAlias = Mapping[str, str]  # an old activity's code to its new one
_Place: TypeAlias = tuple[str, str]  # a new code and the chapter covered


def indicator_changes(
    old: Sequence[PlannedIndicator], new: Sequence[PlannedIndicator], codes: _Codes
) -> Iterator[Change]:
    """Changes of the new indicators in their order, then the indicators that are gone."""
    same = _same_indicators(old, new, codes)
    for index, indicator in enumerate(new):
        where = indicator.places[0].activity_code if indicator.places else ""
        if index in same:
            yield from _indicator(old[same[index]], indicator, where, codes)
        else:
            yield Change(ChangeKind.INDICATOR_ADDED, indicator.name, where, new=indicator.target)
    for index, indicator in enumerate(old):
        if index not in same.values():
            code = indicator.places[0].activity_code if indicator.places else ""
            yield Change(
                ChangeKind.INDICATOR_REMOVED,
                indicator.name,
                codes.get(code, code),
                old=indicator.target,
            )


def _same_indicators(
    old: Sequence[PlannedIndicator], new: Sequence[PlannedIndicator], codes: _Codes
) -> dict[int, int]:
    """New positions to old ones; the likest pairs are joined first."""
    scored = sorted(
        (-likeness, after, before)
        for after, one in enumerate(new)
        for before, other in enumerate(old)
        if (likeness := _likeness(other, one, codes)) > 0
    )
    same: dict[int, int] = {}
    taken: set[int] = set()
    for _, after, before in scored:
        if after not in same and before not in taken:
            same[after] = before
            taken.add(before)
    return same


def _likeness(old: PlannedIndicator, new: PlannedIndicator, codes: _Codes) -> float:
    """Equal names above like names, of like names those in the same place and unit; else 0."""
    names = normalised(old.name), normalised(new.name)
    is_same_unit = normalised(old.unit) == normalised(new.unit)
    is_same_place = bool(_places(old, codes) & _places(new, {}))
    bonus = 0.5 * is_same_unit + 0.25 * is_same_place
    if names[0] == names[1]:
        return 4 + bonus
    ratio = SequenceMatcher(None, *names, autojunk=False).ratio()
    return 1 + ratio + bonus if ratio >= SAME_TITLE_RATIO else 0


def _indicator(
    old: PlannedIndicator, new: PlannedIndicator, where: str, codes: _Codes
) -> Iterator[Change]:
    for kind, was, now in (
        (ChangeKind.INDICATOR_RENAMED, old.name, new.name),
        (ChangeKind.INDICATOR_UNIT, old.unit, new.unit),
        (ChangeKind.TARGET, old.target, new.target),
        (ChangeKind.FINAL_TARGET, old.final_target, new.final_target),
        (ChangeKind.FINAL_YEAR, old.final_year, new.final_year),
    ):
        if was != now:
            yield Change(kind, new.name, where, old=was, new=now)
    if _places(old, codes) != _places(new, {}):
        yield Change(
            ChangeKind.PLACES, new.name, where, old=_worded(old.places), new=_worded(new.places)
        )
    notes = _notes(old, codes)
    for place, note in _notes(new, {}).items():
        if notes.get(place, note) != note:
            yield Change(ChangeKind.NOTE, new.name, place[0], old=notes[place], new=note)


def _places(indicator: PlannedIndicator, codes: _Codes) -> set[_Place]:
    return {_place(place, codes) for place in indicator.places}


def _place(place: IndicatorPlace, codes: _Codes) -> _Place:
    return (codes.get(place.activity_code, place.activity_code), place.covers_chapter)


def _notes(indicator: PlannedIndicator, codes: _Codes) -> dict[_Place, tuple[str, ...]]:
    """Notes by place; an activity may hold an indicator in two tables."""
    notes: dict[_Place, tuple[str, ...]] = {}
    for place, note in zip(indicator.places, indicator.notes, strict=True):
        notes[_place(place, codes)] = (*notes.get(_place(place, codes), ()), note)
    return notes


def _worded(places: Sequence[IndicatorPlace]) -> tuple[str, ...]:
    return tuple(place.covers_chapter or place.activity_code for place in places)
