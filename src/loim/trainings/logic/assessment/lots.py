"""The draw that settles ties: an order of all teams, from a seed that nobody could choose.

The seed's secret half was committed to before the deadline, its public half is a value that
nobody controls. The lot of a team is its place in a shuffle of the teams' numbers in
ascending order (`fairplaces.seeds`), so anybody can make it again.
"""

from collections.abc import Iterable

from fairplaces import Seed

LABEL = "ties between teams"


def lots_of(teams: Iterable[int], seed: Seed) -> dict[int, int]:
    keys = [str(team) for team in sorted(set(teams))]
    return {int(key): lot for lot, key in enumerate(seed.stream(LABEL).some(keys, len(keys)))}
