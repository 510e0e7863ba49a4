"""Programmes and what their approved plans say: public documents. Drafts are not indexed."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from loim.programmes.models import Activity, PlanActivity, PlanVersion, Programme
from loim.programmes.models.plan import PlanStatus
from loim.search.providers import Document, Provider, Watch, Words, register


def register_search() -> None:
    """An approved version never changes, so its approval is the only moment to look at."""
    programmes = (Watch("programmes_programme"),)
    register(
        Provider("programmes", _("Programmes"), _all_programmes, _programmes, watches=programmes)
    )
    activities = (Watch("programmes_planversion", ids=_activities_of),)
    register(
        Provider(
            "activities", _("Activities of plans"), _all_activities, _activities,
            watches=activities,
        )
    )  # fmt: skip


def _all_programmes() -> Iterable[int]:
    return Programme.objects.values_list("pk", flat=True)


def _programmes(ids: Sequence[int]) -> Iterable[Document]:
    for programme in Programme.objects.filter(pk__in=ids).select_related("ministry", "implementer"):
        names = f"{programme.ministry.name} {programme.implementer.name}"
        yield Document(
            object_id=programme.pk,
            texts={"et": Words(programme.name, programme.legal_act, names)},
            language="et",
            url_name="programme",
            url_args=[programme.slug],
        )


def _all_activities() -> Iterable[int]:
    return Activity.objects.values_list("pk", flat=True)


def _activities_of(versions: Sequence[int]) -> Iterable[int]:
    return PlanActivity.objects.filter(version__in=versions).values_list("activity", flat=True)


def _activities(ids: Sequence[int]) -> Iterable[Document]:
    """As the latest approved version words them."""
    approved = PlanVersion.objects.filter(status=PlanStatus.APPROVED)
    rows = PlanActivity.objects.filter(activity__in=ids, version__in=approved)
    latest = rows.order_by("activity", "-version__approved_at", "-pk").distinct("activity")
    for row in latest.select_related("section"):
        is_coded = row.number == row.section.code or not row.parent_id
        body = [row.section.narrative, row.section.target_group] if is_coded else []
        yield Document(
            object_id=row.activity_id,
            texts={"et": Words(row.title, "\n".join([*body, row.responsible]), row.section.code)},
            language="et",
            url_name="activity",
            url_args=[row.activity_id],
            importance=0.8,
        )
