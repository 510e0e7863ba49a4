"""What can become of a wish for a community's page, and of what stands on an asset map: the tables."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar


class WishState(StrEnum):
    UNPROVED = "unproved"  # the address has not been confirmed: nobody else reads it
    WAITING = "waiting"  # for a coordinator of the municipality, or for an administrator
    ACCEPTED = "accepted"  # the page is there, and the asker invited to keep it
    DECLINED = "declined"


class AssetState(StrEnum):
    WAITING = "waiting"  # for a keeper; nobody else sees it
    SHOWN = "shown"
    HIDDEN = "hidden"
    MERGED = "merged"  # into another one, which has its people


_W, _A = WishState, AssetState
WISH: dict[WishState, frozenset[WishState]] = {
    _W.UNPROVED: frozenset({_W.WAITING}),
    _W.WAITING: frozenset({_W.ACCEPTED, _W.DECLINED}),
    _W.ACCEPTED: frozenset(),
    _W.DECLINED: frozenset(),
}
ASSET: dict[AssetState, frozenset[AssetState]] = {
    _A.WAITING: frozenset({_A.SHOWN, _A.HIDDEN, _A.MERGED}),
    _A.SHOWN: frozenset({_A.HIDDEN, _A.MERGED}),
    _A.HIDDEN: frozenset({_A.SHOWN, _A.MERGED}),
    _A.MERGED: frozenset(),
}
State = TypeVar("State", bound=StrEnum)


def leads_to(table: Mapping[State, frozenset[State]], before: str, after: str) -> bool:
    return any(after in table[state] for state in table if state == before)
