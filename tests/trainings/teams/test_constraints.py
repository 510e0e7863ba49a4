"""What must never be false of teams is kept by the database itself."""

import pytest
from django.db import IntegrityError, connection, transaction

from loim.common.constraints import violated_constraint
from loim.events.models import Party
from loim.trainings.models import CompositionRule, ConsentLetter, TeamMember
from tests.factories import trainings as make
from tests.factories.people import municipality

pytestmark = pytest.mark.django_db


def broken(write) -> str:  # type: ignore[no-untyped-def]
    connection.check_constraints()  # what the test set up is right

    def both() -> None:
        with transaction.atomic():
            write()
            connection.check_constraints()

    with pytest.raises(IntegrityError) as refused:
        both()
    return violated_constraint(refused.value)


def test_a_municipality_has_one_live_team_in_a_call() -> None:
    place, call = municipality(), make.call()
    make.team(call, of_municipality=place)
    make.team(call, "withdrawn", of_municipality=place)
    make.team(call, "started", of_municipality=place)

    assert (
        broken(lambda: make.team(call, "submitted", of_municipality=place))
        == "team_once_per_municipality"
    )
    make.team(make.call(), of_municipality=place)  # in another call it may


def test_nobody_joins_two_teams_of_a_call_however_they_write_their_address() -> None:
    call = make.call()
    make.member(make.team(call), email="Mari@example.ee")

    assert (
        broken(lambda: make.member(make.team(call), email="mari@EXAMPLE.ee"))
        == "member_of_one_team"
    )
    make.member(make.team(call), state="invited", email="mari@example.ee")


def test_no_admitted_team_breaks_the_rule_of_its_call() -> None:
    team = make.whole_team()
    of_community = team.members.filter(party=Party.COMMUNITY)

    def leave() -> None:
        TeamMember.objects.filter(pk=of_community[0].pk).update(state="left", left_at=make.OPENED)

    assert broken(leave) == "members_keep_rule_of_admitted_team"
    assert broken(of_community[0].delete) == "members_keep_rule_of_admitted_team"
    assert (
        broken(lambda: of_community.update(party=Party.STATE))
        == "members_keep_rule_of_admitted_team"
    )


def test_a_team_of_five_may_lose_one() -> None:
    team = make.whole_team()
    fifth = make.member(team)

    fifth.delete()
    connection.check_constraints()

    assert team.members.count() == 4


def test_a_member_is_replaced_within_one_transaction() -> None:
    team = make.whole_team()
    with transaction.atomic():
        leaving = team.members.filter(party=Party.COMMUNITY)[0]
        leaving.state, leaving.left_at = "left", make.OPENED
        leaving.save()
        make.member(team, replaces=leaving)
        connection.check_constraints()

    assert team.members.filter(state="joined").count() == 4


def test_a_team_without_its_people_is_not_admitted() -> None:
    team = make.team(state="submitted")

    def admit() -> None:
        team.state = "admitted"
        team.save()

    assert broken(admit) == "admitted_team_keeps_rule"


def test_an_admitted_team_lacks_somebody_only_until_a_date() -> None:
    team = make.team(state="admitted", complete_by=make.CLOSES)

    def forget_the_date() -> None:
        team.complete_by = None
        team.save()

    assert broken(forget_the_date) == "admitted_team_keeps_rule"


def test_a_party_of_which_there_are_too_many_breaks_the_rule_too() -> None:
    call = make.call()
    CompositionRule.objects.create(call=call, party=Party.STATE, most=1)
    team = make.whole_team(call)
    make.member(team, Party.STATE)
    connection.check_constraints()

    assert broken(lambda: make.member(team, Party.STATE)) == "members_keep_rule_of_admitted_team"


def test_a_letter_is_a_file_or_somebodys_confirmation() -> None:
    team = make.team()

    assert (
        broken(lambda: make.consent_letter(team, file="")) == "consent_letter_is_file_or_confirmed"
    )
    assert ConsentLetter.objects.count() == 0
