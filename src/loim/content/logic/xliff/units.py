"""What a file for translators says, whatever its format: one file part per version of a text, one
unit per field, one segment per block."""

from dataclasses import dataclass, field

from loim.content.logic.segments import Segment


@dataclass(frozen=True)
class UnitSegment:
    """`target` is None where nothing was written yet."""

    key: str
    source: Segment
    target: Segment | None = None


@dataclass(frozen=True)
class Unit:
    """`key` is a field's name. `notes` are for whoever translates: (what about, text)."""

    key: str
    segments: tuple[UnitSegment, ...]
    label: str = ""
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Part:
    """`key` names the version that is translated: see `key_of`."""

    key: str
    units: tuple[Unit, ...]
    name: str = ""
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class TranslationFile:
    source_language: str
    target_language: str
    parts: tuple[Part, ...] = field(default=())


@dataclass(frozen=True)
class VersionKey:
    text: int
    version: int


def key_of(text: int, version: int) -> str:
    """Such as `t12-v345`: the keys of a text and of the version that is translated."""
    return f"t{text}-v{version}"


def read_key(key: str) -> VersionKey | None:
    head, _, tail = key.partition("-")
    if head[:1] != "t" or tail[:1] != "v":
        return None
    numbers = head[1:], tail[1:]
    if not all(n.isascii() and n.isdigit() and len(n) < 18 for n in numbers):
        return None
    return VersionKey(int(numbers[0]), int(numbers[1]))
