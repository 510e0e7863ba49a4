"""Groups that are too small to be told apart are put together."""

from collections.abc import Collection, Hashable, Mapping
from typing import TypeVar

Group = TypeVar("Group", bound=Hashable)
FEWEST = 5


def small_groups(
    sizes: Mapping[Group, int], *, always: Collection[Group] = (), fewest: int = FEWEST
) -> frozenset[Group]:
    """Groups to be put together (`always` those that are anyway), so that each that is left and all of them together have
    `fewest` at least; all groups where that cannot be.

    Of larger ones the smallest joins them; equal ones in the order of their names.
    """
    present = {group: size for group, size in sizes.items() if size > 0}
    pooled = {group for group, size in present.items() if size < fewest or group in always}
    others = sorted(present.keys() - pooled, key=lambda group: (present[group], str(group)))
    while pooled and sum(present[group] for group in pooled) < fewest and others:
        pooled.add(others.pop(0))
    return frozenset(pooled)
