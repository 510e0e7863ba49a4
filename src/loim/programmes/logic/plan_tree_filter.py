"""Which rows of a plan's tree somebody looks for."""

from dataclasses import dataclass

from loim.programmes.logic.plan_identities import normalised
from loim.programmes.logic.plan_tree import TreeRow, TreeSection, parties_of


@dataclass(frozen=True, slots=True)
class TreeFilter:
    """Every word of `text` in any order; one of the row's parties; its state today."""

    text: str = ""
    responsible: str = ""
    state: str = ""

    @property
    def is_set(self) -> bool:
        return bool(self.text or self.responsible or self.state)


def filtered(sections: list[TreeSection], only: TreeFilter) -> list[TreeSection]:
    """Sections with a row that is looked for; what stands above such a row stays with it."""
    if not only.is_set:
        return sections
    kept: list[TreeSection] = []
    for section in sections:
        rows: list[TreeRow] = []
        for row in section.rows:
            row.children = [child for child in row.children if _admits(only, section, child)]
            if row.children or _admits(only, section, row):
                rows.append(row)
        section.rows = rows
        if rows or (section.own and _admits(only, section, section.own)):
            kept.append(section)
    return kept


def _admits(only: TreeFilter, section: TreeSection, row: TreeRow) -> bool:
    planned = section.planned
    words = normalised(
        f"{planned.code} {planned.title} {row.row.number} {row.row.title} {row.row.responsible}"
    )
    return (
        all(word in words for word in normalised(only.text).split())
        and (not only.responsible or only.responsible in parties_of(row.row.responsible))
        and (not only.state or row.state == only.state)
    )
