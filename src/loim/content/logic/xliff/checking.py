"""Does what came back fit what was sent? Each unit by itself, so that one bad one spoils no other."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from loim.content.logic.segments import (
    Code,
    Segment,
    codes_of,
    cut,
    has_the_same_codes,
    join,
    merged,
    with_html_of,
)
from loim.content.logic.xliff.units import Part, Unit, UnitSegment


class Trouble(StrEnum):
    UNKNOWN_PART = "unknown_part"
    OTHER_VERSION = "other_version"
    UNKNOWN_UNIT = "unknown_unit"
    MISSING_UNIT = "missing_unit"
    DOUBLE_UNIT = "double_unit"
    DOUBLE_PART = "double_part"
    SEGMENTS = "segments"  # ids missing, double, or of no segment that was sent
    SOURCE = "source"  # what was to be translated has been changed
    EMPTY = "empty"
    CODES = "codes"


@dataclass(frozen=True)
class Problem:
    """`part`, `unit` and `segment` are keys; empty where it is about the whole."""

    trouble: Trouble
    part: str
    unit: str = ""
    segment: str = ""


@dataclass(frozen=True)
class SentField:
    """`value` is the source's, as it was sent."""

    value: str
    is_rich: bool


def segments_of(field: SentField) -> tuple[UnitSegment, ...]:
    """As they are written into the file, s1, s2, ..."""
    segments = cut(field.value, is_rich=field.is_rich).segments
    return tuple(
        UnitSegment(f"s{number}", segment) for number, segment in enumerate(segments, start=1)
    )


def read_part(part: Part, sent: Mapping[str, SentField]) -> tuple[dict[str, str], list[Problem]]:
    """The fields whose units are wholly good, translated, and what is wrong with the others.
    `sent` are the fields that had anything to translate."""
    counts = Counter(unit.key for unit in part.units)
    fields: dict[str, str] = {}
    problems: list[Problem] = []
    for key in dict.fromkeys(unit.key for unit in part.units):
        if key not in sent:
            problems.append(Problem(Trouble.UNKNOWN_UNIT, part.key, key))
        elif counts[key] > 1:
            problems.append(Problem(Trouble.DOUBLE_UNIT, part.key, key))
        else:
            unit = next(unit for unit in part.units if unit.key == key)
            value, found = _read_unit(part.key, unit, sent[key])
            problems += found
            if value is not None:
                fields[key] = value
    problems += [Problem(Trouble.MISSING_UNIT, part.key, key) for key in sent if key not in counts]
    return fields, problems


def _read_unit(part: str, unit: Unit, field: SentField) -> tuple[str | None, list[Problem]]:
    whole = cut(field.value, is_rich=field.is_rich)
    expected = {f"s{number}": each for number, each in enumerate(whole.segments, start=1)}
    if Counter(segment.key for segment in unit.segments) != Counter(expected.keys()):
        return None, [Problem(Trouble.SEGMENTS, part, unit.key)]
    given = {segment.key: segment for segment in unit.segments}
    targets: list[Segment] = []
    problems: list[Problem] = []
    first = 0
    for key, source in expected.items():
        target, trouble = _read_segment(given[key], source, first)
        if trouble is not None:
            problems.append(Problem(trouble, part, unit.key, key))
        targets.append(target)
        first += max((code.number for code in codes_of(source)), default=0)
    if problems:
        return None, problems
    return join(whole.frame, targets, is_rich=field.is_rich), []


def _read_segment(
    given: UnitSegment, source: Segment, first: int
) -> tuple[Segment, Trouble | None]:
    if _bare(_numbered(given.source, first)) != _bare(source):
        return (), Trouble.SOURCE
    if given.target is None or not any(
        isinstance(piece, str) and piece.strip() for piece in given.target
    ):
        return (), Trouble.EMPTY
    target = _numbered(given.target, first)
    if not has_the_same_codes(source, target):
        return (), Trouble.CODES
    return with_html_of(source, target), None


def _numbered(segment: Segment, first: int) -> Segment:
    """From numbers through the unit to those of the segment."""
    return tuple(
        Code(piece.kind, piece.number - first) if isinstance(piece, Code) else piece
        for piece in segment
    )


def _bare(segment: Segment) -> Segment:
    """Without HTML, and with line ends as XML gives them back."""
    return merged(
        tuple(
            Code(piece.kind, piece.number)
            if isinstance(piece, Code)
            else piece.replace("\r\n", "\n").replace("\r", "\n")
            for piece in segment
        )
    )
