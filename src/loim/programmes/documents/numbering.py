"""The numbers and bullets that Word draws before paragraphs without writing them into the text."""

import re
from collections import defaultdict
from dataclasses import dataclass

from loim.programmes.documents.markup import W, child_value, whole_number
from loim.programmes.documents.safe_xml import Element
from loim.programmes.documents.styles import ListPlace
from loim.programmes.documents.wording import BULLET

_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Level:
    number_format: str
    text: str  # '%1.%2.'
    start: int


class Numbering:
    """Counts along while the document is read from its beginning; `label` is called once for
    every paragraph of a list, in document order."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[int, dict[int, Level]] = {}
        self._abstract_of: dict[int, int] = {}
        self._counters: dict[int, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        for element in root.iterfind(W + "abstractNum"):
            abstract = whole_number(element.get(W + "abstractNumId"))
            if abstract is not None:
                self._levels[abstract] = dict(_levels(element))
        for element in root.iterfind(W + "num"):
            number = whole_number(element.get(W + "numId"))
            abstract = whole_number(child_value(element, "abstractNumId"))
            if number is not None and abstract is not None:
                self._abstract_of[number] = abstract

    def label(self, place: ListPlace) -> str:
        """'1.2. ' or '· ' for the next paragraph of this list, with the space after it."""
        abstract = self._abstract_of.get(place.number_id)
        if abstract is None:
            return ""
        levels = self._levels.get(abstract, {})
        level = levels.get(place.level)
        if level is None or level.number_format == "none":
            return ""
        if level.number_format == "bullet":
            return BULLET
        counters = self._counters[abstract]
        counters[place.level] = counters.get(place.level, level.start - 1) + 1
        for deeper in [depth for depth in counters if depth > place.level]:
            del counters[deeper]

        def number(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            shown = levels.get(depth, level)
            return _written(counters.setdefault(depth, shown.start), shown.number_format)

        return _PLACEHOLDER.sub(number, level.text).strip() + " "


def _levels(abstract: Element) -> list[tuple[int, Level]]:
    found = []
    for element in abstract.iterfind(W + "lvl"):
        depth = whole_number(element.get(W + "ilvl"))
        start = whole_number(child_value(element, "start"))
        if depth is not None:
            number_format = child_value(element, "numFmt") or "decimal"
            text = child_value(element, "lvlText") or ""
            found.append((depth, Level(number_format, text, 1 if start is None else start)))
    return found


def _written(number: int, number_format: str) -> str:
    if number_format.endswith("Letter") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if number_format.startswith("upper") else letter
    if number_format.endswith("Roman") and 1 <= number <= 39:
        roman = _roman(number)
        return roman.upper() if number_format.startswith("upper") else roman
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for value, signs in _ROMAN:
        while number >= value:
            text, number = text + signs, number - value
    return text
