"""Our lotteries against `sortition-algorithms`, on the same instances in the same run.

    .venv/bin/python tests/bench/draws.py [--quick] [--data FOLDER] [--limit SECONDS]

Instances: the four of tests/fairplaces/draws and others from a generator (pools 60 to 5,000, four
to eight questions). Ours: leximin, maximin and Nash. Theirs: MAXIMIN with HiGHS and CBC and NASH
with HiGHS, each in a process of its own that is ended after `--limit`; its LEXIMIN needs Gurobi, so the
times recorded for it elsewhere stand beside ours, marked as recorded. `sortition-algorithms`
(GPL-3) is wanted by this benchmark only: `pip install sortition-algorithms "mip<2"`; without it our
own figures are printed and a note says what is missing. `--quick` stays under 40
seconds: fewer instances, no NASH of theirs.
"""

import argparse
import contextlib
import csv
import io
import json
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from math import exp, log
from pathlib import Path
from typing import Any

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from fairplaces.allocating import allocate  # noqa: E402
from fairplaces.allocation import Allocation  # noqa: E402
from fairplaces.problem import Problem  # noqa: E402
from fairplaces.reading.problems import read_problem  # noqa: E402
from fairplaces.targets import Objective  # noqa: E402
from tests.fairplaces.instances import town  # noqa: E402

# Seconds of its LEXIMIN with Gurobi, measured elsewhere on this kind of machine.
RECORDED_LEXIMIN = {"syn_60_30": 2.45, "syn_70_24": 3.2, "syn_300_40": 175.0}
MADE = {
    "pool 60, 4 questions": (60, 20, (2, 3, 3, 4)),
    "pool 150, 5 questions": (150, 30, (2, 3, 4, 4, 3)),
    "pool 500, 6 questions": (500, 50, (2, 5, 4, 4, 3, 3)),
    "pool 1,000, 8 questions": (1000, 75, (2, 5, 4, 4, 3, 3, 2, 2)),
    "pool 1,700, 6 questions": (1700, 110, (2, 5, 6, 8, 4, 5)),
    "pool 5,000, 5 questions": (5000, 150, (2, 5, 4, 6, 3)),
}
QUICK_MADE = ("pool 60, 4 questions", "pool 150, 5 questions")


