"""A record proves a draw, and no field of it can be altered."""

import copy
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fairplaces.errors import BadRecord
from fairplaces.record import problem_hash, problem_of, record_hash, sealed, verify
from fairplaces.record.shape import misshapen, schema
from fairplaces.seeds import Seed, commitment
from fairplaces.waiting.replace import replace_withdrawn
from tests.fairplaces.conftest import SECRET

Path_ = tuple[str | int, ...]


def leaves(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Every field; of long lists the first, the last and one between."""
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list) and value:
        for i in sorted({0, len(value) // 2, len(value) - 1}):
            yield from leaves(value[i], (*path, i))
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


def test_a_less_fair_lottery_is_caught_by_solving_again(made: dict[str, Any]) -> None:
    import numpy as np

    from fairplaces.drawing import draw
    from fairplaces.lottery import Lottery
    from fairplaces.record.make import ratio
    from fairplaces.types import program_of

    changed = copy.deepcopy(made)
    panels = changed["lottery"]["panels"]
    for panel in panels[1:]:
        panels[0]["tickets"] += panel["tickets"] - 1
        panel["tickets"] = 1
    program = program_of(problem_of(changed))
    rows = np.zeros((len(panels), len(program.count)), dtype=np.int64)
    for row, panel in zip(rows, panels, strict=True):
        for t, number in panel["units"]:
            row[t] = number
    lottery = Lottery(rows, np.array([panel["tickets"] for panel in panels]))
    changed["chances"] = [ratio(chance) for chance in lottery.chances(program)]
    drawn = draw(lottery, program.units, Seed(SECRET, changed["seed"]["public"]))
    changed["result"] = {
        "ticket": drawn.ticket,
        "panel": drawn.panel,
        "selected": list(drawn.selected),
    }
    changed = sealed(changed)
    assert verify(changed).gap > 1e-4  # fast: consistent, but openly below its bound
    with pytest.raises(BadRecord, match="other chances"):
        verify(changed, full=True)


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
    members = made["result"]["selected"]
    seed = Seed(SECRET, made["seed"]["public"])
    step = replace_withdrawn(problem_of(made), members, members[:1], seed)
    longer = sealed({**made, "replacements": [step.as_json()]})
    verify(longer, full=True)
    other = copy.deepcopy(longer)
    waiting = {p["id"] for p in made["problem"]["people"]} - set(members) - set(step.admitted)
    other["replacements"][0]["admitted"] = [min(waiting)]
    with pytest.raises(BadRecord, match="replacement"):
        verify(sealed(other), full=True)


def _others() -> list[str]:
    named = os.environ.get("FAIRPLACES_OTHER_PYTHON")
    return [sys.executable, *([named] if named else [])]


@pytest.mark.parametrize("python", _others())
@pytest.mark.parametrize("threads", ["1", "2"])
def test_a_record_is_verified_by_another_process_python_and_number_of_threads(
    made: dict[str, Any], tmp_path: Path, python: str, threads: str
) -> None:
    # FAIRPLACES_OTHER_PYTHON names another interpreter that has numpy, scipy and highspy.
    path = tmp_path / "record.json"
    path.write_text(json.dumps(made))
    source = str(Path(__file__).resolve().parents[2] / "src")
    environment = {**os.environ, "PYTHONPATH": source, "PYTHONHASHSEED": "7"}
    environment |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), threads)
    done = subprocess.run(
        [python, "-m", "fairplaces", "verify", str(path), "--full", "--json"],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["good"]
    assert said["identical"]
    assert said["hash"] == record_hash(made)
