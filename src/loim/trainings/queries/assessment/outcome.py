"""What the rules make of the points that were given: before the decision a preview of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from fairplaces import Secret, Seed
from loim.common.sealing import unseal
from loim.trainings.logic.assessment.admission import Representation
from loim.trainings.logic.assessment.lots import lots_of
from loim.trainings.logic.assessment.ranking import Assessed, Criterion, has_ties
from loim.trainings.logic.assessment.record import Decided, decide
from loim.trainings.logic.team_states import TeamState
from loim.trainings.models import (
    Assessor,
    Call,
    Interest,
    Team,
    TeamMember,
    TeamScore,
)
from loim.trainings.queries.teams.completeness import keeps_rule


@dataclass(frozen=True)
class Question:
    """What is to be decided: `incomplete` teams are out of it, `unassessed` ones hold it up."""

    teams: tuple[Team, ...]
    assessed: tuple[Assessed, ...]
    criteria: tuple[Criterion, ...]
    rules: Representation
    least_points: Decimal | None
    incomplete: tuple[Team, ...]
    unassessed: tuple[Team, ...]

    @property
    def has_ties(self) -> bool:
        return not self.unassessed and has_ties(self.assessed, self.criteria)

    def decided(self, seed: Seed) -> Decided:
        lots = lots_of([one.team for one in self.assessed], seed)
        return decide(self.assessed, self.criteria, self.least_points, self.rules, lots)


def representation_of(call: Call) -> Representation:
    rows = list(call.county_rules.all())
    return Representation(
        call.most_teams,
        call.most_per_county,
        {row.county_id: row.least for row in rows if row.least},
        {row.county_id: row.most for row in rows if row.most is not None},
    )


def question_of(call: Call) -> Question:
    """Of the applications that were sent. A fixed number of queries."""
    sent = list(
        Team.objects.filter(call=call, state=TeamState.SUBMITTED)
        .select_related("call", "municipality__county")
        .prefetch_related(
            "call__composition_rules", Prefetch("members", TeamMember.objects.order_by("pk"))
        )
        .order_by("pk")
    )
    criteria = tuple(
        Criterion(row.pk, row.weight, row.least) for row in call.criteria.order_by("number", "pk")
    )
    given = _scores(sent)
    complete = [team for team in sent if keeps_rule(team)]
    wanting = [team for team in sent if not keeps_rule(team)]
    unassessed = [team for team in complete if not _is_assessed(team, call, given, criteria)]
    return Question(
        teams=tuple(sent),
        assessed=tuple(
            Assessed(team.pk, team.municipality.county_id, team.is_late, given.get(team.pk, {}))
            for team in complete
            if team not in unassessed
        ),
        criteria=criteria,
        rules=representation_of(call),
        least_points=call.least_points,
        incomplete=tuple(wanting),
        unassessed=tuple(unassessed),
    )


def _scores(teams: Sequence[Team]) -> dict[int, dict[int, dict[int, int]]]:
    """By team and assessor; not of those with a conflict of interest."""
    conflicts = set(
        Interest.objects.filter(team__in=teams, is_conflict=True).values_list("assessor", "team")
    )
    found: dict[int, dict[int, dict[int, int]]] = {}
    rows = TeamScore.objects.filter(team__in=teams).values_list(
        "team", "assessor", "criterion", "points"
    )
    for team, assessor, criterion, points in rows.order_by("team", "assessor", "criterion"):
        if (assessor, team) not in conflicts:
            found.setdefault(team, {}).setdefault(assessor, {})[criterion] = points
    return found


def _is_assessed(
    team: Team,
    call: Call,
    given: Mapping[int, Mapping[int, Mapping[int, int]]],
    criteria: Sequence[Criterion],
) -> bool:
    """At least one assessor without a conflict, and each of them on every criterion."""
    by_assessor = given.get(team.pk, {})
    wanted = {one.key for one in criteria}
    return bool(by_assessor) and all(set(points) == wanted for points in by_assessor.values())


def unfinished_assessors(call: Call) -> list[Assessor]:
    return list(
        Assessor.objects.filter(call=call, finished_at=None).select_related("user").order_by("pk")
    )


def seed_of(call: Call, public_value: str) -> Seed:
    """Of a call that was published; one without a commitment has no seed: raises ValueError."""
    if not call.sealed_seed:
        raise ValueError("this call has no seed")
    return Secret(unseal(call.sealed_seed)).seed(public_value)
