"""Arrivals in their order, and a door with release dates, from two tables."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from fairplaces.checks.numbers import of_rule
from fairplaces.errors import BadInput, InputProblem
from fairplaces.problem import Person, Problem, Rule
from fairplaces.reading.columns import Columns
from fairplaces.reading.problems import problem_of_tables
from fairplaces.reading.rules import read_rules
from fairplaces.reading.tables import Table, read_table
from fairplaces.waiting.door import Door
from fairplaces.waiting.queue import Arrival

RELEASE, TIMES = "release", ("time", "arrived", "arrived_at", "aeg")
_FORMS = ("%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y")
# Without a column of times the order of the rows is all that counts.
_NO_TIME = datetime(1, 1, 1, tzinfo=UTC)


def read_arrivals(
    respondents: str | Path,
    categories: str | Path,
    places: int,
    *,
    columns: Columns | None = None,
    time_column: str | None = None,
    encoding: str | None = None,
) -> tuple[Door, tuple[Arrival, ...]]:
    """The door and who came to it, earlier first. Raises `BadInput`.

    Categories may have a column `release`: from that moment on the row's floor holds no place
    back. A team arrives with its last member.
    """
    columns = columns or Columns()
    table, rules_table = read_table(respondents, encoding), read_table(categories, encoding)
    rules, release = read_rules(rules_table), _releases(rules_table)
    _refuse_impossible(rules, places, Path(categories).name)
    # The floors are the door's to keep; whoever has come so far need not reach them.
    open_rules = tuple(replace(rule, floor=0, least_floor=None) for rule in rules)
    problem = problem_of_tables(table, open_rules, (0, places), columns, Path(categories).name)
    name = time_column or next((one for one in TIMES if one in table.headings), None)
    if name is not None or release:
        table.need(name or TIMES[0])
    times = _times(table, name)
    door = Door(places, rules, problem.limits, release)
    return door, _arrivals(problem, times)


def _arrivals(problem: Problem, times: Sequence[datetime]) -> tuple[Arrival, ...]:
    place = {person.id: number for number, person in enumerate(problem.people)}
    in_team = {member: team.members for team in problem.teams for member in team.members}
    found: list[Arrival] = []
    for number, person in enumerate(problem.people):
        members = in_team.get(person.id, (person.id,))
        if number == max(place[member] for member in members):
            people: tuple[Person, ...] = tuple(problem.people[place[m]] for m in members)
            found.append(Arrival(people, times[number]))
    return tuple(found)


def _releases(table: Table) -> dict[str | tuple[str, str], datetime]:
    low = [heading.lower() for heading in table.headings]
    if RELEASE not in low:
        return {}
    rules, place = read_rules(table), low.index(RELEASE)
    return {
        (rule.question, rule.answer): moment(table.source, row, RELEASE, cells[place])
        for rule, (row, cells) in zip(rules, table.rows, strict=True)
        if cells[place]
    }


def _times(table: Table, name: str | None) -> list[datetime]:
    if name is None:
        return [_NO_TIME] * len(table.rows)
    place = table.column(name)
    times = [moment(table.source, row, name, cells[place]) for row, cells in table.rows]
    for (row, _), before, after in zip(table.rows[1:], times, times[1:], strict=False):
        if after < before:
            raise BadInput([InputProblem("input.time_order", table.source, row, name)])
    return times


def moment(source: str, row: int | None, column: str | None, text: str) -> datetime:
    """A moment as 2024-05-06 12:00 or 06.05.2024 12:00 (UTC unless said). Raises `BadInput`."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        for form in _FORMS:
            try:
                return datetime.strptime(text, form).replace(tzinfo=UTC)
            except ValueError:
                continue
        details = {"value": text}
        raise BadInput([InputProblem("input.not_a_time", source, row, column, details)]) from None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _refuse_impossible(rules: Sequence[Rule], places: int, source: str) -> None:
    for question in dict.fromkeys(rule.question for rule in rules):
        asked = [rule for rule in rules if rule.question == question]
        over = [r for r in asked if r.ceiling is not None and r.floor > r.ceiling]
        for rule in over:
            bounds = {"floor": rule.floor, "ceiling": rule.ceiling}
            fault = of_rule(rule, "input.floor_over_ceiling", "min", **bounds)
            raise BadInput([replace(fault, source=source)])
        floors = sum(rule.floor for rule in asked)
        if floors > places:
            details = {"question": question, "floors": floors, "places": places}
            raise BadInput(
                [InputProblem("input.floors_over_places", source, asked[0].row, "min", details)]
            )
