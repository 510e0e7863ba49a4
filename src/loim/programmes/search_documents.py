"""Programmes, their approved plans and what these say: public documents. Drafts are not indexed."""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGE_CODES
from loim.programmes.models import Activity, PlanActivity, PlanVersion, Programme
from loim.programmes.models.plan import PlanStatus
from loim.search.providers import Document, Provider, Watch, Words, register


def register_search() -> None:
    """An approved version never changes, so its approval is the only moment to look at."""
    programmes = (Watch("programmes_programme"),)
    register(
        Provider(
            "programmes", _("Programmes"), _all_programmes, _programmes, watches=programmes,
            one=pgettext_lazy("one of them", "programme"),
        )
    )  # fmt: skip
    plans = (Watch("programmes_planversion"),)
    register(
        Provider(
            "plans", _("Plans"), _all_plans, _plans, watches=plans,
            one=pgettext_lazy("one of them", "plan"),
        )
    )  # fmt: skip
    activities = (Watch("programmes_planversion", ids=_activities_of),)
    register(
        Provider(
            "activities", _("Activities of plans"), _all_activities, _activities,
            watches=activities, one=pgettext_lazy("one of them", "activity of a plan"),
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


def _all_plans() -> Iterable[int]:
    return PlanVersion.objects.values_list("pk", flat=True)


def _plans(ids: Sequence[int]) -> Iterable[Document]:
    """Approved versions; those before the latest one of their plan stand below it."""
    rows = PlanVersion.objects.filter(pk__in=ids, status=PlanStatus.APPROVED)
    newer = PlanVersion.objects.filter(
        plan=OuterRef("plan"), status=PlanStatus.APPROVED, number__gt=OuterRef("number")
    )
    for version in rows.annotate(is_former=Exists(newer)).select_related(
        "plan__programme__ministry", "plan__programme__implementer"
    ):
        programme = version.plan.programme
        names = f"{programme.ministry.name} {programme.implementer.name} {programme.legal_act}"
        yield Document(
            object_id=version.pk,
            texts=_plan_in_each_language(version, f"{programme.name}\n{names}"),
            language="et",
            url_name="plan",
            url_args=[version.pk],
            day=version.plan.start_date,
            importance=0.5 if version.is_former else 1.0,
        )


def _plan_in_each_language(version: PlanVersion, body: str) -> dict[str, Words]:
    """What a plan is called is the same sentence everywhere; the rest of it is Estonian."""
    found = {}
    for language in LANGUAGE_CODES:
        with override(language):
            title = gettext("Plan %(plan)s, version %(number)s") % {
                "plan": version.plan, "number": version.number
            }  # fmt: skip
        found[language] = Words(title, body if language == "et" else "")
    return found


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
