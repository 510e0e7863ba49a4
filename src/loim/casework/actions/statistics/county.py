"""The county's picture: share aggregates of a register, and publish what records of clients tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from loim.casework.gate import opened_for_keeping
from loim.casework.logic.statistics.hiding import CannotBeHidden
from loim.casework.logic.statistics.picture import Spot, picture
from loim.casework.models import (
    CountyFigure,
    CountyPicture,
    Family,
    Origin,
    RegisterCount,
    RegisterImport,
)
from loim.casework.permissions import may_share_picture
from loim.casework.vault import ranks_within
from loim.common.refusals import Refusal
from loim.people.models import County, Organisation, User


class SharedAlready(Refusal):
    message = _(
        "The counts of this source and day are shared already, and what is shared does not change."
        " Newer counts have another day: write that one."
    )


class TooFewToShare(Refusal):
    message = _(
        "There are so few people in this table that nothing of it can be shown without telling"
        " about somebody. Nothing is shared."
    )


@dataclass(frozen=True)
class CountedRow:
    municipality: str
    origin: str
    family: str
    people: int

    @property
    def key(self) -> tuple[str, str, str]:
        return self.municipality, self.origin, self.family

    @property
    def origin_name(self) -> str:
        return str(Origin(self.origin).label)

    @property
    def family_name(self) -> str:
        return str(Family(self.family).label)


def share_register(
    *,
    county: County,
    organisation: Organisation,
    source: str,
    as_of: date,
    file_name: str,
    rows: Sequence[CountedRow],
    submission: UUID,
    by: User,
    now: datetime,
) -> CountyPicture:
    """The county's municipalities see it at once, small numbers hidden; it stays as it is.

    The same `submission` again gives the picture that it made. Refused: whoever does not counsel
    for an organisation of the county (PermissionDenied), SharedAlready, TooFewToShare.
    """
    if not may_share_picture(by, organisation, county):
        raise PermissionDenied
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7264, hashtext(%s))", [county.pk])
        known = CountyPicture.objects.filter(
            county=county, organisation=organisation, source=source, as_of=as_of
        ).first()
        if known is not None:
            if RegisterImport.objects.filter(submission=submission).exists():
                return known
            raise SharedAlready
        register = RegisterImport.objects.create(
            organisation=organisation, county=county, source=source, as_of=as_of,
            file_name=file_name, taken_by=by, taken_at=now, submission=submission,
        )  # fmt: skip
        RegisterCount.objects.bulk_create(
            RegisterCount(
                organisation=organisation, register=register, municipality_id=row.municipality,
                origin=row.origin, family=row.family, people=row.people,
            )
            for row in rows
        )  # fmt: skip
        shown = _hidden(
            [
                (row.municipality, {"origin": row.origin, "family": row.family}, row.people)
                for row in rows
            ],
            f"{county.pk}:{source}:{as_of}",
        )
        made = CountyPicture.objects.create(
            county=county, organisation=organisation, kind="register", source=source,
            as_of=as_of, shared_at=now,
        )  # fmt: skip
        _write(made, shown)
    return made


def publish_pictures_of_records(*, now: datetime) -> int:
    """Of each county with enough clients: newcomers whose records are in use, each person counted
    once, by municipality, origin and family. At each year's end; how many were made."""
    as_of = date(now.year - 1, 12, 31)
    made = 0
    with opened_for_keeping(now=now):
        for county, rows in _records().items():
            if CountyPicture.objects.filter(county=county, kind="records", as_of=as_of).exists():
                continue
            try:
                shown = _hidden(rows, f"{county}:records:{as_of}")
            except TooFewToShare:
                continue
            picture_of = CountyPicture.objects.create(
                county_id=county, kind="records", as_of=as_of, shared_at=now
            )
            _write(picture_of, shown)
            made += 1
    return made


# Of those who agreed to be counted; with records in several places, where the last was made.
_RECORDS = """
SELECT DISTINCT ON (m.county_id, person)
    m.county_id, m.ehak, c.origin, c.family,
    coalesce(nullif(c.pseudonym, ''), c.uuid::text) AS person
FROM casework_client c JOIN people_municipality m ON m.ehak = c.municipality_id
WHERE c.state = 'active' AND c.target_group IN ('newcomer', 'protection', 'returnee')
    AND EXISTS (
        SELECT FROM casework_consent s
        WHERE s.client_id = c.id AND s.ended_at IS NULL AND 'count' = ANY (s.scope)
    )
ORDER BY m.county_id, person, c.made_at DESC
"""


def _records() -> dict[str, list[tuple[str, dict[str, str], int]]]:
    found: dict[str, list[tuple[str, dict[str, str], int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_RECORDS)
        for county, municipality, origin, family, _person in cursor.fetchall():
            groups = {"origin": origin, "family": family}
            found.setdefault(county, []).append((municipality, groups, 1))
    return found


def _hidden(rows: Sequence[tuple[str, dict[str, str], int]], name: str) -> dict[Spot, int | None]:
    try:
        shown = picture(rows, rank_of=ranks_within(name))
    except CannotBeHidden as refusal:
        raise TooFewToShare from refusal
    if not any(shown.values()):
        raise TooFewToShare
    return shown


def _write(of: CountyPicture, shown: Mapping[Spot, int | None]) -> None:
    CountyFigure.objects.bulk_create(
        CountyFigure(
            organisation_id=of.organisation_id,
            picture=of,
            municipality_id=spot.municipality or None,
            dimension=spot.dimension,
            category=spot.category,
            value=value,
        )
        for spot, value in shown.items()
    )
