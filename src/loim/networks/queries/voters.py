"""Who may vote in a network on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from loim.networks.models import Mandate, Member, MemberRole, Network, Seat
from loim.people.models import Organisation


@dataclass(frozen=True)
class Voter:
    """One vote, which any of `members` casts: a seat's holder, or an organisation by its people."""

    members: tuple[Member, ...]
    seat: Seat | None = None
    organisation: Organisation | None = None

    @property
    def key(self) -> str:
        """Tells the votes of one day apart, and stays the same from day to day."""
        if self.seat is not None:
            return f"seat-{self.seat.pk}"
        if self.organisation is not None:
            return f"organisation-{self.organisation.pk}"
        return f"member-{self.members[0].pk}"


def voters_on(network: Network, day: date) -> list[Voter]:
    """Where there are seats on that day, the holders of a mandate in force: the day after its
    last, nobody votes by it. Elsewhere members other than observers; those who belong to it
    for the same organisation vote as one. Two queries at most, ordered by seat or name.
    """
    if network.seats.in_force_on(day).exists():
        return [
            Voter((mandate.member,), seat=mandate.seat) for mandate in mandates_on(network, day)
        ]
    members = (
        network.members.in_force_on(day)
        .exclude(role=MemberRole.OBSERVER)
        .select_related("organisation", "user")
        .order_by("organisation__name", "name", "pk")
    )
    return _grouped(members)


def mandates_on(network: Network, day: date) -> list[Mandate]:
    """In force that day, in the order of seats, with seat and member. One query."""
    held = Mandate.objects.in_force_on(day).filter(seat__network=network)
    return list(
        held.select_related("seat__network", "member__organisation", "member__user").order_by(
            "seat__position", "seat__title", "pk"
        )
    )


def _grouped(members: Iterable[Member]) -> list[Voter]:
    found: dict[tuple[str, int], list[Member]] = {}
    for member in members:
        of = member.organisation_id
        key = ("organisation", of) if of is not None else ("member", member.pk)
        found.setdefault(key, []).append(member)
    return [
        Voter(tuple(together), organisation=together[0].organisation) for together in found.values()
    ]
