"""Our lotteries against `sortition-algorithms`, on the same instances in the same run.

    .venv/bin/python tests/bench/draws.py [--quick] [--limit SECONDS] [--only NAME]

Instances: the four of tests/fairplaces/draws and others from a generator (pools 60 to 5,000, four
to eight questions). Ours: leximin, maximin and Nash. Theirs: MAXIMIN and NASH, each with HiGHS and
with CBC, in a process of its own that is ended after `--limit` on the clock; what did not end in
time is not tried with more types, nor NASH, which takes longer, where MAXIMIN did not end. NASH is
asked of them on the four instances and on small pools, nothing where there are teams.
Their LEXIMIN needs Gurobi, so the times recorded for it elsewhere stand beside ours, marked as
recorded. `--quick` stays under 40 seconds: small pools, and what is left of the time for 300.
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.bench.lotteries import ours, theirs  # noqa: E402
from tests.bench.lotteries.instances import Instance, instances  # noqa: E402
from tests.bench.lotteries.measuring import Figures, limited, slope  # noqa: E402

# Seconds of its LEXIMIN with Gurobi, measured elsewhere on this kind of machine.
RECORDED_LEXIMIN = {"syn_60_30": 2.45, "syn_70_24": 3.2, "syn_300_40": 175.0}
QUICK_SECONDS = 28.0


class Bench:
    """One run over all instances; given up: (method, solver) that did not end in time before."""

    def __init__(self, limit: float, *, is_quick: bool) -> None:
        self.limit, self.is_quick, self.started = limit, is_quick, time.monotonic()
        self.missing = theirs.missing()
        self.given_up: set[tuple[str, str]] = set()

    def row(self, instance: Instance) -> Figures:
        """All figures of one instance, printed as they come."""
        people, places = instance.people, instance.places
        row: Figures = {"name": instance.name, "pool": people, "places": places}
        budget = 0.5 if self.is_quick else 3.0
        mine = limited(3600, ours.run, instance.make, budget)
        row |= mine | {"types": mine["leximin"]["types"]}
        print(f"\n{instance.name}: {people} people, {places} places, {row['types']} types")
        for objective, figures in mine.items():
            show(f"our {objective}", figures)
        row["theirs"] = {} if self.missing else self.theirs(instance, mine)
        return row | ratios(row)

    def theirs(self, instance: Instance, mine: Figures) -> Figures:
        found: Figures = {}
        for method in instance.theirs:
            for solver in ("CBC", "HiGHS"):
                name = f"{method} {solver}"
                found[name] = self._their(instance, method, solver)
                against = mine["leximin" if method == "MAXIMIN" else "nash"]
                show(name, found[name], against["seconds"])
        return found

    def _their(self, instance: Instance, method: str, solver: str) -> Figures:
        limit = self.limit
        if self.is_quick:
            limit = min(limit, QUICK_SECONDS - (time.monotonic() - self.started))
        if self.given_up & {(method, solver), ("MAXIMIN", solver)} or limit < 1:
            return {"failed": "not tried"}
        repeats = 1 if self.is_quick else 5
        found = limited(limit, theirs.run, instance.make, method, solver, repeats)
        if "failed" in found:
            self.given_up.add((method, solver))
        return found


def ratios(row: Figures) -> Figures:
    """Theirs by ours, the best of their solvers that ended, and how the smallest chances differ."""
    found: Figures = {}
    for method, objective in (("MAXIMIN", "leximin"), ("NASH", "nash")):
        ended = [
            figures
            for name, figures in row["theirs"].items()
            if name.startswith(method) and "failed" not in figures
        ]
        if ended:
            best = min(figures["seconds"] for figures in ended)
            found[f"ratio_{method.lower()}"] = round(best / row[objective]["seconds"], 1)
        if ended and method == "MAXIMIN":
            smallest = max(figures["smallest"] for figures in ended)
            found["smallest_less_by"] = max(0.0, smallest - row["leximin"]["smallest"])
    if row["name"] in RECORDED_LEXIMIN:
        recorded = RECORDED_LEXIMIN[row["name"]]
        found["ratio_recorded_leximin"] = round(recorded / row["leximin"]["seconds"], 1)
    return found


def show(name: str, figures: Figures, ours_seconds: float | None = None) -> None:
    """One line of the table."""
    if "failed" in figures:
        print(f"  {name:14} {figures['failed']}", flush=True)
        return
    ratio = "" if ours_seconds is None else f"{figures['seconds'] / ours_seconds:.0f}x"
    gap = f"gap {figures['gap']:.0e}" if "gap" in figures else ""
    gap += "" if figures.get("is_proven", True) else ", not proven"
    print(
        f"  {name:14} {figures['seconds']:9.3f} s {ratio:>6}   smallest {figures['smallest']:.6f}  "
        f"Gini {figures['gini']:.3f}  geometric {figures['geometric_mean']:.4f}  "
        f"{figures['panels']:4} panels {figures['memory_mb']:4} MB  {gap}",
        flush=True,
    )


def summary(rows: list[Figures]) -> Figures:
    """Everything measured, and the worst of each ratio."""

    def worst(name: str, *, is_small: bool) -> float | None:
        found = (row.get(name) for row in rows if (row["pool"] < 300) == is_small)
        return min((ratio for ratio in found if ratio is not None), default=None)

    # Teams cost more than their number of types tells.
    alone = [row for row in rows if "teams" not in row["name"]]
    times = [(row["pool"], row["types"], row["leximin"]["seconds"]) for row in alone]
    return {
        "ratio_small": worst("ratio_maximin", is_small=True),
        "ratio_large": worst("ratio_maximin", is_small=False),
        "ratio_nash_small": worst("ratio_nash", is_small=True),
        "ratio_nash_large": worst("ratio_nash", is_small=False),
        "smallest_less_by": max((row.get("smallest_less_by", 0.0) for row in rows), default=0.0),
        "memory_mb": max(row[each]["memory_mb"] for row in rows for each in ours.OBJECTIVES),
        "growth_by_pool": slope([(pool, seconds) for pool, _, seconds in times]),
        "growth_by_types": slope([(types, seconds) for _, types, seconds in times]),
    }


def main() -> None:
    """Run, print the table, and the figures as the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under 40 seconds")
    parser.add_argument("--data", type=Path, default=ROOT / "tests" / "fairplaces" / "draws")
    parser.add_argument("--limit", type=float, default=600.0, help="seconds for each of theirs")
    parser.add_argument("--only", default="", help="instances whose name contains this")
    given = parser.parse_args()
    bench = Bench(given.limit, is_quick=given.quick)
    if bench.missing:
        print(bench.missing)
    chosen = instances(given.data, is_quick=given.quick)
    rows = [bench.row(each) for each in chosen if given.only in each.name]
    found = summary(rows)
    print(
        "\nSeconds of the processor, the least of several where a run is short; theirs by our leximin"
    )
    print("(MAXIMIN) or by our Nash (NASH).")
    for name, value in found.items():
        print(f"  {name:18} {value}")
    baseline = None if bench.missing else "sortition-algorithms 0.12"
    about = {"benchmark": "draws", "quick": given.quick, "limit": given.limit}
    print(json.dumps(about | {"baseline": baseline} | found | {"instances": rows}))


if __name__ == "__main__":
    main()
