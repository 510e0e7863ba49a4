"""Pages of those who run a club: founding, times, people, meetings, numbers."""

from datetime import date
from io import BytesIO
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client

from loim.clubs.models import Club, ClubMeeting, ClubPause, ClubPerson, ClubRule, Facilitator
from loim.clubs.queries.meetings import clubs_without_meetings, meetings_to_record
from loim.events.models import Event
from tests import factories
from tests.factories import clubs as make
from tests.world import World

pytestmark = pytest.mark.django_db
COMING, OVER = date(2099, 2, 3), date(2023, 1, 31)
TIMES = {
    "frequency": "weekly", "interval": "1", "weekdays": ["1"], "start_time": "17:30",
    "end_time": "19:00", "first_day": "2023-01-03", "quarters": ["1", "2", "3", "4"],
}  # fmt: skip


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


def said(world: World, **changed: Any) -> dict[str, Any]:
    return {
        "title": "Vene laud", "organisation": world.rakvere.pk, "activity": world.activity.pk,
        "language": "et", "languages": ["ru"], "level": "none", "description": "Jutt",
        "place": "Maja", "contact_email": "klubi@example.ee", "welcomes_drop_ins": "on",
        "submission": str(uuid4()), "title_en": "Russian table", **changed,
    }  # fmt: skip


def test_a_club_is_founded_gets_its_times_and_opens(world: World, browser: Client) -> None:
    form = said(world)
    for _double_click in range(2):
        answer = browser.post("/en/clubs/new/", form)
        club = Club.objects.get()
        assert answer["Location"] == f"/en/clubs/{club.pk}/times/"
    assert (club.title, club.status, club.translations) == (
        "Vene laud", "draft", {"en": {"title": "Russian table"}},
    )  # fmt: skip

    # Before it has times it cannot open, and is led to where they are written down.
    refused = browser.post(f"/en/clubs/{club.pk}/step/", {"step": "open"}, follow=True)
    assert "when it meets" in refused.content.decode()
    browser.post(f"/en/clubs/{club.pk}/times/", TIMES)
    assert not ClubMeeting.objects.exists()  # nobody meets in a draft
    browser.post(f"/en/clubs/{club.pk}/step/", {"step": "open"})

    club.refresh_from_db()
    assert club.status == "open"
    assert ClubMeeting.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": ""}, "title"),
        ({"practised": "uk"}, "practised"),
        ({"capacity": "0"}, "capacity"),
        ({"contact_email": "x"}, "contact_email"),
        ({"organisation": "0"}, "organisation"),
    ],
)
def test_what_is_wrong_is_said_by_its_field(
    world: World, browser: Client, changed: dict[str, Any], field: str
) -> None:
    answer = browser.post("/en/clubs/new/", said(world, **changed))
    assert field in answer.context["form"].errors
    assert "Russian table" in answer.content.decode()
    assert not Club.objects.exists()


def test_a_club_that_was_changed_meanwhile_is_not_overwritten(
    talk: Club, world: World, browser: Client
) -> None:
    form = said(world, title="Minu nimi", languages=["et"], seen="2020-01-01T00:00:00+00:00")
    answer = browser.post(f"/en/clubs/{talk.pk}/edit/", form)
    assert "changed since you opened this page" in answer.content.decode()
    assert "Minu nimi" in answer.content.decode()
    talk.refresh_from_db()
    assert talk.title == "Vestlusklubi"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"weekdays": []}, "weekdays"),
        ({"quarters": []}, "quarters"),
        ({"end_time": "17:30"}, "end_time"),
        ({"until": "2022-01-01"}, "until"),
        ({"frequency": "monthly"}, "nths"),
        ({"interval": "99"}, "interval"),
        ({"start_time": "25:00"}, "start_time"),
    ],
)
def test_times_that_mean_nothing(
    talk: Club, browser: Client, changed: dict[str, Any], field: str
) -> None:
    answer = browser.post(f"/en/clubs/{talk.pk}/times/", {**TIMES, **changed})
    assert list(answer.context["form"].errors) == [field]
    assert ClubRule.objects.get().quarters == [1, 2, 4]


def test_a_pause_is_added_and_removed(talk: Club, browser: Client) -> None:
    address = f"/en/clubs/{talk.pk}/pauses/new/"
    dates = {"start_date": "2099-03-01", "end_date": "2099-03-31"}
    backwards = browser.post(
        address, {"start_date": "2099-03-31", "end_date": "2099-03-01", "reason": "Remont"}
    )
    assert list(backwards.context["form"].errors) == ["end_date"]
    browser.post(address, {**dates, "reason": "Remont", "reason_en": "Repairs"})
    again = browser.post(address, {**dates, "reason": "Remont"})
    assert "There is a pause on just these days already." in again.content.decode()
    pause = ClubPause.objects.get()
    assert "Repairs" in browser.get(f"/en/clubs/{talk.pk}/times/").content.decode()
    browser.post(f"/en/clubs/pauses/{pause.pk}/remove/")
    assert not ClubPause.objects.exists()


def test_regulars_and_facilitators_are_added_and_go(talk: Club, browser: Client) -> None:
    someone = {"name": "Ann", "email": "ann@example.ee", "language": "en"}
    browser.post(f"/en/clubs/{talk.pk}/people/", someone)
    person = ClubPerson.objects.get()
    assert "ann@example.ee" in browser.get(f"/en/clubs/{talk.pk}/people/").content.decode()
    browser.post(f"/en/clubs/people/{person.pk}/place/", {"step": "off"})
    person.refresh_from_db()
    assert person.state == "left"

    browser.post(f"/en/clubs/{talk.pk}/facilitators/", someone)
    again = browser.post(f"/en/clubs/{talk.pk}/facilitators/", someone)
    assert "leads the club already" in again.content.decode()
    leader = Facilitator.objects.get()
    browser.post(f"/en/clubs/facilitators/{leader.pk}/step/", {"step": "link"})
    browser.post(f"/en/clubs/facilitators/{leader.pk}/step/", {"step": "go"})
    leader.refresh_from_db()
    assert leader.left_at is not None


