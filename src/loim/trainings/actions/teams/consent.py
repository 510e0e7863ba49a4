"""The municipality's consent: a signed letter, or its own people confirm it here."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from loim.people.models import Organisation, OrganisationKind, User
from loim.people.permissions import RECORDING_ROLES, organisations_with_role
from loim.trainings.actions.teams.changing import NotNow, held
from loim.trainings.actions.teams.letters import write_to_leader
from loim.trainings.actions.teams.refusals import NotWritten, NotYourMunicipality
from loim.trainings.actions.teams.who_may import check_may_change
from loim.trainings.logic.team_states import LIVE, WRITTEN, TeamState
from loim.trainings.models import ConsentLetter, Team


def add_letter(
    *,
    team: Team,
    file: Any,
    signed_by: str,
    signed_date: date,
    by: User | None,
    now: datetime,
) -> ConsentLetter:
    """The newest one counts. Raises NotWritten."""
    check_may_change(team, by)
    with transaction.atomic():
        team = held(team)
        if TeamState(team.state) not in WRITTEN:
            raise NotWritten
        return ConsentLetter.objects.create(
            team=team,
            file=file,
            original_name=str(file.name)[-200:],
            signed_by=signed_by,
            signed_date=signed_date,
            added_at=now,
            added_by=by,
        )


def remove_letter(*, letter: ConsentLetter, by: User | None, now: datetime) -> None:
    """Raises NotWritten."""
    check_may_change(letter.team, by)
    with transaction.atomic():
        team = held(letter.team)
        if TeamState(team.state) not in WRITTEN:
            raise NotWritten
        if letter.file:
            name, storage = str(letter.file.name), letter.file.storage
            transaction.on_commit(lambda: storage.delete(name))
        letter.delete()


def government_of(team: Team, person: User) -> Organisation | None:
    """The government of the team's municipality, if this person records its work."""
    return Organisation.objects.filter(
        kind=OrganisationKind.MUNICIPALITY,
        municipality=team.municipality_id,
        is_active=True,
        pk__in=organisations_with_role(person, RECORDING_ROLES),
    ).first()


def confirm_consent(*, team: Team, by: User, now: datetime) -> ConsentLetter:
    """Raises NotYourMunicipality, NotNow. Again gives what there is."""
    if not by.is_active:
        raise PermissionDenied
    with transaction.atomic():
        team = held(team)
        government = government_of(team, by)
        if government is None:
            raise NotYourMunicipality(municipality=team.municipality.name)
        if TeamState(team.state) not in LIVE:
            raise NotNow
        found = team.letters.filter(confirmed_for=government).first()
        if found is not None:
            return found
        letter = ConsentLetter.objects.create(
            team=team,
            confirmed_for=government,
            signed_by=by.name or by.email,
            signed_date=localdate(now),
            added_at=now,
            added_by=by,
        )
        write_to_leader(team, "consented")
    return letter
