"""Numbers that look random and are the same on every machine and with every library version."""

import numpy as np
from numpy.typing import NDArray

from fairplaces.types import Floats

_STEP = np.uint64(0x9E3779B97F4A7C15)


class Kicks:
    """A splitmix64 stream (Steele, Lea, Flood 2014): only to vary the search, never to draw."""

    def __init__(self, seed: int = 0) -> None:
        self.place = np.uint64(seed)

    def words(self, count: int) -> NDArray[np.uint64]:
        """(count,) 64-bit words."""
        with np.errstate(over="ignore"):
            z = self.place + _STEP * np.arange(1, count + 1, dtype=np.uint64)
            self.place = z[-1] if count else self.place
            z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            return z ^ (z >> np.uint64(31))

    def even(self, count: int) -> Floats:
        """(count,) in [0, 1), multiples of 2⁻⁵³."""
        return (self.words(count) >> np.uint64(11)).astype(float) * 2.0**-53
