"""What a counsellor should look at today, as numbers: for 'My work' and the overview."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localdate

from loim.casework.gate import opened_for
from loim.casework.logic.referrals.states import UNANSWERED
from loim.casework.models import Appointment, HomeVisit, Referral, Task
from loim.people.models import Role, User
from loim.people.permissions import organisations_with_role

UNMARKED_SINCE = timedelta(days=14)


@dataclass(frozen=True)
class ToAttendTo:
    tasks: int
    unmarked: int
    overdue_visits: int
    unanswered: int
    received: int


def counselling_to_attend_to(person: User, now: datetime) -> ToAttendTo:
    """Opens the gate itself. Five queries beside it."""
    own = organisations_with_role(person, {Role.COUNSELLOR})
    with opened_for(person, now=now):
        referrals = Referral.objects.filter(state__in=UNANSWERED)
        return ToAttendTo(
            tasks=Task.objects.filter(
                counsellor=person, state="open", due_date__lte=localdate(now)
            ).count(),
            unmarked=Appointment.objects.filter(
                counsellor=person,
                state__in=["booked", "confirmed"],
                ends_at__range=(now - UNMARKED_SINCE, now),
            ).count(),
            overdue_visits=HomeVisit.objects.filter(
                Q(watcher=person) | Q(visitor=person),
                state__in=["planned", "inside"],
                expected_end_at__lte=now,
            ).count(),
            unanswered=referrals.filter(counsellor=person, state="escalated").count(),
            received=referrals.filter(recipient_organisation__in=own).count(),
        )
