"""An association ends, by its own word or by the business register; nothing of it is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from loim.networks.actions.members import end_memberships_of
from loim.networks.actions.register.links import stop_links
from loim.networks.actions.register.refusals import (
    EndIsToCome,
    LinkStopped,
    SourceMissing,
    StepNotOpen,
)
from loim.networks.logic.register.states import AssociationStanding, may_become
from loim.networks.models import (
    Association,
    AssociationState,
    Confirmation,
    ConfirmationRequest,
    ConfirmedBy,
)
from loim.networks.permissions_register import keepers_of, may_keep_association
from loim.people.models import User
from loim.programmes.actions.corrections import record_change


def strike_off(
    *, association: Association, end_date: date, source: str, by: User, now: datetime
) -> None:
    """Struck off the business register on `end_date`, as `source` says: its memberships in
    networks end that day, its mandates leave vacancies, its link stops.

    Refused: PermissionDenied, EndIsToCome, SourceMissing, StepNotOpen.
    """
    if not may_keep_association(by, association):
        raise PermissionDenied
    _check(end_date, source, now)
    with record_change(by=by, now=now, step="end"):
        _end(association, Ending(AssociationState.STRUCK_OFF, end_date, source), by, now)


def note_end(
    *, association: Association, end_date: date, source: str, by: User, now: datetime
) -> None:
    """Its keeper heard that it has ended; refusals as in `strike_off`."""
    if not may_keep_association(by, association):
        raise PermissionDenied
    _check(end_date, source, now)
    with record_change(by=by, now=now, step="end"):
        _end(association, Ending(AssociationState.ENDED, end_date, source), by, now)


def say_ended(*, request: ConfirmationRequest, end_date: date, now: datetime) -> Confirmation:
    """By the link in its letter, which stops. Refused: LinkStopped, EndIsToCome."""
    if end_date > localdate(now):
        raise EndIsToCome
    with record_change(by=None, now=now, step="end"):
        held = ConfirmationRequest.objects.select_for_update().get(pk=request.pk)
        if held.closed_at is not None:
            raise LinkStopped
        association = Association.objects.get(pk=held.association_id)
        if not association.is_active:
            raise LinkStopped
        ConfirmationRequest.objects.filter(pk=held.pk, answered_at=None).update(answered_at=now)
        source = _("said by the association itself")
        _end(association, Ending(AssociationState.ENDED, end_date, source), None, now)
        return Confirmation.objects.create(
            association=association, how=ConfirmedBy.LINK, has_ended=True, confirmed_at=now
        )


def restore_association(*, association: Association, by: User, now: datetime) -> None:
    """It was a mistake, or the business register put it back. Memberships that ended are not made
    anew: a network decides itself. Refused: PermissionDenied, StepNotOpen."""
    if not may_keep_association(by, association):
        raise PermissionDenied
    with record_change(by=by, now=now, step="reopen"):
        held = _held(association, AssociationState.ACTIVE)
        held.state, held.ended_date, held.ended_source = AssociationState.ACTIVE, None, ""
        held.revision += 1
        held.save()
    association.refresh_from_db()


@dataclass(frozen=True)
class Ending:
    state: AssociationState
    end_date: date
    source: str


@dataclass(frozen=True)
class StruckOff:
    """A row of the business register's file that says so of an association of ours."""

    association: int
    end_date: date


def strike_off_listed(
    *, rows: Sequence[StruckOff], source: str, by: User, now: datetime
) -> list[Association]:
    """All of them or none; those that are struck off already stay as they are."""
    _check(max((row.end_date for row in rows), default=localdate(now)), source, now)
    days = {row.association: row.end_date for row in rows}
    done = []
    with record_change(by=by, now=now, step="end"):
        found = Association.objects.filter(pk__in=days, keeper__in=keepers_of(by))
        for association in found.exclude(state=AssociationState.STRUCK_OFF).order_by("pk"):
            _end(
                association,
                Ending(AssociationState.STRUCK_OFF, days[association.pk], source),
                by,
                now,
            )
            done.append(association)
    return done


def _check(end_date: date, source: str, now: datetime) -> None:
    if end_date > localdate(now):
        raise EndIsToCome
    if not source.strip():
        raise SourceMissing


def _held(association: Association, state: AssociationState) -> Association:
    held = Association.objects.select_for_update().get(pk=association.pk)
    if not may_become(AssociationStanding(held.state), AssociationStanding(state)):
        raise StepNotOpen
    return held


def _end(association: Association, ending: Ending, by: User | None, now: datetime) -> None:
    held = _held(association, ending.state)
    held.state, held.ended_date = ending.state, ending.end_date
    held.ended_source = ending.source.strip()
    held.revision += 1
    held.save()
    stop_links(held, now)
    end_memberships_of(
        organisation=held.organisation,
        end_date=ending.end_date,
        reason=str(held.get_state_display()),
        by=by,
        now=now,
    )
    association.refresh_from_db()
