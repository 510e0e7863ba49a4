"""Seeds that nobody can bend: committed to before, completed by a public value after.

All of it is SHA-256 over plain bytes, so that it can be replayed with any tool in any language.
The organiser publishes `commitment(secret)` while people still apply; the secret and a public
value that nobody controls (lottery numbers, a beacon) make the seed; every choice has a label.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

_SPAN = 1 << 256


def digest(*parts: str | bytes) -> bytes:
    """SHA-256 over the parts, each preceded by its length in eight bytes, big-endian."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.digest()


def commitment(secret: str) -> str:
    """What to publish before: 64 hexadecimal digits that bind to `secret` and do not tell it.

    The secret must be long and random (`secrets.token_hex(32)`): a short one could be guessed.
    """
    return digest("fairplaces 1 commitment", secret).hex()


@dataclass(frozen=True, slots=True)
class Seed:
    """The two parts of a seed; `public` is empty where no public value was promised."""

    secret: str
    public: str = ""

    @property
    def commitment(self) -> str:
        """The hash published before."""
        return commitment(self.secret)

    def keeps(self, published: str) -> bool:
        """Whether this is the secret whose hash was published."""
        return hmac.compare_digest(self.commitment, published.strip().lower())

    def after(self, *step: str) -> "Seed":
        """The next seed of the chain, for a later step such as a replacement."""
        return Seed(digest("fairplaces 1 chain", self.secret, self.public, *step).hex())

    def stream(self, *label: str) -> "Stream":
        """The choices of one purpose, e.g. ("draw", "ticket")."""
        return Stream(digest("fairplaces 1 seed", self.secret, self.public), label)


class Stream:
    """Whole numbers from a seed: block i is SHA-256(seed, label, i) as a 256-bit number."""

    def __init__(self, seed: bytes, label: Sequence[str]) -> None:
        self.seed, self.label, self.place = seed, tuple(label), 0

    def below(self, number: int) -> int:
        """An even choice of 0 ≤ result < number ≤ 2²⁵⁶, by rejection: no remainder favours any."""
        if not 0 < number <= _SPAN:
            raise ValueError(f"cannot choose among {number}")
        limit = _SPAN - _SPAN % number
        while True:
            block = digest(self.seed, *self.label, self.place.to_bytes(8, "big"))
            self.place += 1
            value = int.from_bytes(block, "big")
            if value < limit:
                return value % number

    def some(self, items: Sequence[str], number: int) -> list[str]:
        """`number` of the items, every selection equally likely (Fisher–Yates), in drawn order."""
        pool = list(items)
        for place in range(number):
            other = place + self.below(len(pool) - place)
            pool[place], pool[other] = pool[other], pool[place]
        return pool[:number]
