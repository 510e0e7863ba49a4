"""Faults of a problem, each with the row, the column and what to do."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from fairplaces.errors import InputProblem
from fairplaces.problem import Problem, Rule

MOST_PEOPLE = 200_000
_SHOWN = 20


def faults(problem: Problem) -> tuple[InputProblem, ...]:
    """Everything that contradicts itself, the plainest first; empty when all is well.

    Later checks lean on earlier ones, so they run only where the earlier found nothing.
    """
    for check in (_numbers, _people, _answers, _floors, _groups, _decisions):
        found = tuple(check(problem))
        if found:
            return found[:_SHOWN]
    return ()


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _numbers(problem: Problem) -> Iterator[InputProblem]:
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
            yield _of(rule, "input.not_a_number", column, value=repr(value))
            return
    if rule.ceiling is not None and rule.floor > rule.ceiling:
        yield _of(rule, "input.floor_over_ceiling", "min", floor=rule.floor, ceiling=rule.ceiling)
    elif rule.least_floor is not None and rule.least_floor > rule.floor:
        yield _of(rule, "input.flex_inside", "min_flex", flex=rule.least_floor, bound=rule.floor)
    elif (
        rule.most_ceiling is not None
        and rule.ceiling is not None
        and rule.most_ceiling < rule.ceiling
    ):
        yield _of(rule, "input.flex_inside", "max_flex", flex=rule.most_ceiling, bound=rule.ceiling)


def _of(rule: Rule, code: str, column: str, **details: Any) -> InputProblem:
    details |= {"question": rule.question, "answer": rule.answer}
    return InputProblem(code, "rules", rule.row, column, details)


def _people(problem: Problem) -> Iterator[InputProblem]:
    people = problem.people
    if not people:
        yield InputProblem("input.nobody", "people")
    if len(people) > MOST_PEOPLE:
        yield InputProblem(
            "input.too_many", "people", MOST_PEOPLE + 2, details={"most": MOST_PEOPLE}
        )
        return
    seen: dict[str, int | None] = {}
    for person in people:
        if not person.id.strip():
            yield InputProblem("input.no_id", "people", person.row, "id")
        elif person.id in seen:
            first = seen[person.id]
            yield InputProblem(
                "input.duplicate_id",
                "people",
                person.row,
                "id",
                {"id": person.id, "first": first if first is not None else "?"},
            )
        seen[person.id] = person.row


def _answers(problem: Problem) -> Iterator[InputProblem]:
    known: dict[str, dict[str, Rule]] = defaultdict(dict)
    for rule in problem.rules:
        if rule.answer in known[rule.question]:
            yield _of(rule, "input.duplicate_rule", "feature")
        known[rule.question][rule.answer] = rule
    given: dict[str, Counter[str]] = {question: Counter() for question in known}
    for person in problem.people:
        for question, answers in known.items():
            answer = person.answers.get(question)
            if answer is None:
                yield InputProblem(
                    "input.missing_answer", "people", person.row, question, {"id": person.id}
                )
            elif answer not in answers:
                yield InputProblem(
                    "input.unknown_answer",
                    "people",
                    person.row,
                    question,
                    {"id": person.id, "answer": answer, "known": ", ".join(answers)},
                )
            else:
                given[question][answer] += 1
    for rule in problem.rules:
        have = given[rule.question][rule.answer]
        if have == 0 and rule.floor > 0:
            yield _of(rule, "input.nobody_answered", "feature", floor=rule.floor)
        elif have < rule.floor:
            yield _of(rule, "input.floor_over_pool", "min", floor=rule.floor, have=have)


def _floors(problem: Problem) -> Iterator[InputProblem]:
    if len(problem.people) < problem.least:
        yield InputProblem(
            "input.too_few_people",
            "places",
            details={"have": len(problem.people), "need": problem.least},
        )
    for question in problem.questions:
        rules = [rule for rule in problem.rules if rule.question == question]
        floors = sum(rule.floor for rule in rules)
        if floors > problem.most:
            yield InputProblem(
                "input.floors_over_places",
                "rules",
                rules[0].row,
                "min",
                {"question": question, "floors": floors, "places": problem.most},
            )
        if any(rule.ceiling is None for rule in rules):
            continue
        ceilings = sum(rule.ceiling or 0 for rule in rules)
        if ceilings < problem.least:
            yield InputProblem(
                "input.ceilings_under_places",
                "rules",
                rules[0].row,
                "max",
                {"question": question, "ceilings": ceilings, "places": problem.least},
            )


def _groups(problem: Problem) -> Iterator[InputProblem]:
    ids = {person.id for person in problem.people}
    for kind, groups in (("team", problem.teams), ("limit", problem.limits)):
        for group in groups:
            source = f"{kind} {group.name}"
            for member in group.members:
                if member not in ids:
                    yield InputProblem("input.unknown_person", source, details={"id": member})
            if len(set(group.members)) < len(group.members):
                yield InputProblem("input.member_twice", source)
    yield from _teams(problem)


def _teams(problem: Problem) -> Iterator[InputProblem]:
    team_of: dict[str, str] = {}
    for team in problem.teams:
        source = f"team {team.name}"
        if not team.members:
            yield InputProblem("input.empty_team", source)
        if len(team.members) > problem.most:
            details = {"size": len(team.members), "places": problem.most}
            yield InputProblem("input.team_over_places", source, details=details)
        for member in team.members:
            if member in team_of:
                other = {"id": member, "other": team_of[member]}
                yield InputProblem("input.in_two_teams", source, details=other)
            team_of[member] = team.name


def _decisions(problem: Problem) -> Iterator[InputProblem]:
    ids = {person.id for person in problem.people}
    for source, decisions in (("must", problem.must), ("must not", problem.must_not)):
        for decision in decisions:
            if decision.person not in ids:
                yield InputProblem("input.unknown_person", source, details={"id": decision.person})
            if not decision.reason.strip():
                yield InputProblem("input.no_reason", source, details={"id": decision.person})
    yield from _contradictions(problem)


def _contradictions(problem: Problem) -> Iterator[InputProblem]:
    must = {decision.person for decision in problem.must}
    must_not = {decision.person for decision in problem.must_not}
    for person in sorted(must & must_not):
        yield InputProblem("input.must_and_must_not", "must", details={"id": person})
    for team in problem.teams:
        if must & set(team.members) and must_not & set(team.members):
            yield InputProblem("input.team_split", f"team {team.name}")
    for limit in problem.limits:
        inside = len(must & set(limit.members))
        if inside > limit.most:
            details = {"must": inside, "most": limit.most}
            yield InputProblem("input.must_over_limit", f"limit {limit.name}", details=details)
    if len(must) > problem.most:
        details = {"must": len(must), "places": problem.most}
        yield InputProblem("input.must_over_places", "must", details=details)
