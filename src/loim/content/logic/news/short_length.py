"""How long a short text is, as social networks count.

X counts by weight: letters of most alphabets 1, CJK and emoji 2, an address 23 whatever its
length (docs.x.com, 'Counting characters', configuration v3). Mastodon counts signs, an address
23 (docs.joinmastodon.org, 'Posting').
"""

import re
from dataclasses import dataclass

ADDRESS = 23
_ADDRESS = re.compile(r"https?://\S+")
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
# Emoji are several signs that read as one: joined, coloured or shown as a picture.
_CLUSTER = re.compile(
    r"[\U0001F1E6-\U0001F1FF]{2}"
    r"|[\u2190-\u2BFF\U0001F000-\U0001FAFF][\uFE0F\U0001F3FB-\U0001F3FF]*"
    r"(?:\u200D[\u2190-\u2BFF\U0001F000-\U0001FAFF][\uFE0F\U0001F3FB-\U0001F3FF]*)*"
)


@dataclass(frozen=True)
class Network:
    key: str
    name: str
    limit: int


NETWORKS = (Network("x", "X", 280), Network("mastodon", "Mastodon", 500))


@dataclass(frozen=True)
class Length:
    network: Network
    used: int

    @property
    def is_too_long(self) -> bool:
        return self.used > self.network.limit

    @property
    def left(self) -> int:
        return self.network.limit - self.used


def lengths(text: str) -> list[Length]:
    return [Length(NETWORKS[0], weight(text)), Length(NETWORKS[1], signs(text))]


def weight(text: str) -> int:
    rest, addresses = _ADDRESS.subn("", text)
    rest, emoji = _CLUSTER.subn("", rest)
    letters = sum(1 if _is_light(ord(sign)) else 2 for sign in rest)
    return letters + 2 * emoji + ADDRESS * addresses


def signs(text: str) -> int:
    rest, addresses = _ADDRESS.subn("", text)
    return len(_CLUSTER.sub("#", rest)) + ADDRESS * addresses


def _is_light(code: int) -> bool:
    return any(first <= code <= last for first, last in _LIGHT)
