"""When does a translation say less, or other, than its source?

A translation is stale when the text that it was made from has a later published version that is
not minor, or when that text is stale itself: the chain ends at the record's source language.
Confirming a translation unchanged moves its base to the version that it was compared with.

Versions are numbered in their language; no clock takes part, so two editors whose saves cross
cannot make old text look new.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Base:
    """The version that a translation was made from, or last compared with."""

    language: str
    number: int


@dataclass(frozen=True)
class LatestText:
    """What is published in one language. `latest_major` is the number of its last version that
    was not minor (0 before there is one). A withdrawn text is read by nobody; what was made from
    it answers to whatever it had been made from."""

    latest_major: int
    base: Base | None = None  # none for the source
    is_withdrawn: bool = False


def stale_languages(source: str, texts: Mapping[str, LatestText]) -> frozenset[str]:
    """Those of `texts`, by language, that are translations and stale."""
    return frozenset(
        language
        for language, text in texts.items()
        if language != source and not text.is_withdrawn and _is_stale(language, source, texts)
    )


def _is_stale(language: str, source: str, texts: Mapping[str, LatestText]) -> bool:
    seen = set()
    while language != source and language not in seen:
        seen.add(language)
        base = texts[language].base
        if base is None or base.language not in texts:
            return True  # nothing tells what it was made from
        of = texts[base.language]
        if not of.is_withdrawn and of.latest_major > base.number:
            return True
        language = base.language
    return False


def may_be_based_on(language: str, base: str, source: str, texts: Mapping[str, LatestText]) -> bool:
    """Not on itself, nor on a text that was made from it: such a circle would never go stale."""
    if language == source:
        return False
    seen = {language}
    while base != source:
        if base in seen or base not in texts:
            return False
        seen.add(base)
        of = texts[base].base
        if of is None:
            return False
        base = of.language
    return True
