"""Records that fit together and yet are not true: which of them are refused, and how."""

import copy
import json
from typing import Any

import numpy as np
import pytest

from fairplaces.allocating import allocate
from fairplaces.coverage import whole_of
from fairplaces.drawing import draw
from fairplaces.errors import BadRecord
from fairplaces.grouping import program_of
from fairplaces.lottery import Lottery
from fairplaces.problem import Person, Problem, Rule
from fairplaces.record import (
    make_record,
    problem_of,
    sealed,
    verify,
)
from fairplaces.record.make import ratio
from fairplaces.seeds import Seed
from tests.fairplaces.conftest import SECRET


def test_a_less_fair_lottery_is_refused_by_its_own_certificate(made: dict[str, Any]) -> None:
    # All tickets to one panel, everything else made to fit, sealed again.
    panels = made["lottery"]["panels"]
    shares = [made["lottery"]["tickets"] - len(panels) + 1, *[1] * (len(panels) - 1)]
    forged = with_shares(made, shares)
    with pytest.raises(BadRecord, match="does not show it"):
        verify(forged)
    # Without the claim it is a consistent record of a poor lottery, and openly so.
    forged["certificate"]["is_proven"] = False
    found = verify(sealed(forged))
    assert not found.is_proven
    assert found.gap > 1e-4


def test_a_lottery_that_is_unfair_only_above_the_smallest_chance_needs_solving() -> None:
    # Two parties with floors: the worst-off keep their chance, the others are divided badly.
    people = [Person(f"a{i}", {"q": "a"}) for i in range(8)]
    people += [Person(f"b{i}", {"q": "b"}) for i in range(2)]
    people += [Person(f"c{i}", {"q": "c"}) for i in range(2)]
    rules = (Rule("q", "a", 1, 1), Rule("q", "b", 0, 2), Rule("q", "c", 0, 2))
    fair = made_of(Problem(tuple(people), 3, rules))
    assert verify(fair, full=True).gap < 1e-7
    forged = copy.deepcopy(fair)
    forged["lottery"]["panels"] = [
        {"tickets": 6 * 10**8, "units": [[t, n] for t, n in units]}
        for units in ([(0, 1), (1, 2)], [(0, 1), (1, 1), (2, 1)])
    ]
    forged["lottery"]["panels"][1]["tickets"] = 4 * 10**8
    forged = with_shares(forged, [6 * 10**8, 4 * 10**8])
    assert verify(forged).gap < 1e-7
    with pytest.raises(BadRecord, match="other chances"):
        verify(forged, full=True)


def made_of(problem: Problem) -> dict[str, Any]:
    """The record of a problem, as it is read from a file."""
    record = make_record(allocate(problem), Seed(SECRET, "1 2 3"))
    read: dict[str, Any] = json.loads(json.dumps(record))
    return read


def with_shares(record: dict[str, Any], shares: list[int]) -> dict[str, Any]:
    """A forgery: other tickets for the panels, and all that follows from them made to fit."""
    changed = copy.deepcopy(record)
    for panel, share in zip(changed["lottery"]["panels"], shares, strict=True):
        panel["tickets"] = share
    program = program_of(problem_of(changed))
    rows = np.zeros((len(shares), len(program.count)), dtype=np.int64)
    for row, panel in zip(rows, changed["lottery"]["panels"], strict=True):
        for t, number in panel["units"]:
            row[t] = number
    lottery = Lottery(rows, np.array(shares))
    changed["chances"] = [ratio(chance) for chance in lottery.chances(program)]
    drawn = draw(lottery, program.units, Seed(SECRET, changed["seed"]["public"]))
    changed["result"] = {
        "ticket": drawn.ticket,
        "panel": drawn.panel,
        "selected": list(drawn.selected),
    }
    return sealed(changed)


def test_tickets_that_wrap_around_sixty_four_bits_are_refused(made: dict[str, Any]) -> None:
    # Four times 2⁶² is 0 in 64 bits: counted so, the sum would still be the stated one.
    changed = copy.deepcopy(made)
    for panel in changed["lottery"]["panels"][:4]:
        panel["tickets"] += 2**62
    with pytest.raises(BadRecord, match="do not add up"):
        verify(sealed(changed))


def test_cuts_too_large_to_be_counted_are_refused(made: dict[str, Any]) -> None:
    changed = copy.deepcopy(made)
    types = len(changed["chances"])
    changed["certificate"]["cuts"] = [{"coefficients": [2**61] * types, "upper": 2**62}]
    changed["certificate"]["multipliers"].append(1)
    with pytest.raises(BadRecord, match=r"certificate\.cuts"):
        verify(sealed(changed))


def test_a_false_cut_and_a_false_exclusion_are_claims_until_they_are_proved_again(
    made: dict[str, Any],
) -> None:
    assert verify(made).cuts == 0
    panels, outside = made["lottery"]["panels"], made["certificate"]["outside"]
    largest = [
        max(dict(panel["units"]).get(t, 0) for panel in panels) for t in range(len(made["chances"]))
    ]
    t = next(t for t, most in enumerate(largest) if most > 0)
    row = [int(t == other) for other in range(len(largest))]
    # This lottery keeps the cut, and other panels that keep every rule do not.
    cut = {"coefficients": row, "upper": largest[t]}
    given = {**made["certificate"], "cuts": [cut]}
    given["multipliers"] = [*given["multipliers"], 0]
    changed = sealed({**made, "certificate": given})
    assert verify(changed).cuts == 1
    if whole_of(program_of(problem_of(made))).best(np.array(row, float)).value > largest[t]:
        with pytest.raises(BadRecord, match="forbids"):
            verify(changed, full=True)
    # A cut that a panel of the lottery itself breaks is refused without solving.
    given["cuts"] = [{**cut, "upper": largest[t] - 1}]
    with pytest.raises(BadRecord, match="breaks a rule"):
        verify(sealed({**made, "certificate": given}))
    # Somebody who could come cannot be said to fit nowhere while the lottery calls them.
    given = {**made["certificate"], "outside": [*outside, t]}
    with pytest.raises(BadRecord):
        verify(sealed({**made, "certificate": given}))


def test_an_exclusion_that_is_not_true_is_found_by_solving() -> None:
    people = [Person(f"a{i}", {"q": "a"}) for i in range(4)]
    people += [Person(f"b{i}", {"q": "b"}) for i in range(4)]
    rules = (Rule("q", "a", 0, 2), Rule("q", "b", 0, 2))
    record = made_of(Problem(tuple(people), 2, rules))
    # Those who answered b are never called and said to fit in no panel.
    forged = copy.deepcopy(record)
    forged["lottery"]["panels"] = [{"tickets": 10**9, "units": [[0, 2]]}]
    forged["certificate"] |= {"outside": [1], "multipliers": [1, 0, 0], "bound": "1/2"}
    forged = with_shares(forged, [10**9])
    assert verify(forged).outside == 4
    with pytest.raises(BadRecord, match="fits in one"):
        verify(forged, full=True)


@pytest.mark.parametrize("gamma", ["nan", "0", "-1.0", "1e999", "...", "1.0\n"])
def test_a_weight_that_is_no_number_is_refused(made: dict[str, Any], gamma: str) -> None:
    changed = copy.deepcopy(made)
    changed["objective"]["gamma"] = gamma
    with pytest.raises(BadRecord):
        verify(sealed(changed), full=True)


def test_half_a_character_is_refused_not_stumbled_over(made: dict[str, Any]) -> None:
    changed = copy.deepcopy(made)
    changed["made_with"]["python"] = "\ud800"
    with pytest.raises(BadRecord):
        verify(changed)
