"""Problems as JSON, under pseudonyms, and back."""

from collections.abc import Mapping
from typing import Any

from fairplaces.problem import Decision, Limit, Person, Problem, Rule, Team


def anonymous(problem: Problem, names: Mapping[str, str]) -> Problem:
    """The same problem under other names, in canonical order, with nothing the rules do not need.

    Teams and limits are numbered, since their names (an address) could tell who is meant.
    """
    questions = problem.questions
    people = [
        Person(names[person.id], {question: person.answers[question] for question in questions})
        for person in problem.people
    ]
    teams = sorted(tuple(sorted(names[m] for m in team.members)) for team in problem.teams)
    limits = sorted(
        (tuple(sorted(names[m] for m in limit.members)), limit.most) for limit in problem.limits
    )
    return Problem(
        people=tuple(sorted(people, key=lambda person: person.id)),
        places=(problem.least, problem.most),
        rules=tuple(
            Rule(r.question, r.answer, r.floor, r.ceiling, r.least_floor, r.most_ceiling)
            for r in problem.rules
        ),
        teams=tuple(Team(str(i + 1), members) for i, members in enumerate(teams)),
        limits=tuple(Limit(str(i + 1), m, most) for i, (m, most) in enumerate(limits)),
        must=_decisions(problem.must, names),
        must_not=_decisions(problem.must_not, names),
    )


def _decisions(decisions: tuple[Decision, ...], names: Mapping[str, str]) -> tuple[Decision, ...]:
    renamed = [Decision(names[decision.person], decision.reason) for decision in decisions]
    return tuple(sorted(renamed, key=lambda decision: (decision.person, decision.reason)))


def as_json(problem: Problem) -> dict[str, Any]:
    """A problem as plain JSON."""
    return {
        "places": [problem.least, problem.most],
        "rules": [
            {"question": r.question, "answer": r.answer, "floor": r.floor, "ceiling": r.ceiling}
            for r in problem.rules
        ],
        "people": [{"id": p.id, "answers": dict(p.answers)} for p in problem.people],
        "teams": [list(team.members) for team in problem.teams],
        "limits": [
            {"members": list(limit.members), "most": limit.most} for limit in problem.limits
        ],
        "must": [{"person": d.person, "reason": d.reason} for d in problem.must],
        "must_not": [{"person": d.person, "reason": d.reason} for d in problem.must_not],
    }


def from_json(data: Mapping[str, Any]) -> Problem:
    """The problem of a record. Raises `KeyError`, `TypeError` or `BadInput` on nonsense."""
    return Problem(
        people=tuple(Person(p["id"], p["answers"]) for p in data["people"]),
        places=(data["places"][0], data["places"][1]),
        rules=tuple(
            Rule(r["question"], r["answer"], r["floor"], r["ceiling"]) for r in data["rules"]
        ),
        teams=tuple(Team(str(i + 1), tuple(m)) for i, m in enumerate(data["teams"])),
        limits=tuple(
            Limit(str(i + 1), tuple(group["members"]), group["most"])
            for i, group in enumerate(data["limits"])
        ),
        must=tuple(Decision(d["person"], d["reason"]) for d in data["must"]),
        must_not=tuple(Decision(d["person"], d["reason"]) for d in data["must_not"]),
    )
