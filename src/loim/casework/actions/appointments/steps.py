"""What becomes of an appointment: confirmed, moved, cancelled, held or not."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.casework import vault
from loim.casework.actions.appointments.booking import (
    CounsellorTaken,
    InThePast,
    RoomTaken,
    SlotTaken,
    check_no_home_visit,
    refusing_overlaps,
    slots_at,
)
from loim.casework.actions.appointments.letters import (
    CANCELLED,
    MOVED,
    write_to_counsellor,
    write_to_whoever_comes,
)
from loim.casework.actions.appointments.orders_that_follow import follow, follow_later
from loim.casework.gate import opened_by_link, opened_for_booking
from loim.casework.logic.appointments.states import APPOINTMENTS, AppointmentStep, state_after
from loim.casework.models import Appointment, CancelledBy, Room
from loim.casework.permissions import may_counsel_for
from loim.common.refusals import Refusal
from loim.people.models import User


class AppointmentStepNotPossible(Refusal):
    message = _("This is not possible any more: somebody has changed the appointment meanwhile.")


class NotBeforeItBegins(Refusal):
    message = _("Say who came once the appointment has begun.")


class LinkOpensNothing(Refusal):
    message = _("This link opens nothing any more.")


def mark(*, appointment: Appointment, step: str, by: User, now: datetime) -> Appointment:
    """Confirmed, came or did not come. Refused: NotBeforeItBegins, AppointmentStepNotPossible."""
    with transaction.atomic():
        current = _locked(appointment)
        _check(current, by)
        if step != AppointmentStep.CONFIRM and now < current.starts_at:
            raise NotBeforeItBegins
        _take(current, step, now=now)
    return current


def move(
    *,
    appointment: Appointment,
    starts_at: datetime,
    ends_at: datetime,
    room: Room | None,
    by: User,
    now: datetime,
) -> Appointment:
    """Writes to whoever comes; an interpreter's order of another time is withdrawn.

    Refused: CounsellorTaken, RoomTaken, InThePast, AppointmentStepNotPossible.
    """
    if ends_at <= now:
        raise InThePast
    with transaction.atomic():
        current = _locked(appointment)
        _check(current, by)
        check_no_home_visit(current.counsellor, starts_at, ends_at)
        _take(
            current,
            AppointmentStep.MOVE,
            now=now,
            starts_at=starts_at,
            ends_at=ends_at,
            room=room,
            reminded_at=None,
        )
        write_to_whoever_comes(current, MOVED)
        follow(current, now=now)
    return current


def cancel(*, appointment: Appointment, by: User, now: datetime) -> Appointment:
    with transaction.atomic():
        current = _locked(appointment)
        _check(current, by)
        _take(current, AppointmentStep.CANCEL, now=now, cancelled_by=CancelledBy.ORGANISATION)
        write_to_whoever_comes(current, CANCELLED)
        follow(current, now=now)
    return current


def write_note(*, appointment: Appointment, note: str, by: User) -> None:
    _check(appointment, by)
    Appointment.objects.filter(pk=appointment.pk).update(sealed_note=vault.seal(note))


def confirm_by_link(*, key_hash: str, now: datetime) -> Appointment:
    """Pressed twice, it stays confirmed."""
    with _door(key_hash, now) as current:
        if current.state == "confirmed":
            return current
        _not_begun(current, now)
        return _take(current, AppointmentStep.CONFIRM, now=now)


def cancel_by_link(*, key_hash: str, now: datetime) -> Appointment:
    with _door(key_hash, now) as current:
        if current.state == "cancelled":
            return current
        _not_begun(current, now)
        _take(current, AppointmentStep.CANCEL, now=now, cancelled_by=CancelledBy.CLIENT)
        write_to_whoever_comes(current, CANCELLED)
        write_to_counsellor(current, "cancelled")
        follow_later(current)
        return current


def move_by_link(*, key_hash: str, starts_at: datetime, now: datetime) -> Appointment:
    """To another free time, with whoever is free then. Refused: SlotTaken, InThePast."""
    with _door(key_hash, now) as current:
        _not_begun(current, now)
        if current.starts_at == starts_at:
            return current
        for slot in slots_at(current.organisation, starts_at, current.language, now):
            try:
                _take(
                    current,
                    AppointmentStep.MOVE,
                    now=now,
                    starts_at=slot.start,
                    ends_at=slot.end,
                    counsellor_id=slot.counsellor,
                    room_id=slot.room,
                    reminded_at=None,
                )
            except (CounsellorTaken, RoomTaken):
                continue
            moved = _by_link(key_hash)
            write_to_whoever_comes(moved, MOVED)
            write_to_counsellor(moved, "moved")
            follow_later(moved)
            return moved
    raise SlotTaken


def _take(current: Appointment, step: str, *, now: datetime, **changes: Any) -> Appointment:
    after = state_after(APPOINTMENTS, current.state, step)
    if after is None:
        raise AppointmentStepNotPossible
    changes |= {"state": after, "state_at": now, "sequence": current.sequence + 1}
    with refusing_overlaps():
        Appointment.objects.filter(pk=current.pk).update(**changes)
    for name, value in changes.items():
        setattr(current, name, value)
    return current


def _locked(appointment: Appointment) -> Appointment:
    return (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("organisation", "counsellor", "room", "topic", "client")
        .get(pk=appointment.pk)
    )


@contextmanager
def _door(key_hash: str, now: datetime) -> Iterator[Appointment]:
    """The own appointment, and the rooms and hours of its organisation."""
    with opened_by_link(key_hash, now=now):
        organisation = _by_link(key_hash).organisation_id
    with opened_for_booking(organisation, now=now, key_hash=key_hash):
        yield _by_link(key_hash)


def _by_link(key_hash: str) -> Appointment:
    found = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("organisation", "counsellor")
        .filter(key_hash=key_hash)
        .first()
    )
    if found is None:
        raise LinkOpensNothing
    return found


def _not_begun(current: Appointment, now: datetime) -> None:
    if current.starts_at <= now:
        raise InThePast


def _check(appointment: Appointment, by: User) -> None:
    if not may_counsel_for(by, appointment.organisation):
        raise PermissionDenied
