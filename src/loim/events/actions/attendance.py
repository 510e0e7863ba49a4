"""Who came: the whole list at once, as a page or a file gives it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied

from loim.events.models import Attendance, Event
from loim.events.permissions import may_change_event
from loim.people.models import Municipality, Organisation, OrganisationKind, User
from loim.programmes.actions.corrections import record_change

# A government is there already; whoever comes new is something else.
NEWCOMER_KINDS = tuple(kind for kind in OrganisationKind if kind != OrganisationKind.MUNICIPALITY)


@dataclass(frozen=True)
class Newcomer:
    """An organisation that the platform does not know yet, and how many people it sent."""

    name: str
    kind: OrganisationKind
    people: int
    municipality: Municipality | None = None


def set_attendance(
    *,
    event: Event,
    attendance: Mapping[int, int],
    newcomers: Sequence[Newcomer] = (),
    reason: str = "",
    by: User,
    now: datetime,
) -> None:
    """Make the event's attendance exactly this: organisation's key to number of people.

    Newcomers are added to the organisations first. Refused: one who may not change the event (PermissionDenied), a locked period
    (PeriodLocked).
    """
    if not may_change_event(by, event):
        raise PermissionDenied
    programmes = [event.activity.programme] if event.activity else []
    with record_change(by=by, now=now, step="attendance", programmes=programmes, reason=reason):
        # One at a time: two lists saved at once must not become a mixture of both.
        Event.objects.select_for_update().get(pk=event.pk)
        write_attendance(event=event, attendance=attendance, newcomers=newcomers)


def write_attendance(
    *, event: Event, attendance: Mapping[int, int], newcomers: Sequence[Newcomer] = ()
) -> None:
    """Touches only the rows that differ, so that history tells what really changed."""
    attendance = {**attendance, **add_newcomers(newcomers)}
    before = {row.organisation_id: row for row in event.attendances.all()}
    gone = [row.pk for key, row in before.items() if key not in attendance]
    changed = []
    for key, row in before.items():
        if key in attendance and row.people != attendance[key]:
            row.people = attendance[key]
            changed.append(row)
    if gone:
        Attendance.objects.filter(pk__in=gone).delete()
    if changed:
        Attendance.objects.bulk_update(changed, ["people"])
    Attendance.objects.bulk_create(
        [
            Attendance(event=event, organisation_id=key, people=people)
            for key, people in attendance.items()
            if key not in before
        ]
    )


def add_newcomers(newcomers: Iterable[Newcomer]) -> dict[int, int]:
    """Their keys and numbers; one that somebody added meanwhile is taken as it is."""
    added: dict[int, int] = {}
    for newcomer in newcomers:
        organisation = Organisation.objects.filter(name__iexact=newcomer.name).first()
        if organisation is None:
            organisation = Organisation.objects.create(
                name=newcomer.name, kind=newcomer.kind, municipality=newcomer.municipality
            )
        added[organisation.pk] = added.get(organisation.pk, 0) + newcomer.people
    return added
