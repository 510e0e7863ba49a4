"""What waits in each form of the work, for whom it is and nobody else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from loim.people.models import Organisation, Role, User
from loim.portal.waiting import waiting_for
from tests.factories import (
    clubs,
    content,
    ideas,
    membership,
    municipality_organisation,
    services,
    surveys,
    user,
    visits,
)
from tests.factories import proposals as of_proposals
from tests.factories import trainings as of_trainings

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 10, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english():
    translation.activate("en")


@pytest.fixture
def rakvere() -> Organisation:
    return municipality_organisation("Rakvere")


@pytest.fixture
def coordinator(rakvere: Organisation) -> User:
    person = user()
    membership(person, rakvere, Role.COORDINATOR)
    return person


def texts(person: User) -> list[str]:
    return [item.text for item in waiting_for(person, NOW)]


def test_nothing_waits_for_somebody_without_a_part_in_anything():
    assert waiting_for(user(), NOW) == []


def test_a_clubs_evening_waits_for_who_came(rakvere, coordinator):
    club = clubs.club(rakvere, title="Jutuõhtu")
    clubs.meeting(club, date(2023, 9, 26))
    clubs.meeting(club, date(2023, 10, 10))

    assert [text for text in texts(coordinator) if "Who came" in text] == [
        "Who came to the club “Jutuõhtu” on 26 September 2023?"
    ]


def test_an_open_club_without_coming_meetings_wants_its_times(rakvere, coordinator):
    clubs.club(rakvere, title="Jutuõhtu")

    assert texts(coordinator) == ["The club “Jutuõhtu” is open, but no meeting is planned."]


def test_hosts_of_a_visit_are_waited_for(rakvere, coordinator):
    visit = visits.visit(organiser=rakvere, title="Välitööd", start_date=date(2023, 11, 6))
    visits.leg(visit, host=visits.host(visit, "Narva noortekeskus"))

    assert "1 host of “Välitööd” has not confirmed." in texts(coordinator)


def test_what_people_wrote_waits_to_be_read(rakvere, coordinator):
    forum = ideas.forum(ideas.forum_event(organiser=rakvere, title="Foorum"), is_moderated=True)
    ideas.idea(forum, state="awaiting")

    assert texts(coordinator) == ["1 idea or comment waits to be read: “Foorum”."]


def test_a_late_answer_to_a_proposal_is_urgent_and_comes_first(rakvere, coordinator):
    clubs.club(rakvere)
    asked = NOW - timedelta(days=40)
    of_proposals.proposal(asked, owner=rakvere, title="Õhtune buss", answer_by=date(2023, 9, 20))

    first, second = waiting_for(coordinator, NOW)

    assert (first.text, first.is_urgent) == (
        "Answer the proposal “Õhtune buss” by 20 September 2023.",
        True,
    )
    assert not second.is_urgent


def test_a_survey_waits_for_the_organisations_answer_and_then_for_its_results(rakvere, coordinator):
    asked = surveys.opened(surveys.survey(title="Koolitusvajadus"))
    surveys.invitation(asked, rakvere)
    closed = surveys.survey(rakvere, title="Rahulolu", status="closed", opened_at=surveys.OPENS,
                            closed_on=date(2023, 9, 30))  # fmt: skip

    found = texts(coordinator)

    assert [text for text in found if "Koolitusvajadus" in text] == [
        "Answer the survey “Koolitusvajadus” by 31 October 2023."
    ]
    assert f"The survey “{closed.title}” is closed: publish its results." in found


def test_teams_wait_for_their_assessor(rakvere):
    person = user()
    call = of_trainings.call(of_trainings.training(title="Koosloome"))
    of_trainings.criterion(call)
    of_trainings.whole_team(call, "submitted", submitted_at=NOW)
    of_trainings.assessor(call, person)

    assert texts(person) == ["Assess 1 team that applies to “Koosloome”."]


def test_translations_wait_once_their_source_says_something_new(rakvere, coordinator):
    text = content.text(rakvere, coordinator, NOW)
    content.published(text, "et", coordinator, NOW)
    content.published(text, "ru", coordinator, NOW, title="Привет")
    assert texts(coordinator) == []

    content.published(text, "et", coordinator, NOW, title="Tere tulemast")

    assert texts(coordinator) == ["1 translation is out of date."]


def test_services_wait_to_be_confirmed(rakvere, coordinator):
    services.overdue(services.service(rakvere, coordinator), date(2023, 9, 1))

    assert "1 service is to be confirmed: is it still right?" in texts(coordinator)


def test_nothing_of_this_waits_for_a_coordinator_of_another_city(rakvere):
    other = user()
    membership(other, municipality_organisation("Tartu"), Role.COORDINATOR)
    clubs.meeting(clubs.club(rakvere), date(2023, 9, 26))
    visit = visits.visit(organiser=rakvere, start_date=date(2023, 11, 6))
    visits.leg(visit, host=visits.host(visit))
    forum = ideas.forum(ideas.forum_event(organiser=rakvere), is_moderated=True)
    ideas.idea(forum, state="awaiting")
    of_proposals.proposal(NOW, owner=rakvere)
    surveys.invitation(surveys.opened(surveys.survey()), rakvere)

    assert waiting_for(other, NOW) == []


@pytest.mark.parametrize("number", [1, 3])
def test_however_much_waits_it_is_read_with_as_many_queries(
    rakvere, coordinator, number, django_assert_num_queries
):
    for _each in range(number):
        clubs.meeting(clubs.club(rakvere), date(2023, 9, 26))
        of_proposals.proposal(NOW, owner=rakvere)
        ideas.idea(
            ideas.forum(ideas.forum_event(organiser=rakvere), is_moderated=True), state="awaiting"
        )
        visit = visits.visit(organiser=rakvere, start_date=date(2023, 11, 6))
        visits.leg(visit, host=visits.host(visit))

    with django_assert_num_queries(63):
        waiting_for(coordinator, NOW)
