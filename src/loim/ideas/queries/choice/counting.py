"""What is counted when a forum chooses."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from loim.ideas.logic.choice.points import Assessment, Criterion, assessment
from loim.ideas.models import Conflict, Forum, Idea, Juror, Score, Shown, Vote


def candidates(forum: Forum) -> QuerySet[Idea]:
    """Shown, not joined to another; in the order of being given."""
    return Idea.objects.filter(forum=forum, state=Shown.SHOWN, joined_to=None).order_by(
        "written_at", "pk"
    )


def votes_by_idea(forum: Forum) -> dict[int, int]:
    rows = _votes(forum).values_list("idea").annotate(number=Count("pk")).order_by()
    return dict(rows)


def voters(forum: Forum) -> int:
    """How many people voted."""
    found = _votes(forum).aggregate(
        places=Count("participant", distinct=True), accounts=Count("user", distinct=True)
    )
    return int(found["places"] + found["accounts"])


def _votes(forum: Forum) -> QuerySet[Vote]:
    return Vote.objects.filter(idea__in=candidates(forum).order_by().values("pk"))


def assessments(
    forum: Forum, ideas: Iterable[Idea], *, finished_only: bool = False
) -> dict[int, Assessment | None]:
    """Each idea's points; four queries, however many there are."""
    criteria = [
        Criterion(key, weight)
        for key, weight in forum.criteria.order_by("number", "pk").values_list("pk", "weight")
    ]
    jury = Juror.objects.filter(forum=forum)
    if finished_only:
        jury = jury.exclude(finished_at=None)
    jurors = list(jury.order_by("pk").values_list("pk", flat=True))
    conflicts = set(Conflict.objects.filter(juror__forum=forum).values_list("juror", "idea"))
    rows = Score.objects.filter(juror__forum=forum)
    scores = {
        (juror, idea, criterion): points
        for juror, idea, criterion, points in rows.values_list(
            "juror", "idea", "criterion", "points"
        )
    }
    return {idea.pk: assessment(idea.pk, criteria, jurors, conflicts, scores) for idea in ideas}
