"""How far the assessors are, and how far they agree: shown without leading anybody's judgement.

Points appear only of assessors who have finished; and whoever assesses here sees none of the
others' before they have finished their own.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from loim.people.permissions import Person
from loim.trainings.logic.assessment.ranking import Assessed, Criterion, points_of
from loim.trainings.models import Assessor, Call, Interest, Team, TeamScore
from loim.trainings.queries.assessment.own import sent_teams

# So far apart, in shares of the most points, that the assessors might talk about the team.
WIDE = Decimal("0.4")


@dataclass(frozen=True)
class AssessorProgress:
    assessor: Assessor
    done: int
    of: int
    conflicts: int


@dataclass(frozen=True)
class Spread:
    """`points` by assessor in their order: a number, 'conflict', or None (not yet, or hidden)."""

    team: Team
    points: list[Decimal | str | None]
    mean: Decimal | None
    is_wide: bool


@dataclass(frozen=True)
class Progress:
    assessors: list[AssessorProgress]
    spreads: list[Spread]
    is_hidden: bool  # from this reader, who has not finished their own
    most: int

    @property
    def is_finished(self) -> bool:
        return bool(self.assessors) and all(
            one.assessor.finished_at is not None for one in self.assessors
        )


def may_see_points(call: Call, person: Person) -> bool:
    """Nobody who still assesses here: others' points would lead theirs."""
    return not Assessor.objects.filter(call=call, user=person.pk, finished_at=None).exists()


def progress_of(call: Call, person: Person) -> Progress:
    """A fixed number of queries, however many assessors, teams and criteria there are."""
    assessors = list(Assessor.objects.filter(call=call).select_related("user").order_by("pk"))
    teams = list(sent_teams(call)) if call.decided_at is None else _decided(call)
    criteria = [
        Criterion(row.pk, row.weight, row.least) for row in call.criteria.order_by("number", "pk")
    ]
    most = sum(row.most * row.weight for row in call.criteria.all())
    given: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    rows = TeamScore.objects.filter(assessor__in=assessors, team__in=teams)
    for assessor, team, criterion, points in rows.values_list(
        "assessor", "team", "criterion", "points"
    ):
        given[assessor, team][criterion] = points
    conflicts = set(
        Interest.objects.filter(
            assessor__in=assessors, team__in=teams, is_conflict=True
        ).values_list("assessor", "team")
    )
    is_hidden = any(one.user_id == person.pk and one.finished_at is None for one in assessors)
    shown = {one.pk for one in assessors if one.finished_at is not None and not is_hidden}
    return Progress(
        assessors=[_progress(one, teams, len(criteria), given, conflicts) for one in assessors],
        spreads=[
            _spread(team, assessors, criteria, given, conflicts, shown, most) for team in teams
        ],
        is_hidden=is_hidden,
        most=most,
    )


def _decided(call: Call) -> list[Team]:
    return list(
        Team.objects.filter(call=call, rank__isnull=False)
        .select_related("municipality__county")
        .order_by("rank", "pk")
    )


def _progress(
    assessor: Assessor,
    teams: Iterable[Team],
    criteria: int,
    given: dict[tuple[int, int], dict[int, int]],
    conflicts: set[tuple[int, int]],
) -> AssessorProgress:
    keys = [team.pk for team in teams]
    own = [key for key in keys if (assessor.pk, key) not in conflicts]
    done = sum(len(given.get((assessor.pk, key), {})) == criteria for key in own)
    return AssessorProgress(assessor, done, len(own), len(keys) - len(own))


def _spread(  # noqa: PLR0917  # one row of a table that is read in one go
    team: Team,
    assessors: list[Assessor],
    criteria: list[Criterion],
    given: dict[tuple[int, int], dict[int, int]],
    conflicts: set[tuple[int, int]],
    shown: set[int],
    most: int,
) -> Spread:
    cells: list[Decimal | str | None] = []
    whole: dict[int, dict[int, int]] = {}
    for one in assessors:
        points = given.get((one.pk, team.pk), {})
        if (one.pk, team.pk) in conflicts:
            cells.append("conflict")
        elif one.pk in shown and len(points) == len(criteria):
            whole[one.pk] = points
            single = Assessed(team.pk, "", False, {one.pk: points})
            cells.append(points_of(single, criteria))
        else:
            cells.append(None)
    mean = points_of(Assessed(team.pk, "", False, whole), criteria) if whole else None
    numbers = [cell for cell in cells if isinstance(cell, Decimal)]
    is_wide = len(numbers) > 1 and (max(numbers) - min(numbers)) > WIDE * most
    return Spread(team, cells, mean, is_wide)
