"""Which columns of the respondents mean something, and where in the files a fault stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fairplaces.applicants import together
from fairplaces.errors import InputProblem
from fairplaces.problem import Person
from fairplaces.reading.tables import Table


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of the respondents mean something. None: not used.

    id: None takes the first of `ID_COLUMNS` that is there, else people are numbered from 0.
    household: one or several columns (an address); at most `most` with the same text in all of
    them. Where the first is empty there is no household: a town alone is not an address.
    """

    id: str | None = None
    team: str | None = None
    household: tuple[str, ...] = ()
    most: int = 1
    must: str | None = None
    must_not: str | None = None


def groups_of(
    table: Table, people: Sequence[Person], names: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """People by what stands in these columns, big and small letters alike."""
    if not names:
        return {}
    places = [table.column(name) for name in names]
    return together(
        (", ".join(_alike(cells[place]) for place in places) if cells[places[0]] else None, one.id)
        for one, (_, cells) in zip(people, table.rows, strict=True)
    )


def _alike(cell: str) -> str:
    return " ".join(cell.casefold().split())


@dataclass(frozen=True, slots=True)
class Where:
    """table: the respondents; categories: the other file's name; people in the table's order."""

    table: Table
    categories: str
    people: Sequence[Person]
    columns: Columns

    def of(self, problem: InputProblem) -> InputProblem:
        """The problem under the names of file, row and column in which it stands."""
        kind, _, label = problem.source.partition(" ")
        if problem.source == "rules":
            return replace(problem, source=self.categories)
        if problem.source == "people":
            return replace(problem, source=self.table.source)
        column, groups = self._group(kind)
        if problem.source == "must not":
            column = self.columns.must_not
        if column is None:
            return problem
        rows = {person.id: person.row for person in self.people}
        first = groups.get(label, ("",))[0]
        row = rows.get(str(problem.details.get("id", first)))
        return replace(problem, source=self.table.source, row=row, column=column)

    def _group(self, kind: str) -> tuple[str | None, dict[str, tuple[str, ...]]]:
        """The column of a team, limit or decision, and who is together by it."""
        columns = self.columns
        if kind == "team" and columns.team is not None:
            return columns.team, groups_of(self.table, self.people, (columns.team,))
        if kind == "limit" and columns.household:
            return columns.household[0], groups_of(self.table, self.people, columns.household)
        return (columns.must if kind == "must" else None), {}
