"""Which seats a call may fill, and which of its own are still free."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from loim.networks.logic.bodies.call_states import CallState
from loim.networks.models import Mandate, Seat
from loim.networks.models.bodies import CallSeat, MemberCall


def _overlapping(start: date, end: date | None) -> Q:
    ends = Q(end_date=None) | Q(end_date__gte=start)
    return ends if end is None else ends & Q(start_date__lte=end)


def vacant_seats(call: MemberCall) -> QuerySet[Seat]:
    """Of the call's network: nobody's in the time of its mandates, and in no other live call."""
    start, end = call.mandate_start_date, call.mandate_end_date
    held = Mandate.objects.filter(_overlapping(start, end), seat=OuterRef("pk"))
    other = CallSeat.objects.filter(
        seat=OuterRef("pk"), call__state__in=[CallState.PUBLISHED, CallState.DECIDED]
    ).exclude(call=call.pk)
    seats = Seat.objects.filter(_overlapping(start, start), ~Exists(held), ~Exists(other))
    return (
        seats.filter(network=call.network_id)
        .select_related("network")
        .order_by("party", "position", "pk")
    )


def free_seats(call: MemberCall, start: date) -> list[tuple[int, str]]:
    """(key, party) of the call's seats that nobody holds from `start` on; at the call."""
    held = Mandate.objects.filter(_overlapping(start, call.mandate_end_date), seat=OuterRef("seat"))
    rows = call.call_seats.filter(~Exists(held)).order_by("seat__position", "seat")
    return list(rows.values_list("seat", "seat__party"))