def test_a_meeting_is_changed_cancelled_and_takes_place_after_all(
    talk: Club, browser: Client
) -> None:
    meeting = make.meeting(talk, COMING)
    event = meeting.event
    assert event
    browser.post(
        f"/en/clubs/meetings/{meeting.pk}/",
        {
            "day": "2099-02-04", "start_time": "18:00", "end_time": "19:00", "place": "Mujal",
            "topic": "Pühad", "seen": event.changed_at.isoformat(),
        },
    )  # fmt: skip
    event.refresh_from_db()
    assert (event.start_date, event.place) == (date(2099, 2, 4), "Mujal")
    nothing = browser.post(f"/en/clubs/meetings/{meeting.pk}/cancel/", {"why": ""})
    assert list(nothing.context["form"].errors) == ["why"]
    browser.post(f"/en/clubs/meetings/{meeting.pk}/cancel/", {"why": "Torm"})
    event.refresh_from_db()
    assert (event.status, event.cancel_reason) == ("cancelled", "Torm")
    browser.post(f"/en/clubs/meetings/{meeting.pk}/again/")
    event.refresh_from_db()
    assert event.status == "published"


def test_my_work_gets_what_waits_of_clubs_one_runs_or_leads(talk: Club, world: World) -> None:
    mine = make.meeting(talk, OVER)
    make.meeting(talk, date(2023, 1, 24), recorded_at=make.MADE)
    make.meeting(talk, COMING)
    elsewhere = make.meeting(make.club(world.narva), OVER)
    leads = factories.user("vedaja@example.ee")
    make.facilitator(elsewhere.club, email="vedaja@example.ee")
    today = date(2023, 2, 1)
    assert meetings_to_record(world.coordinator, today) == [mine]
    assert meetings_to_record(leads, today) == [elsewhere]
    assert meetings_to_record(factories.user(), today) == []
    assert clubs_without_meetings(world.coordinator, date(2099, 3, 1)) == [talk]
    assert clubs_without_meetings(world.coordinator, today) == []


def test_numbers_by_quarter_as_page_and_file(talk: Club, browser: Client) -> None:
    people = [make.person(talk) for _ in range(6)]
    for day in (date(2023, 1, 24), date(2023, 1, 31)):
        meeting = make.meeting(talk, day, status="held")
        factories.attendance(meeting.event, talk.organisation, 7)  # type: ignore[arg-type]
        for person in people:
            make.visit(meeting, person)
    make.meeting(talk, date(2023, 2, 7), status="cancelled")
    few = make.meeting(talk, date(2023, 4, 4), status="held")
    factories.attendance(few.event, talk.organisation, 2)  # type: ignore[arg-type]
    make.visit(few, people[0])

    html = browser.get(f"/en/clubs/{talk.pk}/statistics/").content.decode()
    assert "I 2023" in html
    assert "Numbers of people under 5 are not shown." in html
    answer = browser.get(f"/en/clubs/{talk.pk}/statistics.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet
    assert list(sheet.iter_rows(min_row=2, values_only=True)) == [
        ("I 2023", 2, 1, 14, 6, 7),
        ("II 2023", 1, 0, "fewer than 5", "fewer than 5", None),
    ]


ADDRESSES = ("", "meetings/", "meetings/?when=past", "people/", "facilitators/", "times/", "edit/",
             "statistics/", "statistics.xlsx")  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_take_the_same_queries(
    talk: Club, browser: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for number in range(rows):
        make.meeting(talk, COMING.replace(day=3 + number))
        held = make.meeting(talk, date(2023, 1, 10 + number), status="held")
        make.visit(held, make.person(talk))
        make.person(talk, "waiting")
        make.person(talk, "guest")
        make.facilitator(talk)
        make.pause(talk, COMING.replace(day=10 + number), COMING.replace(day=20))
    counts = {"meetings/": 7, "meetings/?when=past": 7, "people/": 10, "facilitators/": 6}
    for address, count in counts.items():
        with django_assert_num_queries(count):
            browser.get(f"/en/clubs/{talk.pk}/{address}")


def test_others_open_none_of_these_pages(talk: Club, world: World, client: Client) -> None:
    stranger = factories.user()
    factories.membership(stranger, world.narva, "coordinator")
    client.force_login(stranger)
    make.person(talk, name="Salajane")
    for address in ADDRESSES[1:]:
        assert client.get(f"/en/clubs/{talk.pk}/{address}").status_code == 403, address
    meeting = make.meeting(talk, OVER)
    for part in ("", "cancel/", "came/"):
        assert client.get(f"/en/clubs/meetings/{meeting.pk}/{part}").status_code == 403
    assert Event.objects.get().status == "published"


def test_those_who_run_it_open_all_of_them(talk: Club, browser: Client) -> None:
    make.person(talk)
    meeting = make.meeting(talk, OVER)
    for address in ADDRESSES:
        url = f"/en/clubs/{talk.pk}/{address}"
        assert browser.get(url).status_code == 200, address
    for part in ("", "cancel/", "came/"):
        assert browser.get(f"/en/clubs/meetings/{meeting.pk}/{part}").status_code == 200
    assert (
        browser.post(f"/en/clubs/meetings/{meeting.pk}/came/", {"unnamed": "6"}).status_code == 302
    )
    assert Event.objects.get().status == "held"
