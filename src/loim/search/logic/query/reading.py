"""What somebody typed, word by word: which lexemes of the index each of its words stands for."""

from collections.abc import Iterable
from dataclasses import dataclass

from loim.search.logic.analysis import vabamorf
from loim.search.logic.analysis.folding import MOST_READINGS, fold, readings
from loim.search.logic.analysis.tokens import is_cyrillic, is_latin, normal, tokens
from loim.search.logic.analysis.transliteration import to_cyrillic, to_latin
from loim.search.logic.analysis.words import Analysis, analyse, known_words, name_stem

MOST_WORDS = 12
FEW_READINGS = 40
LONGEST = 200  # characters that are read


@dataclass(frozen=True)
class QueryWord:
    """`lexemes` are what it says; `others` what it may have been meant to say: with the marks that
    were left out, in other letters. `is_known`: some dictionary has it, read in some way."""

    typed: str
    lexemes: tuple[str, ...]
    others: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    is_known: bool = True
    is_function_word: bool = False


def read_words(text: str) -> list[QueryWord]:
    """Words that carry meaning; where there are only 'and' and 'of', those."""
    typed = list(tokens(normal(text[:LONGEST])))[:MOST_WORDS]
    plain = all(token.isascii() for token in typed)
    words = [_read(token, has_no_marks=plain) for token in typed]
    return [word for word in words if not word.is_function_word] or words


def _read(token: str, *, has_no_marks: bool) -> QueryWord:
    if is_cyrillic(token):
        return _read_cyrillic(token)
    if is_latin(token):
        return _read_latin(token, has_no_marks=has_no_marks)
    return QueryWord(token, (token.casefold(),))


def _read_latin(token: str, *, has_no_marks: bool) -> QueryWord:
    small = token.casefold()
    estonian, english = analyse(token, "et"), analyse(token, "en")
    meant = [each for each in (estonian, english) if each.is_known] or [estonian, english]
    lexemes = [lexeme for each in meant for lexeme in (*each.lemmas, *each.bases)]
    others = [] if estonian.is_known else [fold(small)]
    # What is a word as it stands seldom lacks marks: fewer ways to set them are tried.
    most = FEW_READINGS if estonian.is_known else MOST_READINGS
    restored = _with_marks(small, most) if has_no_marks or not estonian.is_known else []
    others += [lexeme for each in restored for lexeme in (*each.lemmas, *each.bases)]
    is_known = estonian.is_known or english.is_known or bool(restored)
    if not (estonian.is_known or english.is_known):
        cyrillic = _known(to_cyrillic(small), ("ru", "uk"))
        others += [lexeme for each in cyrillic for lexeme in each.lemmas]
        is_known = is_known or bool(cyrillic)
    return QueryWord(
        token,
        _unique([*lexemes, small]),
        _unique(others),
        _unique([part for each in (estonian, *restored) for part in each.parts]),
        is_known,
        any(each.is_function_word for each in meant),
    )


def _read_cyrillic(token: str) -> QueryWord:
    small = token.casefold().replace("ё", "е")
    russian, ukrainian = analyse(token, "ru"), analyse(token, "uk")
    meant = [each for each in (russian, ukrainian) if each.is_known] or [russian, ukrainian]
    lexemes = [lexeme for each in meant for lexeme in each.lemmas]
    others = [fold(small)]
    is_known = russian.is_known or ukrainian.is_known
    latin = to_latin(small)
    if not is_known:  # a name, perhaps inflected
        lexemes.append(f"{name_stem(small)}~")
        stem = name_stem(small)
        latin += [each for end in ("а", "у", "е", "о", "") for each in to_latin(stem + end)]
    found = _known(latin, ("et",)) if not is_known or len(small) > 4 else []
    others += [lexeme for each in found for lexeme in each.lemmas]
    return QueryWord(
        token,
        _unique([*lexemes, small]),
        _unique(others),
        (),
        is_known or bool(found),
        any(each.is_function_word for each in meant),
    )


def _with_marks(small: str, most: int) -> list[Analysis]:
    """Words that become this one when their marks are left out."""
    vm = vabamorf.analyser()
    if vm is None or not small.isascii() or len(small) < 3:
        return []
    return _known(readings(small, most), ("et",))


def _known(words: Iterable[str], languages: tuple[str, ...]) -> list[Analysis]:
    """Those that a dictionary has, in small letters or as a name."""
    found = []
    for language in languages:
        candidates = list(dict.fromkeys(words))
        known = known_words([*candidates, *map(str.title, candidates)], language)
        read = (analyse(word, language) for word in known)
        found += [each for each in read if not each.is_function_word]
    return found


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
