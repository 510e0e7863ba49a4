"""What the plans promise of an indicator: targets, notes, under which activities it stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Min

from loim.programmes.logic.periods import Period
from loim.programmes.logic.plan_document import RowLevel
from loim.programmes.models import PlanIndicator, PlanIndicatorPlace, PlanVersion
from loim.programmes.models.plan import PlanStatus


@dataclass(frozen=True)
class Place:
    """`activity` is the coded activity's key, for its page."""

    activity: int
    code: str
    title: str
    note: str


@dataclass
class Promise:
    """An indicator as one version words it, with the yearly targets of all approved plans.

    `begins` is the first day of the activities that it stands under, as far as the plan says.
    """

    worded: PlanIndicator
    targets: dict[Period, Decimal | None] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    begins: date | None = None

    @property
    def plan_period(self) -> Period:
        plan = self.worded.version.plan
        return Period(plan.start_date, plan.end_date)

    @property
    def notes(self) -> list[str]:
        """Each note once, however many places repeat it."""
        return list(dict.fromkeys(place.note for place in self.places if place.note))

    @property
    def final_end(self) -> date:
        """The day by which the final target is to be reached."""
        programme_end = self.worded.version.plan.programme.end_date
        if self.worded.final_year is None:
            return programme_end
        return min(programme_end, date(self.worded.final_year, 12, 31))


def promises_of(version: PlanVersion) -> list[Promise]:
    """The indicators of a version in its order. Four queries."""
    worded = version.indicators.select_related("version__plan__programme")
    return _with_details(worded.order_by("position", "pk"))


def newest_promise(indicator: int, *, with_drafts: bool) -> Promise | None:
    """As the newest version words it; drafts only for those who may see them."""
    worded = PlanIndicator.objects.filter(indicator=indicator)
    approved = worded.filter(version__status=PlanStatus.APPROVED)
    order = ("-version__plan__start_date", "-version__number")
    for found in [approved, worded] if with_drafts else [approved]:
        if newest := found.select_related("version__plan__programme").order_by(*order).first():
            return _with_details([newest])[0]
    return None


def _with_details(worded: Iterable[PlanIndicator]) -> list[Promise]:
    promises = {one.pk: Promise(one) for one in worded}
    by_indicator = {promise.worded.indicator_id: promise for promise in promises.values()}
    approved = PlanIndicator.objects.filter(
        indicator__in=by_indicator, version__status=PlanStatus.APPROVED
    ).order_by("version__number")
    for indicator, target, start, end in approved.values_list(
        "indicator", "target", "version__plan__start_date", "version__plan__end_date"
    ):
        by_indicator[indicator].targets[Period(start, end)] = target
    for promise in promises.values():  # a draft promises too, to those who see it
        promise.targets.setdefault(promise.plan_period, promise.worded.target)
    places = PlanIndicatorPlace.objects.filter(plan_indicator__in=promises)
    for one, activity, code, title, note in places.order_by("position", "pk").values_list(
        "plan_indicator", "section__activity", "section__code", "section__title", "note"
    ):
        promises[one].places.append(Place(activity, code, title, note))
    begins = places.filter(section__rows__level=RowLevel.ACTIVITY.value).values_list(
        "plan_indicator"
    )
    for one, first_day in begins.annotate(first=Min("section__rows__overall_start")).order_by():
        promises[one].begins = first_day
    return list(promises.values())
