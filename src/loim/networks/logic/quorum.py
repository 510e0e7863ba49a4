"""Whether enough of those who may vote are there. The rules are `models.network.Quorum`."""

from collections.abc import Callable

_SHARES: dict[str, Callable[[int], int]] = {
    "half": lambda entitled: (entitled + 1) // 2,
    "majority": lambda entitled: entitled // 2 + 1,
    "two_thirds": lambda entitled: (2 * entitled + 2) // 3,
}


def needed(rule: str, number: int | None, entitled: int) -> int:
    """How many of `entitled` must be there; at least one, unless the rule asks for nobody.

    A rule of a fixed `number` does not sink when seats are vacant: it can ask for more than
    there are. Raises ValueError for a rule that is not known, or a number that is missing.
    """
    if rule == "none":
        return 0
    if rule == "number":
        if not number:
            raise ValueError(number)
        return number
    if rule not in _SHARES:
        raise ValueError(rule)
    return max(1, _SHARES[rule](entitled))


def is_quorate(rule: str, number: int | None, present: int, entitled: int) -> bool:
    """`present` counts those who may vote, each once; guests and observers make no quorum."""
    return present >= needed(rule, number, entitled)
