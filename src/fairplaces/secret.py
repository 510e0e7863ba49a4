"""What the organiser keeps: one secret from which the draw and the pseudonyms are made.

A record publishes the seed that replays the draw. Were the pseudonyms made from that seed, anyone
with a list of names could make them again. So the secret has two halves that do not tell of each
other, and it never leaves the organiser: the first is the seed's, published after the draw; the
second salts the pseudonyms and stays where it is.
"""

import secrets
from dataclasses import dataclass, field

from fairplaces.errors import BadInput, InputProblem
from fairplaces.seeds import Seed, digest

# Anybody can try all shorter ones against the published hash.
LEAST_LETTERS = 16


@dataclass(frozen=True, slots=True)
class Secret:
    """`text` is long, random and told to nobody, not even after the draw."""

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise BadInput([InputProblem("input.no_secret", "secret")])

    @classmethod
    def new(cls) -> "Secret":
        """A secret that nobody can guess, from the system's randomness."""
        return cls(secrets.token_hex(32))

    @property
    def is_weak(self) -> bool:
        """Whether it is so short that it could be found by trying."""
        return len(self.text) < LEAST_LETTERS

    @property
    def commitment(self) -> str:
        """What to publish while people still apply."""
        return self.seed().commitment

    @property
    def salt(self) -> str:
        """The half that makes pseudonyms; whoever has it can try names."""
        return digest("fairplaces 1 private half", self.text).hex()

    def seed(self, public: str = "") -> Seed:
        """The half that draws, completed by the public value; a record tells it."""
        return Seed(digest("fairplaces 1 public half", self.text).hex(), public)
