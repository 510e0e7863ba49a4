"""Different people in several organisations: which of these numbers may be shown together.

What is counted together is only of organisations whose own number is shown, so that nothing is
found by subtraction; and how many were in more than one of them is no small number either. The same
holds of years: of all so far and of the last one, nobody may find that three people came back.
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


def tells_of_nobody_over_time(
    before: int, last: int, together: int, threshold: int = THRESHOLD
) -> bool:
    """May `together`, everybody of all years once, stand beside those `before` the last year and
    those of the `last` one? Their differences are who came back, who is new, who stayed away."""
    differences = (before + last - together, together - before, together - last)
    return not any(0 < difference < threshold for difference in differences)
