"""`fairplaces verify` and `explain`: what a record proves and why chances are what they are."""

import argparse
from typing import Any

from fairplaces.allocation import Allocation
from fairplaces.cli.files import Names, read_record, say, say_json
from fairplaces.explain.audit import audit
from fairplaces.explain.chances import explain_chance, percent
from fairplaces.explain.effects import effects
from fairplaces.messages import tell
from fairplaces.record import Verification, allocation_of, standing_of, verify
from fairplaces.record.parts import seed_of
from fairplaces.report.groups import Groups
from fairplaces.waiting.order import waiting_order


def run_verify(given: argparse.Namespace) -> int:
    """Check a record and say what it proves, and what it only claims."""
    record = read_record(given.record)
    found = verify(
        record,
        full=given.full,
        commitment=given.commitment,
        expected_hash=given.hash,
        expected_problem=given.problem_hash,
    )
    if given.json:
        say_json(
            {
                "good": True,
                "smallest_chance": float(found.smallest_chance),
                "bound": float(found.bound),
                "gap": found.gap,
                "proven": found.is_proven,
                "outside": found.outside,
                "cuts": found.cuts,
                "full": found.is_full,
                "identical": found.is_identical,
                "hash": record["hash"],
            }
        )
        return 0
    say(tell("record.good", given.language))
    for line in _limits(found, given.language):
        say(line)
    return 0


def _limits(found: Verification, language: str) -> list[str]:
    """What a good record does not prove."""
    said = []
    if not found.is_proven:
        bounds = {"percent": percent(found.smallest_chance), "bound": percent(found.bound)}
        said.append(tell("record.unproven", language, **bounds))
    if not found.is_full and (found.outside or found.cuts):
        said.append(tell("record.claims", language, outside=found.outside, cuts=found.cuts))
    if found.is_identical is not None:
        code = "record.identical" if found.is_identical else "record.not_identical"
        said.append(tell(code, language))
    return said


def run_explain(given: argparse.Namespace) -> int:
    """Explain a person's chance, the rules' effects, false answers, the waiting list."""
    record, names = read_record(given.record), Names.read(given.names)
    verify(record)
    allocation, now = allocation_of(record), standing_of(record)
    problem = allocation.problem
    said: dict[str, Any] = {}
    if given.person:
        person = names.pseudonym(given.person)
        names.known([person], allocation.chances, "record", "input.unknown_person")
        found = explain_chance(allocation, person, set(record["result"]["selected"]))
        said["person"] = found.text(problem, given.language)
    if given.groups:
        said["groups"] = _groups(allocation, now.members, given)
    if given.effects:
        said["effects"] = [effect.text(problem, given.language) for effect in effects(allocation)]
    if given.audit is not None:
        said["audit"] = _audited(allocation, given)
    if given.waiting:
        order = waiting_order(problem, now.members, seed_of(record), None, now.gone)
        said["waiting"] = names.shown(order)
    if given.json:
        say_json(said)
        return 0
    for value in said.values():
        say(value if isinstance(value, str) else "\n".join(value))
    return 0


def _groups(
    allocation: Allocation, members: tuple[str, ...], given: argparse.Namespace
) -> list[object]:
    """Each answer's chances, and what binds those of it whose chance is smallest."""
    problem, found = allocation.problem, list[object]()
    for group in Groups.of(allocation, members).rows:
        asked = [p.id for p in problem.people if p.answers[group.question] == group.answer]
        if not asked:
            continue
        least = explain_chance(allocation, min(asked, key=lambda one: allocation.chances[one]))
        because = [m.text(given.language) for m in least.binding_messages(problem)]
        row: dict[str, object] = {
            "question": group.question,
            "answer": group.answer,
            "applied": group.applied,
            "average": percent(group.average),
            "smallest": percent(group.smallest),
            "admitted": group.admitted,
            "because": because,
        }
        said = tell("explain.group", given.language, **row)
        found.append(row if given.json else " ".join([said, *because]))
    return found


def _audited(allocation: Allocation, given: argparse.Namespace) -> list[str]:
    lies = audit(allocation, most=given.audit).lies
    return [lie.text(given.language) for lie in lies if lie.gain > 1e-9][:20]
