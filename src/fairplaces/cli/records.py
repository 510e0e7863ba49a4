"""`fairplaces verify`, `replace` and `explain`: everything that starts from a record."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any, cast

from fairplaces.allocating import allocate
from fairplaces.allocation import Allocation
from fairplaces.errors import BadInput, InputProblem
from fairplaces.explain.audit import audit
from fairplaces.explain.chances import explain_chance
from fairplaces.explain.effects import effects
from fairplaces.messages import tell
from fairplaces.record import problem_of, sealed, verify
from fairplaces.seeds import Seed
from fairplaces.targets import Objective
from fairplaces.waiting.order import waiting_order
from fairplaces.waiting.replace import replace_withdrawn


def run_verify(given: argparse.Namespace) -> int:
    """Check a record and say what it proves."""
    record = _record(given.record)
    found = verify(
        record,
        full=given.full,
        commitment=given.commitment,
        expected_hash=given.hash,
        expected_problem=given.problem_hash,
    )
    if given.json:
        figures = {
            "good": True,
            "smallest_chance": float(found.smallest_chance),
            "bound": float(found.bound),
            "gap": found.gap,
            "full": found.is_full,
            "identical": found.is_identical,
            "hash": record["hash"],
        }
        _say(json.dumps(figures))
    else:
        _say(tell("record.good", given.language))
    return 0


def run_replace(given: argparse.Namespace) -> int:
    """Replace people who withdraw; the record grows by one step and is sealed again."""
    record = _record(given.record)
    verify(record)
    problem, seed = problem_of(record), _seed(record)
    selected, gone = _members(record)
    known = set(selected)
    strangers = [person for person in given.withdrawn if person not in known]
    if strangers:
        raise BadInput(
            InputProblem("input.unknown_person", "withdrawn", details={"id": person})
            for person in strangers
        )
    number = len(record["replacements"])
    done = replace_withdrawn(
        problem,
        selected,
        given.withdrawn,
        seed,
        number=number,
        gone=gone,
        alternates=given.alternates,
    )
    step = done.as_json()
    longer = sealed({**record, "replacements": [*record["replacements"], step]})
    if given.output:
        text = json.dumps(longer, ensure_ascii=False, indent=1)
        Path(given.output).write_text(text + "\n", encoding="utf-8")
    if given.json:
        _say(json.dumps({**step, "restored": done.is_restored}, ensure_ascii=False))
        return 0
    _say("\n".join(done.admitted))
    if done.is_restored:
        _say(tell("replace.restored", given.language))
    for broken in step["broken"]:
        _say(tell("replace.broken", given.language, **broken))
    return 0


def run_explain(given: argparse.Namespace) -> int:
    """Explain a person's chance, the rules' effects, false answers, the waiting list."""
    record = _record(given.record)
    verify(record)
    problem = problem_of(record)
    allocation = allocate(
        problem,
        cast("Objective", record["objective"]["name"]),
        gamma=float(record["objective"]["gamma"]),
        tickets=record["lottery"]["tickets"],
    )
    said: dict[str, Any] = {}
    selected, gone = _members(record)
    if given.person:
        if given.person not in allocation.chances:
            details = {"id": given.person}
            raise BadInput([InputProblem("input.unknown_person", "record", details=details)])
        found = explain_chance(allocation, given.person, set(selected))
        said["person"] = found.text(problem, given.language)
    if given.effects:
        said["effects"] = [e.text(problem, given.language) for e in effects(allocation)]
    if given.audit is not None:
        said["audit"] = _audited(allocation, given)
    if given.waiting:
        order = waiting_order(problem, selected, _seed(record))
        said["waiting"] = [person for person in order if person not in gone]
    if given.json:
        _say(json.dumps(said, ensure_ascii=False))
        return 0
    for value in said.values():
        _say(value if isinstance(value, str) else "\n".join(value))
    return 0


def _audited(allocation: Allocation, given: argparse.Namespace) -> list[str]:
    lies = audit(allocation, most=given.audit).lies
    return [lie.text(given.language) for lie in lies if lie.gain > 1e-9][:20]


def _members(record: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Members after all replacements, and those who withdrew."""
    members, gone = set(record["result"]["selected"]), set[str]()
    for step in record["replacements"]:
        members = (members - set(step["withdrawn"])) | set(step["admitted"])
        gone |= set(step["withdrawn"])
    return sorted(members), sorted(gone)


def _seed(record: dict[str, Any]) -> Seed:
    return Seed(record["seed"]["secret"], record["seed"]["public"])


def _record(path: str) -> dict[str, Any]:
    try:
        found = json.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadInput([InputProblem("input.no_file", path)]) from None
    except ValueError as error:
        details = {"why": str(error)}
        raise BadInput([InputProblem("input.not_a_table", path, details=details)]) from None
    if not isinstance(found, dict):
        raise BadInput([InputProblem("record.malformed", path)])
    return found


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
