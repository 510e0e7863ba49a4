from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from loim.networks.models import Mandate, Member, Network, NetworkKind, Seat
from loim.people.models import Organisation
from loim.programmes.models import Activity
from loim.services.models import AppliedJourney

_numbers = count(1)
_AT = datetime(2023, 5, 11, tzinfo=UTC)


def network(led_by: Organisation, under: Activity, **fields: Any) -> Network:
    return Network.objects.create(
        name=fields.pop("name", f"Võrgustik {next(_numbers)}"),
        kind=fields.pop("kind", NetworkKind.SPECIALISTS),
        organisation=led_by,
        activity=under,
        start_date=fields.pop("start_date", date(2023, 3, 1)),
        recorded_at=_AT,
        **fields,
    )


def member(of: Network, organisation: Organisation | None = None, **fields: Any) -> Member:
    return Member.objects.create(
        network=of,
        organisation=organisation,
        start_date=fields.pop("start_date", of.start_date),
        recorded_at=_AT,
        **fields,
    )


def seat(of: Network, **fields: Any) -> Seat:
    return Seat.objects.create(
        network=of,
        title=fields.pop("title", f"Koht {next(_numbers)}"),
        start_date=fields.pop("start_date", of.start_date),
        **fields,
    )


def mandate(in_seat: Seat, held_by: Member, **fields: Any) -> Mandate:
    return Mandate.objects.create(
        seat=in_seat,
        member=held_by,
        start_date=fields.pop("start_date", in_seat.start_date),
        filled_by=fields.pop("filled_by", in_seat.filling),
        recorded_at=_AT,
        **fields,
    )


def applied_journey(by: Organisation, under: Activity, **fields: Any) -> AppliedJourney:
    return AppliedJourney.objects.create(
        organisation=by,
        title=fields.pop("title", f"Teekond {next(_numbers)}"),
        activity=under,
        start_date=fields.pop("start_date", date(2024, 3, 1)),
        recorded_at=_AT,
        **fields,
    )
