from datetime import date
from itertools import count
from typing import Any

from loim.people.models import (
    County,
    Membership,
    Municipality,
    Organisation,
    OrganisationKind,
    Role,
    User,
)

_numbers = count(1)


def user(email: str = "", **fields: Any) -> User:
    return User.objects.create_user(email or f"person{next(_numbers)}@example.ee", **fields)


def county(name: str = "Lääne-Viru maakond", ehak: str = "0060") -> County:
    return County.objects.get_or_create(ehak=ehak, defaults={"name": name})[0]


def municipality(name: str = "", **fields: Any) -> Municipality:
    number = next(_numbers)
    return Municipality.objects.create(
        # Real codes begin with 0: theirs may be in the same test.
        ehak=fields.pop("ehak", f"9{number % 1000:03}"),
        name=name or f"Näidisvald {number}",
        kind=fields.pop("kind", "rural"),
        county=fields.pop("county", None) or county(),
        **fields,
    )


def organisation(name: str = "", **fields: Any) -> Organisation:
    return Organisation.objects.create(
        name=name or f"Näidisühing {next(_numbers)}",
        kind=fields.pop("kind", OrganisationKind.NGO),
        **fields,
    )


def municipality_organisation(name: str = "", **fields: Any) -> Organisation:
    """A local government: the organisation and, unless given, the municipality it governs."""
    place = fields.pop("municipality", None) or municipality(name)
    return organisation(
        f"{place.name} (valitsus)",
        kind=OrganisationKind.MUNICIPALITY,
        municipality=place,
        **fields,
    )


def membership(
    person: User, where: Organisation, role: str = Role.MEMBER, **fields: Any
) -> Membership:
    fields.setdefault("start_date", date(2023, 1, 1))
    return Membership.objects.create(user=person, organisation=where, role=role, **fields)
