"""A list of villages or districts as it is pasted: a name in each line, perhaps with its people."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_LINES = 500
LONGEST_NAME = 120
_PEOPLE = re.compile(
    r"^(?P<name>.+?)[\s;,:|–—-]+(?P<people>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)\s*\D{0,20}$"
)


@dataclass(frozen=True)
class PastedArea:
    name: str
    people: int | None


@dataclass(frozen=True)
class BadLine:
    """`code`: long (the name), number (no name beside it), many (more lines than we take)."""

    number: int
    text: str
    code: str


def read_areas(text: str) -> tuple[list[PastedArea], list[BadLine]]:
    """One for each name, whatever its letter case: of those written twice the last. Lines may be
    'Kuusiku küla; 120', with tabs from a spreadsheet, or a name alone."""
    found: dict[str, PastedArea] = {}
    bad: list[BadLine] = []
    lines = [line.strip() for line in text.splitlines()]
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        if number > MOST_LINES:
            bad.append(BadLine(number, line, "many"))
            break
        name, people = _parts(line)
        if not any(sign.isalpha() for sign in name):
            bad.append(BadLine(number, line, "number"))
        elif len(name) > LONGEST_NAME or (people or 0) > 2_000_000:
            bad.append(BadLine(number, line, "long"))
        else:
            found[name.casefold()] = PastedArea(name, people)
    return list(found.values()), bad


def written_areas(areas: Sequence[PastedArea]) -> str:
    """As it can be pasted again."""
    return "\n".join(
        area.name if area.people is None else f"{area.name}; {area.people}" for area in areas
    )


def _parts(line: str) -> tuple[str, int | None]:
    match = _PEOPLE.match(line)
    if match is None:
        return " ".join(line.strip(" ;,\t").split()), None
    people = int(re.sub(r"\D", "", match["people"]))
    return " ".join(match["name"].split()), people
