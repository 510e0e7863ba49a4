"""From a target to a lottery over whole panels, or to the proof that there is none.

First the herd on the target's face and the weights; while the target lies outside the panels'
hull, the herd is steered by the direction from hull to target. Where that ends in nothing, panels
are priced exactly by integer programming: either a panel extends the hull, or no panel does, and
that is a valid inequality which the target breaks (a cut).
"""

import numpy as np

from fairplaces.panels.exact import exact_mixture
from fairplaces.panels.face import Face, face_of
from fairplaces.panels.herd import Herd
from fairplaces.panels.mixture import Mixture
from fairplaces.panels.weights import Weights, weights_for
from fairplaces.types import Floats, Ints, Program
from fairplaces.watch import Watch

REACHED = 1e-8
_PER_DIMENSION, _PER_DIMENSION_WIDE = 1.3, 1.5
_STEERED_ROUNDS = 100
_BEYOND = 1e-6
_FAR = 0.3
_STEPS = 14


def decompose(
    program: Program, x: Floats, watch: Watch, known: Ints | None = None, extra: float = 1.0
) -> Mixture:
    """A mixture of panels for the target x (T,). `known` (N, T): panels found for other targets.

    `extra` asks for that many times as many panels as needed, to choose among lotteries.
    """
    face = face_of(program, x)
    if len(face.free) == 0:
        return _single(program, face, x, watch, known)
    found = _herded(program, face, watch, extra)
    if found is not None and found.error <= REACHED:
        return found
    panels = [panels for panels in (known, found.panels if found else None) if panels is not None]
    start = np.vstack(panels) if panels else np.zeros((0, len(x)), dtype=np.int64)
    return exact_mixture(program, x, start, watch)


def _single(program: Program, face: Face, x: Floats, watch: Watch, known: Ints | None) -> Mixture:
    if program.keeps(face.base):
        return Mixture(face.base[None, :], np.ones(1), float(np.abs(face.base - x).max()))
    start = known if known is not None else np.zeros((0, len(x)), dtype=np.int64)
    return exact_mixture(program, x, start, watch)


def _herded(program: Program, face: Face, watch: Watch, extra: float) -> Mixture | None:
    herd = Herd(face, watch)
    found: list[Ints] = []
    share = _PER_DIMENSION_WIDE if herd.is_wide else _PER_DIMENSION
    wanted = int((share * face.dimension + 4) * extra)
    _gather(herd, found, wanted, None, watch)
    if not found:
        return None
    weights = _weights(face, found)
    for _ in range(_STEERED_ROUNDS):
        if weights.error <= REACHED or watch.over:
            break
        steer = weights.toward[:-1]
        steer = steer / max(float(np.abs(steer).max()), 1e-300)
        if not _extended(herd, found, steer, watch) and not herd.widen():
            break
        weights = _weights(face, found)
    panels = np.array([face.whole(b) for b in found])
    return Mixture(panels, weights.weights, weights.error)


def _weights(face: Face, found: list[Ints]) -> Weights:
    # Inside the hull Newton's method needs about ten steps; outside, a rough direction will do.
    return weights_for(np.array(found, dtype=float), face.share, steps=_STEPS)


def _extended(herd: Herd, found: list[Ints], steer: Floats, watch: Watch) -> bool:
    """More panels along `steer` (F,); whether one of them is farther along it than the target.

    Where exchanges do not get there, integer programming does, and they go on from its panel.
    """
    number = 4 + len(steer) // 12
    beyond = float(steer @ herd.face.share) + _BEYOND
    # Teams are seldom moved by exchanges: there a panel far along the way is worth its price.
    gap, enough = (_FAR, None) if herd.is_uneven else (0.0, beyond)
    before = len(found)
    if not herd.is_uneven:
        _gather(herd, found, number, steer, watch)
        if any(float(steer @ b) > beyond for b in found[before:]):
            return True
    priced = herd.whole.best(steer, gap=gap, enough=enough, seconds=watch.left).panel
    if priced is None or float(steer @ priced) <= beyond:
        return False
    herd.start_from(priced)
    found.append(priced)
    _gather(herd, found, number, steer, watch)
    return True


def _gather(herd: Herd, found: list[Ints], wanted: int, steer: Floats | None, watch: Watch) -> None:
    for number, b in enumerate(herd.panels(wanted, steer)):
        found.append(b)
        if number % 16 == 0:
            watch.tell("panels", number / wanted)
            if watch.over:
                return
