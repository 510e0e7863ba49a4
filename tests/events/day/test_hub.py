"""The day on one page, and what check-in leaves for the organiser to say."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import translation

from loim.events.actions.attendance import Newcomer, set_attendance
from loim.events.actions.day.certificates import issue_ordered
from loim.events.actions.day.reminders import send_reminders
from loim.events.actions.day.resolving import (
    NotOverYet,
    mark_rest_absent,
    resolve_organisation,
    take_check_ins,
)
from loim.events.actions.day.thanks import send_thanks
from loim.events.logic.names import fold
from loim.events.models import Event, Participant, Party, Session
from loim.events.queries.day.hub import Sent, day_state
from loim.events.queries.day.organisations import unresolved
from loim.events.queries.organisation_book import OrganisationBook
from loim.people.models import Organisation, OrganisationKind, Role
from loim.programmes.actions.corrections import PeriodLocked
from tests.events.day.conftest import DAY, MORNING
from tests.factories import membership, period_lock, user
from tests.factories.registration import participant, registration
from tests.world import World

pytestmark = pytest.mark.django_db
DAY_AFTER = datetime(2023, 11, 16, 7, 0, tzinfo=UTC)


def attendance_of(event: Event) -> dict[str, int]:
    return dict(event.attendances.values_list("organisation__name", "people"))


# ---- organisations


def test_names_that_are_not_known_are_listed_with_what_they_may_mean(
    world: World, meeting: Event, checks_in
):
    narva = participant(meeting, organisation_name="Narva")
    uus = [participant(meeting, organisation_name=name) for name in ("Uus Selts", "uus  selts")]
    vald = participant(
        meeting, party=Party.MUNICIPALITY, municipality=world.rakvere_rural.municipality
    )
    checks_in(narva, *uus, vald)
    checks_in(participant(meeting, party=Party.RESIDENT), participant(meeting))
    participant(meeting, organisation_name="Ei tulnud")

    found = unresolved(meeting, OrganisationBook())

    assert [(one.name, len(one.people)) for one in found] == [
        ("Uus Selts", 2),
        ("Narva", 1),
        ("Rakvere vald", 1),
    ]
    assert found[1].suggestions[0] == world.narva.pk
    assert found[2].suggestions[0] == world.rakvere_rural.pk


def test_saying_who_is_meant_counts_them_at_once_and_those_who_come_later(
    world: World, meeting: Event, checks_in
):
    early = participant(meeting, organisation_name="Narva LV kultuur")
    late = participant(meeting, organisation_name="narva lv  kultuur")
    checks_in(early)
    key = fold("Narva LV kultuur")

    said = resolve_organisation(
        event=meeting, key=key, organisation=world.narva, by=world.coordinator, now=MORNING
    )
    assert (said, attendance_of(meeting)) == (2, {"Narva Linnavalitsus": 1})
    checks_in(late)
    assert attendance_of(meeting) == {"Narva Linnavalitsus": 2}


def test_a_newcomer_is_added_once(world: World, meeting: Event, checks_in):
    checks_in(participant(meeting, organisation_name="Uus Selts"))
    newcomer = Newcomer("Uus Selts", OrganisationKind.NGO, 1)
    for _ in range(2):
        resolve_organisation(
            event=meeting,
            key=fold("Uus Selts"),
            newcomer=newcomer,
            by=world.coordinator,
            now=MORNING,
        )
    assert Organisation.objects.filter(name="Uus Selts").count() == 1
    assert attendance_of(meeting) == {"Uus Selts": 1}


def test_whoever_came_for_themselves_is_asked_about_no_more(
    world: World, meeting: Event, checks_in
):
    checks_in(participant(meeting, organisation_name="pensionär"))
    resolve_organisation(event=meeting, key=fold("pensionär"), by=world.coordinator, now=MORNING)
    assert unresolved(meeting, OrganisationBook()) == []
    assert attendance_of(meeting) == {}


def test_a_locked_period_holds_its_numbers(world: World, meeting: Event, checks_in):
    person = participant(meeting, organisation_name="Narva LV")
    checks_in(person)
    period_lock(world.programme, date(2023, 10, 1), date(2023, 12, 31))
    with pytest.raises(PeriodLocked):
        resolve_organisation(
            event=meeting,
            key=fold("Narva LV"),
            organisation=world.narva,
            by=world.coordinator,
            now=MORNING,
        )
    person.refresh_from_db()
    assert person.organisation is None


def test_what_was_written_by_hand_gives_way_when_the_organiser_says_so(
    world: World, meeting: Event, checks_in
):
    checks_in(participant(meeting, organisation=world.tartu))
    set_attendance(event=meeting, attendance={world.tartu.pk: 4}, by=world.coordinator, now=MORNING)
    [difference] = day_state(meeting).differences
    assert (difference.organisation, difference.written, difference.came) == (world.tartu, 4, 1)

    take_check_ins(event=meeting, organisation=world.tartu.pk, by=world.coordinator, now=MORNING)
    assert attendance_of(meeting) == {"Tartu Linnavalitsus": 1}
    assert day_state(meeting).differences == []
    checks_in(participant(meeting, organisation=world.tartu))
    assert attendance_of(meeting) == {"Tartu Linnavalitsus": 2}


def test_erasing_somebody_takes_nothing_from_the_numbers(world: World, meeting: Event, checks_in):
    gone, _stays = people = [participant(meeting, organisation=world.tartu) for _ in range(2)]
    checks_in(*people)
    Participant.objects.filter(pk=gone.pk).update(
        name="", email="", organisation=None, erased_at=MORNING
    )
    checks_in(participant(meeting, organisation=world.narva))
    assert attendance_of(meeting) == {"Tartu Linnavalitsus": 2, "Narva Linnavalitsus": 1}


# ---- absence


def test_the_rest_did_not_come_and_a_late_phone_still_counts(
    world: World, meeting: Event, checks_in
):
    mari, jaan, juta = (participant(meeting) for _ in range(3))
    participant(meeting, "waiting")
    checks_in(mari)
    with pytest.raises(NotOverYet):
        mark_rest_absent(event=meeting, by=world.coordinator, now=MORNING - timedelta(days=1))
    assert mark_rest_absent(event=meeting, by=world.coordinator, now=DAY_AFTER) == 2
    assert mark_rest_absent(event=meeting, by=world.coordinator, now=DAY_AFTER) == 0
    checks_in(jaan)
    states = dict(meeting.participants.values_list("pk", "state"))
    assert (states[mari.pk], states[jaan.pk], states[juta.pk]) == (
        "attended", "attended", "absent",
    )  # fmt: skip


def test_an_outsider_says_nothing(world: World, meeting: Event):
    stranger = user("narva@example.ee")
    membership(stranger, world.narva, Role.COORDINATOR)
    by = {"by": stranger, "now": DAY_AFTER}
    with pytest.raises(PermissionDenied):
        mark_rest_absent(event=meeting, **by)  # type: ignore[arg-type]
    with pytest.raises(PermissionDenied):
        take_check_ins(event=meeting, organisation=world.tartu.pk, **by)  # type: ignore[arg-type]
    with pytest.raises(PermissionDenied):
        resolve_organisation(event=meeting, key="x", organisation=world.narva, **by)  # type: ignore[arg-type]


# ---- the page


def test_the_hub_counts_everything(world: World, meeting: Event, checks_in):
    talk = Session.objects.create(event=meeting, day=DAY, start_time="12:00", title="Arutelu")
    mari = participant(meeting, party=Party.MUNICIPALITY, organisation=world.tartu)
    jaan = participant(meeting, party=Party.MUNICIPALITY)
    walk_in = participant(
        meeting,
        party=Party.RESIDENT,
        organisation_name="Uus Selts",
        of_registration=registration(meeting, door="walk_in"),
    )
    send_reminders(now=MORNING - timedelta(days=7))
    checks_in(mari, walk_in)
    checks_in(mari, session=talk.pk)
    send_thanks(now=DAY_AFTER)
    issue_ordered(event_id=meeting.pk, now=DAY_AFTER)

    state = day_state(meeting)

    assert (state.expected, state.came, state.absent, state.not_checked_in) == (3, 2, 0, 1)
    assert (state.walk_ins, state.unresolved, state.certificates) == (1, 1, 2)
    assert [(row.expected, row.came) for row in state.parties] == [(2, 1), (1, 1)]
    assert state.by_day == [(DAY, 2)]
    assert state.by_session == {talk.pk: 1}
    assert state.reminders == [(7, Sent(3, 3)), (1, Sent())]
    assert state.thanks == Sent(2, 2)
    assert jaan.state == "admitted"


def page(name: str, *arguments: Any) -> str:
    with translation.override("en"):
        return reverse(name, args=arguments)


@pytest.fixture
def organiser(world: World) -> Client:
    client = Client()
    client.force_login(world.coordinator)
    return client


def test_the_page_says_what_waits_and_does_it(
    world: World, meeting: Event, checks_in, organiser: Client
):
    checks_in(
        participant(meeting, organisation_name="Narva", party=Party.MUNICIPALITY),
        participant(meeting, organisation_name="Uus Selts"),
    )
    participant(meeting)
    said = organiser.get(page("event-day", meeting.pk)).content.decode()
    assert "2 names that people gave as their organisations are not known here" in said
    assert "1 person did not come" in said
    said = organiser.post(page("event-day", meeting.pk), {"absent": ""}, follow=True)
    assert "1 person did not come." in said.content.decode()

    address = page("event-day-organisations", meeting.pk)
    shown = organiser.get(address)
    narva, uus = sorted(shown.context["questions"], key=lambda form: form.question.name)
    said = organiser.post(
        address,
        {
            f"{narva.prefix}-answer": f"org:{world.narva.pk}",
            f"{uus.prefix}-answer": "new",
            f"{uus.prefix}-name": "Uus Selts",
        },
    ).content.decode()
    assert "Choose what it is." in said
    assert attendance_of(meeting) == {}
    organiser.post(address, {f"{narva.prefix}-answer": f"org:{world.narva.pk}"})
    assert attendance_of(meeting) == {"Narva Linnavalitsus": 1}
    answers = {
        f"{uus.prefix}-answer": "new",
        f"{uus.prefix}-name": "Uus Selts",
        f"{uus.prefix}-kind": "ngo",
    }
    organiser.post(address, answers)
    organiser.post(address, answers)
    assert attendance_of(meeting) == {"Narva Linnavalitsus": 1, "Uus Selts": 1}
    assert "Everybody who came is counted" in organiser.get(address).content.decode()


def test_a_manager_gives_the_reason_in_a_locked_period(world: World, meeting: Event, checks_in):
    checks_in(participant(meeting, organisation_name="Narva LV kultuur"))
    period_lock(world.programme, date(2023, 10, 1), date(2023, 12, 31))
    client = Client()
    client.force_login(world.manager)
    address = page("event-day-organisations", meeting.pk)
    [form] = client.get(address).context["questions"]
    answer = {f"{form.prefix}-answer": f"org:{world.narva.pk}"}
    said = client.post(address, answer).content.decode()
    assert "Reason for the correction" in said
    client.post(address, {**answer, "correction_reason": "Nimi selgus hiljem"})
    assert attendance_of(meeting) == {"Narva Linnavalitsus": 1}


def test_numbers_by_hand_give_way_on_the_page(
    world: World, meeting: Event, checks_in, organiser: Client
):
    checks_in(participant(meeting, organisation=world.tartu))
    set_attendance(event=meeting, attendance={world.tartu.pk: 4}, by=world.coordinator, now=MORNING)
    assert "Written by hand" in organiser.get(page("event-day", meeting.pk)).content.decode()
    organiser.post(page("event-day", meeting.pk), {"organisation": str(world.tartu.pk)})
    assert attendance_of(meeting) == {"Tartu Linnavalitsus": 1}


@pytest.mark.parametrize("people", [1, 3])
def test_the_hub_takes_as_many_queries_however_many_came(
    world: World, meeting: Event, checks_in, organiser: Client,
    django_assert_num_queries: Any, people: int,
):  # fmt: skip
    checks_in(*[participant(meeting, organisation_name=f"Selts {n}") for n in range(people)])
    organiser.get(page("event-day", meeting.pk))
    with django_assert_num_queries(14):
        organiser.get(page("event-day", meeting.pk))
    with django_assert_num_queries(7):
        organiser.get(page("event-day-organisations", meeting.pk))


def test_a_stranger_sees_nothing_of_the_day(world: World, meeting: Event, checks_in):
    checks_in(participant(meeting, name="Mari Mets", organisation_name="Salaselts"))
    stranger = user("narva@example.ee")
    membership(stranger, world.narva, Role.COORDINATOR)
    client = Client()
    client.force_login(stranger)
    for name in ("event-day", "event-day-organisations", "event-day-settings"):
        for response in (client.get(page(name, meeting.pk)), client.post(page(name, meeting.pk))):
            assert response.status_code == 403
            assert b"Salaselts" not in response.content