def main() -> None:
    """Run, print the table, and the figures as the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under 40 seconds")
    parser.add_argument("--data", default=str(ROOT / "tests" / "fairplaces" / "draws"))
    parser.add_argument("--limit", type=float, default=300.0, help="seconds for each of theirs")
    given = parser.parse_args()
    started = time.monotonic()
    has_theirs = find_spec("sortition_algorithms") is not None
    has_cbc = has_theirs and find_spec("mip") is not None
    if not has_theirs:
        print("sortition-algorithms is not installed (pip install sortition-algorithms 'mip<2'):")
        print("only our own figures follow, without ratios.")
    elif not has_cbc:
        print("The package mip is not installed: no times with CBC.")
    allocate(town(1, 30, 8, (2, 3)))  # what is loaded once is not counted against the first
    figures: list[dict[str, Any]] = []
    for name, problem, folder in instances(given.data, quick=given.quick):
        row = ours(name, problem)
        if has_theirs and folder is not None:
            row |= theirs(name, folder, problem.most, has_cbc, given, started)
        show(row, is_first=not figures)
        figures.append(row)
    small = [f for f in figures if f["pool"] < 300 and "ratio_maximin" in f]
    large = [f for f in figures if f["pool"] >= 300 and "ratio_maximin" in f]
    print(f"\nlargest memory of this process: {_megabytes()} MB")
    print(f"growth of leximin's time with the pool: exponent {growth(figures):.2f}")
    summary = {
        "benchmark": "draws",
        "quick": given.quick,
        "baseline": "sortition-algorithms" if has_theirs else None,
        "memory_mb": _megabytes(),
        "growth_exponent": round(growth(figures), 3),
        "ratio_small": min((f["ratio_maximin"] for f in small), default=None),
        "ratio_large": min((f["ratio_maximin"] for f in large), default=None),
        "instances": figures,
    }
    print(json.dumps(summary))


def instances(data: str, *, quick: bool) -> list[tuple[str, Problem, Path | None]]:
    """Name, problem and folder (None where generated)."""
    found: list[tuple[str, Problem, Path | None]] = []
    for folder in sorted(Path(data).iterdir(), key=lambda path: int(path.name.split("_")[1])):
        places = int((folder / "k").read_text())
        tables = (folder / "respondents.csv", folder / "categories.csv")
        found.append((folder.name, read_problem(*tables, places), folder))
    for seed, (name, (people, places, answers)) in enumerate(MADE.items(), start=1):
        if not quick or name in QUICK_MADE:
            found.append((name, town(seed, people, places, answers), None))
    if quick:
        # The one whose counterpart may take all the time that is left comes last.
        found = [one for one in found if one[0] != "syn_1000_75"]
        found.sort(key=lambda one: one[0] == "syn_300_40")
    return found


def ours(name: str, problem: Problem) -> dict[str, Any]:
    """Our three objectives; the median of three runs where a run is short."""
    row: dict[str, Any] = {"name": name, "pool": len(problem.people), "places": problem.most}
    for objective in ("leximin", "maximin", "nash"):
        best, seconds = _timed(problem, objective)
        while sum(seconds) < 0.3 and len(seconds) < 3:
            seconds += _timed(problem, objective)[1]
        chances = [float(chance) for chance in best.chances.values()]
        seconds.sort()
        row[objective] = {
            "seconds": round(seconds[len(seconds) // 2], 4),
            "wall_seconds": round(best.seconds, 4),
            "smallest": float(best.smallest_chance),
            "gap": best.gap,
            "proven": best.is_proven,
            "gini": gini(chances),
            "geometric_mean": geometric(chances),
            "panels": len(best.lottery.panels),
        }
        row["types"] = len(best.program.count)
        row["outside"] = sum(len(u) for t in best.outside for u in best.program.units[t])
    return row


def _timed(problem: Problem, objective: Objective) -> tuple[Allocation, list[float]]:
    started = time.process_time()
    found = allocate(problem, objective)
    return found, [time.process_time() - started]


def theirs(
    name: str, folder: Path, places: int, has_cbc: bool, given: argparse.Namespace, started: float
) -> dict[str, Any]:
    """Their MAXIMIN and NASH; None where the limit ended a run."""
    row: dict[str, Any] = {}
    runs = [("maximin", "highspy"), ("maximin", "mip"), ("nash", "highspy")]
    for method, backend in runs:
        if backend == "mip" and not has_cbc:
            continue
        left = given.limit if not given.quick else 33.0 - (time.monotonic() - started)
        key = f"their_{method}_{'cbc' if backend == 'mip' else 'highs'}"
        # The quick form has no time for NASH, and gives the larger pool to CBC alone.
        if left < 1 or (given.quick and method == "nash"):
            continue
        if given.quick and "300" in name and backend != "mip":
            continue
        row[key] = limited(_their_run, left, folder, places, method, backend)
    times = [
        found["seconds"]
        for key, found in row.items()
        if key.startswith("their_maximin") and found is not None
    ]
    if times:
        row["their_best_maximin"] = min(times)
    return row


def _their_run(folder: Path, places: int, method: str, backend: str) -> dict[str, Any]:
    from sortition_algorithms import (
        Settings,
        committee_generation,
        read_in_features,
        read_in_people,
    )

    with contextlib.redirect_stdout(io.StringIO()):
        categories = list(csv.DictReader((folder / "categories.csv").open()))
        people = list(csv.DictReader((folder / "respondents.csv").open()))
        people = [{"id": str(i), **row} for i, row in enumerate(people)]
        rows = [
            {"feature": r["category"], "value": r["feature"], "min": r["min"], "max": r["max"]}
            for r in categories
        ]
        features, *_ = read_in_features(list(rows[0]), rows)
        pool, _ = read_in_people(
            list(people[0]), people, features, Settings(id_column="id", columns_to_keep=[])
        )
        run = getattr(committee_generation, f"find_distribution_{method}")
        started = time.process_time()
        committees, weights, _ = run(features, pool, places, [], backend)
        seconds = time.process_time() - started
    chances = dict.fromkeys((row["id"] for row in people), 0.0)
    for committee, weight in zip(committees, weights, strict=True):
        for person in committee:
            chances[person] += float(weight)
    values = list(chances.values())
    return {
        "seconds": round(seconds, 3),
        "smallest": min(values),
        "gini": gini(values),
        "geometric_mean": geometric(values),
    }


def limited(work: Callable[..., Any], seconds: float, *arguments: Any) -> Any:
    """The result of `work` in a process of its own, or None after `seconds` or a failure."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sender, work, arguments))
    process.start()
    try:
        found = receiver.recv() if receiver.poll(seconds) else None
    except EOFError:
        found = None
    process.terminate()
    process.join()
    return found


