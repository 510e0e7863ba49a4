"""Making an appointment: by a counsellor, or by whoever comes, on the web.

Two who want one time at once both get as far as the database, which lets one of them in.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.casework import vault
from loim.casework.actions.appointments.letters import (
    BOOKED,
    write_to_counsellor,
    write_to_whoever_comes,
)
from loim.casework.gate import opened_for_booking
from loim.casework.logic.appointments.slots import Slot
from loim.casework.models import Appointment, Case, Client, HomeVisit, Room
from loim.casework.permissions import may_counsel_for
from loim.casework.queries.appointments.free_times import free_times, taken_times
from loim.casework.queries.appointments.own_links import APPOINTMENT, identity_of, key_hash_of
from loim.casework.queries.appointments.people import who_is
from loim.common.refusals import Refusal
from loim.people.models import Organisation, User
from loim.services.models import Topic


class CounsellorTaken(Refusal):
    message = _("The counsellor has something else at this time. Choose another time.")


class RoomTaken(Refusal):
    message = _("The room is taken at this time. Choose another room or time.")


class SlotTaken(Refusal):
    message = _("Somebody else has just taken this time. Choose another one.")


class InThePast(Refusal):
    message = _("This time is over. Choose a later one.")


@dataclass(frozen=True)
class AppointmentFacts:
    topic: Topic
    language: str
    starts_at: datetime
    ends_at: datetime
    letters_language: str
    room: Room | None = None
    client: Client | None = None
    case: Case | None = None
    name: str = ""
    email: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True)
class Booker:
    """What is needed of somebody who books on the web, and no more."""

    name: str
    email: str
    phone: str
    letters_language: str


def book(
    *,
    organisation: Organisation,
    counsellor: User,
    facts: AppointmentFacts,
    submission: UUID,
    by: User,
    now: datetime,
) -> Appointment:
    """Writes to whoever comes. Sent twice, it makes one.

    Refused: CounsellorTaken, RoomTaken, InThePast.
    """
    if not may_counsel_for(by, organisation):
        raise PermissionDenied
    made = Appointment.objects.filter(submission=submission, organisation=organisation).first()
    if made is not None:
        return made
    if facts.ends_at <= now:
        raise InThePast
    identity = identity_of(submission)
    # A copy, so that letters and the own link need no client's record.
    given = who_is(facts.client) if facts.client and not facts.name else None
    with transaction.atomic():
        check_no_home_visit(counsellor, facts.starts_at, facts.ends_at)
        with refusing_overlaps():
            made = Appointment.objects.create(
                organisation=organisation,
                submission=submission,
                uuid=identity,
                key_hash=key_hash_of(APPOINTMENT, identity),
                counsellor=counsellor,
                room=facts.room,
                client=facts.client,
                case=facts.case,
                topic=facts.topic,
                language=facts.language,
                letters_language=facts.letters_language,
                starts_at=facts.starts_at,
                ends_at=facts.ends_at,
                sealed_name=vault.seal(given.name if given else facts.name),
                sealed_email=vault.seal(given.email if given else facts.email),
                sealed_phone=vault.seal(given.phone if given else facts.phone),
                sealed_note=vault.seal(facts.note),
                state_at=now,
                made_by=by,
                made_at=now,
            )
        write_to_whoever_comes(made, BOOKED)
    return made


def book_online(
    *,
    organisation: Organisation,
    starts_at: datetime,
    topic: Topic,
    language: str,
    who: Booker,
    submission: UUID,
    now: datetime,
) -> Appointment:
    """By somebody without an account, through a door of its own: nothing of others is seen.

    Refused: SlotTaken, also where such a time was never offered.
    """
    identity = identity_of(submission)
    key_hash = key_hash_of(APPOINTMENT, identity)
    with opened_for_booking(organisation.pk, now=now, key_hash=key_hash):
        made = Appointment.objects.filter(key_hash=key_hash).first()
        if made is not None:
            return made
        for slot in slots_at(organisation, starts_at, language, now):
            try:
                with refusing_overlaps():
                    made = Appointment.objects.create(
                        organisation=organisation,
                        submission=submission,
                        uuid=identity,
                        key_hash=key_hash,
                        counsellor_id=slot.counsellor,
                        room_id=slot.room,
                        topic=topic,
                        language=language,
                        letters_language=who.letters_language,
                        starts_at=slot.start,
                        ends_at=slot.end,
                        sealed_name=vault.seal(who.name),
                        sealed_email=vault.seal(who.email),
                        sealed_phone=vault.seal(who.phone),
                        is_online=True,
                        state_at=now,
                        made_at=now,
                    )
            except (CounsellorTaken, RoomTaken):
                continue  # somebody was quicker there; perhaps a colleague is free
            write_to_whoever_comes(made, BOOKED)
            write_to_counsellor(made, "booked")
            return made
    raise SlotTaken


def slots_at(
    organisation: Organisation, starts_at: datetime, language: str, now: datetime
) -> list[Slot]:
    """Free ones that begin then; with whoever has the emptiest day first."""
    day: date = localdate(starts_at)
    slots = free_times(organisation, language=language, first_day=day, days=1, now=now)
    busy = [each.counsellor for each in taken_times(organisation.pk, day, day)]
    return sorted(
        (slot for slot in slots if slot.start == starts_at),
        key=lambda slot: (busy.count(slot.counsellor), slot.counsellor, slot.room or 0),
    )


def check_no_home_visit(counsellor: User, start: datetime, end: datetime) -> None:
    if HomeVisit.objects.filter(
        visitor=counsellor,
        state__in=["planned", "inside"],
        starts_at__lt=end,
        expected_end_at__gt=start,
    ).exists():
        raise CounsellorTaken


@contextmanager
def refusing_overlaps() -> Iterator[None]:
    """What the database's own constraints refuse, said in words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "casework_counsellor_in_one_appointment" in str(error):
            raise CounsellorTaken from None
        if "casework_room_for_one_appointment" in str(error):
            raise RoomTaken from None
        raise
