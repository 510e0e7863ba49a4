"""What must never be false is kept by the database: each rule meets its violation."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from loim.clubs.models import Club, ClubPerson, ClubRule
from loim.common.constraints import violated_constraint
from tests.factories import clubs as make

pytestmark = pytest.mark.django_db
AT = datetime(2023, 2, 1, tzinfo=UTC)


def refused(act: Any) -> str:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        act()
    return violated_constraint(error.value)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"start_time": time(19), "end_time": time(19)}, "clubrule_times_in_order"),
        ({"until": date(2022, 1, 1)}, "clubrule_days_in_order"),
        ({"interval": 0}, "clubrule_interval"),
        ({"weekdays": [7]}, "clubrule_weekdays"),
        ({"weekdays": []}, "clubrule_weekdays"),
        ({"quarters": [5]}, "clubrule_quarters"),
        ({"quarters": []}, "clubrule_quarters"),
        ({"nths": [1]}, "clubrule_nths_of_months_alone"),
        ({"frequency": "monthly"}, "clubrule_nths_of_months_alone"),
        ({"frequency": "monthly", "nths": [5]}, "clubrule_nths_of_months_alone"),
    ],
)
def test_a_rule_that_means_nothing(fields: dict[str, Any], constraint: str) -> None:
    club = make.club()
    assert refused(lambda: make.rule(club, **fields)) == constraint
    assert not ClubRule.objects.exists()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"capacity": 0}, "club_capacity_of_somebody"),
        ({"practised": "en"}, "club_practises_what_is_spoken"),
        ({"status": "gone"}, "club_status_known"),
    ],
)
def test_a_club_that_cannot_be(fields: dict[str, Any], constraint: str) -> None:
    assert refused(lambda: make.club(**fields)) == constraint
    assert not Club.objects.exists()


@pytest.mark.parametrize(
    ("state", "fields", "constraint"),
    [
        ("offered", {"offer_expires_at": None}, "clubperson_offer_has_an_end"),
        ("regular", {"offer_expires_at": AT}, "clubperson_offer_has_an_end"),
        ("pending", {"confirm_by": None}, "clubperson_pending_has_an_end"),
        ("waiting", {"queued_at": None}, "clubperson_waits_since"),
        ("left", {"erased_at": AT}, "clubperson_erased_is_nobody"),
        ("regular", {"erased_at": AT, "email": ""}, "clubperson_erased_is_nobody"),
    ],
)
def test_a_person_in_a_state_that_cannot_be(
    state: str, fields: dict[str, Any], constraint: str
) -> None:
    club = make.club()
    assert refused(lambda: make.person(club, state, **fields)) == constraint
    assert not ClubPerson.objects.exists()


def test_one_address_is_one_person_at_a_club_and_another_elsewhere() -> None:
    club = make.club()
    make.person(club, email="Ann@example.ee")
    assert (
        refused(lambda: make.person(club, "left", email="ann@example.ee"))
        == "clubperson_once_in_a_club"
    )
    make.person(make.club(), email="ann@example.ee")
    make.person(club, "guest", email="")
    make.person(club, "guest", email="")


def test_one_meeting_a_day_and_one_visit_a_person() -> None:
    club = make.club()
    meeting = make.meeting(club, date(2023, 2, 7))
    assert refused(lambda: make.meeting(club, date(2023, 2, 7))) == "clubmeeting_once_a_day"
    person = make.person(club)
    make.visit(meeting, person)
    assert refused(lambda: make.visit(meeting, person)) == "visit_once_at_a_meeting"
    assert refused(lambda: make.visit(meeting, make.person(club), "sleeps")) == "visit_state_known"


def test_a_pause_ends_after_it_begins_and_whoever_leads_has_a_name() -> None:
    club = make.club()
    assert (
        refused(lambda: make.pause(club, date(2023, 2, 2), date(2023, 2, 1)))
        == "clubpause_dates_in_order"
    )
    make.pause(club, date(2023, 2, 1), date(2023, 2, 2))
    assert refused(lambda: make.pause(club, date(2023, 2, 1), date(2023, 2, 2))) == "clubpause_once"
    assert refused(lambda: make.facilitator(club, email="")) == "facilitator_named_while_leading"
    make.facilitator(club, email="a@example.ee")
    assert (
        refused(lambda: make.facilitator(club, email="A@example.ee"))
        == "facilitator_once_in_a_club"
    )
