"""Numbers as they are typed after an option."""

import argparse
import math
from collections.abc import Callable


def places(text: str) -> int | tuple[int, int]:
    """A number, or a range such as 28-30."""
    parts = text.replace("–", "-").split("-")
    try:
        numbers = [int(part) for part in parts]
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is neither 30 nor 28-30") from None
    if len(numbers) > 2:
        raise argparse.ArgumentTypeError(f"{text!r} is neither 30 nor 28-30")
    return numbers[0] if len(numbers) == 1 else (numbers[0], numbers[1])


def whole(least: int, most: int | None = None) -> Callable[[str], int]:
    """A whole number from `least` to `most`."""

    def read(text: str) -> int:
        if text.isdecimal() and least <= int(text) <= (int(text) if most is None else most):
            return int(text)
        top = "" if most is None else f" and at most {most}"
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number of at least {least}{top}")

    return read


def positive(text: str) -> float:
    """A number above 0."""
    value = _number(text)
    if not 0 < value < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is not above 0")
    return value


def share(text: str) -> float:
    """A number from 0 to 1."""
    value = _number(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not from 0 to 1")
    return value


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no number") from None
