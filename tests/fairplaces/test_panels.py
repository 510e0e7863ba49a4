"""Weights to the last digit, exchanges of teams for people, and what the two make possible."""

import random

import numpy as np

from fairplaces.allocating import allocate
from fairplaces.grouping import program_of
from fairplaces.panels.chance import Kicks
from fairplaces.panels.face import face_of
from fairplaces.panels.swaps import Swaps
from fairplaces.panels.weights import weights_for
from fairplaces.problem import Person, Problem, Rule, Team
from tests.fairplaces.instances import town


def test_weights_reproduce_a_target_inside_the_hull_to_the_last_digits() -> None:
    dice = np.random.default_rng(1)
    panels = (dice.random((90, 40)) < 0.4).astype(float)
    target = dice.dirichlet(np.ones(90)) @ panels

    found = weights_for(panels, target)

    assert found.error < 1e-13
    assert abs(float(found.weights.sum()) - 1.0) < 1e-13
    assert float(found.weights.min()) >= 0.0


def test_outside_the_hull_the_direction_points_past_every_panel() -> None:
    panels = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [1.0, 1.0, 0.0]])
    target = np.array([0.7, 0.7, 0.2])

    found = weights_for(panels, target)

    way = found.toward[:-1]
    assert found.error > 0.1
    assert float((panels @ way).max()) < float(way @ target)


def test_a_team_is_exchanged_for_two_people() -> None:
    problem = Problem(
        people=tuple(Person(f"p{i}", {"party": "ab"[i % 2]}) for i in range(8)),
        places=4,
        rules=(Rule("party", "a", 2, 2), Rule("party", "b", 2, 2)),
        teams=(Team("t", ("p0", "p1")),),
    )
    program = program_of(problem)
    face = face_of(program, program.count * 0.5)
    team = int(np.flatnonzero(program.size[face.free] == 2)[0])
    alone = np.flatnonzero(program.size[face.free] == 1)
    before = np.zeros(len(face.free), dtype=np.int64)
    before[team] = 1
    worth = np.zeros(len(face.free))
    worth[alone] = 1.0

    after = Swaps(face, Kicks()).improve(before, worth, 3)

    assert face.is_uneven
    assert after[team] == 0
    assert (after[alone] == 1).all()


def test_people_alone_are_exchanged_one_for_one() -> None:
    problem = town(1, 30, 8, (2, 3))
    program = program_of(problem)

    assert not face_of(program, allocate(problem).target.x).is_uneven


def test_forty_teams_are_given_the_fairest_chances_that_the_rules_allow() -> None:
    problem = town(4, 300, 40, (2, 5, 4, 4, 3))
    dice = random.Random(5)
    ids = [person.id for person in problem.people]
    dice.shuffle(ids)
    teams = tuple(Team(f"t{i}", tuple(ids[3 * i : 3 * i + 2 + i % 2])) for i in range(40))

    found = allocate(Problem(problem.people, problem.places, problem.rules, teams))

    assert found.is_proven
    assert found.gap < 1e-7
    assert all(found.program.keeps(panel) for panel in found.lottery.panels)
