"""What a table is about and what each column holds, read from its header's words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from loim.programmes.documents.table_grid import Cell
from loim.programmes.documents.wording import clean, key, without_marks

# a header names; whatever is longer tells
_LONGEST_HEADER = 120


class Role(StrEnum):
    NUMBER = "number"
    TITLE = "title"
    SUB_TITLE = "sub_title"
    OVERALL = "overall"
    PERIOD = "period"
    RESPONSIBLE = "responsible"
    COST = "cost"
    NAME = "name"
    UNIT = "unit"
    TARGET = "target"
    FINAL_TARGET = "final_target"
    ACHIEVED = "achieved"
    NOTE = "note"


class TableKind(StrEnum):
    SCHEDULE = "schedule"
    INDICATORS = "indicators"


@dataclass(frozen=True, slots=True)
class Header:
    """`roles` by column; a column without a role is not understood. `guessed` is the column that
    must hold the titles though its words do not say so. `height` in rows."""

    kind: TableKind
    roles: Mapping[int, Role]
    labels: Mapping[int, str]
    height: int
    final_year: int | None = None
    guessed: int | None = None


# in this order: 'Indikaatori mõõtühik' is a unit, 'Sihttase tegevuskava perioodil' a target
_MEANINGS = (
    # in thousands it would be read wrong by a factor of a thousand
    (None, re.compile(r".*(tuhande|tuheur).*")),
    (Role.COST, re.compile(r".*(maksumus|eelarve|kulu(d|$)|kogusumma).*")),
    (Role.ACHIEVED, re.compile(r".*(saavutustase|saavutatud|tegeliktase).*")),
    (Role.TARGET, re.compile(r".*(sihttase|sihtväärtus).*")),
    (Role.UNIT, re.compile(r".*ühik.*")),
    (Role.NOTE, re.compile(r".*(selgitus|märkus|kommentaar).*")),
    (Role.OVERALL, re.compile(r".*(üld\w*aja|üldperiood|koguperiood).*")),
    (Role.RESPONSIBLE, re.compile(r".*vastuta[jv].*")),
    (Role.PERIOD, re.compile(r".*(kuupäev|perioodil|ajavahemik|ajaraam|ajakava).*")),
    (Role.NAME, re.compile(r"(väljund|tulemus)?(indikaator|näitaja)(i?nimetus|id|d)?(indikaator|näitaja)?")),
    (Role.NUMBER, re.compile(r"(jrk)?(nr|number)|jrk|(tegevuse)?kood")),
    (Role.SUB_TITLE, re.compile(r"alategevus(ed|enimetus)?")),
    (
        Role.TITLE,
        re.compile(r"(toetatav)?tegevus(ed|enimetus|ekirjeldus)?((ja|või)?alategevus(ed)?)?(\d{4}(aastal)?)?"),
    ),
)  # fmt: skip
_SCHEDULE_ROLES = frozenset(
    {Role.NUMBER, Role.TITLE, Role.SUB_TITLE, Role.OVERALL, Role.PERIOD, Role.RESPONSIBLE, Role.COST}
)  # fmt: skip
_INDICATOR_ROLES = frozenset(
    {Role.NAME, Role.UNIT, Role.TARGET, Role.FINAL_TARGET, Role.ACHIEVED, Role.NOTE}
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_FINAL = re.compile(r"lõp|tat|kogu")


def header_at(rows: Sequence[Sequence[Cell]], index: int, plan_year: int | None) -> Header | None:
    """The header that begins at this row, one to three rows high; None where there is none."""
    height = 1
    while height < 3 and _goes_on(rows, index, height):
        height += 1
    header = _header_of(rows[index : index + height], plan_year)
    if header or height > 1 or index + 1 >= len(rows):
        return header
    # words wrapped over two rows without merging: 'Tegevuse' above, 'üldajaraam' below
    both = _header_of(rows[index : index + 2], plan_year)
    below = _header_of(rows[index + 1 : index + 2], plan_year)
    # a row above a header that says all by itself is a row of what came before
    is_one = both and (below is None or set(below.roles.values()) <= set(both.roles.values()))
    return both if is_one and _is_wording(rows[index]) else None


def _is_wording(row: Sequence[Cell]) -> bool:
    """Several words and no figures, as a header has; dates and sums are data."""
    said = [cell.text for cell in row if cell.text]
    return len(said) > 1 and not any(sign.isdigit() for text in said for sign in text)


def _goes_on(rows: Sequence[Sequence[Cell]], index: int, height: int) -> bool:
    """Does the header take in the row below what it has?"""
    if index + height >= len(rows):
        return False
    below = rows[index + height]
    if any(cell.is_continued for cell in below):
        return True
    wide = {
        column
        for cell in rows[index]
        if cell.span > 1
        for column in range(cell.column, cell.column + cell.span)
    }
    said = {cell.column for cell in below if cell.text}
    return bool(said) and said <= wide


def _header_of(rows: Sequence[Sequence[Cell]], plan_year: int | None) -> Header | None:
    labels = _labels(rows)
    roles = {column: role for column, label in labels.items() if (role := _role(label))}
    _spread_dates(rows, roles)
    found = set(roles.values())
    kind = _kind(found)
    if kind is None:
        return None
    guessed = None
    titles = {Role.TITLE, Role.SUB_TITLE} if kind is TableKind.SCHEDULE else {Role.NAME}
    if not found & titles:
        guessed = min((column for column in labels if column not in roles), default=None)
        if guessed is None:
            return None
        roles[guessed] = Role.TITLE if kind is TableKind.SCHEDULE else Role.NAME
    final_year = _tell_targets_apart(roles, labels, plan_year)
    allowed = _SCHEDULE_ROLES if kind is TableKind.SCHEDULE else _INDICATOR_ROLES
    _keep_one_of_each(roles, labels, allowed, plan_year)
    return Header(kind, roles, labels, len(rows), final_year, guessed)


def _kind(found: set[Role]) -> TableKind | None:
    times = found & {Role.OVERALL, Role.PERIOD}
    has_title = bool(found & {Role.TITLE, Role.SUB_TITLE})
    if times and (has_title or Role.RESPONSIBLE in found):
        return TableKind.SCHEDULE
    if has_title and Role.RESPONSIBLE in found:
        return TableKind.SCHEDULE
    figures = found & {Role.UNIT, Role.TARGET, Role.FINAL_TARGET}
    if figures and (Role.NAME in found or len(figures) == 2):
        return TableKind.INDICATORS
    return None


def _labels(rows: Sequence[Sequence[Cell]]) -> dict[int, str]:
    """The header's words over each column, from the top down."""
    words: dict[int, list[str]] = {}
    for row in rows:
        for cell in row:
            apart = cell.span > 1 and len(cell.paragraphs) == cell.span
            for offset in range(cell.span):
                text = cell.paragraphs[offset] if apart else cell.text
                said = words.setdefault(cell.column + offset, [])
                if text and not cell.is_continued:
                    said.append(text)
    return {column: without_marks(clean(" ".join(said))) for column, said in words.items()}


