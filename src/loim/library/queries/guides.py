"""The plan's guides: how far each is, and who got it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from loim.library.models import GuideDistribution, PlannedGuide, PrintRun
from loim.people.models import Role, User
from loim.people.permissions import may_administer_platform, organisations_with_role


@dataclass(frozen=True)
class Copies:
    language: str
    printed: int
    given: int

    @property
    def left(self) -> int:
        return self.printed - self.given


def guides_of(person: User) -> list[PlannedGuide]:
    """With `printed`, `given` and `municipalities`; the newest first. One query."""
    runs = PrintRun.objects.filter(guide=OuterRef("pk")).order_by().values("guide")
    given = GuideDistribution.objects.filter(guide=OuterRef("pk")).order_by().values("guide")
    rows = PlannedGuide.objects.select_related("item", "activity__programme").annotate(
        printed=_number(runs.annotate(number=Sum("copies"))),
        given=_number(given.annotate(number=Sum("copies"))),
        municipalities=_number(given.annotate(number=Count("municipality", distinct=True))),
    )
    if not may_administer_platform(person):
        mine = organisations_with_role(person, {Role.PROGRAMME_MANAGER})
        rows = rows.filter(activity__programme__implementer__in=mine)
    return list(rows.order_by("-recorded_at", "-pk"))


def log_of(guide: PlannedGuide) -> QuerySet[GuideDistribution]:
    rows = guide.distributions.select_related("municipality__county", "recorded_by")
    return rows.order_by("-given_date", "municipality__name", "pk")


def copies_by_language(guide: PlannedGuide) -> list[Copies]:
    """Two queries."""
    printed = dict(_summed(guide.print_runs))
    given = dict(_summed(guide.distributions))
    return [
        Copies(language, printed.get(language, 0), given.get(language, 0))
        for language in sorted({*printed, *given})
    ]


def _summed(rows: Any) -> list[tuple[str, int]]:
    return list(rows.order_by().values_list("language").annotate(number=Sum("copies")))


def _number(rows: Any) -> Coalesce:
    return Coalesce(Subquery(rows.values("number"), output_field=IntegerField()), 0)
