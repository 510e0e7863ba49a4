"""Which members of a network were at an event: by the address or the organisation of who came."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Known:
    """A member: a person by their addresses, or an organisation. A person without an address is
    found by the organisation that they stand for."""

    key: int
    addresses: frozenset[str] = frozenset()
    organisation: int | None = None


@dataclass(frozen=True)
class Came:
    """Whoever came: addresses in any letters, organisations by their keys."""

    addresses: frozenset[str] = field(default_factory=frozenset)
    organisations: frozenset[int] = field(default_factory=frozenset)


def members_there(members: Iterable[Known], came: Came) -> set[int]:
    """Keys of those who were there. A person who has an address is there only by that address:
    somebody else of their organisation does not vote in their stead."""
    folded = {address.casefold() for address in came.addresses if address}
    return {member.key for member in members if _was_there(member, folded, came.organisations)}


def _was_there(member: Known, addresses: set[str], organisations: frozenset[int]) -> bool:
    own = {address.casefold() for address in member.addresses if address}
    if own:
        return not own.isdisjoint(addresses)
    return member.organisation in organisations
