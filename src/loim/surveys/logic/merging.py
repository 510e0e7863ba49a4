"""Two colleagues write one answer: what each wrote is kept, and nobody's words are lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Answers = Mapping[str, Any]  # by question's key, as they are kept in a draft


@dataclass(frozen=True)
class Merged:
    """`replaced` is what somebody else had written and whoever saved last wrote over."""

    answers: dict[str, Any]
    replaced: dict[str, Any]


def merge(*, seen: Answers, mine: Answers, theirs: Answers) -> Merged:
    """`seen` is what I began from, `theirs` what is kept by now. Missing means not answered.

    What only one of us changed is taken from them. Where both did, I win, since I came last.
    """
    answers: dict[str, Any] = {}
    replaced: dict[str, Any] = {}
    for key in dict.fromkeys([*theirs, *mine, *seen]):
        before, my, their = seen.get(key), mine.get(key), theirs.get(key)
        kept = their if my == before else my
        if kept is not None:
            answers[key] = kept
        if their is not None and their not in (before, kept):
            replaced[key] = their
    return Merged(answers, replaced)
