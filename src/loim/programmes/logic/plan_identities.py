"""Which of the programme's activities and indicators a plan's rows speak of.

A new plan words the same activity anew, and records must stay linked to it. What has kept
its number and title is the same; so is what has kept its title under another number, and
what has kept its number under a title much like the old one. Anything else is new.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# below this, a row with an old number and another title is another activity in its place
SAME_TITLE_RATIO = 0.6
_SPACES = re.compile(r"\s+")
_DASHES = re.compile(r"[‐‒–—―−]")


@dataclass(frozen=True, slots=True)
class Label:
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Known:
    """A label that an identity goes by, or has gone by: one identity may have several."""

    identity: int
    label: Label


def normalised(text: str) -> str:
    """The same for texts that differ in case, spaces, dashes or a closing full stop only."""
    return _DASHES.sub("-", _SPACES.sub(" ", text)).strip(" .;:,").casefold()


def _both(one: Label, other: Label) -> bool:
    return one.number == other.number and _title(one, other)


def _title(one: Label, other: Label) -> bool:
    return normalised(one.title) == normalised(other.title) != ""


def _number(one: Label, other: Label) -> bool:
    return one.number == other.number != ""


def _number_and_like_title(one: Label, other: Label) -> bool:
    if not _number(one, other):
        return False
    titles = SequenceMatcher(None, normalised(one.title), normalised(other.title), autojunk=False)
    return titles.ratio() >= SAME_TITLE_RATIO


Rules = tuple[Callable[[Label, Label], bool], ...]
BY_CODE: Rules = (_both, _title, _number)  # a ministry's code is the activity's, however titled
BY_NUMBER: Rules = (_both, _title, _number_and_like_title)
BY_NAME: Rules = (_both, _title)


def match_labels(
    wanted: Sequence[Label],
    known: Sequence[Known],
    rules: Rules,
    given: Sequence[int | None] = (),
) -> list[int | None]:
    """For each wanted label its identity, or None for a new one. No identity is given twice.

    The first rule looks at every label before the second one does. `given` are identities
    that are certain already, such as those of a form's rows, however they are worded now.
    """
    found: list[int | None] = [*given, *[None] * (len(wanted) - len(given))]
    taken = {identity for identity in found if identity is not None}
    for is_same in rules:
        for index, label in enumerate(wanted):
            if found[index] is not None:
                continue
            match = _first(label, known, taken, is_same)
            if match is not None:
                found[index] = match
                taken.add(match)
    return found


def _first(
    label: Label, known: Sequence[Known], taken: set[int], is_same: Callable[[Label, Label], bool]
) -> int | None:
    return next(
        (k.identity for k in known if k.identity not in taken and is_same(label, k.label)), None
    )
