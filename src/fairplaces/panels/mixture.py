"""What a search for panels comes back with."""

from dataclasses import dataclass

from fairplaces.types import Floats, Ints


@dataclass(frozen=True, slots=True)
class Cut:
    """coefficients·y ≤ upper holds for every panel, and the target breaks it."""

    coefficients: Ints
    upper: int


@dataclass(frozen=True, slots=True)
class Mixture:
    """panels (N, T) with weights (N,) ≥ 0, sum 1; error: largest |Σ λ_i y_i − x|.

    `cut` where the target was proved out of reach; `outside` the types that fit in no panel.
    """

    panels: Ints
    weights: Floats
    error: float
    cut: Cut | None = None
    outside: tuple[int, ...] = ()
