"""Panels whose averages follow the target, one after another.

Herding (Welling 2009): keep the residual r ← r + share − panel and let the next panel be one
with large r. The residual is scaled by 1/√(share·(1 − share)), so that rare people are not
forgotten. A panel comes from the last by a random kick and exact exchanges; now and then, or
when the herd stands still, from integer programming.
"""

from collections.abc import Iterator

import numpy as np

from fairplaces.panels.chance import Kicks
from fairplaces.panels.face import Face
from fairplaces.panels.milp import WholeProgram
from fairplaces.panels.swaps import Swaps
from fairplaces.types import Floats, Ints
from fairplaces.watch import Watch

_FRESH = 40
_KICK = 4.0
_HARDER = 4.0
_IDLE = 12
_WIDE = 600
_UNEVEN = (300, 80)
_WIDER = 2
_PATIENCE = 8


class Herd:
    """An endless supply of different panels b (F,) of one face; `stuck` when none are new."""

    def __init__(self, face: Face, watch: Watch, seed: int = 1) -> None:
        self.face, self.watch = face, watch
        width = len(face.free)
        self.kicks = Kicks(seed)
        self.entering, self.leaving = min(max(96, width // 6), 256), min(max(48, width // 15), 96)
        # Units of different sizes find partners more rarely.
        self.is_uneven = face.is_uneven
        if self.is_uneven:
            self.entering, self.leaving = _UNEVEN
        self.fresh_after, self.widened = max(_FRESH, width // 2), 0
        # A wide face is reached sooner with more care for each panel, and with more of them.
        self.is_wide = width >= _WIDE
        self.passes = 2 if self.is_wide else 1
        self.swaps = Swaps(face, self.kicks, entering=self.entering, leaving=self.leaving)
        self.whole = WholeProgram(
            face.matrix,
            face.lower,
            face.upper,
            np.zeros(width, dtype=np.int64),
            np.ones(width, dtype=np.int64),
        )
        self.scale = 1.0 / np.sqrt(face.share * (1.0 - face.share))
        self.residual = face.share.copy()
        self.last: Ints | None = None
        self.seen: set[bytes] = set()
        self.asked = 0

    def fresh(self, worth: Floats) -> Ints | None:
        """A panel from integer programming, the first found; None where the face has none."""
        self.asked += 1
        found = self.whole.best(worth, first=True, seconds=self.watch.left).panel
        return None if found is None else self.swaps.improve(found, worth, 4)

    def start_from(self, b: Ints) -> None:
        """Go on from a panel found elsewhere."""
        self.seen.add(b.tobytes())
        self.last = b

    def widen(self) -> bool:
        """Look farther for exchanges and ask integer programming more often; False when tired."""
        if self.widened == _WIDER:
            return False
        self.widened += 1
        self.entering, self.leaving = 2 * self.entering, 2 * self.leaving
        self.fresh_after = max(4, self.fresh_after // 3)
        self.swaps = Swaps(
            self.face, self.kicks, entering=self.entering, leaving=self.leaving, tried=128
        )
        self.residual = self.face.share.copy()
        return True

    def panels(self, wanted: int, steer: Floats | None = None) -> Iterator[Ints]:
        """Up to `wanted` new panels; `steer` (F,) adds a direction that is missing so far."""
        tried = made = idle = 0
        self.asked = 0
        while made < wanted and idle < _IDLE and self.asked <= _PATIENCE + made // 4:
            worth = self.residual * self.scale
            if steer is not None:
                worth = worth * 0.25 + steer * (np.abs(worth).mean() + 1.0)
            if self.last is None or tried % self.fresh_after == self.fresh_after - 1:
                b = self.fresh(worth)
            else:
                b = self._next(self.last, worth)
            if b is None:
                return
            tried += 1
            self.last = b
            self.residual += self.face.share - b
            idle += 1
            if b.tobytes() not in self.seen:
                self.seen.add(b.tobytes())
                made, idle = made + 1, 0
                yield b

    def _next(self, last: Ints, worth: Floats) -> Ints | None:
        """From the last by exchanges after a kick, a harder one where the first leads nowhere new."""
        for hard in (1.0, _HARDER):
            kick = self.kicks.even(len(last)) - 0.5
            kick *= hard * _KICK * float(np.abs(worth).mean())
            b = self.swaps.improve(self.swaps.improve(last, worth + kick, 1), worth, self.passes)
            if b.tobytes() not in self.seen:
                return b
        return self.fresh(worth)
