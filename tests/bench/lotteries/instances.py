"""What is drawn from: the four pools of tests/fairplaces/draws, and others from a generator."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fairplaces.grouping import program_of
from fairplaces.problem import Problem
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
QUICK = ("syn_60_30", "syn_70_24", "syn_300_40", *list(MADE)[:2])


@dataclass(frozen=True, slots=True)
class Instance:
    """make: the problem, made anew in the process that solves it; is_theirs_in_full: NASH is
    asked of them too, not MAXIMIN alone."""

    name: str
    people: int
    places: int
    make: Callable[[], Problem]
    is_theirs_in_full: bool


def instances(data: Path, *, is_quick: bool) -> list[Instance]:
    """All of them, or those of the quick form, the fewest types first."""
    found = []
    for folder in data.iterdir():
        places = int((folder / "k").read_text())
        make = partial(read_problem, folder / "respondents.csv", folder / "categories.csv", places)
        found.append(Instance(folder.name, len(make().people), places, make, not is_quick))
    for seed, (name, (people, places, answers)) in enumerate(MADE.items(), start=1):
        in_full = people <= 150 and not is_quick
        make = partial(town, seed, people, places, answers)
        found.append(Instance(name, people, places, make, in_full))
    chosen = [one for one in found if not is_quick or one.name in QUICK]
    return sorted(chosen, key=lambda one: len(program_of(one.make()).count))
