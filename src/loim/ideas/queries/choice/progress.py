"""How far the jury is."""

from dataclasses import dataclass

from django.db.models import Count, F

from loim.ideas.models import Forum, Idea, Juror
from loim.ideas.queries.choice.counting import candidates


@dataclass(frozen=True)
class JurorsProgress:
    juror: Juror
    assessed: int
    conflicts: int
    wanted: int  # ideas without a conflict

    @property
    def is_complete(self) -> bool:
        return self.assessed >= self.wanted


def ideas_left(juror: Juror) -> list[Idea]:
    """Those that wait for this juror's points, wholly or by a criterion."""
    criteria = juror.forum.criteria.count()
    done = (
        juror.scores.values("idea").annotate(given=Count("pk")).filter(given__gte=criteria)
    ).values("idea")
    rows = candidates(juror.forum).exclude(pk__in=juror.conflicts.values("idea"))
    return list(rows.exclude(pk__in=done) if criteria else rows)


def progress_of_jury(forum: Forum) -> list[JurorsProgress]:
    """Four queries, however many jurors."""
    wanted = set(candidates(forum).order_by().values_list("pk", flat=True))
    criteria = forum.criteria.count()
    scored = (
        forum.jury.filter(scores__idea__in=wanted)
        .annotate(idea=F("scores__idea"))
        .values_list("pk", "idea")
        .annotate(given=Count("scores"))
        .order_by()
    )
    complete: dict[int, int] = {}
    for juror, _idea, given in scored:
        complete[juror] = complete.get(juror, 0) + (criteria > 0 and given >= criteria)
    found = []
    for juror in (
        forum.jury.select_related("user").prefetch_related("conflicts").order_by("name", "pk")
    ):
        conflicts = sum(each.idea_id in wanted for each in juror.conflicts.all())
        found.append(
            JurorsProgress(juror, complete.get(juror.pk, 0), conflicts, len(wanted) - conflicts)
        )
    return found
