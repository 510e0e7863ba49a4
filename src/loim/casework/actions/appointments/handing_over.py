"""What lies ahead of a counsellor who leaves goes to a colleague."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from loim.casework.actions.appointments.booking import (
    CounsellorTaken,
    check_no_home_visit,
    refusing_overlaps,
)
from loim.casework.logic.appointments.states import AHEAD
from loim.casework.models import Appointment, BookableHours, Case, Client, HomeVisit, Task
from loim.casework.permissions import may_counsel_for
from loim.people.models import Organisation, User


@dataclass(frozen=True)
class HandedOver:
    """`left` are appointments at which the colleague has something else: they stay where they are
    until somebody moves them."""

    appointments: int
    tasks: int
    visits: int
    left: list[Appointment]


def hand_over_what_lies_ahead(
    *,
    organisation: Organisation,
    leaving: User,
    to: User,
    by: User,
    now: datetime,
    client: Client | None = None,
    case: Case | None = None,
) -> HandedOver:
    """Future appointments, open tasks, visits watched; of one client or case, or all of them.

    All of them also ends the bookable hours of whoever leaves: nobody books into emptiness.
    """
    if not may_counsel_for(by, organisation) or not may_counsel_for(to, organisation):
        raise PermissionDenied
    narrowed = {
        name: value for name, value in (("client", client), ("case", case)) if value is not None
    }
    with transaction.atomic():
        appointments = (
            Appointment.objects.select_for_update(of=("self",))
            .filter(organisation=organisation, counsellor=leaving, starts_at__gt=now)
            .filter(state__in=AHEAD, **narrowed)
            .order_by("starts_at", "pk")
        )
        left = [each for each in appointments if not _moves_to(each, to)]
        moved = len(appointments) - len(left)
        tasks = Task.objects.filter(
            organisation=organisation, counsellor=leaving, state="open", **narrowed
        ).update(counsellor=to)
        visits = (
            HomeVisit.objects.filter(organisation=organisation, watcher=leaving, **narrowed)
            .filter(state__in=["planned", "inside"])
            .exclude(visitor=to)
            .update(watcher=to)
        )
        if not narrowed:
            BookableHours.objects.filter(organisation=organisation, counsellor=leaving).delete()
    return HandedOver(moved, tasks, visits, left)


def _moves_to(appointment: Appointment, to: User) -> bool:
    try:
        check_no_home_visit(to, appointment.starts_at, appointment.ends_at)
        with refusing_overlaps():
            Appointment.objects.filter(pk=appointment.pk).update(counsellor=to)
    except CounsellorTaken:
        return False
    return True
