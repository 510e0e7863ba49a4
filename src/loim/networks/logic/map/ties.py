"""What a picture of who meets whom says in words: who meets nobody, who joins others, how dense."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, order=True)
class Tie:
    """Two nodes by their places, `one` < `other`, and how many meetings they were at together."""

    one: int
    other: int
    weight: int


class Density(StrEnum):
    NONE = "none"
    THIN = "thin"
    MIDDLING = "middling"
    DENSE = "dense"
    FULL = "full"


def neighbours(count: int, ties: Sequence[Tie]) -> list[list[int]]:
    found: list[set[int]] = [set() for _ in range(count)]
    for tie in ties:
        found[tie.one].add(tie.other)
        found[tie.other].add(tie.one)
    return [sorted(each) for each in found]


def alone(count: int, ties: Sequence[Tie]) -> list[int]:
    return [place for place, near in enumerate(neighbours(count, ties)) if not near]


def groups(count: int, ties: Sequence[Tie]) -> list[list[int]]:
    """Those who are tied to each other, directly or through others; the largest first. Nobody who
    is alone."""
    near, seen, found = neighbours(count, ties), set[int](), []
    for start in range(count):
        if start in seen or not near[start]:
            continue
        seen.add(start)
        group, waiting = [], [start]
        while waiting:
            place = waiting.pop()
            group.append(place)
            fresh = [each for each in near[place] if each not in seen]
            seen.update(fresh)
            waiting.extend(fresh)
        found.append(sorted(group))
    return sorted(found, key=lambda group: (-len(group), group))


def bridges(count: int, ties: Sequence[Tie]) -> list[int]:
    """Without whom a group would fall apart: articulation points, by one depth-first walk (Hopcroft
    and Tarjan 1973, "Algorithm 447", CACM 16)."""
    near = neighbours(count, ties)
    order, lowest = [-1] * count, [0] * count
    found: set[int] = set()
    clock = 0
    for root in range(count):
        if order[root] >= 0:
            continue
        order[root] = lowest[root] = clock
        clock += 1
        children = 0
        path = [(root, -1, iter(near[root]))]
        while path:
            place, parent, left = path[-1]
            step = next(left, None)
            if step is None:
                path.pop()
                if path:
                    above = path[-1][0]
                    lowest[above] = min(lowest[above], lowest[place])
                    if above != root and lowest[place] >= order[above]:
                        found.add(above)
            elif order[step] < 0:
                order[step] = lowest[step] = clock
                clock += 1
                children += place == root
                path.append((step, place, iter(near[step])))
            elif step != parent:
                lowest[place] = min(lowest[place], order[step])
        if children > 1:
            found.add(root)
    return sorted(found)


def density(count: int, ties: Sequence[Tie]) -> Density:
    """Of all pairs, how many have met: none, up to a third, up to two thirds, more, all."""
    pairs = count * (count - 1) // 2
    met = len({(tie.one, tie.other) for tie in ties})
    if not met:
        return Density.NONE
    if met == pairs:
        return Density.FULL
    if 3 * met <= pairs:
        return Density.THIN
    return Density.MIDDLING if 3 * met <= 2 * pairs else Density.DENSE


def most_tied(count: int, ties: Sequence[Tie], most: int) -> list[int]:
    """The places of at most `most` nodes: those with most ties first, then the heaviest; in their
    own order."""
    number, weight = [0] * count, [0] * count
    for tie in ties:
        for place in (tie.one, tie.other):
            number[place] += 1
            weight[place] += tie.weight
    ranked = sorted(range(count), key=lambda place: (-number[place], -weight[place], place))
    return sorted(ranked[:most])
