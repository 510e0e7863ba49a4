"""Is this record what it says? Fast: lottery, chances, certificate, draw. Full: solved again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from fairplaces import certificate
from fairplaces.drawing import draw
from fairplaces.errors import BadInput, BadRecord, InputProblem
from fairplaces.lottery import Lottery
from fairplaces.problem import Problem
from fairplaces.record.hashing import problem_hash, record_hash
from fairplaces.record.make import FORMAT, FORMAT_VERSION, ratio
from fairplaces.record.problems import from_json
from fairplaces.record.shape import misshapen
from fairplaces.seeds import Seed
from fairplaces.types import Program, program_of
from fairplaces.watch import Watch


@dataclass(frozen=True, slots=True)
class Verification:
    """What a good record proves.

    gap: smallest chance below its proven bound; is_full: solved again; is_identical: solved again
    with the very same panels and tickets (None where not tried; another machine may find other
    panels for the same chances).
    """

    smallest_chance: Fraction
    bound: Fraction
    is_full: bool
    is_identical: bool | None

    @property
    def gap(self) -> float:
        """How far the smallest chance is from its bound, at least 0."""
        return max(0.0, float(self.bound - self.smallest_chance))


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
    and of the problem); expected_hash: the record's hash as published. Without them a record can only be checked against itself. `full` solves the
    problem again: chances must agree to 10⁻⁷, cuts and exclusions are proved again, and
    replacements are drawn again.
    """
    reasons = [*misshapen(record)]
    if reasons:
        raise BadRecord(reasons)
    try:
        return _verified(
            record, full, commitment, expected_hash, expected_problem, watch or Watch()
        )
    except OverflowError as error:
        # Whole numbers beyond 64 bits: no record of ours holds one.
        raise BadRecord([_fault("record.malformed", "record")]) from error


def _verified(  # noqa: PLR0917  (the questions of `verify`, all of them)
    record: Mapping[str, Any],
    full: bool,
    commitment: str | None,
    expected_hash: str | None,
    expected_problem: str | None,
    watch: Watch,
) -> Verification:
    reasons: list[InputProblem] = []
    reasons += _seals(record, commitment, expected_hash)
    if expected_problem is not None and problem_hash(record["problem"]) != expected_problem:
        reasons.append(_fault("record.other_problem", "problem"))
    try:
        problem = from_json(record["problem"])
    except BadInput as error:
        raise BadRecord([*reasons, *error.problems]) from error
    base = program_of(problem)
    reasons += _certificate_shape(record, base)
    if reasons:
        raise BadRecord(reasons)
    program, lottery = _program(record, base), _lottery(record, base)
    reasons += _lottery_faults(record, base, program, lottery)
    reasons += _draw_faults(record, program, lottery)
    if reasons:
        raise BadRecord(reasons)
    chances = lottery.chances(program)
    free = [chance for chance, is_free in zip(chances, program.free, strict=True) if is_free]
    is_identical = None
    if full:
        from fairplaces.record.resolve import again

        is_identical = again(record, problem, base, lottery, watch)
    found = Fraction(record["certificate"]["bound"])
    return Verification(min(free, default=Fraction(1)), found, full, is_identical)


def _fault(code: str, field: str, **details: Any) -> InputProblem:
    return InputProblem(code, "record", None, field, details)


def _seals(
    record: Mapping[str, Any], commitment: str | None, expected_hash: str | None
) -> Iterator[InputProblem]:
    if record["format"] != FORMAT or record["version"] != FORMAT_VERSION:
        yield _fault("record.unknown_format", "format")
    if record["hash"] != record_hash(record):
        yield _fault("record.hash", "hash")
    if expected_hash is not None and expected_hash != record["hash"]:
        yield _fault("record.other_hash", "hash")
    seed = Seed(record["seed"]["secret"], record["seed"]["public"])
    if not seed.keeps(record["seed"]["commitment"]):
        yield _fault("record.commitment", "seed.commitment")
    if commitment is not None and not seed.keeps(commitment):
        yield _fault("record.other_commitment", "seed.commitment")


def _certificate_shape(record: Mapping[str, Any], base: Program) -> Iterator[InputProblem]:
    types, given = len(base.count), record["certificate"]
    rows = len(base.rows) + len(given["cuts"])
    if len(given["multipliers"]) != rows:
        yield _fault("record.malformed", "certificate.multipliers")
    if any(len(cut["coefficients"]) != types for cut in given["cuts"]):
        yield _fault("record.malformed", "certificate.cuts")
    if any(not 0 <= t < types for t in given["outside"]):
        yield _fault("record.malformed", "certificate.outside")
    if any(not 0 <= t < types for p in record["lottery"]["panels"] for t, _ in p["units"]):
        yield _fault("record.malformed", "lottery.panels")


def _program(record: Mapping[str, Any], base: Program) -> Program:
    given = record["certificate"]
    program = base
    for cut in given["cuts"]:
        coefficients = np.array(cut["coefficients"], dtype=np.int64)
        program = program.with_row(coefficients, cut["upper"])
    return program.without(given["outside"]) if given["outside"] else program


def _lottery(record: Mapping[str, Any], base: Program) -> Lottery:
    given = record["lottery"]["panels"]
    panels = np.zeros((len(given), len(base.count)), dtype=np.int64)
    for row, panel in zip(panels, given, strict=True):
        for t, number in panel["units"]:
            row[t] = number
    return Lottery(panels, np.array([panel["tickets"] for panel in given], dtype=np.int64))


def _lottery_faults(
    record: Mapping[str, Any], base: Program, program: Program, lottery: Lottery
) -> Iterator[InputProblem]:
    for number, panel in enumerate(lottery.panels):
        # Cuts hold for every panel, so a panel beyond one refutes the certificate.
        if not (base.keeps(panel) and replace(program, rows=program.rows).keeps(panel)):
            yield _fault("record.rule_broken", "lottery.panels", panel=number)
    if lottery.tickets != record["lottery"]["tickets"]:
        yield _fault("record.tickets", "lottery.tickets")
    if [ratio(chance) for chance in lottery.chances(program)] != record["chances"]:
        yield _fault("record.chances", "chances")
    if (
        ratio(certificate.bound(program, record["certificate"]["multipliers"]))
        != (record["certificate"]["bound"])
    ):
        yield _fault("record.bound", "certificate.bound")


def _draw_faults(
    record: Mapping[str, Any], program: Program, lottery: Lottery
) -> Iterator[InputProblem]:
    seed = Seed(record["seed"]["secret"], record["seed"]["public"])
    drawn = draw(lottery, program.units, seed)
    result = record["result"]
    for field, value in (
        ("ticket", drawn.ticket),
        ("panel", drawn.panel),
        ("selected", list(drawn.selected)),
    ):
        if result[field] != value:
            yield _fault("record.result", f"result.{field}")


def problem_of(record: Mapping[str, Any]) -> Problem:
    """The problem of a checked record, people under their pseudonyms."""
    return from_json(record["problem"])
