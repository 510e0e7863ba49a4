"""Every field of a call that may hold personal data was looked at, and erasing empties it."""

from datetime import UTC, datetime

import pytest
from django.apps import apps

from loim.people.retention import NOT_PERSONAL, PERSONAL_DATA
from loim.trainings.actions.teams.erasing import erase_account, erase_member, erase_what_is_due
from loim.trainings.models import Team, TeamMember
from loim.trainings.queries.teams import member_by_key, member_key, team_by_key, team_key
from loim.trainings.queries.teams.own_records import export_teams
from tests.factories import trainings as make
from tests.factories.people import user

NAMED = [
    f"{model}{suffix}"
    for model in (
        "Team", "TeamMember", "ConsentLetter", "TeamAnswer", "TeamDecision", "TeamScore",
        "Assessor", "Interest",
    )
    for suffix in ("", "History")
]  # fmt: skip
YEARS_LATER = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("label", [*NAMED, "TeamMessage", "TeamExport"])
def test_each_field_is_declared_or_found_to_be_impersonal(label: str) -> None:
    model = apps.get_model("trainings", label)
    fields = {f"trainings.{label}.{field.name}" for field in model._meta.concrete_fields}

    declared = {field for field in fields if field in PERSONAL_DATA}
    impersonal = {field for field in fields if field in NOT_PERSONAL}

    assert declared | impersonal == fields
    assert not declared & impersonal


@pytest.mark.django_db
def test_what_is_due_is_erased_with_its_history_and_what_was_decided_stays() -> None:
    team = make.whole_team(leader_name="Mari Maasikas", leader_email="mari@example.ee")
    key, old = team_key(team), list(team.members.all())

    assert erase_what_is_due(now=make.CLOSES) == 0
    assert erase_what_is_due(now=YEARS_LATER) == 1
    assert erase_what_is_due(now=YEARS_LATER) == 0

    team = Team.objects.get(pk=team.pk)
    assert (team.leader_name, team.leader_email, team.state) == ("", "", "admitted")
    assert set(team.members.values_list("name", "email")) == {("", "")}
    histories = [apps.get_model("trainings", f"{name}History") for name in ("Team", "TeamMember")]
    assert not histories[0].objects.exclude(leader_name="").exists()
    assert not histories[1].objects.exclude(email="").exists()
    assert team_by_key(key) is None
    assert member_by_key(member_key(old[0])) is None


@pytest.mark.django_db
def test_a_member_of_an_admitted_team_is_erased_and_the_team_has_a_date() -> None:
    team = make.whole_team()
    member = team.members.order_by("pk")[0]

    erase_member(member=member, by=None, now=make.CLOSES)

    member.refresh_from_db()
    team.refresh_from_db()
    assert (member.name, member.email, member.state) == ("", "", "left")
    assert team.complete_by is not None


@pytest.mark.django_db
def test_my_data_tells_of_teams_and_an_erased_account_is_in_none() -> None:
    person = user("mari@example.ee")
    team = make.team(leader=person, leader_name="Mari", leader_email="mari@example.ee")
    make.member(team, name="Mari", email="Mari@example.ee", user=person)

    assert [row["role"] for row in export_teams(person)] == ["leader", "community"]
    erase_account(person, make.CLOSES)

    assert export_teams(person) == []
    assert not TeamMember.objects.exclude(name="").exists()
