"""A programme with a city that records its work, and the organisations of a county."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from loim.people.models import Organisation, OrganisationKind, Role, User
from loim.programmes.models import Activity, Programme
from tests.factories import (
    activity,
    agreement,
    county,
    membership,
    municipality,
    organisation,
    plan,
    plan_row,
    plan_section,
    plan_version,
    programme,
    user,
)


@dataclass
class World:
    """Rakvere is a partner; its coordinator records. Narva takes no part in the programme."""

    programme: Programme
    activity: Activity
    rakvere: Organisation
    rakvere_rural: Organisation
    tartu: Organisation
    narva: Organisation
    fund: Organisation
    coordinator: User
    manager: User


def government(
    name: str, kind: str, ehak: str, *, where: str = "Lääne-Viru maakond"
) -> Organisation:
    word = "linn" if kind == "urban" else "vald"
    codes = {"Lääne-Viru maakond": "0060", "Tartu maakond": "0079", "Ida-Viru maakond": "0045"}
    place = municipality(f"{name} {word}", kind=kind, ehak=ehak, county=county(where, codes[where]))
    office = "Linnavalitsus" if kind == "urban" else "Vallavalitsus"
    return organisation(f"{name} {office}", kind=OrganisationKind.MUNICIPALITY, municipality=place)


def approve(version) -> None:  # type: ignore[no-untyped-def]
    version.status, version.order_number, version.order_date = "approved", "24", date(2023, 1, 26)
    version.approved_at = datetime(2023, 1, 26, tzinfo=UTC)
    version.save()


@pytest.fixture
def world() -> World:
    of = programme("Näidisprogramm", slug="naidis")
    under = activity(of, "3.5.1.3", title="Kommunikatsioon")
    meetings = activity(of, "3.5.1.3", "3", title="Võrgustikukohtumised")
    version = plan_version(plan(of))
    section = plan_section(version, under)
    plan_row(section, under, 1)
    plan_row(section, meetings, 2)
    approve(version)
    rakvere = government("Rakvere", "urban", "0663")
    agreement(of, rakvere)
    coordinator, manager = user("koordinaator@example.ee"), user("juht@example.ee")
    membership(coordinator, rakvere, Role.COORDINATOR)
    membership(manager, of.implementer, Role.PROGRAMME_MANAGER)
    return World(
        programme=of,
        activity=meetings,
        rakvere=rakvere,
        rakvere_rural=government("Rakvere", "rural", "0661"),
        tartu=government("Tartu", "urban", "0793", where="Tartu maakond"),
        narva=government("Narva", "urban", "0511", where="Ida-Viru maakond"),
        fund=organisation("Eesti Töötukassa", kind=OrganisationKind.STATE_AGENCY),
        coordinator=coordinator,
        manager=manager,
    )
