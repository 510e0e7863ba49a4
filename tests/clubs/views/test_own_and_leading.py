"""Pages that a secret link opens: of somebody who comes, and of somebody who leads."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from loim.clubs.models import Club, ClubMeeting, Visit
from loim.clubs.queries.own_link import lead_path_of, own_path_of
from loim.events.models import Attendance, Event
from tests import factories
from tests.factories import clubs as make
from tests.world import World

pytestmark = pytest.mark.django_db
COMING = date(2099, 2, 3)
OVER = date(2023, 1, 31)


@pytest.fixture(autouse=True)
def _in_english() -> None:
    from django.utils import translation

    translation.activate("en")


def test_a_link_that_opens_nothing_says_what_to_do(client: Client) -> None:
    for part in ("own", "lead"):
        answer = client.get(f"/en/clubs/{part}/nonsense/")
        assert answer.status_code == 404
        assert "This link opens nothing" in answer.content.decode()


def test_the_link_of_one_opens_no_page_of_the_other_kind(talk: Club, client: Client) -> None:
    person, leader = make.person(talk), make.facilitator(talk)
    swapped = [
        own_path_of(person).replace("/own/", "/lead/"),
        lead_path_of(leader).replace("/lead/", "/own/"),
    ]
    assert [client.get(path).status_code for path in swapped] == [404, 404]


def test_opening_a_letter_confirms_nothing_and_its_button_does(talk: Club, client: Client) -> None:
    person = make.person(talk, "pending")
    path = own_path_of(person)
    assert client.get(path).status_code == 200
    assert client.get(f"{path}confirm/").status_code == 405
    person.refresh_from_db()
    assert person.state == "pending"
    client.post(f"{path}confirm/")
    person.refresh_from_db()
    assert person.state == "regular"


def test_an_offer_is_accepted_or_declined(talk: Club, client: Client) -> None:
    yes, no = make.person(talk, "offered"), make.person(talk, "offered")
    client.post(f"{own_path_of(yes)}offer/", {"answer": "accept"})
    client.post(f"{own_path_of(no)}offer/", {"answer": "decline"})
    yes.refresh_from_db()
    no.refresh_from_db()
    assert (yes.state, no.state) == ("regular", "left")


def test_somebody_who_waits_sees_their_place_in_the_queue(talk: Club, client: Client) -> None:
    make.person(talk, "waiting")
    second = make.person(talk, "waiting")
    assert "number 2 in the queue" in client.get(own_path_of(second)).content.decode()


def test_a_regular_is_excused_comes_after_all_leaves_and_is_erased(
    talk: Club, client: Client
) -> None:
    person = make.person(talk, name="Ann Näidis")
    meeting = make.meeting(talk, COMING)
    path = own_path_of(person)
    client.post(f"{path}visit/{meeting.pk}/", {"answer": "stay"})
    assert Visit.objects.get().state == "excused"
    client.post(f"{path}visit/{meeting.pk}/", {"answer": "come"})
    assert not Visit.objects.exists()
    client.post(f"{path}leave/")
    person.refresh_from_db()
    assert person.state == "left"
    assert client.get(f"{path}erase/").status_code == 200
    client.post(f"{path}erase/")
    assert client.get(path).status_code == 404


def test_a_link_reaches_no_meeting_of_another_club(talk: Club, client: Client) -> None:
    other = make.meeting(make.club(), COMING)
    over = make.meeting(other.club, OVER)
    person, leader = make.person(talk), make.facilitator(talk)
    stand_in = make.facilitator(talk)
    lead = lead_path_of(leader)
    answers = [
        client.post(f"{own_path_of(person)}visit/{other.pk}/", {"answer": "come"}),
        client.get(f"{lead}{over.pk}/"),
        client.post(f"{lead}{over.pk}/", {"unnamed": "5"}),
        client.post(f"{lead}{other.pk}/over/", {"to": stand_in.pk}),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert not Visit.objects.exists()
    assert not Attendance.objects.exists()


def test_a_facilitator_opens_tonight_taps_names_and_saves(
    talk: Club, client: Client, world: World
) -> None:
    ann, ben = make.person(talk, name="Ann"), make.person(talk, name="Ben")
    make.person(talk, "waiting", name="Ootaja")
    meeting = make.meeting(talk, OVER)
    path = f"{lead_path_of(make.facilitator(talk))}{meeting.pk}/"
    html = client.get(path).content.decode()
    assert "Ann" in html
    assert "Ootaja" not in html

    answer = client.post(
        path, {"came": [ann.pk], "shown": [ann.pk, ben.pk], "unnamed": "2", "new_names": "Cat\n"}
    )

    assert answer.status_code == 302
    assert Attendance.objects.get().people == 4
    assert Event.objects.get().status == "held"


def test_all_regulars_in_one_tap_but_for_those_who_are_excused(talk: Club, client: Client) -> None:
    people = [make.person(talk) for _ in range(3)]
    guest = make.person(talk, "guest")
    meeting = make.meeting(talk, OVER)
    make.visit(meeting, people[0], "excused")
    make.visit(meeting, guest, "announced", is_drop_in=True)
    shown = [person.pk for person in (*people, guest)]
    client.post(
        f"{lead_path_of(make.facilitator(talk))}{meeting.pk}/", {"shown": shown, "all": "1"}
    )
    assert sorted(Visit.objects.values_list("state", flat=True)) == [
        "came", "came", "excused", "missed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"unnamed": "-1"}, "unnamed"),
        ({"unnamed": "9999"}, "unnamed"),
        ({"new_names": "x" * 151}, "new_names"),
        ({"new_names": "Ann\n" * 51}, "new_names"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_tapped_stays(
    talk: Club, client: Client, said: dict[str, str], field: str
) -> None:
    ann = make.person(talk, name="Ann")
    meeting = make.meeting(talk, OVER)
    answer = client.post(
        f"{lead_path_of(make.facilitator(talk))}{meeting.pk}/",
        {"came": [ann.pk], "shown": [ann.pk], **said},
    )
    assert list(answer.context["form"].errors) == [field]
    assert [row.is_ticked for row in answer.context["rows"]] == [True]
    assert not Attendance.objects.exists()


def test_handing_over_by_link(talk: Club, client: Client) -> None:
    leader, stand_in = make.facilitator(talk), make.facilitator(talk, is_stand_in=True)
    meeting = make.meeting(talk, COMING)
    client.post(f"{lead_path_of(leader)}{meeting.pk}/over/", {"to": stand_in.pk})
    assert ClubMeeting.objects.get().facilitator == stand_in
    elsewhere = make.facilitator(make.club())
    client.post(f"{lead_path_of(leader)}{meeting.pk}/over/", {"to": elsewhere.pk})
    assert ClubMeeting.objects.get().facilitator == stand_in


@pytest.mark.parametrize("rows", [1, 3])
def test_a_facilitators_pages_take_the_same_queries(
    talk: Club, client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    leader = make.facilitator(talk)
    for number in range(rows):
        make.meeting(talk, COMING.replace(day=3 + number))
        meeting = make.meeting(talk, OVER.replace(day=20 + number))
        make.visit(meeting, make.person(talk))
    with django_assert_num_queries(5):
        client.get(lead_path_of(leader))
    with django_assert_num_queries(5):
        client.get(f"{lead_path_of(leader)}{meeting.pk}/")


def test_my_clubs_by_account(talk: Club, client: Client, world: World) -> None:
    person = factories.user("ann@example.ee")
    make.facilitator(talk, email="ann@example.ee")
    make.person(make.club(title="Teine klubi"), email="Ann@example.ee")
    make.club(title="Kolmas klubi")
    client.force_login(person)
    html = client.get("/en/clubs/mine/").content.decode()
    assert "Conversation club" in html
    assert "Teine klubi" in html
    assert "Kolmas klubi" not in html
