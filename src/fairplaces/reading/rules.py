"""The rules of a table of categories.

Columns category, feature, min, max, one row for each answer; the forms of sortition-algorithms
with min_flex and max_flex, and with name or value for feature, are read too.
"""

import re

from fairplaces.errors import BadInput, InputProblem
from fairplaces.problem import Rule
from fairplaces.reading.tables import Table

_FEATURE = ("feature", "value", "name", "answer")


def read_rules(table: Table) -> tuple[Rule, ...]:
    """The rules of a table. Raises `BadInput`."""
    low = tuple(heading.lower() for heading in table.headings)
    table = Table(table.source, low, table.rows, table.encoding)
    feature = next((name for name in _FEATURE if name in low), "feature")
    table.need("category", feature, "min", "max")
    problems: list[InputProblem] = []
    rules = []
    for row, cells in table.rows:
        cell = dict(zip(table.headings, cells, strict=True))
        for name, code in (("category", "input.no_question"), (feature, "input.no_answer")):
            if not cell[name]:
                problems.append(InputProblem(code, table.source, row, name))
        numbers: dict[str, int | None] = {}
        for name in ("min", "max", "min_flex", "max_flex"):
            text = cell.get(name, "")
            numbers[name] = whole_number(text)
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


def whole_number(text: str) -> int | None:
    """A whole number of a cell; spreadsheets write 3 as 3.0 or 3,0."""
    found = re.fullmatch(r"([0-9]{1,9})([.,]0+)?", text)
    return int(found[1]) if found else None
