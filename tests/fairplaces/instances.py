"""Small problems, made from a seed, and the data of the shared draws' family."""

import random

from fairplaces.problem import Limit, Person, Problem, Rule, Team


def small(
    seed: int,
    *,
    people: int = 8,
    places: int = 4,
    answers: tuple[int, ...] = (2, 3),
    teams: int = 0,
    limits: int = 0,
) -> Problem:
    """A problem whose rules are tight around a panel that exists."""
    dice = random.Random(seed)
    pool = [
        Person(f"p{i:02d}", {f"q{q}": f"q{q}a{dice.randrange(n)}" for q, n in enumerate(answers)})
        for i in range(people)
    ]
    order = list(range(people))
    dice.shuffle(order)
    together = tuple(
        Team(f"t{i}", (pool[order[2 * i]].id, pool[order[2 * i + 1]].id)) for i in range(teams)
    )
    inside = _inside(pool, places, together, dice)
    rules = []
    for q, n in enumerate(answers):
        for a in range(n):
            answer = f"q{q}a{a}"
            have = sum(p.answers[f"q{q}"] == answer for p in inside)
            floor = max(0, have - dice.choice([0, 0, 1]))
            rules.append(Rule(f"q{q}", answer, floor, have + dice.choice([0, 0, 1])))
    outside = [p for p in pool if p not in inside]
    limited = tuple(
        Limit(f"h{i}", (dice.choice(inside).id, dice.choice(outside).id)) for i in range(limits)
    )
    return Problem(tuple(pool), len(inside), tuple(rules), together, limited)


def _inside(
    pool: list[Person], places: int, teams: tuple[Team, ...], dice: random.Random
) -> list[Person]:
    in_team = {member: set(team.members) for team in teams for member in team.members}
    chosen: set[str] = set()
    for person in dice.sample(pool, len(pool)):
        unit = in_team.get(person.id, {person.id})
        if person.id not in chosen and len(chosen) + len(unit) <= places:
            chosen |= unit
    return [person for person in pool if person.id in chosen]


def town(seed: int, people: int, places: int, answers: tuple[int, ...], width: int = 2) -> Problem:
    """A larger problem: uneven answers, floors and ceilings around their shares in a fairer mix."""
    dice = random.Random(seed)
    weights = [[dice.random() + 0.15 for _ in range(n)] for n in answers]
    pool = [
        Person(
            f"p{i:05d}",
            {f"q{q}": f"q{q}a{dice.choices(range(len(w)), w)[0]}" for q, w in enumerate(weights)},
        )
        for i in range(people)
    ]
    inside = dice.sample(pool, places)
    rules = []
    for q, n in enumerate(answers):
        for a in range(n):
            answer = f"q{q}a{a}"
            have = sum(p.answers[f"q{q}"] == answer for p in inside)
            low = dice.randrange(width + 1)
            rules.append(Rule(f"q{q}", answer, max(0, have - low), have + width - low))
    return Problem(tuple(pool), places, tuple(rules))
