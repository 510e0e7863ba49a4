"""Whole numbers where whole numbers belong, and in their order."""

from collections.abc import Iterator
from typing import Any

from fairplaces.errors import InputProblem
from fairplaces.problem import Problem, Rule


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def numbers(problem: Problem) -> Iterator[InputProblem]:
    """Places, bounds and limits that are no whole numbers, or in the wrong order."""
    places = problem.places
    pair = (places, places) if not isinstance(places, tuple) else places
    if len(pair) != 2 or not all(_whole(number) for number in pair) or pair[1] < 1:
        yield InputProblem("input.places_not_a_number", "places", details={"value": repr(places)})
    elif pair[0] > pair[1]:
        yield InputProblem(
            "input.places_reversed", "places", details={"least": pair[0], "most": pair[1]}
        )
    for rule in problem.rules:
        yield from _numbers_of(rule)
    for limit in problem.limits:
        if not _whole(limit.most):
            yield InputProblem(
                "input.not_a_number", f"limit {limit.name}", details={"value": repr(limit.most)}
            )


def _numbers_of(rule: Rule) -> Iterator[InputProblem]:
    given = {"min": rule.floor, "max": rule.ceiling}
    given |= {"min_flex": rule.least_floor, "max_flex": rule.most_ceiling}
    for column, value in given.items():
        if column != "min" and value is None:
            continue
        if not _whole(value):
            yield of_rule(rule, "input.not_a_number", column, value=repr(value))
            return
    if rule.ceiling is not None and rule.floor > rule.ceiling:
        yield of_rule(
            rule, "input.floor_over_ceiling", "min", floor=rule.floor, ceiling=rule.ceiling
        )
    elif rule.least_floor is not None and rule.least_floor > rule.floor:
        yield of_rule(
            rule, "input.flex_inside", "min_flex", flex=rule.least_floor, bound=rule.floor
        )
    elif (
        rule.most_ceiling is not None
        and rule.ceiling is not None
        and rule.most_ceiling < rule.ceiling
    ):
        yield of_rule(
            rule, "input.flex_inside", "max_flex", flex=rule.most_ceiling, bound=rule.ceiling
        )


def of_rule(rule: Rule, code: str, column: str, **details: Any) -> InputProblem:
    """A fault of one rule, named by its question and answer."""
    details |= {"question": rule.question, "answer": rule.answer}
    return InputProblem(code, "rules", rule.row, column, details)
