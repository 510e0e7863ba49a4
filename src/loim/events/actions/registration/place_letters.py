"""What a worker does with `tell_of_places`: one letter to each who was not told yet."""

from collections.abc import Iterable
from datetime import datetime


def write_place_letters(*, registrations: Iterable[int], now: datetime) -> None:
    """Written in a moment; see `letters`."""
