"""Better panels by exchanging people: one for one, or two for two whose differences cancel.

Types are hashed so that types alike on all tight rules hash alike and differences add: a pair of
exchanges keeps every tight rule when their hashed differences are d and −d. Hashes only propose;
each exchange is checked in whole numbers before it is made.
"""

import numpy as np

from fairplaces.panels.chance import Kicks
from fairplaces.panels.face import Face
from fairplaces.types import Floats, Ints

_TRIED = 64


class Swaps:
    """Local search on one face. Keeps every rule at every step."""

    def __init__(
        self,
        face: Face,
        kicks: Kicks,
        *,
        entering: int = 96,
        leaving: int = 48,
        tried: int = _TRIED,
    ) -> None:
        self.face = face
        tight = face.matrix[face.tight]
        salt = kicks.words(len(tight)).astype(np.int64)
        self.hash: Ints = (salt[:, None] * tight).sum(axis=0, dtype=np.int64)
        self.columns = np.ascontiguousarray(face.matrix.T)
        self.entering, self.leaving, self.tried = entering, leaving, tried
        self.kicks, self.stride = kicks, 7
        self.table = np.full(1 << 16, -1, dtype=np.int64)

    def improve(self, b: Ints, worth: Floats, passes: int) -> Ints:
        """b (F,) after at most `passes` rounds of exchanges that raise worth·b."""
        b = b.copy()
        activity = self.face.matrix @ b
        for _ in range(passes):
            if not self._pass(b, activity, worth):
                break
        return b

    def _pass(self, b: Ints, activity: Ints, worth: Floats) -> bool:
        inside, outside = np.flatnonzero(b), np.flatnonzero(b == 0)
        inside = self._some(inside, worth[inside], self.leaving)
        outside = self._some(outside, -worth[outside], self.entering)
        if not len(inside) or not len(outside):
            return False
        gain = (worth[outside][:, None] - worth[inside][None, :]).ravel()
        step = (self.hash[outside][:, None] - self.hash[inside][None, :]).ravel()
        moves = self._proposals(gain, step)
        return self._apply(b, activity, moves, inside, outside)

    def _some(self, types: Ints, worth: Floats, number: int) -> Ints:
        """`number` of the types: half of least worth, half at random.

        Without the random half those who want to come and fit nowhere would crowd out others.
        """
        if len(types) <= number:
            return types
        half = number // 2
        order = np.argpartition(worth, half)
        rest = order[half:]
        start = int(self.kicks.words(1)[0] % np.uint64(len(rest)))
        taken = rest[(start + self.stride * np.arange(number - half)) % len(rest)]
        return np.concatenate([types[order[:half]], types[np.unique(taken)]])

    def _proposals(self, gain: Floats, step: Ints) -> list[tuple[int, int]]:
        """Pairs (p, q) of exchanges, best first; q = −1 where p stands alone.

        A table keyed by sixteen bits of the hash holds the best exchange of each key; a clash
        of keys loses a proposal, never makes a wrong one.
        """
        largest = float(np.abs(gain).max())
        if largest == 0.0:
            return []
        # Sixteen bits sort by counting, five times faster than doubles.
        order = np.argsort((gain * (30_000 / largest)).astype(np.int16), kind="stable")
        key = (step & 0xFFFF)[order]
        self.table[key] = order
        heads = order[self.table[key] == order]
        partner = self.table[(-step[heads]) & 0xFFFF]
        self.table[key] = -1
        true = (partner >= 0) & (step[heads] == -step[partner])
        heads, partner = heads[true], partner[true]
        alone = step[heads] == 0
        both = gain[heads] + np.where(alone, 0.0, gain[partner])
        good = np.flatnonzero((both > 1e-12) & (alone | (heads < partner)))
        good = good[np.argsort(-both[good], kind="stable")][: self.tried]
        return [(int(heads[i]), -1 if alone[i] else int(partner[i])) for i in good]

    def _apply(
        self, b: Ints, activity: Ints, moves: list[tuple[int, int]], inside: Ints, outside: Ints
    ) -> bool:
        width, touched, changed = len(inside), set[int](), False
        face, columns = self.face, self.columns
        for pair in moves:
            ends: list[tuple[int, int]] = [
                (int(outside[p // width]), int(inside[p % width])) for p in pair if p >= 0
            ]
            types = {t for end in ends for t in end}
            if len(types) < 2 * len(ends) or types & touched:
                continue
            after = activity.copy()
            for enter, leave in ends:
                after += columns[enter]
                after -= columns[leave]
            if (after < face.lower).any() or (after > face.upper).any():
                continue
            for enter, leave in ends:
                b[enter], b[leave] = 1, 0
            activity[:] = after
            touched |= types
            changed = True
        return changed
