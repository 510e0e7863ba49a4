"""Counties and municipalities: loaded from the state's classifier, and their mergers.

Sources: EHAK, the classifier of Estonian administrative units (Statistics Estonia), as
15 counties and 79 municipalities of 2017–2025; mergers since then beside it.
"""

import csv
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.logic.municipal_names import government_of
from loim.people.models import County, Municipality, Organisation, OrganisationKind, User
from loim.people.permissions import may_administer_platform

DATA = Path(__file__).resolve().parents[1] / "data"
CLASSIFIER = DATA / "ehak.csv"
CHANGES = DATA / "municipality-changes.csv"


class AlreadyMerged(Refusal):
    message = _("%(municipality)s has already become part of another municipality.")


class SuccessorNotThere(Refusal):
    message = _(
        "%(successor)s does not exist on %(day)s, so %(municipality)s cannot become part of it."
    )


class MergesIntoItself(Refusal):
    message = _("A municipality cannot become part of itself. Choose another municipality.")


class EndsBeforeItBegan(Refusal):
    message = _("%(municipality)s did not exist yet on %(day)s. Give a later day.")


@dataclass(frozen=True)
class Loaded:
    counties: int
    municipalities: int


def load_municipalities(
    *, now: datetime, classifier: Path = CLASSIFIER, changes: Path = CHANGES
) -> Loaded:
    """Bring counties and municipalities to what the files say; a second call changes nothing.

    A merger that was recorded here by hand stands, whatever the file says of it.
    """
    rows = _rows(classifier)
    counties = [County(ehak=r["ehak"], name=r["name_et"]) for r in rows if r["kind"] == "county"]
    municipalities = [
        Municipality(ehak=r["ehak"], name=r["name_et"], kind=r["kind"], county_id=r["county_ehak"])
        for r in rows
        if r["kind"] != "county"
    ]
    with transaction.atomic():
        County.objects.bulk_create(
            counties, update_conflicts=True, unique_fields=["ehak"], update_fields=["name"]
        )
        Municipality.objects.bulk_create(
            municipalities,
            update_conflicts=True,
            unique_fields=["ehak"],
            update_fields=["name", "kind", "county"],
        )
        for change in _rows(changes):
            Municipality.objects.filter(ehak=change["ehak"], valid_to=None, successor=None).update(
                valid_to=date.fromisoformat(change["last_day"]),
                successor=change["successor_ehak"],
            )
    return Loaded(len(counties), len(municipalities))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ensure_municipal_organisations(*, now: datetime) -> int:
    """Every municipality has its government among the organisations; returns how many are new.

    A merged one keeps it: records of the time before name it, and late ones still may.
    """
    with transaction.atomic():
        missing = Municipality.objects.exclude(
            organisations__kind=OrganisationKind.MUNICIPALITY
        ).order_by("ehak")
        made = Organisation.objects.bulk_create(
            [
                Organisation(
                    name=government_of(municipality.name),
                    kind=OrganisationKind.MUNICIPALITY,
                    municipality=municipality,
                )
                for municipality in missing
            ]
        )
    return len(made)


def merge_municipality(
    *, by: User, now: datetime, municipality: Municipality, into: Municipality, last_day: date
) -> Municipality:
    """`municipality` exists until `last_day` and is part of `into` from the next day.

    Its organisation and its records stay as they are; whoever counts municipalities asks
    `MunicipalityAt`. Refused: AlreadyMerged, SuccessorNotThere, MergesIntoItself,
    EndsBeforeItBegan.
    """
    if not may_administer_platform(by):
        raise PermissionDenied
    with transaction.atomic():
        # All rows in one order: two mergers at once cannot make a circle between them.
        locked = {m.pk: m for m in Municipality.objects.select_for_update().order_by("ehak")}
        ending, successor = locked[municipality.pk], locked[into.pk]
        first_day_after = last_day + timedelta(days=1)
        if ending.successor_id or ending.valid_to:
            raise AlreadyMerged(municipality=ending.name)
        if ending.valid_from and last_day < ending.valid_from:
            raise EndsBeforeItBegan(municipality=ending.name, day=_in_words(last_day))
        if not _exists_on(successor, first_day_after):
            raise SuccessorNotThere(
                municipality=ending.name, successor=successor.name, day=_in_words(first_day_after)
            )
        if ending.pk in _with_successors(successor, locked):
            raise MergesIntoItself
        ending.valid_to, ending.successor = last_day, successor
        ending.save(update_fields=["valid_to", "successor"])
    return ending


def _exists_on(municipality: Municipality, day: date) -> bool:
    begun = municipality.valid_from is None or municipality.valid_from <= day
    return begun and (municipality.valid_to is None or day <= municipality.valid_to)


def _with_successors(municipality: Municipality, known: dict[str, Municipality]) -> set[str]:
    chain = {municipality.pk}
    while municipality.successor_id and municipality.successor_id not in chain:
        municipality = known[municipality.successor_id]
        chain.add(municipality.pk)
    return chain


def _in_words(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
