"""What stands before the first chapter: the approving order, the programme's name, the period."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from loim.programmes.documents.blocks import Block, Table
from loim.programmes.documents.dates import parse_day, parse_range
from loim.programmes.documents.listing import Listing, placed
from loim.programmes.documents.wording import without_marks
from loim.programmes.logic.plan_document import DateRange, OrderReference

_Line: TypeAlias = tuple[str, str]  # place and text

WHERE = "before the first chapter"

_DAY = r"(?P<date>\d{1,2}\.\s*(?:\d{1,2}\.|[a-zäõöü]+)\s*\d{4}|\d{4}-\d\d-\d\d)(?:\.?\s*a(?:asta)?\b\.?)?"
_NUMBER = r"n(?:umbe)?r\.?\s*(?P<number>[\w/.-]*\w)"
_MINISTER = r"(?:\bkultuuriministri\s+)?"
_ORDERS = (
    re.compile(rf"{_MINISTER}{_DAY},?\s*käskkir\w*\s+{_NUMBER}", re.IGNORECASE),
    re.compile(rf"{_MINISTER}käskkir\w*\s+{_NUMBER},?\s+{_DAY}", re.IGNORECASE),
    re.compile(rf"{_MINISTER}{_DAY},?\s*käskkir\w*\s+(?P<number>[\w/-]*\d[\w/-]*)", re.IGNORECASE),
)
_TITLES = (
    re.compile(
        r"[„“”\"«](?P<title>.+)[“”\"»]\s*(?=tegevuskava|\d{4}\.?\s*a)", re.IGNORECASE | re.DOTALL
    ),
    re.compile(r"toetatava\s+tegevuse\s+(?P<title>[^„“”\"«»]+?)\s+(?=tegevuskava)", re.IGNORECASE),
)
_SIDE = r"(?:\d{1,2}\.\s*(?:\d{1,2}\.?|[a-zäõöü]+)(?:\s*\d{4}(?:\.?\s*a(?:asta)?\b\.?)?)?|\d{4}-\d\d-\d\d)"
_PERIODS = (
    re.compile(
        rf"(?:periood\w*\s*:?\s*)?(?P<range>{_SIDE}\s*(?:[-–—]|kuni)\s*{_SIDE})", re.IGNORECASE
    ),
    re.compile(
        r"periood\w*\s*:?\s*(?P<range>\d{4}(?:\s*[-–—]\s*\d{4})?)(?:\.?\s*aasta\w*)?", re.IGNORECASE
    ),
    re.compile(
        r"(?P<range>\d{4}(?:\s*[-–—]\s*\d{4})?)\.?\s*a(?:asta)?\b\.?\s*(?=tegevuskava)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<=tegevuskava)\s+(?P<range>\d{4}(?:\s*[-–—]\s*\d{4})?)\b(?:\.?\s*aasta\w*)?",
        re.IGNORECASE,
    ),
)
# a first page is shorter; patterns are slow on texts made to slow them
_LONGEST = 5_000
# words that a plan's first page is made of, once what they introduce is taken out
_FURNITURE = re.compile(
    r"kinnitatud|lisa(?:\s*\d+)?|toetatava\s+tegevuse|toetatavate\s+tegevuste|tegevuskava|perioodi\w*"
    r"|[\s.,:;()„“”\"«»–—-]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    title: str
    order: OrderReference | None
    period: DateRange | None


def read_front_matter(blocks: Sequence[Block], listing: Listing) -> FrontMatter:
    """Takes what it understands out of the text; a paragraph with more in it is listed whole."""
    lines, beyond = _first_page([line for block in blocks for line in _lines(block)])
    text = _Text("\n".join(said for _, said in lines))
    order = _order(text)
    title = next((m["title"] for pattern in _TITLES if (m := text.take(pattern))), "")
    front = FrontMatter(without_marks(title), order, _period(text))
    rest = text.rest.split("\n") if lines else []
    for (place, said), left in zip(lines, rest, strict=True):
        if _FURNITURE.sub("", left.replace(_TAKEN, " ")):
            listing.add(place, said)
    for place, said in beyond:
        listing.add(place, said)
    return front


def _first_page(lines: list[_Line]) -> tuple[list[_Line], list[_Line]]:
    """The lines to look into, and the rest."""
    length = 0
    for index, (_, said) in enumerate(lines):
        length += len(said) + 1
        if length > _LONGEST:
            return lines[:index], lines[index:]
    return lines, []


_TAKEN = "\ufffc"


class _Text:
    """Text from which pieces are taken; line breaks stay, so that lines can be told apart."""

    def __init__(self, text: str) -> None:
        self.rest = text.replace(_TAKEN, "\ufffd")

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.search(self.rest)
        if match:
            self.remove(match)
        return match

    def remove(self, match: re.Match[str]) -> None:
        gap = _TAKEN + "\n" * match[0].count("\n")
        self.rest = self.rest[: match.start()] + gap + self.rest[match.end() :]


def _lines(block: Block) -> list[_Line]:
    if isinstance(block, Table):
        return [
            (f"{block.place}, row {index + 1}, column {cell.column + 1}", paragraph)
            for index, row in enumerate(block.rows)
            for cell in row
            if not cell.is_continued
            for paragraph in cell.paragraphs
        ]
    return [(placed(block.place, WHERE), block.text)]


def _order(text: _Text) -> OrderReference | None:
    """The first order named approves the plan; later ones, which amend it, stay in the text."""
    for pattern in _ORDERS:
        for match in pattern.finditer(text.rest):
            if day := parse_day(match["date"]):
                text.remove(match)
                return OrderReference(match["number"], day)
    return None


def _period(text: _Text) -> DateRange | None:
    for pattern in _PERIODS:
        for match in pattern.finditer(text.rest):
            if found := parse_range(match["range"]):
                text.remove(match)
                return found
    return None
