"""What a word is looked for by: its dictionary forms, the parts of a compound, itself.

`analyse(word, language)`: Estonian by Vabamorf, where that is missing and in the other languages
by simplemma. All readings of a word count, not the likeliest only: a text that is found once too
often costs a glance, one that is not found is lost.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.metadata import version

from loim.search.logic.analysis import vabamorf
from loim.search.logic.analysis.stop_words import STOP_WORDS
from loim.search.logic.analysis.tokens import inner_words

RULES = "4"  # of this package: another number, and everything is indexed anew
KEPT_WORDS = 200_000
_CASE_ENDING = re.compile(
    r"(?:ами|ями|ого|ему|ому|ами|ах|ях|ам|ям|ов|ів|ой|ей|ою|ею|ом|ем|єм|ий|ый|ая|а|я|у|ю|е|є|ы|и|і|о|ь)$"
)
# Endings of compounds that say nothing alone.
_EMPTY_PARTS = frozenset({"kond", "lik", "lane", "line", "mine", "stik", "nna", "tar", "kene"})


@dataclass(frozen=True)
class Analysis:
    """All in small letters. `parts` are of compounds; `bases` verbs that a noun was made of;
    `is_known`: it is in a dictionary; `is_function_word`: 'and', 'of', 'in'."""

    lemmas: tuple[str, ...]
    parts: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    is_known: bool = True
    is_function_word: bool = False


@lru_cache(maxsize=KEPT_WORDS)
def analyse(word: str, language: str) -> Analysis:
    """`word` as it is written; `language` one of et, en, ru, uk."""
    own = _ANALYSERS[language](word)
    inner = inner_words(word)
    if not inner:
        return own
    parts: list[str] = list(own.parts)
    for each in inner:
        found = analyse(each, language)
        parts += [each.casefold(), *found.lemmas, *found.parts]
    joined = (lemma.replace("-", "") for lemma in own.lemmas)
    return replace(own, lemmas=_unique([*own.lemmas, *joined]), parts=_unique(parts))


def _unique(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _estonian(word: str) -> Analysis:
    vm = vabamorf.analyser()
    if vm is None:
        return _simple(word, "et")
    known = vm.analyse(word, guesses=False) or vm.analyse(word.casefold(), guesses=False)
    found = known or vm.analyse(word, guesses=True)
    if not found:
        return Analysis((word.casefold(),), is_known=False)
    lemmas = _unique([reading.lemma.casefold() for reading in found])
    parts = [part for reading in found for part in _parts(reading, vm)]
    bases = _unique([base for reading in found for base in _bases(reading, vm)])
    speech = {reading.part_of_speech for reading in found}
    return Analysis(
        lemmas,
        tuple(part for part in _unique(parts) if part not in lemmas),
        bases,
        is_known=bool(known),
        is_function_word=word.casefold() in STOP_WORDS["et"] or speech == {"J"},
    )


def _parts(reading: vabamorf.Reading, vm: vabamorf.Analyser) -> list[str]:
    """'suhtlus_klubi' has 'suhtlus' and 'klubi'; a first part stands in a case or without its
    end ('linna', 'lõimumis') and is taken back to the dictionary's form. Names have no parts."""
    found: list[str] = []
    *first, last = reading.root.casefold().split("_")
    if not first or reading.part_of_speech == "H":
        return found
    for part in first:
        found += _first_part(part, vm)
    if len(first) > 1:  # 'rahvus_vähemuste_koda': its end may be looked for whole
        found.append("".join([*first[1:], last]))
    if len(last) > 2 and last not in _EMPTY_PARTS:
        found.append(last + ("ma" if reading.part_of_speech == "V" else ""))
    return found


