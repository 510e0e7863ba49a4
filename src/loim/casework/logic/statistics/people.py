"""Different people in several organisations: which of these numbers may be shown together.

What is counted together is only of organisations whose own number is shown, so that nothing is
found by subtraction; and how many were in more than one of them is no small number either.
"""

from collections.abc import Mapping

from loim.casework.logic.statistics.hiding import THRESHOLD


def is_shown(people: int, threshold: int = THRESHOLD) -> bool:
    return people >= threshold


def shown_together(own: Mapping[int, int], together: int, threshold: int = THRESHOLD) -> int | None:
    """`together` counts everybody once; None where how many were counted twice would tell of
    somebody. `own` are shown numbers."""
    twice = sum(own.values()) - together
    if together < threshold or 0 < twice < threshold:
        return None
    return together
