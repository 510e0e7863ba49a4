"""What waits for a person: events, agreements, reports, plan versions, invitations.

Each list is short and is read with a fixed number of queries; the pages behind it are long.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery

from loim.events.models import TO_BE_HELD, Event, EventStatus
from loim.people.models import Invitation, Role
from loim.people.permissions import (
    Person,
    may_administer_platform,
    organisations_with_role,
    roles_by_organisation,
)
from loim.programmes.logic.report_periods import MONTHS, ReportPeriod, reportable
from loim.programmes.logic.report_states import ReportStatus
from loim.programmes.models import (
    Agreement,
    PlanVersion,
    Programme,
    Report,
    ReportNote,
)
from loim.programmes.models.plan import PlanStatus
from loim.programmes.models.report import period_name
from loim.programmes.permissions import organisations_recorded_by
from loim.programmes.queries.agreements import PARTNERS

SHORT = 10  # rows of a list on this page
DUE_FOR = timedelta(days=120)  # an older period that nobody reports on is no longer news


def waiting_events(person: Person, today: date) -> QuerySet[Event]:
    """Planned events that are over: who came? The oldest first."""
    return (
        _own_events(person)
        .filter(status__in=TO_BE_HELD, end_date__lt=today)
        .order_by("start_date", "pk")
    )


def events_of_month(person: Person, today: date) -> QuerySet[Event]:
    first = today.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    return (
        _own_events(person)
        .filter(end_date__gte=first, start_date__lt=after)
        .exclude(status=EventStatus.CANCELLED)
        .order_by("start_date", "pk")
    )


def _own_events(person: Person) -> QuerySet[Event]:
    mine = organisations_recorded_by(person).values("pk")
    return Event.objects.filter(organiser__in=mine).select_related("organiser", "activity")


def ending_agreements(person: Person, today: date, soon: date) -> QuerySet[Agreement]:
    """Of one's own organisations, and for a manager of the whole programme."""
    mine = Agreement.objects.filter(parties__organisation__in=list(roles_by_organisation(person)))
    managed = organisations_with_role(person, [Role.PROGRAMME_MANAGER])
    return (
        Agreement.objects.in_force_on(today)
        .filter(Q(pk__in=mine.values("pk")) | Q(programme__implementer__in=managed))
        .filter(end_date__lte=soon)
        .prefetch_related(PARTNERS)
        .order_by("end_date", "pk")
    )


@dataclass(frozen=True)
class DuePeriod:
    programme: Programme
    period: ReportPeriod

    @property
    def name(self) -> str:
        return period_name(self.period.kind, self.period.start)


def managed_programmes(person: Person) -> QuerySet[Programme]:
    managed = organisations_with_role(person, [Role.PROGRAMME_MANAGER])
    return Programme.objects.filter(implementer__in=managed).order_by("name", "pk")


def open_reports(programmes: list[Programme]) -> QuerySet[Report]:
    """Drafts and those sent back, each with the ministry's last note (`last_note`)."""
    notes = ReportNote.objects.filter(report=OuterRef("pk")).exclude(text="").order_by("-at", "-pk")
    return (
        Report.objects.filter(
            programme__in=programmes, status__in=[ReportStatus.DRAFT, ReportStatus.SENT_BACK]
        )
        .select_related("programme")
        .annotate(last_note=Subquery(notes.values("text")[:1]))
        .order_by("-status", "start_date", "pk")
    )


def due_periods(programmes: list[Programme], today: date) -> list[DuePeriod]:
    """Periods that ended not long ago and have no report yet, the latest of each kind. 1 query."""
    reported: dict[tuple[int, str], list[tuple[date, date]]] = {}
    rows = Report.objects.filter(programme__in=programmes)
    for programme, kind, start, end in rows.values_list(
        "programme", "kind", "start_date", "end_date"
    ):
        reported.setdefault((programme, kind), []).append((start, end))
    return [
        DuePeriod(each, period)
        for each in programmes
        for kind in MONTHS
        for period in reportable(
            kind,
            each.start_date,
            each.end_date,
            today=today,
            reported=reported.get((each.pk, kind), []),
        )[:1]
        if today - period.end <= DUE_FOR
    ]


def reports_to_accept(person: Person) -> QuerySet[Report]:
    ministries = organisations_with_role(person, [Role.MINISTRY_APPROVER])
    return (
        Report.objects.filter(programme__ministry__in=ministries, status=ReportStatus.SUBMITTED)
        .select_related("programme")
        .order_by("submitted_at", "pk")
    )


def versions_to_approve(person: Person) -> QuerySet[PlanVersion]:
    ministries = organisations_with_role(person, [Role.MINISTRY_APPROVER])
    return (
        PlanVersion.objects.filter(
            plan__programme__ministry__in=ministries, status=PlanStatus.DRAFT
        )
        .select_related("plan__programme")
        .order_by("created_at", "pk")
    )


def pending_invitations(person: Person, now: datetime) -> QuerySet[Invitation]:
    """Sent and neither answered nor expired, in the organisations this person looks after."""
    pending = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)
    if not may_administer_platform(person):
        looked_after = organisations_with_role(person, [Role.ADMINISTRATOR])
        pending = pending.filter(organisation__in=looked_after)
    return pending.select_related("organisation").order_by("expires_at", "pk")
