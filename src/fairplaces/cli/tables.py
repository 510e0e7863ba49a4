"""The problem that the options of a command name."""

import argparse

from fairplaces.problem import Problem
from fairplaces.reading.columns import Columns
from fairplaces.reading.problems import read_problem


def problem_from(given: argparse.Namespace) -> Problem:
    """The problem of the tables named. Raises `BadInput`."""
    return read_problem(
        given.respondents, given.categories, given.places, columns_of(given), given.encoding
    )


def columns_of(given: argparse.Namespace) -> Columns:
    """The columns that the command's options name."""
    return Columns(
        id=given.id_column,
        team=given.team_column,
        household=tuple(given.household_column),
        most=given.most_per_household,
        must=given.must_column,
        must_not=given.must_not_column,
    )
