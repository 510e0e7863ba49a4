"""When counsellors can be booked, where, and the secret address of their calendar."""

import uuid
from dataclasses import dataclass, fields
from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.casework.models import Absence, BookableHours, CalendarLink, Room
from loim.casework.permissions import may_counsel_for
from loim.casework.queries.appointments.own_links import CALENDAR, key_hash_of
from loim.common.refusals import Refusal
from loim.people.models import Organisation, User


class RoomNamedTwice(Refusal):
    message = _("There is a room of this name already.")


@dataclass(frozen=True)
class HoursFacts:
    weekday: int
    start_time: time
    end_time: time
    slot_minutes: int
    languages: list[str]
    start_date: date
    end_date: date | None = None
    break_start: time | None = None
    break_end: time | None = None
    is_online: bool = True
    room: Room | None = None


def add_hours(*, organisation: Organisation, facts: HoursFacts, by: User) -> BookableHours:
    """One's own. Those that are the same already are left as they are."""
    _check(by, organisation)
    values = {each.name: getattr(facts, each.name) for each in fields(facts)}
    made, _is_new = BookableHours.objects.get_or_create(
        organisation=organisation, counsellor=by, **values
    )
    return made


def remove_hours(*, hours: BookableHours, by: User) -> None:
    """Appointments made in them stay."""
    _check(by, hours.organisation)
    _check_own(hours.counsellor_id, by)
    hours.delete()


def add_absence(
    *, organisation: Organisation, start_date: date, end_date: date, by: User
) -> Absence:
    _check(by, organisation)
    made, _is_new = Absence.objects.get_or_create(
        organisation=organisation, counsellor=by, start_date=start_date, end_date=end_date
    )
    return made


def remove_absence(*, absence: Absence, by: User) -> None:
    _check(by, absence.organisation)
    _check_own(absence.counsellor_id, by)
    absence.delete()


def add_room(*, organisation: Organisation, name: str, address: str, by: User) -> Room:
    """Refused: RoomNamedTwice."""
    _check(by, organisation)
    try:
        with transaction.atomic():
            return Room.objects.create(organisation=organisation, name=name, address=address)
    except IntegrityError:
        raise RoomNamedTwice from None


def switch_room(*, room: Room, is_active: bool, by: User) -> None:
    """One not in use is not offered; what is booked in it stays."""
    _check(by, room.organisation)
    room.is_active = is_active
    room.save(update_fields=["is_active"])


def make_calendar_link(
    *, organisation: Organisation, by: User, language: str, now: datetime
) -> CalendarLink:
    """A new secret; the one before opens nothing any more."""
    _check(by, organisation)
    seed = uuid.uuid4()
    link, _is_new = CalendarLink.objects.update_or_create(
        organisation=organisation,
        counsellor=by,
        defaults={
            "seed": seed,
            "key_hash": key_hash_of(CALENDAR, seed),
            "language": language,
            "made_at": now,
        },
    )
    return link


def _check(by: User, organisation: Organisation) -> None:
    if not may_counsel_for(by, organisation):
        raise PermissionDenied


def _check_own(counsellor_id: int, by: User) -> None:
    if counsellor_id != by.pk:
        raise PermissionDenied
