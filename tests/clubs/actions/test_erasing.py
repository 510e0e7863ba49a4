"""What is kept of people goes in time; numbers stay."""

from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress

from loim.clubs.actions.erasing import KEPT, erase_account, erase_person, erase_what_is_due
from loim.clubs.models import Club, ClubPerson, Facilitator, Visit
from loim.clubs.personal_data import export_clubs, export_clubs_led
from loim.clubs.queries.own_link import own_link_of, person_by_key
from loim.clubs.queries.statistics import club_quarters
from tests.clubs.conftest import NOW
from tests.factories import clubs as make
from tests.factories import user

pytestmark = pytest.mark.django_db
LATER = NOW + KEPT + timedelta(days=8)


def test_a_year_after_the_last_time_a_name_is_gone_and_the_numbers_stay(talk: Club) -> None:
    meeting = make.meeting(talk, date(2023, 1, 31), status="held")
    guest = make.person(talk, "guest", state_at=NOW)
    left = make.person(talk, "left", state_at=NOW)
    regular = make.person(talk, state_at=NOW)
    for person in (guest, left, regular):
        make.visit(meeting, person)
    recent = make.person(talk, "guest", state_at=NOW)
    make.visit(make.meeting(talk, date(2024, 1, 30), status="held"), recent)
    before = [quarter.people for quarter in club_quarters(talk)]

    assert erase_what_is_due(now=LATER) == {"people": 2, "facilitators": 0}
    assert erase_what_is_due(now=LATER) == {"people": 0, "facilitators": 0}

    names = dict(ClubPerson.objects.values_list("pk", "name"))
    assert (names[guest.pk], names[left.pk]) == ("", "")
    assert names[regular.pk]
    assert names[recent.pk]
    assert Visit.objects.count() == 4
    assert [quarter.people for quarter in club_quarters(talk)] == before == [3, 1]


def test_an_address_that_was_never_confirmed_is_kept_for_a_month(talk: Club) -> None:
    lapsed = make.person(talk, "left", state_at=NOW)
    erase_what_is_due(now=NOW + timedelta(days=29))
    lapsed.refresh_from_db()
    assert lapsed.email
    erase_what_is_due(now=NOW + timedelta(days=30))
    lapsed.refresh_from_db()
    assert (lapsed.email, lapsed.name) == ("", "")


def test_whoever_led_is_nameless_a_year_later(talk: Club) -> None:
    make.facilitator(talk, left_at=NOW)
    stays = make.facilitator(talk)
    assert erase_what_is_due(now=LATER)["facilitators"] == 1
    assert list(Facilitator.objects.exclude(name="")) == [stays]


def test_by_their_own_link_at_once_and_the_place_goes_on(talk: Club) -> None:
    talk.capacity = 1
    talk.save()
    person, waits = make.person(talk), make.person(talk, "waiting")
    key = own_link_of(person).rstrip("/").rsplit("/", 1)[1]

    erase_person(person=person, now=NOW)

    person.refresh_from_db()
    waits.refresh_from_db()
    assert (person.name, person.email, person.state) == ("", "", "left")
    assert waits.state == "offered"
    assert person_by_key(key) is None


def test_an_account_exports_and_erases_what_is_theirs_alone(talk: Club) -> None:
    account = user("ann@example.ee")
    EmailAddress.objects.create(user=account, email="ann2@example.ee", verified=True)
    meeting = make.meeting(talk, date(2023, 1, 31))
    mine = make.person(
        talk, name="Ann", email="Ann@example.ee", state_at=datetime(2023, 1, 9, tzinfo=UTC)
    )
    make.visit(meeting, mine)
    other = make.person(talk, name="Ben")
    make.facilitator(talk, name="Ann", email="ann2@example.ee")

    assert export_clubs(account) == [
        {
            "club": "Vestlusklubi",
            "name": "Ann",
            "email": "Ann@example.ee",
            "language": "en",
            "state": "regular",
            "since": "2023-01-09T00:00:00+00:00",
            "meetings": [{"date": "2023-01-31", "state": "came"}],
        }
    ]
    assert [row["email"] for row in export_clubs_led(account)] == ["ann2@example.ee"]

    erase_account(account, NOW)

    assert export_clubs(account) == export_clubs_led(account) == []
    other.refresh_from_db()
    assert other.name == "Ben"
