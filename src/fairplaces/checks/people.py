"""People and their answers, and whether rules and places fit them."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from fairplaces.checks.numbers import of_rule
from fairplaces.errors import InputProblem
from fairplaces.problem import Problem, Rule

MOST_PEOPLE = 200_000


def people(problem: Problem) -> Iterator[InputProblem]:
    """Nobody, too many, and ids that are empty or not of one person alone."""
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


def answers(problem: Problem) -> Iterator[InputProblem]:
    """Answers without a rule, rules twice, and floors that not enough people could fill."""
    known: dict[str, dict[str, Rule]] = defaultdict(dict)
    for rule in problem.rules:
        if rule.answer in known[rule.question]:
            yield of_rule(rule, "input.duplicate_rule", "feature")
        known[rule.question][rule.answer] = rule
    given: dict[str, Counter[str]] = {question: Counter() for question in known}
    unknown: set[str] = set()
    for person in problem.people:
        for question, answers in known.items():
            answer = person.answers.get(question)
            if answer is None:
                unknown.add(question)
                yield InputProblem(
                    "input.missing_answer", "people", person.row, question, {"id": person.id}
                )
            elif answer not in answers:
                unknown.add(question)
                yield InputProblem(
                    "input.unknown_answer",
                    "people",
                    person.row,
                    question,
                    {"id": person.id, "answer": answer, "known": ", ".join(answers)},
                )
            else:
                given[question][answer] += 1
    # Whoever is counted wrongly for a misspelling would only hide it.
    for rule in problem.rules:
        if rule.question not in unknown:
            yield from _reach(rule, given[rule.question][rule.answer])


def _reach(rule: Rule, have: int) -> Iterator[InputProblem]:
    if have == 0 and rule.floor > 0:
        yield of_rule(rule, "input.nobody_answered", "feature", floor=rule.floor)
    elif have < rule.floor:
        yield of_rule(rule, "input.floor_over_pool", "min", floor=rule.floor, have=have)


def floors(problem: Problem) -> Iterator[InputProblem]:
    """Places against people, and the floors and ceilings of a question against places."""
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
