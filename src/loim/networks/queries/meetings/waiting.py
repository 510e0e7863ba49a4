"""What of meetings, minutes and tasks waits for a person."""

from datetime import date, timedelta

from django.db.models import Q

from loim.events.models import EventStatus
from loim.networks.logic.minutes_states import MinutesState
from loim.networks.logic.task_states import TaskState
from loim.networks.meeting_permissions import CHAIRS, offices_of, tasks_owned_by
from loim.networks.models import Meeting, MemberRole, Network
from loim.networks.queries.meetings.owed import NetworkOwes, owed_by, with_the_rule
from loim.people.models import User
from loim.people.permissions import RECORDING_ROLES, organisations_with_role

SOON = timedelta(days=7)
# Older minutes that nobody wrote are history, not work.
LONG_AGO = timedelta(days=180)


def tasks_soon(person: User, today: date) -> list[date]:
    """The days of open tasks that are overdue or due within a week."""
    rows = tasks_owned_by(person).filter(state=TaskState.OPEN.value, due_date__lte=today + SOON)
    return list(rows.order_by("due_date").values_list("due_date", flat=True))


def county_meetings_to_plan(person: User, today: date) -> list[NetworkOwes]:
    """Of the networks that the person's own organisations lead: warned of alone."""
    led = Network.objects.filter(organisation__in=_own_organisations(person))
    networks = list(with_the_rule(led, today).order_by("name", "pk"))
    return [one for one in owed_by(networks, today) if one.owed.is_warned]


def minutes_to_write(person: User, today: date) -> list[Meeting]:
    """Of meetings that were held in the last half a year, for those who keep them."""
    kept = offices_of(person, today, [MemberRole.SECRETARY])
    rows = (
        Meeting.objects.exclude(state=MinutesState.APPROVED.value)
        .filter(event__status=EventStatus.HELD, event__end_date__gte=today - LONG_AGO)
        .filter(
            Q(network__organisation__in=_own_organisations(person))
            | Q(network__in=kept.values("network"))
        )
    )
    return list(rows.select_related("network", "event").order_by("event__start_date", "pk"))


def minutes_to_approve(person: User, today: date) -> list[Meeting]:
    """Drafts with something in them, for the chair and the deputy."""
    chaired = offices_of(person, today, CHAIRS)
    rows = Meeting.objects.filter(
        state=MinutesState.DRAFT.value, network__in=chaired.values("network")
    ).filter(~Q(items__text="") | Q(decisions__isnull=False))
    return list(rows.select_related("network", "event").distinct().order_by("pk"))


def _own_organisations(person: User) -> list[int]:
    return organisations_with_role(person, RECORDING_ROLES)