def _send(sender: Any, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    # CBC writes to the terminal from C, past anything that Python can redirect.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sender.send(work(*arguments))


def gini(values: list[float]) -> float:
    """0 where all are equal."""
    ordered, total = sorted(values), sum(values)
    weighted = sum((i + 1) * value for i, value in enumerate(ordered))
    return round(2 * weighted / (len(ordered) * total) - (len(ordered) + 1) / len(ordered), 6)


def geometric(values: list[float]) -> float:
    """0 where any is 0."""
    if min(values) <= 0:
        return 0.0
    return round(exp(sum(map(log, values)) / len(values)), 6)


def growth(figures: list[dict[str, Any]]) -> float:
    """The slope of log seconds over log pool, by least squares."""
    points = [(log(f["pool"]), log(max(f["leximin"]["seconds"], 1e-4))) for f in figures]
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / sum(
        (x - middle_x) ** 2 for x, _ in points
    )


def show(row: dict[str, Any], *, is_first: bool) -> None:
    """One line of the table, and the ratios added to the row."""
    best = row.get("their_best_maximin")
    recorded = RECORDED_LEXIMIN.get(row["name"])
    if best is not None:
        row["ratio_maximin"] = round(best / row["leximin"]["seconds"], 1)
    if recorded is not None:
        row["recorded_leximin_seconds"] = recorded
        row["ratio_recorded_leximin"] = round(recorded / row["leximin"]["seconds"], 1)
    if is_first:
        print(
            f"{'instance':24} {'types':>5} {'leximin':>8} {'maximin':>8} {'nash':>8} {'panels':>6} "
            f"{'smallest':>9} {'gap':>7} {'Gini':>6} {'geo':>6} | {'theirs: HiGHS':>13} {'CBC':>7} "
            f"{'NASH':>7} {'smallest':>9} | {'ratio':>6} {'to recorded LEXIMIN':>19}"
        )
    lex = row["leximin"]
    print(
        f"{row['name']:24} {row['types']:>5} {lex['seconds']:>8.3f} "
        f"{row['maximin']['seconds']:>8.3f} {row['nash']['seconds']:>8.3f} {lex['panels']:>6} "
        f"{lex['smallest']:>9.6f} {lex['gap']:>7.0e} {lex['gini']:>6.3f} "
        f"{lex['geometric_mean']:>6.4f} | {_their(row, 'maximin_highs'):>13} "
        f"{_their(row, 'maximin_cbc'):>7} {_their(row, 'nash_highs'):>7} "
        f"{_their(row, 'maximin_highs', 'smallest'):>9} | {row.get('ratio_maximin', ''):>6} "
        f"{row.get('ratio_recorded_leximin', ''):>19}",
        flush=True,
    )


def _their(row: dict[str, Any], key: str, field: str = "seconds") -> str:
    if f"their_{key}" not in row:
        return ""
    found = row[f"their_{key}"]
    if found is None:
        return "not"
    return f"{found[field]:.6f}" if field == "smallest" else f"{found[field]:.2f}"


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
