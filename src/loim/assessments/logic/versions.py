"""Two versions of a questionnaire: what can be compared between them, and what cannot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce


@dataclass(frozen=True)
class AskedIn:
    """A statement as a version asks it; `values` of its levels, rising."""

    key: str
    theme: str
    text: str
    values: tuple[int, ...]
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class VersionFacts:
    """`thresholds`: from how many per cent each level is reached, by its key."""

    statements: tuple[AskedIn, ...]
    thresholds: Mapping[str, int]


@dataclass(frozen=True)
class VersionDifference:
    """Keys of statements. `comparable` are in both with the same values; `reworded` are those of
    them that read otherwise, `moved` those in another theme; `rescaled` are in both but with
    other values, and not comparable."""

    comparable: tuple[str, ...]
    reworded: tuple[str, ...]
    moved: tuple[str, ...]
    rescaled: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    thresholds_changed: tuple[tuple[str, int | None, int | None], ...]


def compare_versions(before: VersionFacts, after: VersionFacts) -> VersionDifference:
    old = {each.key: each for each in before.statements}
    new = {each.key: each for each in after.statements}
    in_both = [key for key in new if key in old]
    comparable = [key for key in in_both if old[key].values == new[key].values]
    levels = dict.fromkeys([*before.thresholds, *after.thresholds])
    return VersionDifference(
        comparable=tuple(comparable),
        reworded=tuple(
            key
            for key in comparable
            if (old[key].text, old[key].levels) != (new[key].text, new[key].levels)
        ),
        moved=tuple(key for key in comparable if old[key].theme != new[key].theme),
        rescaled=tuple(key for key in in_both if key not in comparable),
        added=tuple(key for key in new if key not in old),
        removed=tuple(key for key in old if key not in new),
        thresholds_changed=tuple(
            (level, before.thresholds.get(level), after.thresholds.get(level))
            for level in levels
            if before.thresholds.get(level) != after.thresholds.get(level)
        ),
    )


def comparable_in_all(versions: Sequence[Iterable[AskedIn]]) -> frozenset[str]:
    """Keys of statements that every version asks with the same values."""
    asked = [{(each.key, each.values) for each in version} for version in versions]
    if not asked:
        return frozenset()
    return frozenset(key for key, _values in reduce(lambda some, other: some & other, asked))
