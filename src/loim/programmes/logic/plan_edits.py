"""Changes to a draft, one activity at a time, as functions from a document to a document."""

from dataclasses import replace

from loim.programmes.logic.plan_document import (
    Chapter,
    IndicatorPlace,
    PlanDocument,
    PlannedActivity,
    PlannedIndicator,
    RowLevel,
    ScheduleRow,
)


def level_of(number: str, code: str) -> RowLevel:
    """'3.5.1.1' in the activity of that code is its own row, '1' a group, '1.1' an item."""
    if number == code:
        return RowLevel.ACTIVITY
    return RowLevel.ITEM if "." in number else RowLevel.GROUP


def in_order(rows: list[ScheduleRow]) -> list[int]:
    """The places of the rows as their numbers say: own row first, 2 before 10, 1.1 below 1.

    Rows stay as they are where a number is not one, or stands twice.
    """
    keys = [_order_key(row) for row in rows]
    places = list(range(len(rows)))
    if None in keys or len(set(keys)) < len(keys):
        return places
    return sorted(places, key=lambda place: keys[place] or ())


def _order_key(row: ScheduleRow) -> tuple[int, ...] | None:
    if row.level is RowLevel.ACTIVITY:
        return ()
    pieces = row.number.split(".")
    return tuple(int(piece) for piece in pieces) if all(p.isdecimal() for p in pieces) else None


def activity_of(document: PlanDocument, code: str) -> PlannedActivity:
    """Raises LookupError where the plan has no such activity."""
    found = next((a for a in document.activities if a.code == code), None)
    if found is None:
        raise LookupError(code)
    return found


def with_activity_changed(
    document: PlanDocument, code: str, changed: PlannedActivity
) -> PlanDocument:
    """The indicators that stood under the old code stand under the new one."""
    chapters = tuple(
        replace(
            chapter,
            activities=tuple(changed if a.code == code else a for a in chapter.activities),
        )
        for chapter in document.chapters
    )
    indicators = tuple(_moved(i, code, changed.code) for i in document.indicators)
    return replace(document, chapters=chapters, indicators=indicators)


def _moved(indicator: PlannedIndicator, old: str, new: str) -> PlannedIndicator:
    places = tuple(
        replace(place, activity_code=new) if place.activity_code == old else place
        for place in indicator.places
    )
    return replace(indicator, places=places)


def with_activity_added(
    document: PlanDocument, chapter: tuple[str, str], added: PlannedActivity
) -> PlanDocument:
    """At the end of the chapter of that number and title, which is begun where it is new."""
    chapters = list(document.chapters)
    place = next((i for i, c in enumerate(chapters) if (c.number, c.title) == chapter), None)
    if place is None:
        place = len(chapters)
        chapters.append(Chapter(*chapter, ()))
    old = chapters[place]
    number = f"{old.number}.{len(old.activities) + 1}" if old.number else ""
    activities = (*old.activities, replace(added, section=number))
    chapters[place] = replace(old, activities=activities)
    return replace(document, chapters=tuple(chapters))


def without_activity(document: PlanDocument, code: str) -> PlanDocument:
    """Indicators that stood there alone go with it, and a chapter that has nothing left."""
    chapters = [
        replace(chapter, activities=tuple(a for a in chapter.activities if a.code != code))
        for chapter in document.chapters
    ]
    left = tuple(chapter for chapter in chapters if chapter.activities)
    titles = {chapter.title for chapter in left}
    indicators = (_without_place(i, code, titles) for i in document.indicators)
    return replace(document, chapters=left, indicators=tuple(i for i in indicators if i.places))


def only_here(document: PlanDocument, code: str) -> list[PlannedIndicator]:
    """The indicators that stand under no other activity."""
    return [
        indicator
        for indicator in document.indicators
        if indicator.places and all(p.activity_code == code for p in indicator.places)
    ]


def _without_place(indicator: PlannedIndicator, code: str, chapters: set[str]) -> PlannedIndicator:
    kept = [
        (
            replace(
                place,
                covers_chapter=place.covers_chapter if place.covers_chapter in chapters else "",
            ),
            note,
        )
        for place, note in zip(indicator.places, indicator.notes, strict=True)
        if place.activity_code != code
    ]
    return replace(
        indicator, places=tuple(place for place, _ in kept), notes=tuple(note for _, note in kept)
    )


def with_indicator(
    document: PlanDocument, place: int | None, worded: PlannedIndicator | None
) -> PlanDocument:
    """The indicator at that place worded anew; None for a place adds it, None for words removes."""
    indicators = list(document.indicators)
    if place is None:
        place = len(indicators)
    indicators[place : place + 1] = [worded] if worded else []
    return replace(document, indicators=tuple(indicators))


def with_notes(indicator: PlannedIndicator, notes: dict[str, str]) -> PlannedIndicator:
    """Standing under the activities of those codes, with those notes.

    Where it stands already it keeps its table, and a second table there its note; places
    outside every activity stay.
    """
    old = list(zip(indicator.places, indicator.notes, strict=True))
    inside: list[tuple[IndicatorPlace, str]] = []
    for code, note in notes.items():
        here = [pair for pair in old if pair[0].activity_code == code]
        first = here[0][0] if here else IndicatorPlace(code, "")
        inside += [(first, note), *here[1:]]
    placed = [*inside, *(pair for pair in old if not pair[0].activity_code)]
    return replace(
        indicator,
        places=tuple(place for place, _ in placed),
        notes=tuple(note for _, note in placed),
    )
