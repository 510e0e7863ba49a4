"""Numbers about a lottery, and work done in a process of its own for a limited time."""

import multiprocessing
import os
import resource
import time
from collections.abc import Callable, Mapping, Sequence
from math import exp, log
from typing import Any

Figures = dict[str, Any]


def gini(values: Sequence[float]) -> float:
    """0 where all are equal."""
    ordered, total = sorted(values), sum(values)
    weighted = sum((i + 1) * value for i, value in enumerate(ordered))
    return round(2 * weighted / (len(ordered) * total) - (len(ordered) + 1) / len(ordered), 6)


def geometric(values: Sequence[float]) -> float:
    """0 where any is 0."""
    if min(values) <= 0:
        return 0.0
    return round(exp(sum(map(log, values)) / len(values)), 6)


def slope(points: Sequence[tuple[float, float]]) -> float | None:
    """Of log y over log x, by least squares: the exponent of growth; None from fewer than three."""
    if len(points) < 3:
        return None
    logs = [(log(x), log(y)) for x, y in points]
    middle_x = sum(x for x, _ in logs) / len(logs)
    middle_y = sum(y for _, y in logs) / len(logs)
    across = sum((x - middle_x) ** 2 for x, _ in logs)
    return round(sum((x - middle_x) * (y - middle_y) for x, y in logs) / across, 2)


def repeated(work: Callable[[], Any], *, times: int, budget: float) -> tuple[Any, Figures]:
    """The result and its shortest times; repeated up to `times` while `budget` seconds are left.

    seconds are those of the processor: on a shared machine the clock on the wall counts others'
    work as well, and stands beside. Others' work can only lengthen a run, so the shortest says
    most; `median_seconds` tells how steady it was.
    """
    spent: list[tuple[float, float]] = []
    while not spent or (len(spent) < times and sum(cpu for cpu, _ in spent) < budget):
        processor, wall = time.process_time(), time.perf_counter()
        result = work()
        spent.append((time.process_time() - processor, time.perf_counter() - wall))
    return result, {
        "seconds": round(min(cpu for cpu, _ in spent), 4),
        "median_seconds": round(sorted(cpu for cpu, _ in spent)[len(spent) // 2], 4),
        "wall_seconds": round(min(wall for _, wall in spent), 4),
        "runs": len(spent),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def limited(seconds: float, work: Callable[..., Figures], *given: Any, **named: Any) -> Figures:
    """What `work` returns, in a process of its own; {"failed": why} after `seconds` or a failure."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sender, work, given, named))
    process.start()
    sender.close()
    before = _of_children()
    found: Figures | None = None
    try:
        if receiver.poll(seconds):
            found = receiver.recv()
    except EOFError:
        found = _failed("ended without an answer")
    process.kill()
    process.join()
    if found is None:
        spent = _of_children() - before
        found = _failed(f"not in {seconds:.0f} s on the clock, {spent:.0f} s of the processor")
    return found


def _of_children() -> float:
    """Processor seconds of processes that have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _failed(why: str) -> Figures:
    return {"failed": why}


def _send(
    sender: Any, work: Callable[..., Figures], given: tuple[Any, ...], named: Mapping[str, Any]
) -> None:
    # CBC writes to the terminal from C, past anything that Python can redirect.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        sender.send(work(*given, **named))
    except Exception as error:  # noqa: BLE001  (whatever ends theirs is reported, not ours to sort)
        sender.send(_failed(f"{type(error).__name__}: {error}"[:100]))
