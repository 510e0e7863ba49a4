"""A record proves a draw, and no field of it can be altered."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from fairplaces.allocating import allocate
from fairplaces.errors import BadRecord
from fairplaces.explain.chances import explain_chance
from fairplaces.record import (
    allocation_of,
    make_record,
    problem_hash,
    problem_of,
    sealed,
    standing_of,
    verify,
)
from fairplaces.record.make import ratio
from fairplaces.record.shape import misshapen, schema
from fairplaces.seeds import Seed, commitment
from fairplaces.waiting.replace import replace_withdrawn
from tests.fairplaces.conftest import SECRET
from tests.fairplaces.instances import town

Path_ = tuple[str | int, ...]


def leaves(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Every field, every one."""
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list) and value:
        for i, item in enumerate(value):
            yield from leaves(item, (*path, i))
    else:
        yield path


def altered(record: dict[str, Any], path: Path_) -> dict[str, Any]:
    changed = copy.deepcopy(record)
    inner: Any = changed
    for key in path[:-1]:
        inner = inner[key]
    old = inner[path[-1]]
    inner[path[-1]] = _other(old)
    assert changed != record
    return changed


def _other(old: Any) -> Any:
    if isinstance(old, bool):
        return not old
    if isinstance(old, int):
        return old + 1
    if isinstance(old, str):
        return ("0" if old[:1] != "0" else "1") + old[1:]
    return [0] if isinstance(old, list) else 0


def test_a_good_record_is_good_fast_and_in_full(made: dict[str, Any]) -> None:
    fast = verify(made, commitment=commitment(SECRET), expected_hash=made["hash"])
    full = verify(made, full=True)
    assert fast.gap < 1e-7
    assert full.is_identical is True


def test_a_record_altered_in_any_field_is_refused(made: dict[str, Any]) -> None:
    paths = list(leaves(made))
    assert len(paths) > 60
    for path in paths:
        with pytest.raises(BadRecord):
            verify(altered(made, path))


def test_a_record_altered_and_sealed_again_is_not_the_published_one(made: dict[str, Any]) -> None:
    for path in leaves(made):
        if path != ("hash",):
            with pytest.raises(BadRecord):
                verify(sealed(altered(made, path)), expected_hash=made["hash"])


@pytest.mark.parametrize("part", ["seed", "result", "lottery", "chances"])
def test_altered_and_sealed_again_it_still_contradicts_itself(
    made: dict[str, Any], part: str
) -> None:
    for path in leaves(made):
        if path[0] == part:
            with pytest.raises(BadRecord):
                verify(sealed(altered(made, path)))


def test_a_bound_that_is_not_proved_is_refused(made: dict[str, Any]) -> None:
    changed = copy.deepcopy(made)
    changed["certificate"]["bound"] = "1/7"
    with pytest.raises(BadRecord, match="does not prove"):
        verify(sealed(changed))


def test_a_missing_or_added_field_is_refused(made: dict[str, Any]) -> None:
    for key in made:
        with pytest.raises(BadRecord):
            verify({k: v for k, v in made.items() if k != key})
    with pytest.raises(BadRecord):
        verify(sealed({**made, "note": "new"}))


def test_numbers_beyond_any_lottery_are_refused(made: dict[str, Any]) -> None:
    changed = copy.deepcopy(made)
    changed["lottery"]["panels"][0]["tickets"] = 10**40
    with pytest.raises(BadRecord):
        verify(sealed(changed))


def test_another_secret_than_the_promised_one_is_refused(made: dict[str, Any]) -> None:
    with pytest.raises(BadRecord, match="published before"):
        verify(made, commitment=commitment("another secret"))


def test_another_problem_than_the_promised_one_is_refused(made: dict[str, Any]) -> None:
    published = problem_hash(made["problem"])
    verify(made, expected_problem=published)
    changed = copy.deepcopy(made)
    changed["problem"]["must_not"] = [{"person": made["problem"]["people"][0]["id"], "reason": "x"}]
    with pytest.raises(BadRecord, match="not the problem"):
        verify(sealed(changed), expected_problem=published)


def test_every_objective_is_verified_in_full() -> None:
    problem = town(4, 30, 9, (2, 3))
    for objective in ("maximin", "nash", "goldilocks", "random"):
        record = make_record(allocate(problem, objective), Seed(SECRET))
        found = verify(record, full=True)
        assert found.is_identical, objective
        assert found.is_proven == (objective != "random")


def test_what_a_record_tells_is_its_own_lottery_not_a_new_one(made: dict[str, Any]) -> None:
    told = allocation_of(made)
    assert [ratio(chance) for chance in told.type_chances] == made["chances"]
    assert ratio(told.bound) == made["certificate"]["bound"]
    assert told.is_proven
    anyone = made["problem"]["people"][0]["id"]
    fresh = explain_chance(allocate(problem_of(made)), anyone)
    assert explain_chance(told, anyone) == fresh


def test_the_shipped_schema_is_valid_and_agrees_with_our_own_reader(made: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(schema())
    validator = jsonschema.Draft202012Validator(schema())
    assert not list(validator.iter_errors(made))
    for path in leaves(made):
        wrong = copy.deepcopy(made)
        inner: Any = wrong
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = {"wrong": 1.5}
        assert bool(list(validator.iter_errors(wrong))) == bool(list(misshapen(wrong))), path


def test_replacements_are_part_of_the_record_and_replayed(made: dict[str, Any]) -> None:
    problem, seed = problem_of(made), Seed(SECRET, made["seed"]["public"])
    longer, members, gone = made, made["result"]["selected"], list[str]()
    for number in range(3):
        step = replace_withdrawn(problem, members, members[:1], seed, number=number, gone=gone)
        longer = sealed({**longer, "replacements": [*longer["replacements"], step.as_json()]})
        members, gone = list(step.selected), [*gone, *step.withdrawn]
    verify(longer, full=True)
    now = standing_of(longer)
    assert list(now.members) == sorted(members)
    assert list(now.gone) == sorted(gone)
    waiting = {p["id"] for p in made["problem"]["people"]} - set(members) - set(gone)
    last = longer["replacements"][-1]
    stayed = max(set(members) - set(last["admitted"]))
    forged = {
        "somebody else admitted": {**last, "admitted": [min(waiting)]},
        "a member admitted": {**last, "admitted": [stayed]},
        "somebody who withdrew admitted": {**last, "admitted": [gone[0]]},
        "nobody admitted": {**last, "admitted": []},
        "a stranger withdrawn": {**last, "withdrawn": ["nobody"]},
        "admitted from beyond the alternates": {**last, "alternates": [min(waiting)]},
        "broken rules": {
            **last,
            "broken": [{"question": "q0", "answer": "q0a0", "floor": 1, "ceiling": 1, "have": 0}],
        },
    }
    # Who else might have come can only be seen by drawing again; the rest by counting.
    drawn_again = {"somebody else admitted", "nobody admitted"}
    for what, step in forged.items():
        wrong = sealed({**longer, "replacements": [*longer["replacements"][:-1], step]})
        for is_full in (True, what in drawn_again):
            with pytest.raises(BadRecord, match="replacement"):
                verify(wrong, full=is_full)
    # The order of steps is part of the seed chain.
    first, second, third = longer["replacements"]
    swapped = sealed({**longer, "replacements": [second, first, third]})
    with pytest.raises(BadRecord, match="replacement"):
        verify(swapped, full=True)
