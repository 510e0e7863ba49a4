"""A problem from a table of respondents and a table of categories.

Categories: columns category, feature, min, max (one row for each answer); the forms of
sortition-algorithms with min_flex and max_flex, and with name or value for feature, are read too.
Respondents: one row for each applicant, a column for each category, and if wished an id column,
a team column (same text: all together), a household or address (same text: at most n), and must
and must_not columns holding the reason.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fairplaces.errors import BadInput, InputProblem
from fairplaces.problem import Decision, Limit, Person, Problem, Rule, Team
from fairplaces.reading.tables import Table, read_table

ID_COLUMNS = ("id", "nationbuilder_id", "unique_id", "respondent_id", "tunnus")
_FEATURE = ("feature", "value", "name", "answer")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of the respondents mean something. None: not used.

    id: None takes the first of `ID_COLUMNS` that is there, else people are numbered from 0.
    household: one or several columns (an address); at most `most` with the same text.
    """

    id: str | None = None
    team: str | None = None
    household: tuple[str, ...] = ()
    most: int = 1
    must: str | None = None
    must_not: str | None = None


def read_problem(
    respondents: str | Path,
    categories: str | Path,
    places: int | tuple[int, int],
    columns: Columns | None = None,
    encoding: str | None = None,
) -> Problem:
    """The problem of two files. Raises `BadInput` naming file, row, column and what to do."""
    columns = columns or Columns()
    rules = read_rules(read_table(categories, encoding))
    table = read_table(respondents, encoding)
    questions = tuple(dict.fromkeys(rule.question for rule in rules))
    used = [columns.id, columns.team, *columns.household, columns.must, columns.must_not]
    table.need(*questions, *(name for name in used if name is not None))
    people = _people(table, id_column(table, columns), questions)
    try:
        return Problem(
            people=people,
            places=places,
            rules=rules,
            teams=_teams(table, people, columns.team),
            limits=_limits(table, people, columns),
            must=_decisions(table, people, columns.must),
            must_not=_decisions(table, people, columns.must_not),
        )
    except BadInput as error:
        raise BadInput(_named(problem, table, categories) for problem in error.problems) from error


def id_column(table: Table, columns: Columns) -> str | None:
    """The column with the people's ids, or None where they are numbered."""
    if columns.id is not None:
        return columns.id
    by_name = {heading.lower(): heading for heading in table.headings}
    return next((by_name[name] for name in ID_COLUMNS if name in by_name), None)


def read_rules(table: Table) -> tuple[Rule, ...]:
    """The rules of a table of categories. Raises `BadInput`."""
    low = tuple(heading.lower() for heading in table.headings)
    table = Table(table.source, low, table.rows, table.encoding)
    feature = next((name for name in _FEATURE if name in low), "feature")
    table.need("category", feature, "min", "max")
    problems: list[InputProblem] = []
    rules = []
    for row, cells in table.rows:
        cell = dict(zip(table.headings, cells, strict=True))
        numbers: dict[str, int | None] = {}
        for name in ("min", "max", "min_flex", "max_flex"):
            text = cell.get(name, "")
            numbers[name] = _whole(text)
            if text and numbers[name] is None and not (text == "-1" and "flex" in name):
                problems.append(
                    InputProblem("input.not_a_number", table.source, row, name, {"value": text})
                )
        rules.append(
            Rule(
                cell["category"],
                cell[feature],
                numbers["min"] or 0,
                numbers["max"],
                numbers["min_flex"],
                numbers["max_flex"],
                row,
            )
        )
    if problems:
        raise BadInput(problems)
    return tuple(rules)


def _whole(text: str) -> int | None:
    """A whole number of a cell; spreadsheets write 3 as 3.0 or 3,0."""
    found = re.fullmatch(r"([0-9]{1,9})([.,]0+)?", text)
    return int(found[1]) if found else None


def _people(table: Table, id_name: str | None, questions: Sequence[str]) -> tuple[Person, ...]:
    places = {question: table.column(question) for question in questions}
    id_place = None if id_name is None else table.column(id_name)
    # An empty cell is a missing answer: it is left out, and the check names row and column.
    return tuple(
        Person(
            str(number) if id_place is None else cells[id_place],
            {question: cells[place] for question, place in places.items() if cells[place]},
            row,
        )
        for number, (row, cells) in enumerate(table.rows)
    )


def _teams(table: Table, people: Sequence[Person], name: str | None) -> tuple[Team, ...]:
    groups = _groups(table, people, () if name is None else (name,))
    return tuple(Team(label, members) for label, members in groups.items() if len(members) > 1)


def _limits(table: Table, people: Sequence[Person], columns: Columns) -> tuple[Limit, ...]:
    groups = _groups(table, people, columns.household)
    return tuple(
        Limit(label, members, columns.most)
        for label, members in groups.items()
        if len(members) > columns.most
    )


def _groups(
    table: Table, people: Sequence[Person], names: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    places = [table.column(name) for name in names]
    found: dict[str, list[str]] = defaultdict(list)
    for person, (_, cells) in zip(people, table.rows, strict=True):
        label = ", ".join(" ".join(cells[place].casefold().split()) for place in places)
        if label.strip(", "):
            found[label].append(person.id)
    return {label: tuple(members) for label, members in found.items()}


def _decisions(table: Table, people: Sequence[Person], name: str | None) -> tuple[Decision, ...]:
    if name is None:
        return ()
    place = table.column(name)
    return tuple(
        Decision(person.id, cells[place])
        for person, (_, cells) in zip(people, table.rows, strict=True)
        if cells[place]
    )


def _named(problem: InputProblem, table: Table, categories: str | Path) -> InputProblem:
    """A problem under the names of the files it stands in."""
    names = {"people": table.source, "rules": Path(categories).name}
    source = names.get(problem.source, problem.source)
    return InputProblem(problem.code, source, problem.row, problem.column, problem.details)
