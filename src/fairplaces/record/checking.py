"""What can be checked of a record by counting: seals, certificate, lottery, draw."""

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from fairplaces import certificate
from fairplaces.drawing import draw
from fairplaces.errors import InputProblem
from fairplaces.lottery import Lottery
from fairplaces.record.hashing import problem_hash, record_hash
from fairplaces.record.make import FORMAT, FORMAT_VERSION, ratio
from fairplaces.record.parts import seed_of
from fairplaces.types import Program

# Sums of whole numbers must stay within 64 bits: beyond it they would wrap around unseen.
_MOST = 2**62
_REACHED = Fraction(1, 10**7)
# The objectives that promise the largest smallest chance.
_RAISING = ("leximin", "maximin")


def fault(code: str, field: str, **details: Any) -> InputProblem:
    """Something wrong with a field of the record."""
    return InputProblem(code, "record", None, field, details)


def seals(
    record: Mapping[str, Any],
    commitment: str | None,
    expected_hash: str | None,
    expected_problem: str | None,
) -> Iterator[InputProblem]:
    """Format, hashes and commitment, against themselves and against what was published."""
    if record["format"] != FORMAT or record["version"] != FORMAT_VERSION:
        yield fault("record.unknown_format", "format")
    if record["hash"] != record_hash(record):
        yield fault("record.hash", "hash")
    if expected_hash is not None and expected_hash.strip().lower() != record["hash"]:
        yield fault("record.other_hash", "hash")
    if expected_problem is not None and (
        problem_hash(record["problem"]) != expected_problem.strip().lower()
    ):
        yield fault("record.other_problem", "problem")
    seed = seed_of(record)
    if not seed.keeps(record["seed"]["commitment"]):
        yield fault("record.commitment", "seed.commitment")
    if commitment is not None and not seed.keeps(commitment):
        yield fault("record.other_commitment", "seed.commitment")


def numbers(record: Mapping[str, Any], base: Program) -> Iterator[InputProblem]:
    """Lengths and ranges that the schema cannot say."""
    types, given = len(base.count), record["certificate"]
    people = int(base.count.sum())
    if not _is_positive(record["objective"]["gamma"]):
        yield fault("record.malformed", "objective.gamma")
    if len(given["multipliers"]) != len(base.rows) + len(given["cuts"]):
        yield fault("record.malformed", "certificate.multipliers")
    for cut in given["cuts"]:
        largest = max((abs(value) for value in [*cut["coefficients"], cut["upper"]]), default=0)
        if len(cut["coefficients"]) != types or largest * max(1, people) >= _MOST:
            yield fault("record.malformed", "certificate.cuts")
    if any(t >= types for t in given["outside"]):
        yield fault("record.malformed", "certificate.outside")
    for panel in record["lottery"]["panels"]:
        if any(t >= types or number > people for t, number in panel["units"]):
            yield fault("record.malformed", "lottery.panels")
    tickets = sum(panel["tickets"] for panel in record["lottery"]["panels"])
    if tickets != record["lottery"]["tickets"] or tickets >= _MOST:
        yield fault("record.tickets", "lottery.tickets")


def _is_positive(text: str) -> bool:
    try:
        return 0 < float(text) < math.inf
    except ValueError:
        return False


def lottery_faults(
    record: Mapping[str, Any], program: Program, lottery: Lottery
) -> Iterator[InputProblem]:
    """Panels, chances, bound; and a smallest chance that is openly below what is claimed."""
    # Cuts hold for every panel, so a panel beyond one refutes the certificate.
    for number, panel in enumerate(lottery.panels):
        if not program.keeps(panel):
            yield fault("record.rule_broken", "lottery.panels", panel=number)
    chances = lottery.chances(program)
    if [ratio(chance) for chance in chances] != record["chances"]:
        yield fault("record.chances", "chances")
    bound = certificate.bound(program, record["certificate"]["multipliers"])
    if ratio(bound) != record["certificate"]["bound"]:
        yield fault("record.bound", "certificate.bound")
    if record["certificate"]["is_proven"]:
        least = min(
            (c for c, is_free in zip(chances, program.free, strict=True) if is_free),
            default=Fraction(1),
        )
        is_short = bound - least > alike(lottery)
        if record["objective"]["name"] == "random" or (
            is_short and record["objective"]["name"] in _RAISING
        ):
            yield fault("record.not_proven", "certificate.is_proven")


def alike(lottery: Lottery) -> Fraction:
    """How far a proven lottery may be from its target: 10⁻⁷, and one ticket for each panel."""
    return _REACHED + Fraction(len(lottery.panels), lottery.tickets)


def draw_faults(
    record: Mapping[str, Any], program: Program, lottery: Lottery
) -> Iterator[InputProblem]:
    """Whether the seed draws the result."""
    drawn = draw(lottery, program.units, seed_of(record))
    result = record["result"]
    for field, value in (
        ("ticket", drawn.ticket),
        ("panel", drawn.panel),
        ("selected", list(drawn.selected)),
    ):
        if result[field] != value:
            yield fault("record.result", f"result.{field}")
