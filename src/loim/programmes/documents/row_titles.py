"""'1.1. Nõustamisteenuse arendamine' taken apart: the number, the title, a label before them."""

import re
from dataclasses import dataclass

from loim.programmes.documents.wording import clean, without_marks
from loim.programmes.logic.plan_document import RowLevel

_LABEL = re.compile(r"alategevus(?:ed|e)?\b\s*[:.]?\s*", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3})*)"
    r"(?:[.)]?[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾*]+[.)]?\s*|[.)]?\s+|[.)](?=[^\W\d])|[.)]?$)(?P<title>.*)"
)
_TOTAL = re.compile(r"(?:kõik\s+)?kokku\b.*|summa|üldsumma", re.IGNORECASE)
# a coded activity has at least four parts: 3.5.1.1
_CODE_PARTS = 4


@dataclass(frozen=True, slots=True)
class RowTitle:
    number: str  # '3.5.1.1', '1', '1.1'; '' where the row has none
    title: str
    is_sub: bool = False  # labelled 'Alategevus'

    @property
    def is_coded(self) -> bool:
        return self.number.count(".") + 1 >= _CODE_PARTS

    @property
    def is_label(self) -> bool:
        return self.is_sub and not self.number and not self.title

    @property
    def is_total(self) -> bool:
        return not self.number and _TOTAL.fullmatch(self.title) is not None


def row_title(text: str, number: str = "", *, is_sub: bool = False) -> RowTitle:
    """Takes a title's cell, and a number's where the table has a column for it."""
    text = clean(text)
    if match := _LABEL.match(text):
        text, is_sub = text[match.end() :], True
    whole = f"{clean(number)} {text}" if clean(number) else text
    if match := _NUMBERED.fullmatch(whole):
        return RowTitle(match["number"], without_marks(match["title"]), is_sub)
    return RowTitle("", without_marks(whole), is_sub)


def level_of(row: RowTitle, code: str) -> RowLevel:
    """Numbers tell the level; a row without a number is a group, below 'Alategevus' an item."""
    number = row.number
    if number == code:
        return RowLevel.ACTIVITY
    if code and number.startswith(code + "."):
        number = number.removeprefix(code + ".")
    return RowLevel.ITEM if "." in number or (row.is_sub and not number) else RowLevel.GROUP
