"""The lists of training days follow the teams, by the events' one door."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from loim.events.actions.day.check_in import check_in
from loim.events.actions.day.scans import Scan
from loim.events.actions.pages.page_of_event import EventPage
from loim.events.logic.participant_states import ParticipantState
from loim.events.models import Attendance, Door, Participant, RegistrationSettings
from loim.people.models import Role
from loim.trainings.actions.days.adding import (
    DayHeld,
    DayOfAnother,
    DayWords,
    adopt_day,
    facts_of_day,
    plan_day,
    remove_day,
)
from loim.trainings.actions.days.keeping import keep_lists, keep_lists_of
from loim.trainings.models import DayPlace, TrainingDay
from loim.trainings.queries.certificates.candidates import candidates
from loim.trainings.queries.days.attendance import attendance_table
from tests import factories as make
from tests.factories import cohort
from tests.world import World, world  # noqa: F401  # the fixture

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 10, 2, 9, tzinfo=UTC)


def words(training, **page):  # type: ignore[no-untyped-def]
    page.setdefault("languages", ("et",))
    return DayWords(
        facts=facts_of_day(
            training, title="Esimene päev", start_date=date(2023, 10, 12), place="Paide"
        ),
        page=EventPage(contact_email="kool@example.ee", purpose="Alustame.", **page),
    )


@pytest.fixture
def training(world: World):  # type: ignore[no-untyped-def]  # noqa: F811
    return cohort.running_training(world.rakvere, activity=world.activity)


def on_list(day) -> set[str]:  # type: ignore[no-untyped-def]
    admitted = Participant.objects.filter(event=day.event, state=ParticipantState.ADMITTED)
    return set(admitted.values_list("name", flat=True))


def test_everybody_who_takes_part_is_on_the_list_of_a_new_day(world, training):  # type: ignore[no-untyped-def]  # noqa: F811
    team = cohort.admitted_team(training, members=2)
    cohort.member(team, name="Kutsutud", state="invited", joined_at=None)
    cohort.member(cohort.admitted_team(training, state="refused"), name="Teine")

    day = plan_day(
        training=training, words=words(training), submission=uuid4(), by=world.coordinator, now=NOW
    )

    assert on_list(day) == set(team.members.filter(state="joined").values_list("name", flat=True))
    assert day.event.registrations.first().door == Door.ORGANISER
    settings = RegistrationSettings.objects.get(event=day.event)
    assert settings.closes_at <= NOW  # nobody registers by themselves
    assert settings.capacity is None
    assert day.event.activity == world.activity


def test_the_same_form_sent_twice_plans_one_day(world, training):  # type: ignore[no-untyped-def]  # noqa: F811
    once = uuid4()
    made = [
        plan_day(
            training=training, words=words(training), submission=once, by=world.coordinator, now=NOW
        )
        for _ in range(2)
    ]

    assert made[0] == made[1]
    assert TrainingDay.objects.count() == 1


def test_a_substituted_member_changes_the_list_and_running_it_again_changes_nothing(  # type: ignore[no-untyped-def]
    world,  # noqa: F811
    training,
):
    team = cohort.admitted_team(training, members=2)
    day = cohort.training_day(training)
    keep_lists(training=training, by=world.coordinator, now=NOW)
    leaver = team.members.order_by("pk").first()
    type(leaver).objects.filter(pk=leaver.pk).update(state="left", left_at=NOW)
    newcomer = cohort.member(team, name="Asendaja")

    kept = keep_lists_of(training_id=training.pk, now=NOW)
    again = keep_lists_of(training_id=training.pk, now=NOW)

    assert (kept.added, kept.removed) == (1, 1)
    assert newcomer.name in on_list(day)
    assert leaver.name not in on_list(day)
    assert (again.added, again.removed) == (0, 0)


def test_a_team_that_comes_back_is_on_the_list_again(world, training):  # type: ignore[no-untyped-def]  # noqa: F811
    team = cohort.admitted_team(training, members=1)
    day = cohort.training_day(training)
    for state in ("admitted", "withdrawn", "admitted"):
        type(team).objects.filter(pk=team.pk).update(state=state)
        keep_lists(training=training, by=world.coordinator, now=NOW)

    assert len(on_list(day)) == 1
    assert DayPlace.objects.count() == 1


def test_whoever_said_that_they_cannot_come_is_not_brought_back(world, training):  # type: ignore[no-untyped-def]  # noqa: F811
    from loim.events.actions.places import withdraw

    cohort.admitted_team(training, members=1)
    day = cohort.training_day(training)
    keep_lists(training=training, by=world.coordinator, now=NOW)
    withdraw(participants=[DayPlace.objects.get().participant], by=None, now=NOW)

    kept = keep_lists(training=training, by=world.coordinator, now=NOW)

    assert (kept.added, kept.removed) == (0, 0)
    assert on_list(day) == set()


def test_one_who_is_on_the_list_already_is_recognised_by_the_address(world, training):  # type: ignore[no-untyped-def]  # noqa: F811
    from tests.factories.registration import participant

    member = cohort.member(cohort.admitted_team(training), email="Mari@example.ee")
    day = cohort.training_day(training)
    known = participant(day.event, "admitted", email="mari@example.ee")

    keep_lists(training=training, by=world.coordinator, now=NOW)

    assert DayPlace.objects.get().participant == known
    assert DayPlace.objects.get().member == member


def test_check_in_moves_the_plan_and_the_attendance_of_the_team(world, training):  # type: ignore[no-untyped-def]  # noqa: F811
    place = world.rakvere.municipality
    team = cohort.admitted_team(training, members=2, place=place)
    day = cohort.training_day(training, on=date(2023, 10, 2))
    keep_lists(training=training, by=world.coordinator, now=NOW)
    came = DayPlace.objects.order_by("pk").first()

    check_in(
        event=day.event,
        scans=[Scan(scan=uuid4(), at=NOW, participant=came.participant_id)],
        by=world.coordinator,
        now=NOW,
    )

    table = attendance_table(training)
    assert Attendance.objects.get(event=day.event).organisation == world.rakvere
    assert [row.came for row in table.teams[0].members] == [1, 0]
    assert (table.teams[0].percent, team.name) == (50, table.teams[0].team.name)
    assert len(candidates(training, needs_deliverable=False)) == 2


def test_a_day_at_which_somebody_was_stays(world, training):  # type: ignore[no-untyped-def]  # noqa: F811
    cohort.admitted_team(training, members=1)
    day = cohort.training_day(training)
    keep_lists(training=training, by=world.coordinator, now=NOW)
    Participant.objects.update(state="attended")

    with pytest.raises(DayHeld):
        remove_day(day=day, by=world.coordinator)


def test_an_event_is_a_day_of_one_training(world, training):  # type: ignore[no-untyped-def]  # noqa: F811
    day = cohort.training_day(training)

    with pytest.raises(DayOfAnother):
        adopt_day(training=training, event=day.event, by=world.coordinator, now=NOW)


def test_somebody_of_another_organisation_plans_nothing(world, training):  # type: ignore[no-untyped-def]  # noqa: F811
    from django.core.exceptions import PermissionDenied

    stranger = make.user()
    make.membership(stranger, world.tartu, Role.COORDINATOR)

    with pytest.raises(PermissionDenied):
        plan_day(training=training, words=words(training), submission=uuid4(), by=stranger, now=NOW)
    assert not TrainingDay.objects.exists()
