"""The kind of session that its title speaks of; a guess, shown before anything is saved."""

import re

# In the order in which they are tried: a lunch break is a lunch, welcome coffee an arrival.
# The first group is looked for among the first words alone ('Kohvipausi järel: teemad').
_KINDS: tuple[tuple[str, int, str], ...] = (
    (
        "departure",
        4,
        (
            r"kodutee|koju|kojus[õo]i|ärasõi|lahkumi|lõpetamine ja ära|departure|leaving|way home"
            r"|depart\b|отъезд|разъезд|домой|від.?їзд|роз.?їзд|додому"
        ),
    ),
    (
        "arrival",
        3,
        (
            r"saabumi|kogunemi|registreeri|tervituskohv|arrival|arrive|registration|welcome coffee"
            r"|check-?in|doors open|прибыти|регистраци|сбор|заезд|прибутт|реєстраці|збір|заїзд"
        ),
    ),
    ("lunch", 3, r"lõuna(?!-)|lunch|обед|обід"),
    (
        "group_work",
        40,
        (
            r"gruppi?de|grupi(?:s|töö|arut)|rühma(?:de|s\b|töö|arut)|töötu?ba|töötoa|töötoad"
            r"|group (?:work|discussion)|(?:in|small|discussion) groups|workshop|break-?out"
            r"|групп(?:ах|овая|овые|ам)|мастер-класс|мастерск|воркшоп|груп(?:ах|ова|ові|ам)"
            r"|майстер-клас|майстерн"
        ),
    ),
    (
        "break",
        3,
        (
            r"paus|\w*paus(?:\b|i)|kohv|vaheaeg|puhkus|hingetõmb|õhtusöök|hommikusöök|break\b|coffee"
            r"|tea\b|pause|dinner|breakfast|перерыв|кофе|чай\b|ужин|завтрак|перерв|кав[аи]\b|вечер[яі]"
            r"|сніданок"
        ),
    ),
)
_KIND_PATTERNS = [
    (kind, words, re.compile(rf"\b(?:{pattern})", re.IGNORECASE)) for kind, words, pattern in _KINDS
]


def kind_of(title: str) -> str:
    for kind, words, pattern in _KIND_PATTERNS:
        if pattern.search(" ".join(title.split()[:words])):
            return kind
    return "plenary"
