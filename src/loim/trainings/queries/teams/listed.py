"""The organiser's list of teams: who applied, how far they are, from where."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from loim.people.models import County
from loim.trainings.logic.team_states import LIVE, TeamState
from loim.trainings.models import PRESENT, Call, MemberState, Team
from loim.trainings.queries.teams.completeness import (
    Lack,
    share_done,
    what_is_missing,
    with_parts,
)
from loim.trainings.queries.teams.labels import state_color, state_label


@dataclass(frozen=True)
class Row:
    team: Team
    label: str
    color: str
    lacks: list[Lack]
    done: int
    joined: int
    invited: int


@dataclass(frozen=True)
class CountyRow:
    county: County
    sent: int
    admitted: int
    waiting: int


def teams_of(call: Call, state: str = "", county: str = "") -> QuerySet[Team]:
    rows = with_parts(Team.objects.filter(call=call))
    if state in set(TeamState):
        rows = rows.filter(state=state)
    if county:
        rows = rows.filter(municipality__county=county)
    return rows.order_by("rank", "name", "pk")


def row_of(team: Team) -> Row:
    """No query on a team of `teams_of`."""
    people = [one.state for one in team.members.all()]
    lacks = what_is_missing(team) if team.state in LIVE else []
    return Row(
        team=team,
        label=state_label(team.state),
        color=state_color(team.state),
        lacks=lacks,
        done=share_done(team, lacks),
        joined=people.count(MemberState.JOINED),
        invited=sum(one in PRESENT for one in people) - people.count(MemberState.JOINED),
    )


def numbers_by_state(call: Call) -> dict[str, int]:
    return dict(Counter(Team.objects.filter(call=call).values_list("state", flat=True)))


def by_county(call: Call) -> list[CountyRow]:
    """Every county from which an application was sent, and those that the rules name."""
    sent: Counter[str] = Counter()
    admitted: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    rows = Team.objects.filter(call=call).exclude(submitted_at=None)
    for county, state in rows.values_list("municipality__county", "state"):
        sent[county] += state != TeamState.WITHDRAWN
        admitted[county] += state == TeamState.ADMITTED
        waiting[county] += state == TeamState.WAITING
    return [
        CountyRow(one, sent[one.pk], admitted[one.pk], waiting[one.pk])
        for one in County.objects.order_by("name", "pk")
    ]
