"""What people write in a cell of a spreadsheet, in any of our languages, as the codes we keep."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.utils.translation import override

from loim.common.translated import LANGUAGE_CODES, LANGUAGES
from loim.events.logic.names import fold
from loim.networks.models.register import ACTIVITY_FIELDS, NATIONALITIES, SPOKEN_LANGUAGES


@cache
def _codes(which: str) -> dict[str, str]:
    choices: dict[str, list[Any]] = {
        "nationalities": NATIONALITIES,
        "languages": SPOKEN_LANGUAGES,
        "fields": ACTIVITY_FIELDS,
        "letter_language": LANGUAGES,
    }
    found = {code: code for code, _label in choices[which]}
    for language in LANGUAGE_CODES:
        with override(language):
            found.update({fold(str(label)): code for code, label in choices[which]})
    if which == "letter_language":
        spoken = _codes("languages")
        found.update({word: code for word, code in spoken.items() if code in LANGUAGE_CODES})
    return found


def codes_in(which: str, cell: str) -> tuple[list[str], list[str]]:
    """(codes, words that none fits), from a list with semicolons, commas or lines."""
    known, codes, unknown = _codes(which), list[str](), list[str]()
    for word in _words(cell):
        code = known.get(fold(word))
        if code is None:
            unknown.append(word)
        elif code not in codes:
            codes.append(code)
    return codes, unknown


def _words(cell: str) -> Iterable[str]:
    return (word for part in re.split(r"[;,\n]", cell) if (word := part.strip()))
