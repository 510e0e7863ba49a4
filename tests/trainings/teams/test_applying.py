"""A team applies: its leader, its people, its deadline. And what is refused, with what to do."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from loim.events.models import Party
from loim.people.models import Role
from loim.trainings.actions.teams.consent import NotYourMunicipality, confirm_consent
from loim.trainings.actions.teams.inviting import (
    Newcomer,
    accept_invitation,
    decline_invitation,
    invite_member,
    leave_team,
    remove_member,
)
from loim.trainings.actions.teams.refusals import (
    AnswerChangedMeanwhile,
    CannotTakeBack,
    InAnotherTeam,
    MunicipalityTaken,
    NotComplete,
    OnlyReplacement,
    RuleNotKept,
    TooLate,
)
from loim.trainings.actions.teams.sending import (
    refuse_what_was_not_completed,
    submit_team,
    take_back,
)
from loim.trainings.actions.teams.starting import Beginning, confirm_team, start_team
from loim.trainings.actions.teams.writing import edit_team, save_answer
from loim.trainings.models import Call, Team, TeamMember
from loim.trainings.queries.teams.own_page import members_with_troubles
from tests.factories import trainings as make
from tests.factories.people import membership, municipality, user
from tests.world import World

pytestmark = pytest.mark.django_db
TALLINN = ZoneInfo("Europe/Tallinn")


def beginning(**fields: Any) -> Beginning:
    fields.setdefault("name", "Koos")
    fields.setdefault("leader_name", "Mari")
    fields.setdefault("leader_email", "mari@example.ee")
    fields.setdefault("municipality", municipality("Näidisvald"))
    return Beginning(**fields)


def begin(call: Call, now: datetime, **fields: Any) -> Team:
    return start_team(
        call=call, beginning=beginning(**fields), submission=uuid4(), by=None, now=now
    )


def somebody(party: str = Party.COMMUNITY, email: str = "") -> Newcomer:
    return Newcomer("Uus", email or f"{uuid4().hex[:8]}@example.ee", party)


def invite(
    team: Team, now: datetime, newcomer: Newcomer, replaces: TeamMember | None = None
) -> TeamMember:
    return invite_member(
        team=team, newcomer=newcomer, replaces=replaces, submission=uuid4(), by=None, now=now
    )


def test_an_application_is_begun_by_a_letter_and_holds_the_municipality_once_confirmed(
    now: datetime,
) -> None:
    team = begin(make.call(), now, party="community")
    assert (team.state, team.members.get().state) == ("started", "invited")

    confirm_team(team=team, now=now)

    team.refresh_from_db()
    assert (team.state, team.members.get().state) == ("draft", "joined")


def test_whoever_is_signed_in_with_their_address_needs_no_letter(now: datetime) -> None:
    person = user("mari@example.ee")

    team = start_team(
        call=make.call(), beginning=beginning(), submission=uuid4(), by=person, now=now
    )

    assert (team.state, team.leader) == ("draft", person)


def test_the_same_form_twice_begins_one_application(now: datetime) -> None:
    call, wanted, token = make.call(), beginning(), uuid4()

    first = start_team(call=call, beginning=wanted, submission=token, by=None, now=now)
    again = start_team(call=call, beginning=wanted, submission=token, by=None, now=now)

    assert first == again
    assert Team.objects.count() == 1


def test_a_second_team_of_a_municipality_is_refused_politely_and_learns_nobodys_name(
    now: datetime,
) -> None:
    call, place = make.call(), municipality("Näidisvald")
    make.team(call, of_municipality=place, leader_name="Salajane Juht")

    with pytest.raises(MunicipalityTaken) as refused:
        begin(call, now, municipality=place)

    assert "Näidisvald" in str(refused.value)
    assert "Salajane" not in str(refused.value)
    assert Team.objects.count() == 1


def test_of_two_that_began_the_first_to_confirm_has_the_municipality(now: datetime) -> None:
    call, place = make.call(), municipality()
    first = begin(call, now, municipality=place, leader_email="a@example.ee")
    second = begin(call, now, municipality=place, leader_email="b@example.ee")
    confirm_team(team=second, now=now)

    with pytest.raises(MunicipalityTaken):
        confirm_team(team=first, now=now)

    assert set(Team.objects.values_list("state", flat=True)) == {"started", "draft"}


def test_a_member_of_another_team_is_told_so_and_may_come_after_leaving_it(now: datetime) -> None:
    call = make.call()
    first = make.member(make.team(call, name="Esimene"), email="mari@example.ee")
    team = make.team(call)
    invited = invite(team, now, somebody(email="Mari@example.ee"))

    assert [one.is_elsewhere for one in members_with_troubles(team)] == [True]  # type: ignore[attr-defined]
    with pytest.raises(InAnotherTeam) as refused:
        accept_invitation(member=invited, now=now)
    assert "Esimene" not in str(refused.value)
    leave_team(member=first, now=now)
    accept_invitation(member=invited, now=now)

    invited.refresh_from_db()
    assert invited.state == "joined"


def test_whoever_declines_frees_the_place_to_be_filled(now: datetime) -> None:
    team = make.whole_team()
    leaving = team.members.filter(party=Party.COMMUNITY)[0]
    first = invite(team, now, somebody(), leaving)
    decline_invitation(member=first, now=now)

    second = invite(team, now, somebody(), leaving)
    accept_invitation(member=second, now=now)

    leaving.refresh_from_db()
    second.refresh_from_db()
    assert (leaving.state, second.state, second.replaces) == ("left", "joined", leaving)


def test_a_substitution_that_breaks_the_rule_is_refused_with_what_is_wanted(
    now: datetime,
) -> None:
    team = make.whole_team()
    leaving = team.members.filter(party=Party.COMMUNITY)[0]

    with pytest.raises(RuleNotKept) as refused:
        invite(team, now, somebody(Party.MUNICIPALITY), leaving)

    assert team.members.count() == 4
    assert refused.value.values["wanted"]


def test_nobody_more_comes_into_a_whole_team_that_was_sent(now: datetime) -> None:
    team = make.whole_team()

    with pytest.raises(OnlyReplacement):
        invite(team, now, somebody())


def test_a_needed_member_is_not_taken_out_of_an_admitted_team(now: datetime) -> None:
    team = make.whole_team()

    with pytest.raises(RuleNotKept):
        remove_member(member=team.members.all()[0], by=None, now=now)

    assert team.members.filter(state="joined").count() == 4


def test_who_leaves_an_admitted_team_makes_it_incomplete_until_a_date_never_silently(
    now: datetime, mailbox: Any
) -> None:
    team = make.whole_team()
    leave_team(member=team.members.filter(party=Party.COMMUNITY)[0], now=now)

    team.refresh_from_db()
    assert team.complete_by == now + timedelta(days=14)
    assert team.decisions.get().reason == "member_left"

    accept_invitation(member=invite(team, now, somebody()), now=now)
    team.refresh_from_db()
    assert team.complete_by is None
    assert [row.reason for row in team.decisions.order_by("pk")] == ["member_left", "completed"]


def test_two_tabs_lose_nothing(now: datetime) -> None:
    team = make.team()
    question = make.call_question(team.call)
    save_answer(team=team, question=question, text="esimene", seen="", by=None, now=now)

    with pytest.raises(AnswerChangedMeanwhile):
        save_answer(team=team, question=question, text="teine", seen="", by=None, now=now)
    assert team.answers.get().text == "esimene"
    save_answer(
        team=team, question=question, text="esimene ja teine", seen="esimene", by=None, now=now
    )

    assert team.answers.get().text == "esimene ja teine"


def test_line_ends_of_browsers_are_no_change(now: datetime) -> None:
    team = make.team()
    question = make.call_question(team.call)
    save_answer(team=team, question=question, text="üks\r\nkaks", seen="", by=None, now=now)

    save_answer(
        team=team, question=question, text="üks\nkaks\nkolm", seen="üks\r\nkaks", by=None, now=now
    )

    assert team.answers.get().text == "üks\nkaks\nkolm"


def test_facts_are_saved_by_the_number_that_they_had(now: datetime) -> None:
    team = make.team()
    given = {
        "name": "Uus", "municipality": team.municipality, "leader_name": "Mari", "language": "et",
        "version": 0,
    }  # fmt: skip
    edit_team(team=team, by=None, now=now, **given)

    with pytest.raises(AnswerChangedMeanwhile):
        edit_team(team=team, by=None, now=now, **{**given, "name": "Vana"})

    assert Team.objects.get().name == "Uus"


def test_an_incomplete_application_says_what_is_missing(now: datetime) -> None:
    call = make.call(needs_letter=True)
    make.call_question(call, label="Miks?")
    team = make.team(call)
    make.member(team, Party.MUNICIPALITY)

    with pytest.raises(NotComplete) as refused:
        submit_team(team=team, by=None, now=now)

    assert "Miks?" in str(refused.value)
    team.refresh_from_db()
    assert team.state == "draft"


def test_by_the_calls_rule_an_incomplete_one_is_taken_in_and_completed_later(
    now: datetime,
) -> None:
    later = make.CLOSES + timedelta(days=5)
    call = make.call(incomplete_rule="completed", complete_by=later)
    team = make.team(call)

    submit_team(team=team, by=None, now=now)
    team.refresh_from_db()
    assert (team.state, team.complete_by) == ("returned", later)

    for party in (Party.MUNICIPALITY, Party.MUNICIPALITY, Party.COMMUNITY, Party.COMMUNITY):
        make.member(team, party)
    submit_team(team=team, by=None, now=later)
    team.refresh_from_db()
    assert (team.state, team.complete_by) == ("submitted", None)


def test_what_is_not_completed_in_time_is_refused_by_itself_once(now: datetime) -> None:
    team = make.team(state="returned", complete_by=make.CLOSES)

    assert refuse_what_was_not_completed(now=make.CLOSES) == 0
    after = make.CLOSES + timedelta(seconds=1)
    assert refuse_what_was_not_completed(now=after) == 1
    assert refuse_what_was_not_completed(now=after) == 0

    team.refresh_from_db()
    assert team.state == "refused"


@pytest.mark.parametrize(
    "moment",
    [
        # 23:59:59 in Tallinn, as it is written in Lisbon and in Auckland.
        datetime(2023, 10, 31, 21, 59, 59, 500_000, tzinfo=ZoneInfo("Europe/Lisbon")),
        datetime(2023, 11, 1, 10, 59, 59, tzinfo=ZoneInfo("Pacific/Auckland")),
        datetime(2023, 10, 31, 23, 59, 59, tzinfo=TALLINN),
    ],
)
def test_at_the_second_of_the_deadline_an_application_is_in_time_from_anywhere(
    moment: datetime,
) -> None:
    team = make.whole_team(state="draft")

    submit_team(team=team, by=None, now=moment)

    team.refresh_from_db()
    assert (team.state, team.is_late) == ("submitted", False)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2023, 10, 31, 22, 0, 0, tzinfo=UTC),
        datetime(2023, 11, 1, 11, 0, 0, tzinfo=ZoneInfo("Pacific/Auckland")),
        # A clock in Lisbon shows 23:59:59 two hours after the deadline.
        datetime(2023, 10, 31, 23, 59, 59, tzinfo=ZoneInfo("Europe/Lisbon")),
    ],
)
def test_a_second_later_it_is_too_late_or_late_by_the_rule(moment: datetime) -> None:
    strict, mild = (
        make.call(),
        make.call(late_rule="accepted", late_until=make.CLOSES + timedelta(days=1)),
    )
    refused, late = make.whole_team(strict, "draft"), make.whole_team(mild, "draft")

    with pytest.raises(TooLate):
        submit_team(team=refused, by=None, now=moment)
    submit_team(team=late, by=None, now=moment)

    late.refresh_from_db()
    assert (late.state, late.is_late) == ("submitted", True)


def test_it_is_taken_back_until_the_deadline_and_not_after(now: datetime) -> None:
    team = make.whole_team(state="submitted")
    take_back(team=team, by=None, now=make.CLOSES)
    team.refresh_from_db()
    assert team.state == "draft"
    submit_team(team=team, by=None, now=make.CLOSES)

    with pytest.raises(CannotTakeBack):
        take_back(team=team, by=None, now=make.CLOSES + timedelta(seconds=1))


def test_the_municipalitys_own_recorder_confirms_and_a_neighbours_does_not(
    world: World, now: datetime
) -> None:
    team = make.team(of_municipality=world.rakvere.municipality)
    neighbour = user()
    membership(neighbour, world.tartu, Role.COORDINATOR)

    with pytest.raises(NotYourMunicipality):
        confirm_consent(team=team, by=neighbour, now=now)
    letter = confirm_consent(team=team, by=world.coordinator, now=now)

    assert letter.confirmed_for == world.rakvere
    assert confirm_consent(team=team, by=world.coordinator, now=now) == letter
