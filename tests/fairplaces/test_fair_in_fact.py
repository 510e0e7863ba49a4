"""Draws happen as often as the published lottery says."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np
from scipy.stats import chi2

from fairplaces.drawing import draw
from fairplaces.grouping import program_of
from fairplaces.lottery import Lottery
from fairplaces.record import problem_of
from fairplaces.seeds import Seed, Stream
from fairplaces.types import Program

DRAWS = 100_000


def lottery_of(record: dict[str, Any], types: int) -> Lottery:
    panels = np.zeros((len(record["lottery"]["panels"]), types), dtype=np.int64)
    for row, panel in zip(panels, record["lottery"]["panels"], strict=True):
        for t, number in panel["units"]:
            row[t] = number
    return Lottery(panels, np.array([p["tickets"] for p in record["lottery"]["panels"]]))


def surprise(seen: Counter[int], lottery: Lottery, draws: int) -> float:
    """The chi-squared probability of counts at least as far from the lottery's shares."""
    expected = lottery.shares / lottery.tickets * draws
    counts = np.array([seen[i] for i in range(len(expected))])
    # Panels expected less than five times are counted together.
    rare = expected < 5
    if rare.any():
        counts = np.append(counts[~rare], counts[rare].sum())
        expected = np.append(expected[~rare], expected[rare].sum())
    distance = float(((counts - expected) ** 2 / np.maximum(expected, 1e-9)).sum())
    return float(chi2.sf(distance, len(expected) - 1))


def test_a_hundred_thousand_draws_match_the_published_shares(made: dict[str, Any]) -> None:
    lottery = lottery_of(made, len(program_of(problem_of(made)).count))
    stream = Seed("a fixed seed").stream("test")
    seen = Counter(lottery.panel_of(stream.below(lottery.tickets)) for _ in range(DRAWS))
    assert surprise(seen, lottery, DRAWS) > 0.001


def test_a_biased_sampler_is_caught(made: dict[str, Any]) -> None:
    lottery = lottery_of(made, len(program_of(problem_of(made)).count))

    def biased(number: int) -> int:
        # A remainder without rejection, from too few bits: the low tickets come more often.
        word = hashlib.sha256(f"biased {number}".encode()).digest()[:4]
        return int.from_bytes(word, "big") % int(lottery.tickets * 0.95)

    seen = Counter(lottery.panel_of(biased(i)) for i in range(DRAWS))
    assert surprise(seen, lottery, DRAWS) < 1e-6


def test_the_classical_bias_of_a_remainder_is_caught(made: dict[str, Any]) -> None:
    lottery = lottery_of(made, len(program_of(problem_of(made)).count))
    # 2³⁰ is a little more than 10⁹ tickets, so the lowest 7 % of them come twice as often.
    assert lottery.tickets == 10**9

    def biased(number: int) -> int:
        word = hashlib.sha256(f"thirty bits {number}".encode()).digest()[:4]
        return (int.from_bytes(word, "big") >> 2) % lottery.tickets

    seen = Counter(lottery.panel_of(biased(i)) for i in range(DRAWS))
    assert surprise(seen, lottery, DRAWS) < 1e-6


def people_surprise(
    selections: Iterable[Iterable[str]], lottery: Lottery, program: Program, draws: int
) -> float:
    """The chi-squared probability of people's counts; people of chance 0 or 1 must be exact."""
    seen: Counter[str] = Counter()
    for selected in selections:
        seen.update(selected)
    distance, people = 0.0, 0
    for chance, units in zip(lottery.chances(program), program.units, strict=True):
        p = float(chance)
        for person in (person for unit in units for person in unit):
            if 0 < p < 1:
                distance += (seen[person] - draws * p) ** 2 / (draws * p * (1 - p))
                people += 1
            else:
                assert seen[person] == draws * p
    # Members of one panel depend on each other, so the degrees of freedom are only about right.
    return float(chi2.sf(distance, people))


def test_people_come_as_often_as_their_stated_chance(made: dict[str, Any]) -> None:
    program = program_of(problem_of(made))
    lottery, draws = lottery_of(made, len(program.count)), 4_000
    drawn = (draw(lottery, program.units, Seed(f"draw {n}")).selected for n in range(draws))
    assert people_surprise(drawn, lottery, program, draws) > 1e-4


def test_a_sampler_that_prefers_those_who_stand_first_is_caught(made: dict[str, Any]) -> None:
    program = program_of(problem_of(made))
    lottery, draws = lottery_of(made, len(program.count)), 4_000

    def lazy(number: int) -> list[str]:
        # The ticket is fair, but one time in ten who of a type comes is taken in order.
        seed = Seed(f"draw {number}")
        if number % 10:
            return list(draw(lottery, program.units, seed).selected)
        panel = lottery.panels[lottery.panel_of(seed.stream("draw", "ticket").below(10**9))]
        return [
            person
            for units, count in zip(program.units, panel, strict=True)
            for unit in units[: int(count)]
            for person in unit
        ]

    assert people_surprise(map(lazy, range(draws)), lottery, program, draws) < 1e-6


def test_the_stream_rejects_rather_than_wraps_around() -> None:
    # With n just above half the span nearly every second block must be rejected.
    stream = Stream(b"seed", ("test",))
    number = (1 << 255) + 1
    values = [stream.below(number) for _ in range(200)]
    assert max(values) < number
    assert stream.place > 300


def test_the_construction_is_the_one_that_is_written_down() -> None:
    # Written out here once more, with nothing of the library: the draw can be replayed by hand.
    def digest(*parts: bytes) -> bytes:
        return hashlib.sha256(b"".join(len(p).to_bytes(8, "big") + p for p in parts)).digest()

    seed = digest(b"fairplaces 1 seed", b"secret", b"public")
    block = digest(seed, b"draw", b"ticket", (0).to_bytes(8, "big"))
    expected = int.from_bytes(block, "big") % 1_000_000_000
    assert Seed("secret", "public").stream("draw", "ticket").below(1_000_000_000) == expected
    assert Seed("secret").commitment == digest(b"fairplaces 1 commitment", b"secret").hex()
