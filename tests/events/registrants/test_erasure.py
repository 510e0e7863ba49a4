"""What is kept no longer is gone from every table; what is counted stays."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from loim.events.actions.registrants.erasing_due import erase_what_is_due
from loim.events.actions.registrants.erasure import erase_participant, erase_registration
from loim.events.models import (
    Certificate,
    Decision,
    Erasure,
    Event,
    EventStatus,
    FeedbackAnswer,
    FeedbackForm,
    FeedbackKind,
    FeedbackQuestion,
    Invitee,
    Participant,
    Question,
    Registration,
)
from loim.events.queries.registration.own_link import opened_by, own_key_of
from loim.people.actions.erasure import erase_person
from loim.people.queries.my_data import export_of
from tests.factories import organisation, user
from tests.factories.registration import (
    answer,
    option,
    participant,
    published_event,
    question,
    registration,
    registration_settings,
)
from tests.people.actions.test_erasure import everything_in_the_database
from tests.world import World

pytestmark = pytest.mark.django_db
HELD = date(2023, 5, 10)
LAST_DAY = datetime(2023, 6, 9, 3, 50, tzinfo=UTC)  # the thirtieth after it
DUE = LAST_DAY + timedelta(days=1)


@pytest.fixture
def meeting(world: World) -> Event:
    """Participants are kept for thirty days after it."""
    event = published_event(
        under=world.activity, organiser=world.rakvere, start_date=HELD, status=EventStatus.HELD
    )
    registration_settings(event, kept_days=30)
    return event


@pytest.fixture
def mari(world: World, meeting: Event) -> Participant:
    """Somebody with everything that is kept, now and earlier."""
    form = registration(meeting, name="Vana Nimi", email="vana@example.ee")
    form.name, form.email = "Mari Salajane", "mari@example.ee"
    form.save()
    person = participant(
        meeting, "applied", of_registration=form, name="Vana Nimi", email="vana@example.ee",
        party="community", organisation=world.tartu, organisation_name="Salajane Selts",
    )  # fmt: skip
    person.name, person.email, person.state = "Mari Salajane", "mari@example.ee", "attended"
    person.save()
    given = answer(person, question(meeting, "short_text", label="Toit"), text="Salajane dieet")
    given.text = "Salajane allergia"
    given.save()
    Decision.objects.create(
        participant=person, before="applied", after="admitted", reason="by_hand",
        note="Salajane põhjus", at=LAST_DAY,
    )  # fmt: skip
    Invitee.objects.create(
        event=meeting, name="Mari Salajane", email="mari@example.ee", party="community",
        organisation=organisation("Salajane Ühing"), invited_at=LAST_DAY,
    )  # fmt: skip
    return person


def traces() -> list[str]:
    lost = ("Salajane", "mari@", "Vana Nimi", "vana@")
    return [
        row
        for row in everything_in_the_database().splitlines()
        if any(word in row for word in lost) and not row.startswith("people_organisation")
    ]


def test_nothing_personal_is_left_anywhere_when_its_time_is_over(mari: Participant) -> None:
    # The control: there is something, now and in the history tables.
    assert {row.partition(":")[0] for row in traces()} == {
        "events_answer", "events_answerhistory", "events_decision", "events_invitee",
        "events_participant", "events_participanthistory", "events_registration",
        "events_registrationhistory",
    }  # fmt: skip

    erase_what_is_due(now=DUE)

    assert traces() == []


def test_before_its_time_nothing_goes(mari: Participant) -> None:
    before = traces()

    assert erase_what_is_due(now=LAST_DAY) == {
        "participants": 0,
        "invitees": 0,
        "feedback": 0,
        "answers": 0,
    }
    assert traces() == before


def test_what_is_counted_stays(world: World, mari: Participant) -> None:
    erase_what_is_due(now=DUE)

    mari.refresh_from_db()
    assert (mari.state, mari.party, mari.erased_at) == ("attended", "community", DUE)
    assert mari.municipality == world.tartu.municipality  # their organisation's
    assert mari.organisation is None
    assert mari.decisions.get().reason == "by_hand"
    invited = Invitee.objects.get()
    assert (invited.party, invited.name, invited.organisation) == ("community", "", None)


def test_it_is_written_down_what_went_and_only_once(mari: Participant) -> None:
    first = erase_what_is_due(now=DUE)
    again = erase_what_is_due(now=DUE + timedelta(days=1))

    assert first == {"participants": 1, "invitees": 1, "feedback": 0, "answers": 0}
    assert set(again.values()) == {0}
    assert list(Erasure.objects.order_by("what").values_list("what", "rows", "erased_at")) == [
        ("invitees", 1, DUE),
        ("participants", 1, DUE),
    ]


def test_without_settings_participants_are_kept_for_a_year(world: World) -> None:
    event = published_event(organiser=world.rakvere, start_date=date(2023, 5, 10))
    person = participant(event, "attended", name="Mari Salajane")

    erase_what_is_due(now=datetime(2024, 5, 9, 3, tzinfo=UTC))
    assert Participant.objects.get().name == "Mari Salajane"

    erase_what_is_due(now=datetime(2024, 5, 10, 3, tzinfo=UTC))
    person.refresh_from_db()
    assert person.name == ""


def test_answers_to_a_question_go_by_its_own_rule(mari: Participant, meeting: Event) -> None:
    diet = question(meeting, "short_text", label="Allergia", kept_days=3)
    answer(mari, diet, text="Pähklid")
    late = datetime(2023, 5, 14, 3, tzinfo=UTC)

    assert erase_what_is_due(now=late)["answers"] == 1

    assert "Pähklid" not in everything_in_the_database()
    assert "Salajane allergia" in everything_in_the_database()
    assert Erasure.objects.get().question == diet


def test_feedback_keeps_its_ratings_and_loses_its_words(meeting: Event) -> None:
    form = FeedbackForm.objects.create(event=meeting, given_on=HELD, language="et")
    rated, written = (
        FeedbackQuestion.objects.create(event=meeting, kind=kind, label="?")
        for kind in (FeedbackKind.RATING, FeedbackKind.TEXT)
    )
    FeedbackAnswer.objects.create(form=form, question=rated, rating=4)
    FeedbackAnswer.objects.create(form=form, question=written, text="Aitäh, Mari!")

    assert erase_what_is_due(now=DUE)["feedback"] == 1

    assert list(FeedbackAnswer.objects.values_list("rating", "text")) == [(4, "")]


def test_history_of_an_event_that_is_gone_goes_too(mari: Participant, meeting: Event) -> None:
    mari.answers.all().delete()
    Question.objects.all().delete()
    meeting.delete()
    assert traces() != []

    erase_what_is_due(now=LAST_DAY)

    assert traces() == []


@pytest.mark.parametrize("people", [1, 3])
def test_as_many_statements_however_many_people(
    meeting: Event, people: int, django_assert_num_queries: Any
) -> None:
    asked = question(meeting, "one_of", kept_days=1)
    chosen = option(asked)
    for _number in range(people):
        person = participant(meeting, "attended")
        answer(person, asked, option=chosen)
        Decision.objects.create(
            participant=person, after="attended", reason="came", note="Jah", at=LAST_DAY
        )

    with django_assert_num_queries(29):
        erase_what_is_due(now=DUE)


def test_whoever_holds_the_link_erases_what_it_opens(world: World, now: datetime) -> None:
    event = published_event(organiser=world.rakvere)
    registration_settings(event, capacity=1)
    form = registration(event, name="Mari Salajane", email="mari@example.ee")
    holder = participant(event, of_registration=form, name="Mari Salajane", email="mari@example.ee")
    waiting = participant(event, "waiting", name="Peeter")
    Certificate.objects.create(
        participant=holder,
        event=event,
        code="A1",
        name="Mari Salajane",
        language="et",
        issued_at=now,
    )
    key = own_key_of(form)

    erase_registration(registration=form, by=None, now=now)

    assert traces() == []
    assert opened_by(key) is None
    holder.refresh_from_db()
    waiting.refresh_from_db()
    assert (holder.state, waiting.state) == ("cancelled", "offered")  # the place is given on
    assert list(Erasure.objects.values_list("what", "rows")) == [("asked", 1)]


def test_of_an_event_that_is_over_nobody_withdraws(meeting: Event, mari: Participant) -> None:
    erase_registration(registration=mari.registration, by=None, now=LAST_DAY)

    mari.refresh_from_db()
    assert (mari.state, mari.name) == ("attended", "")


def test_an_organiser_erases_one_of_several(world: World, meeting: Event, now: datetime) -> None:
    form = registration(meeting, name="Peeter Registreerija", email="peeter@example.ee")
    asked = participant(meeting, "attended", of_registration=form, name="Mari Salajane")
    other = participant(meeting, "attended", of_registration=form, name="Jüri")

    erase_participant(participant=asked, by=world.coordinator, now=now)
    form.refresh_from_db()
    other.refresh_from_db()
    assert (form.name, other.name) == ("Peeter Registreerija", "Jüri")
    assert traces() == []

    erase_participant(participant=other, by=world.coordinator, now=now)
    form.refresh_from_db()
    assert (form.name, form.email) == ("", "")


def test_nobody_else_erases(world: World, mari: Participant, now: datetime) -> None:
    stranger = user()

    with pytest.raises(PermissionDenied):
        erase_participant(participant=mari, by=stranger, now=now)
    with pytest.raises(PermissionDenied):
        erase_registration(registration=mari.registration, by=stranger, now=now)
    assert Participant.objects.get().name == "Mari Salajane"


def test_my_data_shows_ones_own_registrations_and_nobody_elses(
    world: World, mari: Participant, meeting: Event, now: datetime
) -> None:
    account = user("Mari@example.ee")
    colleague = participant(meeting, of_registration=mari.registration, name="Jüri Kolleeg")
    participant(meeting, name="Võõras")

    data = export_of(account)

    assert [(row["name"], row["state"]) for row in data["participations"]] == [
        ("Mari Salajane", "attended")
    ]
    assert data["participations"][0]["answers"] == [
        {"question": "Toit", "answer": "Salajane allergia"}
    ]
    assert [row["people"] for row in data["registrations"]] == [2]
    assert [row["email"] for row in data["event_invitations"]] == ["mari@example.ee"]
    assert colleague.name not in str(data)
    assert "Võõras" not in str(data)


def test_an_address_that_was_not_proved_shows_nothing(mari: Participant) -> None:
    assert export_of(user("mari2@example.ee"))["participations"] == []


def test_erasing_an_account_empties_its_registrations(
    world: World, mari: Participant, meeting: Event, now: datetime
) -> None:
    account = user("mari@example.ee")
    Registration.objects.filter(pk=mari.registration_id).update(user=account, created_by=account)
    colleague = participant(
        meeting, of_registration=mari.registration, name="Jüri", email="jyri@example.ee"
    )
    to_come = published_event(organiser=world.rakvere)
    registration_settings(to_come)
    admitted = participant(
        to_come, of_registration=registration(to_come, user=account, name="Mari Salajane")
    )

    erase_person(by=account, now=now, person=account)

    assert traces() == []
    colleague.refresh_from_db()
    admitted.refresh_from_db()
    mari.refresh_from_db()
    assert colleague.name == "Jüri"
    assert (admitted.state, admitted.name) == ("cancelled", "")
    assert (mari.state, mari.name) == ("attended", "")
    assert not apps.get_model("people", "User").objects.filter(pk=account.pk).exists()