def _bases(reading: vabamorf.Reading, vm: vabamorf.Analyser) -> list[str]:
    """'osalemine' and 'osaleja' come from 'osalema', 'annetus' from 'annetama'."""
    lemma = reading.lemma.casefold()
    if reading.part_of_speech == "S" and lemma.endswith("mine"):
        return _verb_of(lemma[:-4], vm)
    if reading.part_of_speech == "S" and lemma.endswith("ja"):
        return _verb_of(lemma[:-2], vm)
    if reading.part_of_speech == "S" and lemma.endswith("us") and len(lemma) > 4:
        return _verb_of(lemma[:-2] + "a", vm)
    return []


def _first_part(part: str, vm: vabamorf.Analyser) -> list[str]:
    if len(part) < 3:
        return []
    if part.endswith("mis"):
        return [part[:-1] + "ne", *_verb_of(part[:-3], vm)]
    known = [
        each.lemma.casefold() for each in vm.analyse(part, guesses=False) if "_" not in each.root
    ]
    return [part, *known]


def _verb_of(stem: str, vm: vabamorf.Analyser) -> list[str]:
    """'lõimu' of 'lõimumine' gives 'lõimuma', if there is such a verb."""
    verb = stem + "ma"
    return [
        verb
        for each in vm.analyse(verb, guesses=False)[:3]
        if each.part_of_speech == "V" and each.lemma == verb
    ][:1]


def _simple(word: str, language: str) -> Analysis:
    small = word.casefold()
    lemma = _lemmatizer()(small, language).casefold()
    is_known = _is_in_dictionary(small, language) or _is_in_dictionary(word, language)
    found = [lemma, *_also(small, language, is_known=is_known)]
    if "'" in lemma:
        found.append(lemma.replace("'", ""))
    return Analysis(
        _unique([each.replace("ё", "е") for each in found]),
        is_known=is_known,
        is_function_word=small in STOP_WORDS[language],
    )


def _also(word: str, language: str, *, is_known: bool) -> list[str]:
    """English -ing forms are verbs and nouns. A Russian or Ukrainian word that is in no
    dictionary is mostly a name: it is known by what stays when its case changes ('нарв~')."""
    if language == "en":
        word = word.removesuffix("'s")
        if word.endswith("ings"):
            return [word, word[:-1]]
        return [word] if word.endswith("ing") or not is_known else []
    if language in {"ru", "uk"} and not is_known:
        return [f"{name_stem(word)}~"]
    return []


def name_stem(word: str) -> str:
    """What stays of a Cyrillic name whatever its case."""
    found = _CASE_ENDING.sub("", word)
    return found if len(found) > 2 else word


@cache
def _lemmatizer() -> Callable[[str, str], str]:
    from simplemma import Lemmatizer
    from simplemma.strategies import DefaultStrategy

    # Read from the packed dictionary: 25 MB for Russian where unpacked it would take 200.
    made = Lemmatizer(lemmatization_strategy=DefaultStrategy(low_memory=True))
    return made.lemmatize


def known_words(words: list[str], language: str) -> list[str]:
    """Those of many that a dictionary has; far quicker than analysing each."""
    vm = vabamorf.analyser() if language == "et" else None
    if vm is not None:
        return vm.known(words)
    return [word for word in words if _is_in_dictionary(word, language)]


def warm_up() -> None:
    """Load all dictionaries, which takes some seconds, before somebody waits for them."""
    for language, word in (("et", "tere"), ("en", "hello"), ("ru", "привет"), ("uk", "привіт")):
        analyse(word, language)


def _is_in_dictionary(word: str, language: str) -> bool:
    from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

    return LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary(language).get(word) is not None


_ANALYSERS: dict[str, Callable[[str], Analysis]] = {
    "et": _estonian,
    "en": lambda word: _simple(word, "en"),
    "ru": lambda word: _simple(word, "ru"),
    "uk": lambda word: _simple(word, "uk"),
}


def analyser_name() -> str:
    """Name and version of what analyses; another one means that everything is indexed anew."""
    estonian = vabamorf.analyser_version() if vabamorf.analyser() else ""
    return "; ".join(
        filter(None, (f"rules {RULES}", estonian, f"simplemma {version('simplemma')}"))
    )
