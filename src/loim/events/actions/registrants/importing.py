"""Put many people from a file on the list: all of them or none."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.actions.places import (
    AnswerRequest,
    PersonRequest,
    RegistrationRequest,
    register_all,
)
from loim.events.models import Door, Event, Registration
from loim.people.models import Municipality, Organisation, User


class AlreadyImported(Refusal):
    message = _("These people have been put on the list already; nobody was added twice.")


class ImportedPerson(Protocol):
    """A row of a file that was looked through; see `forms.registrants.person_reader`."""

    @property
    def row(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def party(self) -> str: ...
    @property
    def organisation(self) -> int | None: ...
    @property
    def organisation_name(self) -> str: ...
    @property
    def municipality(self) -> str | None: ...
    @property
    def answers(self) -> tuple[tuple[int, int | None, str], ...]: ...


def import_participants(
    *, event: Event, rows: Sequence[ImportedPerson], batch: UUID, by: User, now: datetime
) -> list[Registration]:
    """In the order of the file, by the rules of the places. The same `batch` counts once.

    Refused as a whole: AlreadyImported, and everything that `places.register_all` refuses.
    """
    submissions = [uuid5(batch, str(row.row)) for row in rows]
    if Registration.objects.filter(submission__in=submissions).exists():
        raise AlreadyImported
    organisations = Organisation.objects.in_bulk({row.organisation for row in rows} - {None})
    places = Municipality.objects.in_bulk({row.municipality for row in rows} - {None})
    requests = [
        _request(row, submission, organisations, places)
        for row, submission in zip(rows, submissions, strict=True)
    ]
    return register_all(event=event, requests=requests, door=Door.IMPORT, by=by, now=now)


def _request(
    row: ImportedPerson,
    submission: UUID,
    organisations: dict[int, Organisation],
    places: dict[str, Municipality],
) -> RegistrationRequest:
    person = PersonRequest(
        name=row.name,
        email=row.email,
        language=row.language,
        party=row.party,
        organisation=organisations.get(row.organisation) if row.organisation else None,
        organisation_name=row.organisation_name,
        municipality=places.get(row.municipality) if row.municipality else None,
        answers=tuple(AnswerRequest(*answer) for answer in row.answers),
    )
    return RegistrationRequest(
        name=row.name,
        email=row.email,
        people=(person,),
        language=row.language,
        submission=submission,
        is_confirmed=True,
    )
