"""Text where text belongs: 7 and "7" are two answers, so neither is guessed to be the other."""

from collections.abc import Iterator
from typing import Any

from fairplaces.errors import InputProblem
from fairplaces.problem import Problem, Rule


def texts(problem: Problem) -> Iterator[InputProblem]:
    """Ids, questions, answers and reasons that are no text, or text that no file can hold."""
    for person in problem.people:
        if not _is_text(person.id):
            yield _fault("people", person.row, "id", person.id)
        for question, answer in person.answers.items():
            if not (_is_text(question) and _is_text(answer)):
                yield _fault("people", person.row, str(question), answer)
    for rule in problem.rules:
        yield from _texts_of(rule)
    for source, decisions in (("must", problem.must), ("must not", problem.must_not)):
        for decision in decisions:
            if not (_is_text(decision.person) and _is_text(decision.reason)):
                yield _fault(source, None, None, decision.reason)


def _texts_of(rule: Rule) -> Iterator[InputProblem]:
    parts = (("category", "question", rule.question), ("feature", "answer", rule.answer))
    for column, name, text in parts:
        if not _is_text(text):
            yield _fault("rules", rule.row, column, text)
        elif not text.strip():
            yield InputProblem(f"input.no_{name}", "rules", rule.row, column)


def _is_text(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    # Half a character (a lone surrogate) cannot be written down, so it cannot be hashed either.
    return value.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in value)


def _fault(source: str, row: int | None, column: str | None, value: Any) -> InputProblem:
    return InputProblem("input.not_text", source, row, column, {"value": ascii(value)[:60]})
