"""What is drawn from: the four pools of tests/fairplaces/draws, and others from a generator."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from fairplaces.grouping import program_of
from fairplaces.problem import Problem, Team
from fairplaces.reading.problems import read_problem
from tests.fairplaces.instances import town

MADE = {
    "pool 60, 4 questions": (60, 20, (2, 3, 3, 4)),
    "pool 150, 5 questions": (150, 30, (2, 3, 4, 4, 3)),
    "pool 500, 6 questions": (500, 50, (2, 5, 4, 4, 3, 3)),
    "pool 1,000, 8 questions": (1000, 75, (2, 5, 4, 4, 3, 3, 2, 2)),
    "pool 1,700, 6 questions": (1700, 110, (2, 5, 6, 8, 4, 5)),
    "pool 5,000, 5 questions": (5000, 150, (2, 5, 4, 6, 3)),
}
# Name, then people, places, answers, teams of two or three.
WITH_TEAMS = {
    "pool 300, 40 teams": (300, 40, (2, 5, 4, 4, 3), 40),
    "pool 1,000, 150 teams": (1000, 75, (2, 5, 4, 4, 3, 3), 150),
}
QUICK = ("syn_60_30", "syn_70_24", "syn_300_40", *list(MADE)[:2])


@dataclass(frozen=True, slots=True)
class Instance:
    """make: the problem, made anew in the process that solves it; theirs: what is asked of the
    other tool, which knows no teams."""

    name: str
    people: int
    places: int
    make: Callable[[], Problem]
    theirs: tuple[str, ...]


def in_teams(people: int, places: int, answers: tuple[int, ...], number: int) -> Problem:
    """A town some of whose people come together."""
    problem = town(4, people, places, answers)
    dice = random.Random(5)
    order = [person.id for person in problem.people]
    dice.shuffle(order)
    teams = []
    for index in range(number):
        members = [order.pop() for _ in range(dice.choice((2, 3)))]
        teams.append(Team(f"team {index}", tuple(members)))
    return replace(problem, teams=tuple(teams))


def instances(data: Path, *, is_quick: bool) -> list[Instance]:
    """All of them, or those of the quick form, the fewest types first."""
    both = ("MAXIMIN",) if is_quick else ("MAXIMIN", "NASH")
    found = []
    for folder in data.iterdir():
        places = int((folder / "k").read_text())
        tables = (folder / "respondents.csv", folder / "categories.csv")
        make = partial(read_problem, *tables, places)
        found.append(Instance(folder.name, len(make().people), places, make, both))
    for seed, (name, (people, places, answers)) in enumerate(MADE.items(), start=1):
        make = partial(town, seed, people, places, answers)
        asked = both if people <= 150 else ("MAXIMIN",)
        found.append(Instance(name, people, places, make, asked))
    for name, given in WITH_TEAMS.items():
        found.append(Instance(name, given[0], given[1], partial(in_teams, *given), ()))
    chosen = [one for one in found if not is_quick or one.name in QUICK]
    return sorted(chosen, key=lambda one: len(program_of(one.make()).count))
