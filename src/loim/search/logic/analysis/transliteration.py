"""Russian and Ukrainian typed in Latin letters, Estonian typed in Cyrillic ones.

There are many ways to write them, and people mix them ('obshchina', 'obschina', 'integracija'),
so a word has several readings; dictionaries say which of them are words.
"""

from itertools import islice, product

# Longest first. Each may stand for any of what follows.
_TO_CYRILLIC = {
    "shch": ("щ",), "sch": ("щ", "сч", "ш"), "iya": ("ия", "ія"), "ija": ("ия", "ія"),
    "iia": ("ия", "ія"),
    "zh": ("ж",), "kh": ("х",), "ts": ("ц", "тс"), "ch": ("ч",), "sh": ("ш",), "yu": ("ю",),
    "ju": ("ю",), "iu": ("ю", "иу"), "ya": ("я",), "ja": ("я",), "ia": ("я", "иа"), "yo": ("ё",),
    "jo": ("ё",), "ye": ("е", "є", "ье"), "je": ("е", "є", "ье"), "yi": ("ї",), "ji": ("ї",),
    "ii": ("ий", "ії"), "ij": ("ий",), "iy": ("ий",), "yy": ("ый",), "yj": ("ый",),
    "lsk": ("льск", "лск"), "lsh": ("льш",), "nsk": ("нск", "ньск"), "lny": ("льны",),
    "a": ("а",), "b": ("б",), "c": ("ц", "к"), "d": ("д",), "e": ("е", "э", "є"), "f": ("ф",),
    "g": ("г",), "h": ("х", "г"), "i": ("и", "і", "ї"), "j": ("й", "ж"), "k": ("к",),
    "l": ("л", "ль"), "m": ("м",), "n": ("н",), "o": ("о",), "p": ("п",), "q": ("к",),
    "r": ("р",), "s": ("с",), "t": ("т", "ть"), "u": ("у",), "v": ("в",), "w": ("в",),
    "x": ("х", "кс"), "y": ("ы", "й", "и"), "z": ("з",), "š": ("ш",), "ž": ("ж",), "č": ("ч",),
    "'": ("ь",), "õ": ("ы",),
}  # fmt: skip
_TO_LATIN = {
    "а": ("a", "ä"), "б": ("b",), "в": ("v",), "г": ("g",), "ґ": ("g",), "д": ("d",), "е": ("e",),
    "є": ("e", "je"), "ё": ("jo", "ö"), "ж": ("ž",), "з": ("s", "z"), "и": ("i",), "і": ("i",),
    "ї": ("i",), "й": ("j", "i"), "к": ("k",), "л": ("l",), "м": ("m",), "н": ("n",),
    "о": ("o", "õ"), "п": ("p",), "р": ("r",), "с": ("s",), "т": ("t",), "у": ("u",), "ф": ("f",),
    "х": ("h",), "ц": ("ts",), "ч": ("tš",), "ш": ("š",), "щ": ("štš",), "ъ": ("",), "ы": ("õ",),
    "ь": ("",), "э": ("e",), "ю": ("ü", "ju"), "я": ("ä", "ja", "jä"), "-": ("-",),
}  # fmt: skip
MOST_READINGS = 300


def to_cyrillic(word: str) -> list[str]:
    """Readings of a Latin word in small letters; none where a letter has no equivalent."""
    return _readings(word, _TO_CYRILLIC)


def to_latin(word: str) -> list[str]:
    """Readings of a Cyrillic word in small letters as an Estonian one."""
    return _readings(word, _TO_LATIN)


def _readings(word: str, table: dict[str, tuple[str, ...]]) -> list[str]:
    choices: list[tuple[str, ...]] = []
    rest = word
    while rest:
        for length in (4, 3, 2, 1):
            if options := table.get(rest[:length]):
                choices.append(options)
                rest = rest[length:]
                break
        else:
            return []
    return ["".join(each) for each in islice(product(*choices), MOST_READINGS)]
