"""Who comes first among equals: drawn from a seed whose hash was public before anybody chose."""

from fairplaces.seeds import Seed


def drawn_order(seed: str, idea: int) -> int:
    """A number that the seed gives this idea: of equals the smaller one comes first.

    It depends on nothing but the two, so the order in which ideas are read changes nothing,
    and anybody can compute it: 256 bits of `fairplaces.seeds.Seed(seed).stream("tie", idea)`.
    """
    return Seed(seed).stream("tie", str(idea)).below(1 << 256)
