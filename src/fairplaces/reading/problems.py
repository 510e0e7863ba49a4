"""A problem from a table of respondents and a table of categories (`rules`).

Respondents: one row for each applicant, a column for each category, and if wished an id column,
a team column (same text: all together), a household or address (same text: at most n), and must
and must_not columns holding the reason.
"""

from collections.abc import Sequence
from pathlib import Path

from fairplaces.errors import BadInput
from fairplaces.problem import Decision, Limit, Person, Problem, Rule, Team
from fairplaces.reading.columns import Columns, Where, groups_of
from fairplaces.reading.rules import read_rules
from fairplaces.reading.tables import Table, read_table

ID_COLUMNS = ("id", "nationbuilder_id", "unique_id", "respondent_id", "tunnus")


def read_problem(
    respondents: str | Path,
    categories: str | Path,
    places: int | tuple[int, int],
    columns: Columns | None = None,
    encoding: str | None = None,
) -> Problem:
    """The problem of two files. Raises `BadInput` naming file, row, column and what to do."""
    rules = read_rules(read_table(categories, encoding))
    table = read_table(respondents, encoding)
    name = Path(categories).name
    return problem_of_tables(table, rules, places, columns or Columns(), name)


def problem_of_tables(
    table: Table,
    rules: tuple[Rule, ...],
    places: int | tuple[int, int],
    columns: Columns,
    categories: str,
) -> Problem:
    """The problem of a table of respondents; `categories` names the file of the rules."""
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
        where = Where(table, categories, people, columns)
        raise BadInput(where.of(problem) for problem in error.problems) from error


def id_column(table: Table, columns: Columns) -> str | None:
    """The column with the people's ids, or None where they are numbered."""
    if columns.id is not None:
        return columns.id
    by_name = {heading.lower(): heading for heading in table.headings}
    return next((by_name[name] for name in ID_COLUMNS if name in by_name), None)


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
    groups = groups_of(table, people, () if name is None else (name,))
    return tuple(Team(label, members) for label, members in groups.items() if len(members) > 1)


def _limits(table: Table, people: Sequence[Person], columns: Columns) -> tuple[Limit, ...]:
    groups = groups_of(table, people, columns.household)
    return tuple(
        Limit(label, members, columns.most)
        for label, members in groups.items()
        if len(members) > columns.most
    )


def _decisions(table: Table, people: Sequence[Person], name: str | None) -> tuple[Decision, ...]:
    if name is None:
        return ()
    place = table.column(name)
    return tuple(
        Decision(person.id, cells[place])
        for person, (_, cells) in zip(people, table.rows, strict=True)
        if cells[place]
    )
