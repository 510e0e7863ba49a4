"""A team's and a member's own pages: by the secret in the link and by nothing else."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from loim.events.models import Party
from loim.trainings.models import Team, TeamMember
from loim.trainings.queries.teams import member_key, team_key
from tests.clock import freeze_time
from tests.factories import trainings as make
from tests.factories.people import municipality, user
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_october(now: Any) -> Iterator[None]:
    translation.activate("en")
    with freeze_time(now):
        yield


@pytest.fixture
def team() -> Team:
    return make.team(make.call(needs_letter=True), name="Näidise koos")


def test_a_wrong_key_opens_nothing_and_says_what_to_do(client: Client, team: Team) -> None:
    for name in ("own-team", "own-member"):
        answer = client.get(reverse(name, args=["x" * 32]))
        assert answer.status_code == 404
        assert "Näidise koos" not in answer.content.decode()


def test_a_members_key_does_not_open_the_teams_page(client: Client, team: Team) -> None:
    member = make.member(team)

    assert client.get(reverse("own-team", args=[member_key(member)])).status_code == 404


def test_the_page_says_what_is_missing_with_links(client: Client, team: Team) -> None:
    question = make.call_question(team.call, label="Miks?")
    make.member(team, Party.MUNICIPALITY)

    page = client.get(reverse("own-team", args=[team_key(team)])).content.decode()

    assert "Still wanted: 1 person of the municipality" in page
    assert "Still wanted: 2 people of the community" in page
    assert f'href="#question-{question.pk}"' in page
    assert "The letter of consent from the municipality is missing." in page


def test_an_answer_is_kept_while_one_writes_and_the_second_tab_is_shown_the_first(
    client: Client, team: Team
) -> None:
    question = make.call_question(team.call)
    url = reverse("own-team-answer", args=[team_key(team), question.pk])

    kept = client.post(url, {"text": "esimene", "seen": ""}, headers={"Accept": "application/json"})
    refused = client.post(
        url, {"text": "teine", "seen": ""}, headers={"Accept": "application/json"}
    )
    by_button = client.post(url, {"text": "teine", "seen": ""})

    assert kept.json() == {"kept": "esimene"}
    assert (refused.status_code, refused.json()["stored"]) == (409, "esimene")
    assert by_button.status_code == 409
    assert "teine" in by_button.content.decode()
    assert "esimene" in by_button.content.decode()


def test_an_application_from_its_beginning_to_being_sent(client: Client, mailbox: Any) -> None:
    call = make.call()
    place = municipality("Näidisvald")
    begun = client.post(
        reverse("training-apply", args=[call.training_id]),
        {
            "name": "Koos", "municipality": place.pk, "leader_name": "Mari",
            "leader_email": "mari@example.ee", "party": "municipality", "language": "en",
            "agrees": "on", "submission": str(uuid4()),
        },
    )  # fmt: skip
    assert "mari@example.ee" in begun.content.decode()
    team = Team.objects.get()
    key = team_key(team)
    client.post(reverse("own-team-confirm", args=[key]))
    for number, party in enumerate(("municipality", "community", "community")):
        client.post(
            reverse("own-team-invite", args=[key]),
            {
                "name": f"Liige {number}", "email": f"liige{number}@example.ee", "party": party,
                "language": "et", "submission": str(uuid4()),
            },
        )  # fmt: skip
    for member in TeamMember.objects.filter(state="invited"):
        client.post(
            reverse("own-member-answer", args=[member_key(member)]),
            {"answer": "accept", "agrees": "1"},
        )
    client.post(reverse("own-team-send", args=[key]), {"step": "send"})

    team.refresh_from_db()
    assert team.state == "submitted"


def test_without_agreeing_nobody_joins(client: Client, team: Team) -> None:
    member = make.member(team, state="invited")

    client.post(reverse("own-member-answer", args=[member_key(member)]), {"answer": "accept"})

    member.refresh_from_db()
    assert member.state == "invited"


def test_a_letter_is_what_it_says(client: Client, team: Team) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    url = reverse("own-team-letter", args=[team_key(team)])
    said = {"signed_by": "Vallavanem", "signed_date": "2023-09-20"}

    wrong = client.post(url, {**said, "file": SimpleUploadedFile("kiri.pdf", b"MZ\x90 program")})
    right = client.post(url, {**said, "file": SimpleUploadedFile("kiri.pdf", b"%PDF-1.4 kiri")})

    assert "This one is something else" in wrong.content.decode() or wrong.status_code == 200
    assert right.status_code == 302
    assert team.letters.count() == 1


def test_others_letters_are_not_found_by_their_number(client: Client, team: Team) -> None:
    other = make.consent_letter(make.team(team.call))

    url = reverse("own-team-letter-file", args=[team_key(team), other.pk])

    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_ask_the_database_as_often_for_one_as_for_three(
    number: int, team: Team, client: Client, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        make.member(team)
        make.call_question(team.call)
        make.consent_letter(team)

    client.get(reverse("own-team", args=[team_key(team)]))
    with django_assert_num_queries(9):
        client.get(reverse("own-team", args=[team_key(team)]))


@pytest.mark.parametrize("number", [1, 3])
def test_the_organisers_list_has_a_fixed_number_of_queries(
    number: int, world: World, client: Client, django_assert_num_queries: Any
) -> None:
    call = make.call(make.training(world.rakvere))
    for _ in range(number):
        team = make.whole_team(call, "submitted")
        make.consent_letter(team)
    client.force_login(world.coordinator)

    client.get(reverse("training-teams", args=[call.training_id]))
    with django_assert_num_queries(17):
        client.get(reverse("training-teams", args=[call.training_id]))


@pytest.mark.parametrize("number", [1, 3])
def test_the_public_list_has_a_fixed_number_of_queries(
    number: int, client: Client, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        make.call()
        make.call(make.training(status="ended"), decided_at=make.OPENED, record={})

    with django_assert_num_queries(3):
        client.get(reverse("training-list"))


def test_my_teams_are_those_that_i_lead_or_am_in(client: Client) -> None:
    person = user("mari@example.ee")
    make.team(leader=person, name="Juhitav")
    make.member(make.team(name="Kutsutud"), state="invited", email="Mari@example.ee")
    make.team(name="Võõras")
    client.force_login(person)

    page = client.get(reverse("my-teams")).content.decode()

    assert "Juhitav" in page
    assert "Kutsutud" in page
    assert "Võõras" not in page
