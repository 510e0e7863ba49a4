"""Is this record what it says? Fast: lottery, chances, certificate, draw. Full: solved again."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from fairplaces.errors import BadInput, BadRecord
from fairplaces.grouping import program_of
from fairplaces.problem import Problem
from fairplaces.record.checking import (
    draw_faults,
    fault,
    lottery_faults,
    numbers,
    seals,
)
from fairplaces.record.parts import lottery_of_record, program_of_record
from fairplaces.record.problems import from_json
from fairplaces.record.shape import misshapen
from fairplaces.record.steps import step_faults
from fairplaces.watch import Watch


@dataclass(frozen=True, slots=True)
class Verification:
    """What a good record proves.

    smallest_chance and bound: exact; outside: people said to fit in no panel; cuts: inequalities
    that the bound rests on (both only claimed unless is_full); is_proven: the record claims that
    its objective was reached; is_full: solved again; is_identical: solved again with the very
    same panels and tickets (None where not tried; another machine may find other panels for the
    same chances).
    """

    smallest_chance: Fraction
    bound: Fraction
    outside: int
    cuts: int
    is_proven: bool
    is_full: bool
    is_identical: bool | None

    @property
    def gap(self) -> float:
        """How far the smallest chance is from its bound, at least 0."""
        return max(0.0, float(self.bound - self.smallest_chance))


@dataclass(frozen=True, slots=True)
class Published:
    """Hashes that were published: of the secret and of the problem before, of the record after."""

    commitment: str | None = None
    record: str | None = None
    problem: str | None = None


def verify(
    record: Mapping[str, Any],
    *,
    full: bool = False,
    commitment: str | None = None,
    expected_hash: str | None = None,
    expected_problem: str | None = None,
    watch: Watch | None = None,
) -> Verification:
    """Check a record; raises `BadRecord` with every reason found.

    commitment and expected_problem: the hashes that were published before the draw (of the secret
    and of the problem); expected_hash: the record's hash as published. Without them a record can
    only be checked against itself. A record that claims the largest smallest chance and is below
    its own bound is refused without solving; `full` solves the problem again: chances must agree
    to 10⁻⁷, cuts and exclusions are proved again, and replacements are drawn again.
    """
    reasons = [*misshapen(record)]
    if reasons:
        raise BadRecord(reasons)
    published = Published(commitment, expected_hash, expected_problem)
    try:
        return _verified(record, full, published, watch or Watch())
    except (OverflowError, UnicodeEncodeError) as error:
        # Numbers beyond 64 bits and halves of characters: no record of ours holds one.
        raise BadRecord([fault("record.malformed", "record")]) from error


def _verified(
    record: Mapping[str, Any], full: bool, published: Published, watch: Watch
) -> Verification:
    reasons = [*seals(record, published.commitment, published.record, published.problem)]
    try:
        problem = from_json(record["problem"])
    except BadInput as error:
        raise BadRecord([*reasons, *error.problems]) from error
    base = program_of(problem)
    reasons += numbers(record, base)
    if reasons:
        raise BadRecord(reasons)
    program, lottery = program_of_record(record, base), lottery_of_record(record, base)
    for found in (
        lottery_faults(record, program, lottery),
        # Only a lottery that keeps the rules can be drawn from.
        draw_faults(record, program, lottery),
        step_faults(record, problem),
    ):
        reasons += found
        if reasons:
            raise BadRecord(reasons)
    chances = lottery.chances(program)
    free = [chance for chance, is_free in zip(chances, program.free, strict=True) if is_free]
    is_identical = None
    if full:
        from fairplaces.record.resolve import again

        is_identical = again(record, problem, base, lottery, watch)
    given = record["certificate"]
    return Verification(
        smallest_chance=min(free, default=Fraction(1)),
        bound=Fraction(given["bound"]),
        outside=sum(int(base.count[t] * base.size[t]) for t in set(given["outside"])),
        cuts=len(given["cuts"]),
        is_proven=given["is_proven"],
        is_full=full,
        is_identical=is_identical,
    )


def problem_of(record: Mapping[str, Any]) -> Problem:
    """The problem of a checked record, people under their pseudonyms."""
    return from_json(record["problem"])
