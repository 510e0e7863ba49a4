"""Invented histories of a text in four languages, and what the rule says of them.

The oracle reads the rule of design.md as a person would, from the whole history, newest first,
and shares no line with `loim.content.logic.staleness`: it keeps no state at all.

A step is (what, language, base): 'publish' a change of meaning or 'minor' a small one, 'confirm'
unchanged, 'withdraw'. Steps that an editor would be refused are left out of the history.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LANGUAGES = ("et", "en", "ru", "uk")
SOURCE = "et"


@dataclass(frozen=True)
class Step:
    what: str
    language: str
    base: str = ""


History = Sequence[Step]


def oracle(history: History) -> dict[str, str]:
    """'missing', 'stale' or 'current' of each language after `history`."""
    return {language: _standing(history, language) for language in LANGUAGES}


def is_allowed(history: History, step: Step) -> bool:
    """Whether an editor could take `step` now."""
    is_shown = _is_shown(history, step.language)
    if step.what == "withdraw":
        return is_shown
    if step.what == "confirm":
        made_from = _made_from(history, len(history), step.language)
        return is_shown and made_from is not None and _is_shown(history, made_from[0])
    if step.what == "minor":
        return _was_published(history, step.language)
    if step.language == SOURCE:
        return True
    return _is_shown(history, step.base) and step.language not in _chain(history, step.base)


def _standing(history: History, language: str) -> str:
    if not _is_shown(history, language):
        return "missing"
    return "stale" if language != SOURCE and _is_behind(history, language) else "current"


def _is_behind(history: History, language: str) -> bool:
    """Somewhere up the chain something was said anew after it was last looked at."""
    made_from = _made_from(history, len(history), language)
    assert made_from is not None
    source, looked_at = made_from
    said_since = any(
        step.what == "publish" and step.language == source for step in history[looked_at:]
    )
    if said_since and _is_shown(history, source):
        return True
    return source != SOURCE and _is_behind(history, source)


def _made_from(history: History, until: int, language: str) -> tuple[str, int] | None:
    """The language that it was translated from, and how long the history was when it was last
    compared with it. Small corrections compare nothing."""
    for at in range(until - 1, -1, -1):
        step = history[at]
        if step.language != language or language == SOURCE:
            continue
        if step.what == "publish":
            return step.base, at
        if step.what == "confirm":
            before = _made_from(history, at, language)
            assert before is not None
            return before[0], at
    return None


def _chain(history: History, language: str) -> list[str]:
    found = [language]
    while language != SOURCE:
        made_from = _made_from(history, len(history), language)
        if made_from is None:
            break
        language = made_from[0]
        found.append(language)
    return found


def _is_shown(history: History, language: str) -> bool:
    own = [step for step in history if step.language == language and step.what != "confirm"]
    return bool(own) and own[-1].what != "withdraw"


def _was_published(history: History, language: str) -> bool:
    return any(step.what == "publish" and step.language == language for step in history)