def _role(label: str) -> Role | None:
    if not label or len(label) > _LONGEST_HEADER:
        return None
    said = key(label)
    return next((role for role, words in _MEANINGS if words.fullmatch(said)), None)


def _spread_dates(rows: Sequence[Sequence[Cell]], roles: dict[int, Role]) -> None:
    """One header merged over both ranges of dates: the overall range stands first."""
    for cell in rows[0]:
        covered = [roles.get(cell.column + offset) for offset in range(cell.span)]
        if (
            cell.span == 2
            and covered[0] is covered[1]
            and covered[0] in {Role.OVERALL, Role.PERIOD}
        ):
            roles[cell.column] = Role.OVERALL
            roles[cell.column + 1] = Role.PERIOD


def _tell_targets_apart(
    roles: dict[int, Role], labels: Mapping[int, str], plan_year: int | None
) -> int | None:
    """Mark the final target's column, remove what is neither it nor the plan's own target;
    the final target's year."""
    columns = sorted(column for column, role in roles.items() if role is Role.TARGET)
    years = {column: _year(labels[column]) for column in columns}
    yearless = [c for c in columns if years[c] is None and not _FINAL.search(key(labels[c]))]
    dated = [c for c in columns if c not in yearless]
    final: int | None = None
    if dated and (len(columns) > 1 or _is_after(years[dated[0]], plan_year)):
        final = max(dated, key=lambda c: (years[c] or 9999, c))
        roles[final] = Role.FINAL_TARGET
    own = yearless or [c for c in dated if c != final]
    best = min(own, key=lambda c: (years[c] != plan_year, -(years[c] or 0), c), default=None)
    for column in columns:
        if column not in {final, best}:
            del roles[column]
    return None if final is None else years[final]


def _is_after(year: int | None, plan_year: int | None) -> bool:
    return year is None or (plan_year is not None and year > plan_year)


def _keep_one_of_each(
    roles: dict[int, Role],
    labels: Mapping[int, str],
    allowed: frozenset[Role],
    plan_year: int | None,
) -> None:
    """Two columns of one meaning: the plan year's own stays, else the first."""

    def preference(column: int) -> tuple[bool, int]:
        return (_year(labels[column]) != plan_year, column)

    for role in set(roles.values()):
        columns = sorted((c for c, r in roles.items() if r is role), key=preference)
        for column in columns[0 if role not in allowed else 1 :]:
            del roles[column]


def _year(label: str) -> int | None:
    match = _YEAR.search(label)
    return int(match[1]) if match else None
