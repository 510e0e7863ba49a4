"""A question with a condition comes after the one that it looks at; so no circle can arise."""

from collections.abc import Sequence
from dataclasses import dataclass

STAGES = ("application", "follow_up")


@dataclass(frozen=True)
class Placed:
    """A question as far as order goes; `looks_at` is the key of the question of its condition."""

    key: int
    stage: str
    looks_at: int | None = None


def in_order(questions: Sequence[Placed]) -> list[Placed]:
    """What is asked when registering comes before what is asked after a place is given."""
    return sorted(questions, key=lambda question: STAGES.index(question.stage))


def earlier_than(questions: Sequence[Placed], key: int | None, stage: str) -> list[int]:
    """Keys of those whose answers the question may look at; `key` None is a new one, the last."""
    earlier = []
    for question in in_order(questions):
        if question.key == key or STAGES.index(question.stage) > STAGES.index(stage):
            break
        earlier.append(question.key)
    return earlier


def breaks_order(questions: Sequence[Placed]) -> list[tuple[int, int]]:
    """Pairs (a question, the one that it looks at) in which the second is not the earlier."""
    place = {question.key: number for number, question in enumerate(in_order(questions))}
    return [
        (question.key, question.looks_at)
        for question in questions
        if question.looks_at is not None
        and place.get(question.looks_at, len(place)) >= place[question.key]
    ]


def moved(questions: Sequence[Placed], key: int, step: int) -> list[Placed]:
    """The order with one question a place earlier (-1) or later (1) among those of its stage."""
    order = in_order(questions)
    here = next(number for number, question in enumerate(order) if question.key == key)
    there = here + step
    if not 0 <= there < len(order) or order[there].stage != order[here].stage:
        return order
    order[here], order[there] = order[there], order[here]
    return order
