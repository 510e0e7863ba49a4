"""What the glossary has to say of a translation, or of a text by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from loim.content.logic.glossary.inflection import holds, words_in


class Finding(StrEnum):
    LACKS = "lacks"  # the source has the term, the translation none of its words
    AVOIDED = "avoided"  # it is there, by a word that is not to be used


@dataclass(frozen=True)
class Word:
    """`usage`: preferred, allowed or avoided."""

    text: str
    usage: str
    stems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Concept:
    key: int
    words: dict[str, tuple[Word, ...]]  # by language
    note: str = ""

    def preferred(self, language: str) -> str:
        return next((w.text for w in self.words.get(language, ()) if w.usage == "preferred"), "")


@dataclass(frozen=True)
class Found:
    """`source` is the word that the source has, `used` the avoided one; either may be empty."""

    concept: Concept
    finding: Finding
    source: str = ""
    used: str = ""


def compare(
    concepts: Iterable[Concept], source: str, target: str, languages: tuple[str, str]
) -> list[Found]:
    """Both texts plain; `languages` are theirs. An empty translation lacks nothing yet."""
    here, there = languages
    source_words, target_words = words_in(source), words_in(target)
    if not target_words:
        return []
    found = []
    for concept in concepts:
        named = _first(concept.words.get(here, ()), source_words, here)
        wanted = concept.words.get(there, ())
        avoided = _first([w for w in wanted if w.usage == "avoided"], target_words, there)
        good = [w for w in wanted if w.usage != "avoided"]
        has_good = _first(good, target_words, there)
        if avoided and not (has_good and _is_part(avoided, has_good)):
            found.append(Found(concept, Finding.AVOIDED, named.text if named else "", avoided.text))
        elif named and not has_good and concept.preferred(there):
            found.append(Found(concept, Finding.LACKS, named.text))
    return found


def named_in(concepts: Iterable[Concept], text: str, language: str) -> list[Concept]:
    """Those that a plain text speaks of."""
    words = words_in(text)
    return [c for c in concepts if _first(c.words.get(language, ()), words, language)]


def _first(words: Iterable[Word], of: Sequence[str], language: str) -> Word | None:
    return next((word for word in words if holds(of, word.text, language, word.stems)), None)


def _is_part(avoided: Word, good: Word) -> bool:
    """'Refugee' is to be avoided, 'refugee status' is right."""
    return avoided.text.lower() in good.text.lower()
