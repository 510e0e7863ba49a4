"""The answer: a lottery over panels, everybody's chance, and how good it provably is."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from fairplaces import certificate
from fairplaces.lottery import Lottery
from fairplaces.problem import Problem
from fairplaces.targets import Objective, Target
from fairplaces.types import Program


@dataclass(frozen=True)
class Allocation:
    """A lottery for a problem.

    program: its types, with cuts and with those shut out who fit in no panel (`outside`, types);
    multipliers (R,) prove `bound`; is_proven: the objective's optimum over everything possible
    was reached to 1e-8 (before rounding to tickets).
    """

    problem: Problem
    objective: Objective
    gamma: float
    program: Program
    target: Target
    lottery: Lottery
    multipliers: tuple[int, ...]
    outside: tuple[int, ...]
    is_proven: bool
    seconds: float

    @cached_property
    def type_chances(self) -> tuple[Fraction, ...]:
        """(T,) exact chances by type."""
        return self.lottery.chances(self.program)

    @cached_property
    def chances(self) -> Mapping[str, Fraction]:
        """Everybody's exact chance, by person id."""
        return {
            person: chance
            for chance, units in zip(self.type_chances, self.program.units, strict=True)
            for unit in units
            for person in unit
        }

    @cached_property
    def smallest_chance(self) -> Fraction:
        """The smallest chance among those who can be in some panel and are not decided upon."""
        free = [
            c for c, is_free in zip(self.type_chances, self.program.free, strict=True) if is_free
        ]
        return min(free, default=Fraction(1))

    @cached_property
    def bound(self) -> Fraction:
        """What no lottery under these rules can exceed as smallest chance; exact."""
        return certificate.bound(self.program, self.multipliers)

    @property
    def gap(self) -> float:
        """How far the smallest chance is from `bound`, at least 0."""
        return max(0.0, float(self.bound - self.smallest_chance))

    @cached_property
    def rounding(self) -> float:
        """How far rounding to tickets moved anybody's chance from the target at most."""
        return max(
            abs(float(chance) - float(x) / int(count))
            for chance, x, count in zip(
                self.type_chances, self.target.x, self.program.count, strict=True
            )
        )
