"""The closing report: everything that was done and learnt, gathered from where it was written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from loim.events.models import Attendance
from loim.ideas.models import Idea, Shown
from loim.people.models import Organisation, OrganisationKind
from loim.visits.logic.opinions import Figures, figures
from loim.visits.models import DayFeedback, Leg, LegKind, MediaItem, Visit
from loim.visits.queries.board import days_of, people_of

_STATE = (OrganisationKind.MINISTRY, OrganisationKind.STATE_AGENCY)
_LOCAL = (
    OrganisationKind.MUNICIPALITY,
    OrganisationKind.MUNICIPAL_AGENCY,
    OrganisationKind.ASSOCIATION,
)


@dataclass(frozen=True)
class ReportDay:
    day: date
    meetings: list[Leg]


@dataclass(frozen=True)
class Bodies:
    """Who took part, of one kind; by name."""

    kind: str
    names: list[str]


@dataclass(frozen=True)
class DayOpinion:
    """`figures` None: fewer than five have answered."""

    day: date
    figures: Figures | None
    keep: list[str]
    change: list[str]

    @property
    def bars(self) -> list[tuple[int, int]]:
        """(rating, number), the best first."""
        counts = self.figures.counts if self.figures else None
        return list(zip(range(5, 0, -1), reversed(counts or ()), strict=False))


@dataclass(frozen=True)
class ClosingReport:
    visit: Visit
    days: list[ReportDay]
    towns: list[str]
    hosts: list[str]
    bodies: list[Bodies]
    cancelled: list[Leg]
    ideas: list[Idea]
    opinions: list[DayOpinion]
    media: list[MediaItem]
    participants: int

    @property
    def has_meetings(self) -> bool:
        """What nobody wrote down is no zero."""
        return bool(self.meeting_count or self.cancelled)

    @property
    def meeting_count(self) -> int:
        return sum(len(day.meetings) for day in self.days)

    @property
    def body_count(self) -> int:
        return sum(len(bodies.names) for bodies in self.bodies)


def closing_report(visit: Visit) -> ClosingReport:
    """In a fixed number of queries."""
    legs = list(
        visit.legs.filter(kind=LegKind.MEETING).select_related("host").order_by("start_at", "pk")
    )
    for leg in legs:
        leg.visit = visit
    held = [leg for leg in legs if not leg.is_off]
    by_day: dict[date, list[Leg]] = {day: [] for day in days_of(visit)}
    for leg in held:
        by_day.setdefault(localtime(leg.start_at).date(), []).append(leg)
    people = people_of(visit)
    attended = list(Attendance.objects.filter(event=visit.event_id).select_related("organisation"))
    organisations = [row.organisation for row in attended]
    organisations += [one.organisation for one in people.values() if one.organisation]
    others = [
        one.organisation_name
        for one in people.values()
        if one.organisation is None and one.organisation_name
    ]
    return ClosingReport(
        visit=visit,
        days=[ReportDay(day, by_day[day]) for day in sorted(by_day)],
        towns=sorted({leg.town for leg in held if leg.town}),
        hosts=sorted({leg.host.name for leg in held if leg.host}),
        bodies=_bodies(organisations, others),
        cancelled=[leg for leg in legs if leg.is_off],
        ideas=list(ideas_of(visit)),
        opinions=opinions_of(visit),
        media=list(visit.media.order_by("date", "pk")),
        participants=max(sum(row.people for row in attended), len(people)),
    )


def _bodies(organisations: Sequence[Organisation], others: Sequence[str]) -> list[Bodies]:
    found: dict[str, dict[str, str]] = {}
    for one in organisations:
        found.setdefault(_kind_of(one), {})[one.name.casefold()] = one.name
    known = {name for names in found.values() for name in names}
    for name in others:
        if name.casefold() not in known:
            found.setdefault("other", {})[name.casefold()] = name
    labels = {
        "state": _("Ministries and state agencies"),
        "local": _("Local governments"),
        "private": _("Private partners"),
        "other": pgettext("organisations", "Others"),
    }
    return [Bodies(labels[kind], sorted(found[kind].values())) for kind in labels if kind in found]


def _kind_of(organisation: Organisation) -> str:
    if organisation.kind in _STATE:
        return "state"
    if organisation.kind in _LOCAL:
        return "local"
    return "private" if organisation.kind == OrganisationKind.COMPANY else "other"


def ideas_of(visit: Visit) -> QuerySet[Idea]:
    """Those that are shown to everybody, with the meeting they came from and what they became."""
    return (
        Idea.objects.filter(visit_leg__leg__visit=visit, state=Shown.SHOWN)
        .select_related("visit_leg__leg__visit__event", "forum")
        .prefetch_related("proposals__owner", "strategies")
        .order_by("visit_leg__leg__start_at", "pk")
    )


def opinions_of(visit: Visit) -> list[DayOpinion]:
    """By day; words, too, only where enough have answered, in an order that tells nothing."""
    rows: dict[date, list[DayFeedback]] = {day: [] for day in days_of(visit)}
    for row in visit.feedback.order_by("pk"):
        rows.setdefault(row.day, []).append(row)
    found = []
    for day, of_day in sorted(rows.items()):
        shown = figures([row.rating for row in of_day])
        found.append(
            DayOpinion(
                day,
                shown,
                [row.keep for row in of_day if row.keep] if shown else [],
                [row.change for row in of_day if row.change] if shown else [],
            )
        )
    return found
