"""`fairplaces check` and `fairplaces draw`."""

import argparse
import hashlib
import json
import sys
import time
from pathlib import Path
from typing import Any

from fairplaces.allocating import allocate
from fairplaces.allocation import Allocation
from fairplaces.cli.progress import line
from fairplaces.cli.table import printed
from fairplaces.coverage import outside
from fairplaces.errors import ImpossibleRules
from fairplaces.explain.chances import row_text
from fairplaces.explain.relaxations import relaxations
from fairplaces.messages import tell
from fairplaces.naming import pseudonyms
from fairplaces.problem import Problem
from fairplaces.reading.problems import Columns, id_column, read_problem
from fairplaces.reading.tables import read_table
from fairplaces.record import anonymous, make_record, problem_hash
from fairplaces.record.problems import as_json
from fairplaces.report import Groups, html_report
from fairplaces.seeds import Seed
from fairplaces.types import program_of


def run_check(given: argparse.Namespace) -> int:
    """Say whether the rules are possible, who fits in no panel, and what would help."""
    problem = _problem(given)
    program = program_of(problem)
    try:
        nowhere = outside(program)
    except ImpossibleRules:
        return _impossible(problem, given)
    found: dict[str, Any] = {
        "possible": True,
        "people": len(problem.people),
        "types": len(program.count),
        "outside": [
            {"people": list(o.people), "because": [row_text(problem, r, "en") for r in o.rows]}
            for o in nowhere
        ],
    }
    if given.salt is not None:
        names = pseudonyms((person.id for person in problem.people), given.salt)
        found["problem_hash"] = problem_hash(as_json(anonymous(problem, names)))
    if given.json:
        _say(json.dumps(found, ensure_ascii=False))
        return 0
    if "problem_hash" in found:
        _say(found["problem_hash"])
    _say(f"{len(problem.people)} · {len(program.count)}")
    for one in nowhere:
        rules = ", ".join(row_text(problem, row, given.language) for row in one.rows)
        _say(f"{', '.join(one.people)}: {tell('explain.outside', given.language, rules=rules)}")
    return 0


def _impossible(problem: Problem, given: argparse.Namespace) -> int:
    ranked = relaxations(problem)
    words = [relaxation.text(problem, given.language) for relaxation in ranked]
    if given.json:
        _say(json.dumps({"possible": False, "relaxations": words}, ensure_ascii=False))
        return 1
    _say(tell("relax.impossible" if words else "relax.none", given.language))
    for number, text in enumerate(words, start=1):
        _say(f"{number}. {text}")
    return 1


def run_draw(given: argparse.Namespace) -> int:
    """Compute the lottery, draw from it, write what is asked for."""
    started = time.perf_counter()
    problem = _problem(given)
    seed = Seed(given.seed, given.public)
    salt = given.salt
    if salt is None:
        salt = hashlib.sha256(f"fairplaces 1 salt\n{given.seed}".encode()).hexdigest()
    names = pseudonyms((person.id for person in problem.people), salt)
    real = {name: person for person, name in names.items()}
    try:
        allocation = allocate(
            anonymous(problem, names),
            given.objective,
            gamma=given.gamma,
            tickets=given.tickets,
            is_replaceable=given.replaceable,
            seconds=given.time_limit,
            progress=line(given.language) if sys.stderr.isatty() and not given.json else None,
        )
    except ImpossibleRules:
        return _impossible(problem, given)
    record = make_record(allocation, seed)
    selected = sorted((real[name] for name in record["result"]["selected"]), key=_natural)
    seconds = time.perf_counter() - started
    if given.record:
        text = json.dumps(record, ensure_ascii=False, indent=1)
        Path(given.record).write_text(text + "\n", encoding="utf-8")
    groups = Groups.of(allocation, record["result"]["selected"])
    if given.html:
        Path(given.html).write_text(
            html_report(allocation, groups, record, given.language), encoding="utf-8"
        )
    if given.json:
        _say(json.dumps(_figures(given, allocation, record, selected, seconds), ensure_ascii=False))
    else:
        _say(printed(allocation, groups, given.language))
        _say("\n".join(selected))
    return 0


def _figures(
    given: argparse.Namespace,
    allocation: Allocation,
    record: dict[str, Any],
    selected: list[str],
    seconds: float,
) -> dict[str, Any]:
    """One object of figures; people without an id column are numbered from 0, as whole numbers."""
    is_numbered = id_column(read_table(given.respondents, given.encoding), _columns(given)) is None
    return {
        "objective": allocation.objective,
        "smallest_chance": float(allocation.smallest_chance),
        "bound": float(allocation.bound),
        "gap": allocation.gap,
        "proven": allocation.is_proven,
        "rounding": allocation.rounding,
        "panels": len(allocation.lottery.panels),
        "tickets": allocation.lottery.tickets,
        "seconds": round(seconds, 4),
        "people": len(allocation.problem.people),
        "types": len(allocation.program.count),
        "outside": sum(len(u) for t in allocation.outside for u in allocation.program.units[t]),
        "commitment": record["seed"]["commitment"],
        "ticket": record["result"]["ticket"],
        "problem_hash": problem_hash(record["problem"]),
        "record_hash": record["hash"],
        "selected": [int(person) for person in selected] if is_numbered else selected,
    }


def _problem(given: argparse.Namespace) -> Problem:
    return read_problem(
        given.respondents, given.categories, given.places, _columns(given), given.encoding
    )


def _columns(given: argparse.Namespace) -> Columns:
    return Columns(
        id=given.id_column,
        team=given.team_column,
        household=tuple(given.household_column),
        most=given.most_per_household,
        must=given.must_column,
        must_not=given.must_not_column,
    )


def _natural(person: str) -> tuple[int, str]:
    return (len(person), person) if person.isdigit() else (10**9, person)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
