"""Checking people in: once each, whatever arrives, and counted at once."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied

from loim.events.actions.attendance import set_attendance
from loim.events.actions.day.check_in import check_in, undo_check_in
from loim.events.actions.day.scans import Scan
from loim.events.actions.steps import StepNotPossible, cancel_event
from loim.events.logic.day.outcomes import Outcome
from loim.events.models import CheckIn, Decision, Event, EventStatus, Participant, Session
from loim.events.queries.day.codes import code_of
from loim.people.models import Role
from loim.programmes.actions.corrections import PeriodLocked
from loim.programmes.actions.indicators import refresh_stale_values
from loim.programmes.logic.counting import CountingRule
from loim.programmes.models import IndicatorValue
from tests.events.day.conftest import DAY, MORNING
from tests.factories import indicator, measure, membership, period_lock, user
from tests.factories.registration import participant, published_event, registration_settings
from tests.world import World

pytestmark = pytest.mark.django_db
EVENING = MORNING + timedelta(hours=8)


def attendance_of(event: Event) -> dict[str, int]:
    return dict(event.attendances.values_list("organisation__name", "people"))


def state(of: Participant) -> str:
    return Participant.objects.get(pk=of.pk).state


def test_a_code_that_is_read_lets_its_owner_in_and_counts_their_organisation(
    world: World, meeting: Event
):
    mari = participant(meeting, name="Mari Mets", organisation=world.tartu)
    scan = Scan(scan=uuid4(), at=MORNING - timedelta(minutes=5), code=code_of(mari))

    [found] = check_in(event=meeting, scans=[scan], by=world.coordinator, now=MORNING)

    assert (found.outcome, found.participant, found.at) == (Outcome.IN, mari, scan.at)
    row = CheckIn.objects.get()
    assert (row.participant, row.day, row.session, row.at, row.received_at, row.by) == (
        mari, DAY, None, scan.at, MORNING, world.coordinator,
    )  # fmt: skip
    assert state(mari) == "attended"
    assert Decision.objects.get(participant=mari).reason == "came"
    meeting.refresh_from_db()
    assert meeting.status == EventStatus.HELD
    assert attendance_of(meeting) == {"Tartu Linnavalitsus": 1}


def test_a_municipality_that_is_checked_in_moves_the_plans_indicator(
    world: World, meeting: Event, checks_in
):
    participations = indicator(world.programme)
    measure(participations, rule=CountingRule.PARTICIPATIONS)

    def value() -> object:
        refresh_stale_values(now=MORNING)
        year = IndicatorValue.objects.filter(
            indicator=participations, start_date=date(2023, 1, 1), end_date=date(2023, 12, 31)
        )
        return year.values_list("value", flat=True).first()

    before = value()
    checks_in(participant(meeting, organisation=world.tartu))
    after_one = value()
    checks_in(participant(meeting, organisation=world.tartu))
    checks_in(participant(meeting, organisation=world.fund))
    after_three = value()
    checks_in(participant(meeting, organisation=world.narva))

    assert (before, after_one, after_three, value()) == (0, 1, 1, 2)


def test_the_same_scan_again_changes_nothing(world: World, meeting: Event):
    mari = participant(meeting, organisation=world.tartu)
    scan = Scan(scan=uuid4(), at=MORNING, participant=mari.pk)

    first = check_in(event=meeting, scans=[scan], by=world.coordinator, now=MORNING)
    again = check_in(event=meeting, scans=[scan, scan], by=world.coordinator, now=EVENING)

    assert [found.outcome for found in [*first, *again]] == [Outcome.IN] * 3
    assert CheckIn.objects.count() == 1
    assert Decision.objects.filter(participant=mari).count() == 1
    assert attendance_of(meeting) == {"Tartu Linnavalitsus": 1}


def test_a_second_phone_is_told_when_the_person_came_in(world: World, meeting: Event, checks_in):
    mari = participant(meeting, organisation=world.tartu)
    checks_in(mari)

    [found] = checks_in(mari, now=EVENING)

    assert (found.outcome, found.at) == (Outcome.ALREADY, MORNING)
    assert CheckIn.objects.count() == 1
    assert attendance_of(meeting) == {"Tartu Linnavalitsus": 1}


def test_two_scans_of_one_person_in_one_batch_count_once(meeting: Event, checks_in):
    mari = participant(meeting)
    assert [found.outcome for found in checks_in(mari, mari)] == [Outcome.IN, Outcome.ALREADY]


@pytest.mark.parametrize("before", ["waiting", "applied", "declined", "cancelled"])
def test_whoever_has_no_place_is_not_let_in_by_a_code(meeting: Event, checks_in, before: str):
    jaan = participant(meeting, before)

    [found] = checks_in(jaan)

    assert (found.outcome, found.participant) == (Outcome.NO_PLACE, jaan)
    assert not CheckIn.objects.exists()
    assert state(jaan) == before
    meeting.refresh_from_db()
    assert meeting.status == EventStatus.PUBLISHED


@pytest.mark.parametrize("before", ["admitted", "offered", "absent"])
def test_whoever_holds_a_place_is_let_in(meeting: Event, checks_in, before: str):
    jaan = participant(meeting, before)
    assert [found.outcome for found in checks_in(jaan)] == [Outcome.IN]
    assert state(jaan) == "attended"


def test_another_events_code_is_unknown_here_and_says_nothing(world: World, meeting: Event):
    elsewhere = participant(published_event(start_date=DAY), name="Salajane Inimene")
    scans = [
        Scan(scan=uuid4(), at=MORNING, code=code_of(elsewhere)),
        Scan(scan=uuid4(), at=MORNING, participant=elsewhere.pk),
    ]

    found = check_in(event=meeting, scans=scans, by=world.coordinator, now=MORNING)

    assert [(one.outcome, one.participant) for one in found] == [(Outcome.UNKNOWN, None)] * 2


def test_a_paper_that_was_printed_under_a_former_secret_still_lets_in(
    world: World, meeting: Event, settings: Any
):
    mari = participant(meeting)
    printed = code_of(mari)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret of this platform"
    assert code_of(mari) != printed
    for code in (printed, code_of(mari)):
        scan = Scan(scan=uuid4(), at=MORNING, code=code)
        [found] = check_in(event=meeting, scans=[scan], by=world.coordinator, now=MORNING)
        assert found.participant == mari


def test_a_scan_of_somebody_else_proves_nothing_about_this_person(meeting: Event, world: World):
    mari, jaan = participant(meeting), participant(meeting)
    scan = uuid4()
    for one in (mari, jaan):
        [found] = check_in(
            event=meeting,
            scans=[Scan(scan=scan, at=MORNING, participant=one.pk)],
            by=world.coordinator,
            now=MORNING,
        )
    assert found.outcome == Outcome.UNKNOWN
    assert state(jaan) == "admitted"


def test_nobody_comes_in_before_the_day_or_long_after(meeting: Event, checks_in):
    mari = participant(meeting)
    before = checks_in(mari, now=MORNING - timedelta(days=1))
    after = checks_in(mari, now=MORNING + timedelta(days=1))
    assert [found.outcome for found in before + after] == [Outcome.OTHER_DAY] * 2
    assert not CheckIn.objects.exists()


def test_a_paper_list_is_written_down_the_day_after(meeting: Event, checks_in):
    mari = participant(meeting)
    [found] = checks_in(mari, now=MORNING + timedelta(days=1), day=DAY)
    assert found.outcome == Outcome.IN
    assert CheckIn.objects.get().day == DAY


def test_a_day_to_come_is_refused_even_where_it_is_named(meeting: Event, checks_in):
    meeting.end_date = DAY + timedelta(days=1)
    meeting.save()
    [found] = checks_in(participant(meeting), day=DAY + timedelta(days=1))
    assert found.outcome == Outcome.OTHER_DAY


def test_each_day_and_each_session_is_checked_in_by_itself(meeting: Event, checks_in):
    meeting.end_date = DAY + timedelta(days=1)
    meeting.save()
    mari = participant(meeting)
    talk = Session.objects.create(event=meeting, day=DAY, start_time="12:00", title="Arutelu")

    outcomes = [
        checks_in(mari)[0].outcome,
        checks_in(mari, session=talk.pk)[0].outcome,
        checks_in(mari, session=talk.pk)[0].outcome,
        checks_in(mari, now=MORNING + timedelta(days=1))[0].outcome,
    ]

    assert outcomes == [Outcome.IN, Outcome.IN, Outcome.ALREADY, Outcome.IN]
    assert set(CheckIn.objects.values_list("day", "session")) == {
        (DAY, None),
        (DAY, talk.pk),
        (DAY + timedelta(days=1), None),
    }


def test_a_session_that_is_no_more_is_the_day(meeting: Event, checks_in):
    checks_in(participant(meeting), session=987654)
    assert CheckIn.objects.get().session is None


def test_a_wrong_check_in_is_taken_back(world: World, meeting: Event, checks_in):
    mari = participant(meeting, organisation=world.tartu)
    jaan = participant(meeting, organisation=world.tartu)
    first, _second = checks_in(mari, jaan)

    undo_check_in(event=meeting, scans=[first.scan], by=world.coordinator, now=EVENING)

    assert (state(mari), state(jaan)) == ("admitted", "attended")
    assert attendance_of(meeting) == {"Tartu Linnavalitsus": 1}
    assert list(CheckIn.objects.values_list("participant", flat=True)) == [jaan.pk]


def test_a_phone_that_sends_again_what_was_taken_back_does_not_bring_it_back(
    world: World, meeting: Event
):
    mari = participant(meeting, organisation=world.tartu)
    scan = Scan(scan=uuid4(), at=MORNING, participant=mari.pk)
    check_in(event=meeting, scans=[scan], by=world.coordinator, now=MORNING)
    undo_check_in(event=meeting, scans=[scan.scan], by=world.coordinator, now=MORNING)

    [found] = check_in(event=meeting, scans=[scan], by=world.coordinator, now=EVENING)

    assert found.outcome == Outcome.UNDONE
    assert state(mari) == "admitted"
    assert attendance_of(meeting) == {}


def test_whoever_was_in_two_sessions_has_attended_until_both_are_taken_back(
    world: World, meeting: Event, checks_in
):
    mari = participant(meeting)
    talk = Session.objects.create(event=meeting, day=DAY, start_time="12:00", title="Arutelu")
    [day], [session] = checks_in(mari), checks_in(mari, session=talk.pk)

    undo_check_in(event=meeting, scans=[day.scan], by=world.coordinator, now=EVENING)
    assert state(mari) == "attended"
    undo_check_in(event=meeting, scans=[session.scan], by=world.coordinator, now=EVENING)
    assert state(mari) == "admitted"


def test_undoing_names_only_scans_of_this_event(world: World, meeting: Event, checks_in):
    other = published_event(start_date=DAY, organiser=world.rakvere)
    registration_settings(other)
    [found] = checks_in(participant(other))
    undo_check_in(event=meeting, scans=[found.scan, uuid4()], by=world.coordinator, now=EVENING)
    assert CheckIn.objects.count() == 1


def test_what_was_written_by_hand_holds_for_that_organisation(
    world: World, meeting: Event, checks_in
):
    checks_in(participant(meeting, organisation=world.tartu))
    set_attendance(event=meeting, attendance={world.tartu.pk: 5}, by=world.coordinator, now=MORNING)

    checks_in(participant(meeting, organisation=world.tartu))
    checks_in(participant(meeting, organisation=world.narva))
    checks_in(participant(meeting, organisation=world.narva))

    assert attendance_of(meeting) == {"Tartu Linnavalitsus": 5, "Narva Linnavalitsus": 2}


def test_an_organisation_that_was_struck_out_by_hand_stays_out(
    world: World, meeting: Event, checks_in
):
    checks_in(participant(meeting, organisation=world.tartu))
    set_attendance(event=meeting, attendance={}, by=world.coordinator, now=MORNING)
    checks_in(participant(meeting, organisation=world.tartu))
    assert attendance_of(meeting) == {}


def test_what_was_there_before_anybody_was_checked_in_stays(
    world: World, meeting: Event, checks_in
):
    meeting.attendances.create(organisation=world.fund, people=3)
    checks_in(participant(meeting, organisation=world.tartu))
    assert attendance_of(meeting) == {"Eesti Töötukassa": 3, "Tartu Linnavalitsus": 1}


def test_a_locked_period_refuses_clearly_and_nothing_is_half_done(
    world: World, meeting: Event, checks_in
):
    mari = participant(meeting, organisation=world.tartu)
    period_lock(world.programme, date(2023, 10, 1), date(2023, 12, 31))

    with pytest.raises(PeriodLocked, match="Periood"):
        checks_in(mari)

    assert state(mari) == "admitted"
    assert not CheckIn.objects.exists()


def test_a_manager_corrects_a_locked_period_with_a_reason(world: World, meeting: Event):
    mari = participant(meeting, organisation=world.tartu)
    period_lock(world.programme, date(2023, 10, 1), date(2023, 12, 31))
    scan = Scan(scan=uuid4(), at=MORNING, participant=mari.pk)
    check_in(
        event=meeting,
        scans=[scan],
        reason="Telefon oli võrgust väljas",
        by=world.manager,
        now=EVENING,
    )
    assert attendance_of(meeting) == {"Tartu Linnavalitsus": 1}


def test_a_cancelled_event_lets_nobody_in(world: World, meeting: Event, checks_in):
    mari = participant(meeting)
    cancel_event(event=meeting, why="Esineja on haige", by=world.coordinator, now=MORNING)
    with pytest.raises(StepNotPossible):
        checks_in(mari)


def test_somebody_elses_event_is_refused(world: World, meeting: Event):
    mari = participant(meeting)
    stranger = user("narva@example.ee")
    membership(stranger, world.narva, Role.COORDINATOR)
    scan = Scan(scan=uuid4(), at=MORNING, code=code_of(mari))
    with pytest.raises(PermissionDenied):
        check_in(event=meeting, scans=[scan], by=stranger, now=MORNING)
    with pytest.raises(PermissionDenied):
        undo_check_in(event=meeting, scans=[scan.scan], by=stranger, now=MORNING)
    assert state(mari) == "admitted"


def test_an_erased_person_is_not_found(meeting: Event, checks_in):
    gone = participant(meeting, name="", erased_at=MORNING)
    assert [found.outcome for found in checks_in(gone)] == [Outcome.UNKNOWN]


@pytest.mark.parametrize("people", [1, 30])
def test_a_batch_takes_as_many_queries_however_long_it_is(
    world: World, meeting: Event, checks_in, django_assert_num_queries, people: int
):
    everybody = [participant(meeting, organisation=world.tartu) for _ in range(people)]
    scans = [
        Scan(scan=UUID(int=n + 1), at=MORNING, participant=p.pk) for n, p in enumerate(everybody)
    ]
    with django_assert_num_queries(29):
        check_in(event=meeting, scans=scans, by=world.coordinator, now=MORNING)
