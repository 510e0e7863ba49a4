"""Seats on a day: who holds them, which are vacant, and how many there are of each party."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from loim.events.models.parties import Party
from loim.networks.models import Mandate, Network, Seat

SOON = timedelta(days=60)


@dataclass(frozen=True)
class SeatOnDay:
    seat: Seat
    mandate: Mandate | None  # in force that day
    next_mandate: Mandate | None  # begins later

    @property
    def is_vacant(self) -> bool:
        return self.mandate is None


@dataclass
class PartyRow:
    label: str
    seats: int = 0
    filled: int = 0

    @property
    def vacant(self) -> int:
        return self.seats - self.filled


@dataclass(frozen=True)
class Composition:
    seats: list[SeatOnDay]
    parties: list[PartyRow] = field(default_factory=list)

    @property
    def filled(self) -> int:
        return sum(not each.is_vacant for each in self.seats)

    @property
    def vacant(self) -> list[SeatOnDay]:
        return [each for each in self.seats if each.is_vacant]


def composition_on(network: Network, day: date) -> Composition:
    """Two queries, however many seats. Parties in their own order, seats by position."""
    lasting = Mandate.objects.filter(Q(end_date=None) | Q(end_date__gte=day))
    seats = (
        network.seats.in_force_on(day)
        .select_related("organisation", "network")
        .prefetch_related(
            Prefetch(
                "mandates",
                lasting.select_related("member__organisation").order_by("start_date", "pk"),
                to_attr="lasting",
            )
        )
        .order_by("position", "pk")
    )
    found = [_on_day(seat, day) for seat in seats]
    rows: dict[str, PartyRow] = {}
    for each in found:
        row = rows.setdefault(each.seat.party, PartyRow(str(each.seat.get_party_display())))
        row.seats += 1
        row.filled += not each.is_vacant
    order = [*Party.values, ""]
    return Composition(found, [rows[party] for party in order if party in rows])


def _on_day(seat: Seat, day: date) -> SeatOnDay:
    lasting: list[Mandate] = seat.lasting  # type: ignore[attr-defined]  # fetched just now
    now = next((mandate for mandate in lasting if mandate.start_date <= day), None)
    later = next((mandate for mandate in lasting if mandate.start_date > day), None)
    return SeatOnDay(seat, now, later)


def mandates_ending(networks: QuerySet[Network], today: date) -> QuerySet[Mandate]:
    """Mandates that end within 60 days and are followed by nobody, the first to end first."""
    followed = Mandate.objects.filter(start_date__gt=today).values("seat")
    return (
        Mandate.objects.in_force_on(today)
        .filter(end_date__lte=today + SOON, seat__network__in=networks)
        .filter(Q(seat__end_date=None) | Q(seat__end_date__gt=today + SOON))
        .exclude(seat__in=followed)
        .select_related("seat__network", "member__organisation")
        .order_by("end_date", "pk")
    )
