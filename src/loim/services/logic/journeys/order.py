"""In which order steps are taken, where some need others first; a circle of them is found and named.

`needs` gives for each step those that must be done before it.
"""

import heapq
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


class Circle(Exception):
    """`steps`: each needs the next one, and the last needs the first."""

    def __init__(self, steps: list[Key]) -> None:
        super().__init__(steps)
        self.steps = steps


def circle_in(needs: Mapping[Key, Collection[Key]]) -> list[Key] | None:
    """Steps each of which needs the next, the last the first; None where there is no circle.
    A step that needs itself is a circle of one."""
    done: set[Key] = set()
    for start in needs:
        path: list[Key] = []
        on_path: set[Key] = set()
        waiting: list[tuple[Key, list[Key]]] = []
        following: Key | None = start
        while True:
            if following is not None and following not in done:
                if following in on_path:
                    return path[path.index(following) :]
                path.append(following)
                on_path.add(following)
                waiting.append((following, list(needs.get(following, ()))))
            while waiting and not waiting[-1][1]:
                step, _left = waiting.pop()
                path.pop()
                on_path.discard(step)
                done.add(step)
            if not waiting:
                break
            following = waiting[-1][1].pop(0)
    return None


def in_order(steps: Sequence[Key], needs: Mapping[Key, Collection[Key]]) -> list[Key]:
    """`steps` as they stand, except that what a step needs comes before it. Needs of steps that
    are not among `steps` do not count. Raises Circle."""
    rank = {step: number for number, step in enumerate(steps)}
    open_needs = {step: {need for need in needs.get(step, ()) if need in rank} for step in steps}
    needed_by: dict[Key, list[Key]] = {step: [] for step in steps}
    for step, wanted in open_needs.items():
        for need in wanted:
            needed_by[need].append(step)
    free = [rank[step] for step in steps if not open_needs[step]]
    heapq.heapify(free)
    found: list[Key] = []
    while free:
        step = steps[heapq.heappop(free)]
        found.append(step)
        for later in needed_by[step]:
            open_needs[later].discard(step)
            if not open_needs[later]:
                heapq.heappush(free, rank[later])
    if len(found) < len(steps):
        raise Circle(
            circle_in({step: open_needs[step] for step in steps if open_needs[step]}) or []
        )
    return found


def all_needed_by(step: Key, needs: Mapping[Key, Collection[Key]]) -> set[Key]:
    """Every step that must be done before it, at whatever remove."""
    found: set[Key] = set()
    waiting = list(needs.get(step, ()))
    while waiting:
        need = waiting.pop()
        if need not in found:
            found.add(need)
            waiting.extend(needs.get(need, ()))
    return found
