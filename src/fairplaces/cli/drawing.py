"""`fairplaces draw`."""

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from fairplaces.allocating import allocate
from fairplaces.allocation import Allocation
from fairplaces.cli.checking import impossible, warn_of_weak
from fairplaces.cli.files import say, say_json, write_names, write_record
from fairplaces.cli.progress import line
from fairplaces.cli.table import printed
from fairplaces.cli.tables import columns_of, problem_from
from fairplaces.errors import ImpossibleRules
from fairplaces.naming import pseudonyms
from fairplaces.reading.problems import id_column
from fairplaces.reading.tables import read_table
from fairplaces.record import anonymous, make_record, problem_hash
from fairplaces.report import Groups, html_report
from fairplaces.secret import Secret


def run_draw(given: argparse.Namespace) -> int:
    """Compute the lottery, draw from it, write what is asked for."""
    started = time.perf_counter()
    problem = problem_from(given)
    secret = Secret(given.seed)
    warn_of_weak(secret, given.language)
    salt = secret.salt if given.salt is None else given.salt
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
        return impossible(problem, given)
    record = make_record(allocation, secret.seed(given.public))
    selected = sorted((real[name] for name in record["result"]["selected"]), key=_natural)
    seconds = time.perf_counter() - started
    if given.record:
        write_record(given.record, record)
    if given.names:
        write_names(given.names, names)
    groups = Groups.of(allocation, record["result"]["selected"])
    if given.html:
        Path(given.html).write_text(
            html_report(allocation, groups, record, given.language), encoding="utf-8"
        )
    if given.json:
        say_json(_figures(given, allocation, record, selected, seconds))
    else:
        say(printed(allocation, groups, given.language))
        say("\n".join(selected))
    return 0


def _figures(
    given: argparse.Namespace,
    allocation: Allocation,
    record: dict[str, Any],
    selected: list[str],
    seconds: float,
) -> dict[str, Any]:
    """One object of figures; people without an id column are numbered from 0, as whole numbers."""
    is_numbered = (
        id_column(read_table(given.respondents, given.encoding), columns_of(given)) is None
    )
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


def _natural(person: str) -> tuple[int, str]:
    return (len(person), person) if person.isdigit() else (10**9, person)
