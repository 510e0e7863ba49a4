"""No admitted team ever breaks the rule, through any sequence of substitutions and leavings."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loim.common.refusals import Refusal
from loim.events.models import Party
from loim.trainings.actions.teams import inviting
from loim.trainings.actions.teams.inviting import (
    Newcomer,
    accept_invitation,
    decline_invitation,
    invite_member,
    leave_team,
    remove_member,
)
from loim.trainings.logic.teams.composition import keeps
from loim.trainings.models import MemberState, Team, TeamMember
from loim.trainings.queries.teams.rule import rule_of
from tests.factories import trainings as make

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 1, 20, tzinfo=UTC)
PARTIES = st.sampled_from([Party.MUNICIPALITY, Party.COMMUNITY, Party.STATE])
# What is done, to which of the people who are there, and by somebody of which party.
STEP = st.tuples(
    st.sampled_from(["replace", "add", "accept", "accept", "decline", "leave", "remove"]),
    st.integers(0, 20),
    PARTIES,
)


def do(team: Team, step: tuple[str, int, str], now: datetime) -> None:
    what, number, party = step
    people = list(TeamMember.objects.filter(team=team).order_by("pk"))
    asked = [one for one in people if one.state == MemberState.INVITED]
    joined = [one for one in people if one.state == MemberState.JOINED]
    if what in {"replace", "add"}:
        replaces = joined[number % len(joined)] if what == "replace" and joined else None
        newcomer = Newcomer("Uus", f"{uuid4().hex}@example.ee", party)
        invite_member(
            team=team, newcomer=newcomer, replaces=replaces, submission=uuid4(), by=None, now=now
        )
    elif what == "accept" and asked:
        accept_invitation(member=asked[number % len(asked)], now=now)
    elif what == "decline" and asked:
        decline_invitation(member=asked[number % len(asked)], now=now)
    elif what == "leave" and joined:
        leave_team(member=joined[number % len(joined)], now=now)
    elif what == "remove" and people:
        remove_member(member=people[number % len(people)], by=None, now=now)


def parties(team: Team) -> list[str]:
    joined = TeamMember.objects.filter(team=team, state=MemberState.JOINED)
    return list(joined.values_list("party", flat=True))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(STEP, max_size=12))
def test_an_admitted_team_keeps_the_rule_or_has_a_date(steps: list[tuple[str, int, str]]) -> None:
    with transaction.atomic():
        team = make.whole_team()
        rule = rule_of(team.call)
        for number, step in enumerate(steps):
            with suppress(Refusal):
                do(team, step, NOW + timedelta(hours=number))
            connection.check_constraints()
            team.refresh_from_db()

            is_whole = keeps(rule, parties(team))
            assert is_whole == (team.complete_by is None)
        transaction.set_rollback(True)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(STEP.filter(lambda step: step[0] != "leave"), max_size=12))
def test_substitutions_alone_never_leave_it_short(steps: list[tuple[str, int, str]]) -> None:
    with transaction.atomic():
        team = make.whole_team()
        rule = rule_of(team.call)
        for number, step in enumerate(steps):
            with suppress(Refusal):
                do(team, step, NOW + timedelta(hours=number))

            assert keeps(rule, parties(team))
        transaction.set_rollback(True)


def test_without_the_check_a_substitution_would_break_it() -> None:
    """The negative control: the rule is broken then, and says so; without a date the database
    itself refuses it."""
    team = make.whole_team()
    leaving = team.members.filter(party=Party.COMMUNITY)[0]
    connection.check_constraints()
    with patch.object(inviting, "refuse_worse"):
        member = invite_member(
            team=team,
            newcomer=Newcomer("Uus", "uus@example.ee", Party.STATE),
            replaces=leaving,
            submission=uuid4(),
            by=None,
            now=NOW,
        )
        accept_invitation(member=member, now=NOW)
    assert not keeps(rule_of(team.call), parties(team))

    def silently() -> None:
        Team.objects.filter(pk=team.pk).update(complete_by=None)
        connection.check_constraints()

    with pytest.raises(IntegrityError), transaction.atomic():
        silently()
