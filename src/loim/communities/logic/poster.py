"""What a poster of an asset map says: plain values, no framework."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PosterAsset:
    title: str
    words: str
    people: str
    language: str


@dataclass(frozen=True)
class PosterKind:
    """`colour` is of the ground, as #rrggbb."""

    name: str
    assets: tuple[PosterAsset, ...]
    colour: str


@dataclass(frozen=True)
class Poster:
    """`paper` is 'a2' or 'a3'. `address` is shown with its code; '' leaves it out."""

    title: str
    subtitle: str
    language: str
    kinds: tuple[PosterKind, ...]
    paper: str
    foot: str
    none_yet: str
    address: str = ""
    address_words: str = ""
