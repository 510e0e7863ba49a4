"""Is this word of a text that word of the glossary, inflected?

A warning beside an editor need not be a dictionary: a word counts as found where the text's word
begins as the glossary's does and goes on only with what its language appends. Where the beginning
itself changes (vald: valla), the glossary gives that beginning as a further stem. No analyser and no
word lists are needed; a wrong guess costs a glance, since warnings never stop anybody.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_WORDS = re.compile(r"\w+(?:['’ʼ]\w+)*")
# What may follow the common beginning, as whole endings; longest combinations first is not needed.
_ENDINGS = {
    "et": r"(?:[aeiou]?(?:d|t|te|de|id|i|e)?(?:sse|s|st|le|l|lt|ks|ni|na|ta|ga|t)?|ne|se|sed|st"
    r"|s[et]?(?:te|de)?(?:sse|s|st|le|l|lt|ks|ni|na|ta|ga|t)?)(?:gi|ki)?",
    "en": r"(?:'s|’s|e?s|s['’]|e?d|ing|y|ies)?",
    "ru": r"(?:[аеиоуыьэюяй]|ами|ями|ах|ях|ам|ям|ом|ем|ой|ей|ою|ею|ого|его|ому|ему|ым|им|ых|их|ыми"
    r"|ими|ая|яя|ое|ее|ые|ие|ую|юю|ый|ий|ия|ии|ию|ией|иями|иях|иям|ие|ием|ев|ов|ёв|ья|ьи|ью)?",
    "uk": r"(?:[аеиоуьюяйії]|ами|ями|ах|ях|ам|ям|ом|ем|єм|ою|ею|єю|ого|ому|им|их|ими|ій|ої|ії|ія|ію"
    r"|ією|іями|іях|іям|ий|ові|еві|єві|ів|їв|ей|ня|ню|ні|нь|ням|нями|нях|є|ю)?",
}
# A vowel that comes and goes: беженец, беженца.
_FLEETING = {
    "ru": (("ец", "ц"), ("ок", "к")),
    "uk": (("ець", "ц"), ("єць", "йц"), ("ок", "к")),
}
_LONG = 7
# So many letters at a word's end may themselves change, by its length.
_MAY_CHANGE = {
    "et": ((5, 0), (7, 1), (99, 3)),
    "en": ((4, 0), (99, 1)),
    "ru": ((3, 0), (5, 1), (99, 2)),
    "uk": ((3, 0), (5, 1), (99, 2)),
}


def words_in(text: str) -> list[str]:
    """In small letters, accents of stress left out."""
    return [word.lower() for word in _WORDS.findall(text.replace("\u0301", ""))]


@lru_cache(maxsize=4096)
def pattern_of(word: str, language: str) -> re.Pattern[str]:
    """Matches the whole of each form of one word, as the rule guesses them."""
    small = word.lower()
    may_change = next(cut for longest, cut in _MAY_CHANGE[language] if len(small) <= longest)
    starts = [small[: len(small) - cut] for cut in range(may_change + 1)]
    for end, instead in _FLEETING.get(language, ()):
        if small.endswith(end):
            starts.append(small.removesuffix(end) + instead)
    choices = [rf"{re.escape(start)}(?:{_ENDINGS[language]})" for start in starts]
    # A long beginning is the word, whatever follows: elamisluba, elamisloa.
    choices += [rf"{re.escape(start)}\w{{0,6}}" for start in starts if len(start) >= _LONG]
    return re.compile("|".join(choices))


def holds(words: Sequence[str], term: str, language: str, stems: Iterable[str] = ()) -> bool:
    """Whether a text's `words` (of `words_in`) have the term, all its words one after another.

    Of a term of several words `stems` are for its last one: it carries the meaning.
    """
    wanted = words_in(term)
    if not wanted:
        return False
    patterns = [[pattern_of(word, language)] for word in wanted]
    patterns[-1] += [_begins(stem) for stem in stems]
    length = len(wanted)
    return any(
        all(
            any(pattern.fullmatch(word) for pattern in choices)
            for word, choices in zip(words[place : place + length], patterns, strict=True)
        )
        for place in range(len(words) - length + 1)
    )


def _begins(stem: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(stem.lower())}\w{{0,6}}")
