from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from loim.networks.models import Network, NetworkKind
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


def applied_journey(by: Organisation, under: Activity, **fields: Any) -> AppliedJourney:
    return AppliedJourney.objects.create(
        organisation=by,
        title=fields.pop("title", f"Teekond {next(_numbers)}"),
        activity=under,
        start_date=fields.pop("start_date", date(2024, 3, 1)),
        recorded_at=_AT,
        **fields,
    )
