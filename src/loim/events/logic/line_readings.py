"""One pasted line can be read in several ways: what is the name, and how many people came?"""

import re
from dataclasses import dataclass

_PEOPLE_WORDS = (
    r"(?:in|inim\w*|osalej\w*|tk|people|persons?|participants?"
    r"|чел\w*|участник\w*|люд\w*|осіб|особ\w*|учасник\w*)\.?"
)
_BULLET = re.compile(r"^[\s•·‣▪*–—-]+")
_ORDINAL = re.compile(r"^\d{1,3}[.)]\s*(?=\D)")
_AT_END = re.compile(
    rf"^(?P<name>.*?\S)(?:\s+[x×]\s*|[\s:,=–—(\[-]+)(?P<people>\d{{1,4}})\s*(?:{_PEOPLE_WORDS})?\s*[)\].]?\s*$",
    re.IGNORECASE,
)
_AT_START = re.compile(
    rf"^(?P<people>\d{{1,4}})\s*(?:{_PEOPLE_WORDS}(?=\W))?(?:\s*[x×]\s+|\s*[:,=–—-]\s*|\s+)(?P<name>\S.*)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\d{1,4}$")


@dataclass(frozen=True)
class Reading:
    name: str
    people: int


def readings(line: str) -> list[Reading]:
    """From the most literal ('Studio 24' is a name) to the most read ('Studio', 24 people)."""
    found: list[Reading] = []
    for text in _without_numbering(line.replace("\t", " ")):
        found.append(Reading(text, 1))
        found.extend(_counted(text))
    if "\t" in line:
        found.extend(_from_cells([cell.strip() for cell in line.split("\t")]))
    known = dict.fromkeys(reading for reading in found if reading.name)
    return list(known) or [Reading(line.strip(), 1)]


def _without_numbering(text: str) -> list[str]:
    """The text itself, without its bullet, without its '1.'."""
    bare = _BULLET.sub("", text).strip()
    return list(dict.fromkeys([text.strip(), bare, _ORDINAL.sub("", bare).strip()]))


def _counted(text: str) -> list[Reading]:
    found = []
    end, start = _AT_END.match(text), _AT_START.match(text)
    if start:
        found.append(_reading(start))
    if end:
        found.append(_reading(end))
        both = _AT_START.match(end["name"])
        if both:  # a spreadsheet's row number before, the count after
            found.append(Reading(both["name"].strip(), int(end["people"])))
    return found


def _reading(match: re.Match[str]) -> Reading:
    return Reading(match["name"].strip(), int(match["people"]))


def _from_cells(cells: list[str]) -> list[Reading]:
    """Of a spreadsheet's row: each cell with words may be the name, the last number the count."""
    numbers = [int(cell) for cell in cells if _NUMBER.match(cell)]
    words = [cell for cell in cells if cell and not _NUMBER.match(cell)]
    people = numbers[-1] if numbers else 1
    return [Reading(cell, people) for cell in reversed(words)]


def is_number(text: str) -> bool:
    return bool(_NUMBER.match(text.strip()))
