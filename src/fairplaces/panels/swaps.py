"""Better panels by exchanging people: one for one, or two for two whose differences cancel.

Types are hashed so that types alike on all tight rules hash alike and differences add: a pair of
exchanges keeps every tight rule when their hashed differences are d and −d. Hashes only propose;
each exchange is checked in whole numbers before it is made. Where units differ in size, nobody may
enter or leave as well: so a team is exchanged for two people, or for a person and a smaller team.
"""

from typing import NamedTuple

import numpy as np

from fairplaces.panels.chance import Kicks
from fairplaces.panels.face import Face
from fairplaces.types import Floats, Ints

_TRIED = 64
_STRIDE = 7


class _Exchanges(NamedTuple):
    """entering, leaving (M,): types, one for one."""

    entering: Ints
    leaving: Ints


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
        self.nobody = len(face.free) if face.is_uneven else None
        if self.nobody is not None:
            self.hash = np.append(self.hash, 0)
            self.columns = np.vstack([self.columns, np.zeros_like(self.columns[:1])])
        self.entering, self.leaving, self.tried = entering, leaving, tried
        self.turn = 0
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
        inside, outside = b.nonzero()[0], (b == 0).nonzero()[0]
        inside = self._some(inside, worth[inside], self.leaving)
        outside = self._some(outside, -worth[outside], self.entering)
        if self.nobody is not None:
            inside, outside = np.append(inside, self.nobody), np.append(outside, self.nobody)
            worth = np.append(worth, 0.0)
        if not len(inside) or not len(outside):
            return False
        gain = (worth[outside][:, None] - worth[inside][None, :]).ravel()
        step = (self.hash[outside][:, None] - self.hash[inside][None, :]).ravel()
        first, second = self._proposals(gain, step)
        if not len(first):
            return False
        width = len(inside)
        ones = _Exchanges(outside[first // width], inside[first % width])
        others = _Exchanges(outside[second // width], inside[second % width])
        return self._apply(b, activity, ones, others)

    def _some(self, types: Ints, worth: Floats, number: int) -> Ints:
        """`number` of the types: half of least worth, half at random.

        Without the random half those who want to come and fit nowhere would crowd out others.
        """
        if len(types) <= number:
            return types
        half = number // 2
        order = worth.argpartition(half)
        rest = order[half:]
        # A stride, for neighbours are alike; it may meet somebody twice, which costs a proposal.
        self.turn += _STRIDE * number
        taken = rest[(self.turn + _STRIDE * np.arange(number - half)) % len(rest)]
        return np.concatenate([types[order[:half]], types[taken]])

    def _proposals(self, gain: Floats, step: Ints) -> tuple[Ints, Ints]:
        """Pairs of exchanges (M,), (M,), best first; one that stands alone is its own partner.

        A table keyed by sixteen bits of the hash holds the best exchange of each key; a clash
        of keys loses a proposal, never makes a wrong one.
        """
        largest = float(np.abs(gain).max())
        if largest == 0.0:
            return step[:0], step[:0]
        # Sixteen bits sort by counting, five times faster than doubles.
        order = (gain * (30_000 / largest)).astype(np.int16).argsort(kind="stable")
        key = (step & 0xFFFF)[order]
        self.table[key] = order
        heads = order[self.table[key] == order]
        partner = self.table[-step[heads] & 0xFFFF]
        self.table[key] = -1
        true = (partner >= 0) & (step[heads] == -step[partner])
        heads, partner = heads[true], partner[true]
        alone = step[heads] == 0
        partner[alone] = heads[alone]
        both = gain[heads] + np.where(alone, 0.0, gain[partner])
        good = ((both > 1e-12) & (heads <= partner)).nonzero()[0]
        good = good[(-both[good]).argsort(kind="stable")][: self.tried]
        return heads[good], partner[good]

    def _apply(self, b: Ints, activity: Ints, ones: "_Exchanges", others: "_Exchanges") -> bool:
        """Make the moves that keep every rule, best first, each type at most once.

        Move i is ones[i] and others[i] together, or ones[i] alone where both are the same.
        """
        face, columns = self.face, self.columns
        same_in, same_out = ones.entering == others.entering, ones.leaving == others.leaving
        second = columns[others.entering] - columns[others.leaving]
        second[same_in & same_out] = 0
        change = columns[ones.entering] - columns[ones.leaving] + second
        after = activity + change
        kept = ((after >= face.lower) & (after <= face.upper)).all(axis=1)
        # Two exchanges that share one end only are none.
        kept &= same_in == same_out
        touched, is_changed = set[int | None](), False
        for i in kept.nonzero()[0].tolist():
            entering = (int(ones.entering[i]), int(others.entering[i]))
            leaving = (int(ones.leaving[i]), int(others.leaving[i]))
            if not touched.isdisjoint(entering) or not touched.isdisjoint(leaving):
                continue
            moved = activity + change[i]
            # Others have moved since: the loose rules are asked again.
            if is_changed and ((moved < face.lower).any() or (moved > face.upper).any()):
                continue
            for enter, leave in zip(entering, leaving, strict=True):
                if enter != self.nobody:
                    b[enter] = 1
                if leave != self.nobody:
                    b[leave] = 0
            activity[:] = moved
            is_changed = True
            touched.update(entering, leaving)
            touched.discard(self.nobody)
        return is_changed
