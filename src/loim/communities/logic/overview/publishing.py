"""Which communities stand in a month's figures of a county.

A figure changes by somebody's joining or leaving. Whoever compares two months must not learn from
that at which level a community is that has just joined or left. So any two publications of a
county differ by five communities at least, or by none; and those in which they differ, and those
who are counted at all, are never all of one kind. See docs/decisions/0028-community-figures.md.
"""

from collections.abc import Callable, Collection, Mapping

FEWEST = 5
Levels = Mapping[int, int]  # community: level


def next_counted(
    *, now: Levels, earlier: Collection[Levels], before: Levels, rank: Callable[[int], float]
) -> dict[int, int]:
    """Who is counted this month, and at which level.

    `now`: those who agree today; `before`: who was counted last month, one of `earlier`, all months
    so far. Whoever has withdrawn is not counted, and where they are too few to leave unseen,
    others stay out with them, chosen by `rank`, which no reader knows. Without a withdrawal,
    figures stay as they were until enough has changed.
    """
    if is_safe(now, earlier):
        return dict(now)
    staying = {community: level for community, level in before.items() if community in now}
    if len(staying) == len(before):
        return dict(before)
    left_out = sorted(staying, key=rank)
    for number in range(len(left_out) + 1):
        out = set(left_out[:number])
        candidate = {one: level for one, level in staying.items() if one not in out}
        if is_safe(candidate, earlier):
            return candidate
    return {}


def is_safe(candidate: Levels, earlier: Collection[Levels]) -> bool:
    """Nobody's level can be told from it, nor from it and one of those published before. That
    nobody is counted is always safe where what was published before was."""
    if not candidate:
        return True
    if len(candidate) < FEWEST or len(set(candidate.values())) < 2:
        return False
    return all(_differ_enough(candidate, other) for other in earlier)


def _differ_enough(one: Levels, other: Levels) -> bool:
    changed = [
        (other.get(community), one.get(community))
        for community in one.keys() | other.keys()
        if one.get(community) != other.get(community)
    ]
    return not changed or (len(changed) >= FEWEST and len(set(changed)) > 1)
