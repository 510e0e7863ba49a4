"""How the views of those who answered alone lie, where that tells nobody's answer."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

FEWEST_ANSWERS = 3
Choice = TypeVar("Choice", bound=Hashable)


@dataclass(frozen=True)
class Spread(Generic[Choice]):
    """`counts`: how many chose each of the choices, in their order, then None ('I don't know');
    None as a whole where fewer than three answered."""

    answered: int
    counts: tuple[tuple[Choice | None, int], ...] | None


def spread(choices: Sequence[Choice], answers: Iterable[Choice | None]) -> Spread[Choice]:
    counted = Counter(answers)
    answered = counted.total()
    if answered < FEWEST_ANSWERS:
        return Spread(answered, None)
    return Spread(answered, tuple((each, counted[each]) for each in (*choices, None)))
