"""Two at once: one municipality, one person, on real PostgreSQL with threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from unittest.mock import patch

import pytest
from django.db import connection, connections

from loim.common.refusals import Refusal
from loim.events.models import Party
from loim.trainings.actions.teams import starting
from loim.trainings.actions.teams.inviting import accept_invitation, leave_team
from loim.trainings.actions.teams.refusals import InAnotherTeam, MunicipalityTaken
from loim.trainings.actions.teams.starting import confirm_team
from loim.trainings.logic.teams.composition import keeps
from loim.trainings.models import Team, TeamMember
from loim.trainings.queries.teams.rule import parties_joined, rule_of
from tests.factories import trainings as make
from tests.factories.people import municipality

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*steps: Callable[[], object]) -> list[object]:
    """What each gave, or the refusal that it ran into."""
    start = Barrier(len(steps))

    def run(step: Callable[[], object]) -> object:
        try:
            start.wait(10)
            return step()
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


def test_of_many_that_confirm_at_once_one_has_the_municipality(now: datetime) -> None:
    call, place = make.call(), municipality()
    teams = [make.team(call, "started", of_municipality=place, confirmed_at=None) for _ in range(4)]

    found = at_once(*(lambda team=team: confirm_team(team=team, now=now) for team in teams))

    assert sum(isinstance(one, Team) for one in found) == 1
    assert sum(isinstance(one, MunicipalityTaken) for one in found) == 3
    assert Team.objects.filter(state="draft").count() == 1


def test_without_the_databases_rule_they_would_all_have_it(now: datetime) -> None:
    """The negative control: else the test above would pass of itself."""
    call, place = make.call(), municipality()
    teams = [make.team(call, "started", of_municipality=place, confirmed_at=None) for _ in range(4)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname = 'team_once_per_municipality'"
        )
        [definition] = cursor.fetchone()
        cursor.execute("DROP INDEX team_once_per_municipality")
    try:
        with patch.object(starting, "refuse_taken"):
            at_once(*(lambda team=team: confirm_team(team=team, now=now) for team in teams))
        assert Team.objects.filter(state="draft").count() == 4
    finally:
        Team.objects.update(state="withdrawn")
        with connection.cursor() as cursor:
            cursor.execute(definition)


def test_who_accepts_in_two_teams_at_once_is_in_one(now: datetime) -> None:
    call = make.call()
    invited = [
        make.member(make.team(call), state="invited", email="mari@example.ee") for _ in range(3)
    ]

    found = at_once(*(lambda one=one: accept_invitation(member=one, now=now) for one in invited))

    assert sum(isinstance(one, TeamMember) for one in found) == 1
    assert sum(isinstance(one, InAnotherTeam) for one in found) == 2
    assert TeamMember.objects.filter(state="joined").count() == 1


def test_who_leave_at_once_leave_a_team_with_a_date_and_none_silently_short(
    now: datetime,
) -> None:
    team = make.whole_team()
    leaving = list(team.members.filter(party=Party.COMMUNITY))

    at_once(*(lambda one=one: leave_team(member=one, now=now) for one in leaving))

    team.refresh_from_db()
    assert team.complete_by is not None
    assert not keeps(rule_of(team.call), parties_joined(team.members.all()))
