"""The ideas before one juror."""

from dataclasses import dataclass

from loim.ideas.models import Conflict, Idea, Juror
from loim.ideas.queries.choice.counting import candidates


@dataclass(frozen=True)
class Before:
    idea: Idea
    conflict: Conflict | None
    given: int  # by how many criteria
    points: int | None  # weighted, once all were given
    is_done: bool


def juror_table(juror: Juror) -> list[Before]:
    """In the order of being given; four queries, however many."""
    weights = dict(juror.forum.criteria.values_list("pk", "weight"))
    conflicts = {each.idea_id: each for each in juror.conflicts.all()}
    scores: dict[int, dict[int, int]] = {}
    for idea, criterion, points in juror.scores.values_list("idea", "criterion", "points"):
        scores.setdefault(idea, {})[criterion] = points
    ideas = candidates(juror.forum).select_related("forum__event", "challenge__forum__event")
    return [_before(idea, conflicts, scores.get(idea.pk, {}), weights) for idea in ideas]


def _before(
    idea: Idea, conflicts: dict[int, Conflict], given: dict[int, int], weights: dict[int, int]
) -> Before:
    is_done = bool(weights) and weights.keys() <= given.keys()
    points = sum(weights[key] * given[key] for key in weights) if is_done else None
    return Before(idea, conflicts.get(idea.pk), len(given), points, is_done)
