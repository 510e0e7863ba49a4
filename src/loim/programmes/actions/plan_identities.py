"""The lasting activities and indicators that a plan's document speaks of, made where new."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, When

from loim.programmes.logic.plan_document import PlanDocument, PlannedActivity, RowLevel
from loim.programmes.logic.plan_identities import (
    BY_CODE,
    BY_NAME,
    BY_NUMBER,
    Known,
    Label,
    match_labels,
    normalised,
)
from loim.programmes.models import (
    Activity,
    Indicator,
    Plan,
    PlanActivity,
    PlanIndicator,
    PlanSection,
    PlanVersion,
)


@dataclass(frozen=True)
class Given:
    """Identities that a form knows: of a section's coded activity, and of its rows in order."""

    root: int | None
    rows: Sequence[int | None]


def activities_for(
    plan: Plan, document: PlanDocument, given: Mapping[str, Given]
) -> tuple[list[Activity], list[list[Activity]]]:
    """The lasting activity of every section and of every row of it, made where it is new."""
    programme = plan.programme
    known = {a.pk: a for a in Activity.objects.filter(programme=programme).order_by("pk")}
    labels = _labels(plan, known.values())
    roots = match_labels(
        [Label(activity.code, activity.title) for activity in document.activities],
        [k for k in labels if known[k.identity].root_id == k.identity],
        BY_CODE,
        [given[a.code].root if a.code in given else None for a in document.activities],
    )
    coded = [
        known[pk] if pk else Activity(programme=programme, code=planned.code, title=planned.title)
        for pk, planned in zip(roots, document.activities, strict=True)
    ]
    new_roots = Activity.objects.bulk_create(root for root in coded if root.pk is None)
    for root in new_roots:
        root.root = root
    Activity.objects.bulk_update(new_roots, ["root"])

    below: list[list[Activity]] = []
    for root, planned in zip(coded, document.activities, strict=True):
        branch = [k for k in labels if known[k.identity].root_id == root.pk != k.identity]
        certain = given[planned.code].rows if planned.code in given else ()
        below.append(_branch(root, planned, branch, known, certain))
    Activity.objects.bulk_create(a for rows in below for a in rows if a.pk is None)
    return coded, below


def _branch(
    root: Activity,
    planned: PlannedActivity,
    labels: Sequence[Known],
    known: dict[int, Activity],
    given: Sequence[int | None],
) -> list[Activity]:
    """The first row of the coded activity's own level is the coded activity itself."""
    own = next((i for i, row in enumerate(planned.rows) if row.level is RowLevel.ACTIVITY), None)
    others = [row for index, row in enumerate(planned.rows) if index != own]
    certain = [pk for index, pk in enumerate(given) if index != own]
    wanted = [Label(row.number, row.title) for row in others]
    found = match_labels(wanted, labels, BY_NUMBER, certain)
    activities = [
        known[pk]
        if pk
        else Activity(
            programme_id=root.programme_id,
            root=root,
            code=root.code,
            number=row.number or "-",
            title=row.title,
        )
        for pk, row in zip(found, others, strict=True)
    ]
    if own is not None:
        activities.insert(own, root)
    return activities


def _labels(plan: Plan, activities: Iterable[Activity]) -> list[Known]:
    """What each activity is called: in this plan's newest version, then in the programme's,
    then by its own label."""
    versions = list(
        PlanVersion.objects.filter(plan__programme=plan.programme)
        .order_by("plan__start_date", "number", "pk")
        .values_list("pk", "plan")
    )
    own = [pk for pk, of in versions if of == plan.pk]
    newest = {*own[-1:], *(pk for pk, _ in versions[-1:])}
    in_this_plan_first = Case(When(version__plan=plan, then=0), default=1)
    sections = (
        PlanSection.objects.filter(version__in=newest)
        .order_by(in_this_plan_first, "position")
        .values_list("activity_id", "code", "title")
    )
    rows = (
        PlanActivity.objects.filter(version__in=newest)
        .exclude(level=RowLevel.ACTIVITY)
        .order_by(in_this_plan_first, "position")
        .values_list("activity_id", "number", "title")
    )
    return [
        *(Known(pk, Label(number, title)) for pk, number, title in (*sections, *rows)),
        *(Known(a.pk, Label(a.number or a.code, a.title)) for a in activities),
    ]


def indicators_for(
    plan: Plan, document: PlanDocument, given: Sequence[int | None] = ()
) -> list[Indicator]:
    """The lasting indicator of each planned one: the same name and unit, else the same name.

    A name that the newest versions use counts like the indicator's own, so a rename in a
    draft does not make a second indicator of it.
    """
    programme = plan.programme
    known = {i.pk: i for i in Indicator.objects.filter(programme=programme).order_by("pk")}
    worded = (
        PlanIndicator.objects.filter(version__plan__programme=programme)
        .order_by("-version__plan__start_date", "-version__number", "position", "pk")
        .values_list("indicator_id", "unit", "name")
    )
    labels = [
        *(Known(pk, Label(normalised(unit), name)) for pk, unit, name in worded),
        *(Known(i.pk, Label(normalised(i.unit), i.name)) for i in known.values()),
    ]
    wanted = [Label(normalised(planned.unit), planned.name) for planned in document.indicators]
    found = [
        known[pk] if pk else Indicator(programme=programme, name=planned.name, unit=planned.unit)
        for pk, planned in zip(
            match_labels(wanted, labels, BY_NAME, given), document.indicators, strict=True
        )
    ]
    Indicator.objects.bulk_create(indicator for indicator in found if indicator.pk is None)
    return found
