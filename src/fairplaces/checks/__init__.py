"""Faults of a problem, each with the row, the column and what to do."""

from fairplaces.checks.groups import decisions, groups
from fairplaces.checks.numbers import numbers
from fairplaces.checks.people import MOST_PEOPLE, answers, floors, people
from fairplaces.checks.texts import texts
from fairplaces.errors import InputProblem
from fairplaces.problem import Problem

__all__ = ["MOST_PEOPLE", "faults"]

_SHOWN = 20


def faults(problem: Problem) -> tuple[InputProblem, ...]:
    """Everything that contradicts itself, the plainest first; empty when all is well.

    Later checks lean on earlier ones, so they run only where the earlier found nothing.
    """
    for check in (texts, numbers, people, answers, floors, groups, decisions):
        found = tuple(check(problem))
        if found:
            return found[:_SHOWN]
    return ()
