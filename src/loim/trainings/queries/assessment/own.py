"""What an assessor has to do: each team of the call, what they said of it, what is left."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.people.models import User
from loim.people.permissions import Person
from loim.trainings.logic.team_states import TeamState
from loim.trainings.models import Assessor, Call, Interest, Team, TeamScore


@dataclass(frozen=True)
class TeamToAssess:
    """`given` of `of` criteria; `interest` None is not declared yet."""

    team: Team
    interest: Interest | None
    given: int
    of: int

    @property
    def is_done(self) -> bool:
        if self.interest is None:
            return False
        return self.interest.is_conflict or self.given == self.of


def assessor_of(call: Call, person: Person) -> Assessor | None:
    if not isinstance(person, User):
        return None
    return Assessor.objects.select_related("user").filter(call=call, user=person).first()


def sent_teams(call: Call) -> QuerySet[Team]:
    return (
        Team.objects.filter(call=call, state=TeamState.SUBMITTED)
        .select_related("municipality__county")
        .order_by("name", "pk")
    )


def teams_of_assessor(assessor: Assessor) -> list[TeamToAssess]:
    """A fixed number of queries."""
    criteria = assessor.call.criteria.count()
    said = {one.team_id: one for one in Interest.objects.filter(assessor=assessor)}
    given = dict(
        TeamScore.objects.filter(assessor=assessor).values_list("team").annotate(n=Count("pk"))
    )
    return [
        TeamToAssess(team, said.get(team.pk), given.get(team.pk, 0), criteria)
        for team in sent_teams(assessor.call)
    ]


def what_is_left(assessor: Assessor) -> list[str]:
    """Sentences; [] where they may finish."""
    rows = teams_of_assessor(assessor)
    found = []
    undeclared = sum(row.interest is None for row in rows)
    if undeclared:
        found.append(
            ngettext(
                "Say whether you have an interest in %(number)s more team.",
                "Say whether you have an interest in %(number)s more teams.",
                undeclared,
            )
            % {"number": undeclared}
        )
    found += [
        _("Points are missing for %(team)s.") % {"team": row.team.name}
        for row in rows
        if row.interest is not None and not row.is_done
    ]
    without_reason = (
        TeamScore.objects.filter(assessor=assessor, note="", team__state=TeamState.SUBMITTED)
        .values_list("team__name", flat=True)
        .order_by("team__name", "team")
        .distinct()
    )
    found += [_("Reasons are missing for %(team)s.") % {"team": name} for name in without_reason]
    return found


def teams_to_assess(person: Person) -> list[tuple[Assessor, int]]:
    """For 'My work': calls in which this person still assesses, with how many teams are left."""
    if not isinstance(person, User) or not person.is_active:
        return []
    open_ones = Assessor.objects.filter(
        user=person, finished_at=None, call__decided_at=None
    ).select_related("call__training")
    sent = Q(call__teams__state=TeamState.SUBMITTED)
    rows = open_ones.annotate(
        sent=Count("call__teams", filter=sent, distinct=True),
        conflicts=Count(
            "interests",
            filter=Q(interests__is_conflict=True, interests__team__state=TeamState.SUBMITTED),
            distinct=True,
        ),
    ).order_by("call__assess_by", "pk")
    keys = [row.pk for row in rows]
    done = _done(keys)
    left = [(row, row.sent - row.conflicts - done.get(row.pk, 0)) for row in rows]
    return [(row, number) for row, number in left if row.sent]


def _done(assessors: list[int]) -> dict[int, int]:
    """How many teams have all points of each assessor; one query."""
    criteria = Count("team__call__criteria", distinct=True)
    rows = (
        TeamScore.objects.filter(assessor__in=assessors, team__state=TeamState.SUBMITTED)
        .values("assessor", "team")
        .annotate(given=Count("pk", distinct=True), of=criteria)
    )
    found: dict[int, int] = {}
    for row in rows:
        if row["given"] == row["of"]:
            found[row["assessor"]] = found.get(row["assessor"], 0) + 1
    return found
