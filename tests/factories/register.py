from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from stdnum.ee import registrikood

from loim.networks.actions.register.confirming import ask_to_confirm
from loim.networks.models import Association, ConfirmationRequest, Need, NeedVoice
from loim.people.models import Organisation, OrganisationKind, User
from tests.factories.people import organisation

_numbers = count(1)
AT = datetime(2023, 5, 11, tzinfo=UTC)


def code(number: int) -> str:
    """A registry code that no association has: of a range that is not given out, and right."""
    stem = f"8999{number:03d}"
    return next(stem + digit for digit in "0123456789" if registrikood.is_valid(stem + digit))


def association(keeper: Organisation, **fields: Any) -> Association:
    number = next(_numbers)
    of = fields.pop("organisation", None) or organisation(
        fields.pop("name", f"MTÜ Selts {number}"),
        kind=OrganisationKind.NGO,
        registry_code=fields.pop("registry_code", code(number)),
        municipality=fields.pop("municipality", keeper.municipality),
    )
    return Association.objects.create(
        organisation=of,
        keeper=keeper,
        email=fields.pop("email", f"selts{number}@example.ee"),
        recorded_at=AT,
        **fields,
    )


def asked(of: Association, by: User, now: datetime) -> ConfirmationRequest:
    return ask_to_confirm(association=of, by=by, now=now)


def need(keeper: Organisation, *voices: Association, **fields: Any) -> Need:
    made = Need.objects.create(
        keeper=keeper,
        title=fields.pop("title", f"Ruum kohtumisteks {next(_numbers)}"),
        recorded_at=AT,
        **fields,
    )
    for voice in voices:
        NeedVoice.objects.create(
            need=made, association=voice, text="Meil pole kus koos käia", heard="talk",
            heard_date=date(2023, 5, 11), recorded_at=AT,
        )  # fmt: skip
    return made
