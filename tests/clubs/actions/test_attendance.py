"""Who came: names and numbers become the event's attendance and the plan's numbers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from loim.clubs.actions.attendance import NotHeld, NotYet, WhoCame, record_attendance
from loim.clubs.actions.facilitators import let_go
from loim.clubs.models import Club, ClubMeeting, Visit
from loim.events.models import Attendance, Event
from loim.programmes.actions.corrections import PeriodLocked
from loim.programmes.actions.indicators import refresh_stale_values
from loim.programmes.logic.counting import CountingRule
from loim.programmes.models import IndicatorValue
from tests import factories
from tests.clubs.conftest import NOW
from tests.factories import clubs as make
from tests.world import World

pytestmark = pytest.mark.django_db
EVENING = datetime(2023, 2, 7, 18, 0, tzinfo=UTC)


@pytest.fixture
def meeting(talk: Club) -> ClubMeeting:
    return make.meeting(talk, date(2023, 2, 7))


def states(meeting: ClubMeeting) -> dict[str, str]:
    return dict(Visit.objects.filter(meeting=meeting).values_list("person__name", "state"))


def test_names_and_numbers_are_the_events_attendance(
    talk: Club, meeting: ClubMeeting, world: World
) -> None:
    ann, ben = make.person(talk, name="Ann"), make.person(talk, name="Ben")
    leader = make.facilitator(talk)

    people = record_attendance(
        meeting=meeting,
        who=WhoCame(
            came=[ann.pk], shown=[ann.pk, ben.pk], new_names=["Cat", "cat ", ""], unnamed=2
        ),
        facilitator=leader,
        now=EVENING,
    )

    event = Event.objects.get()
    assert people == 4
    assert event.status == "held"
    # People without an organisation count for the government of the place.
    assert list(event.attendances.values_list("organisation", "people")) == [(world.rakvere.pk, 4)]
    assert states(meeting) == {"Ann": "came", "Ben": "missed", "Cat": "came"}
    meeting.refresh_from_db()
    assert (meeting.facilitator, meeting.recorded_at) == (leader, EVENING)


def test_saved_twice_it_is_the_same_and_saved_otherwise_it_is_put_right(
    talk: Club, meeting: ClubMeeting
) -> None:
    ann, ben = make.person(talk, name="Ann"), make.person(talk, name="Ben")
    leader = make.facilitator(talk)
    both = [ann.pk, ben.pk]
    who = WhoCame(came=both, shown=both, new_names=["Cat"], unnamed=1)
    for _again in range(2):
        assert record_attendance(meeting=meeting, who=who, facilitator=leader, now=EVENING) == 4

    record_attendance(
        meeting=meeting, who=WhoCame(came=[ann.pk], shown=both), facilitator=leader, now=EVENING
    )

    # Cat was not on that form, so she stays.
    assert states(meeting) == {"Ann": "came", "Ben": "missed", "Cat": "came"}
    assert Attendance.objects.get().people == 2


def test_two_facilitators_with_different_forms_do_not_undo_each_other(
    talk: Club, meeting: ClubMeeting
) -> None:
    ann, ben = make.person(talk, name="Ann"), make.person(talk, name="Ben")
    leader = make.facilitator(talk)
    for person in (ann, ben):
        record_attendance(
            meeting=meeting,
            who=WhoCame(came=[person.pk], shown=[person.pk]),
            facilitator=leader,
            now=EVENING,
        )
    assert states(meeting) == {"Ann": "came", "Ben": "came"}


def test_an_evening_to_which_nobody_came_was_held_all_the_same(
    talk: Club, meeting: ClubMeeting
) -> None:
    record_attendance(
        meeting=meeting, who=WhoCame(), facilitator=make.facilitator(talk), now=EVENING
    )
    assert Event.objects.get().status == "held"
    assert not Attendance.objects.exists()


def test_what_other_organisations_sent_stays(
    talk: Club, meeting: ClubMeeting, world: World
) -> None:
    assert meeting.event
    factories.attendance(meeting.event, world.tartu, 7)
    record_attendance(
        meeting=meeting, who=WhoCame(unnamed=3), facilitator=make.facilitator(talk), now=EVENING
    )
    assert dict(Attendance.objects.values_list("organisation", "people")) == {
        world.tartu.pk: 7,
        world.rakvere.pk: 3,
    }


def test_a_chosen_organisation_or_the_club_s_own_is_counted(talk: Club, world: World) -> None:
    leader = make.facilitator(talk)
    talk.counts_for = world.tartu
    talk.save()
    first = make.meeting(talk, date(2023, 1, 24))
    record_attendance(meeting=first, who=WhoCame(unnamed=1), facilitator=leader, now=EVENING)
    talk.counts_for = talk.place_municipality = None
    talk.save()
    second = make.meeting(talk, date(2023, 1, 31))
    record_attendance(meeting=second, who=WhoCame(unnamed=1), facilitator=leader, now=EVENING)
    assert list(
        Attendance.objects.order_by("event__start_date").values_list("organisation", flat=True)
    ) == [world.tartu.pk, talk.organisation_id]


def test_the_plans_numbers_move(talk: Club, meeting: ClubMeeting, world: World) -> None:
    came = factories.indicator(world.programme, "Osaluskorrad")
    factories.measure(came, activities=[world.activity.root])
    held = factories.indicator(world.programme, "Klubid")
    factories.measure(held, "events", CountingRule.RECORDS, activities=[world.activity.root])
    people = factories.indicator(world.programme, "Inimesed")
    factories.measure(people, rule=CountingRule.SUM, activities=[world.activity.root])

    record_attendance(
        meeting=meeting, who=WhoCame(unnamed=9), facilitator=make.facilitator(talk), now=EVENING
    )
    refresh_stale_values(now=EVENING)

    numbers = {
        indicator.name: IndicatorValue.objects.filter(
            measure__indicator=indicator, start_date=date(2023, 1, 1), end_date=date(2023, 12, 31)
        )
        .get()
        .value
        for indicator in (came, held, people)
    }
    assert numbers == {"Osaluskorrad": 1, "Klubid": 1, "Inimesed": 9}


def test_before_the_day_and_of_a_cancelled_meeting_nothing_is_written(
    talk: Club, meeting: ClubMeeting
) -> None:
    leader = make.facilitator(talk)
    with pytest.raises(NotYet):
        record_attendance(meeting=meeting, who=WhoCame(unnamed=1), facilitator=leader, now=NOW)
    cancelled = make.meeting(talk, date(2023, 1, 31), status="cancelled")
    with pytest.raises(NotHeld):
        record_attendance(meeting=cancelled, who=WhoCame(unnamed=1), facilitator=leader, now=NOW)
    assert not Attendance.objects.exists()


def test_in_a_reported_period_nothing_is_written(
    talk: Club, meeting: ClubMeeting, world: World
) -> None:
    factories.period_lock(world.programme, date(2023, 1, 1), date(2023, 3, 31))
    ann = make.person(talk)
    with pytest.raises(PeriodLocked):
        record_attendance(
            meeting=meeting,
            who=WhoCame(came=[ann.pk], shown=[ann.pk]),
            facilitator=make.facilitator(talk),
            now=EVENING,
        )
    assert not Visit.objects.exists()


def test_those_who_lead_may_by_account_and_others_may_not(
    talk: Club, meeting: ClubMeeting, world: World
) -> None:
    leads, stranger = factories.user("vedaja@example.ee"), factories.user()
    leader = make.facilitator(talk, email="Vedaja@example.ee")
    elsewhere = make.facilitator(make.club(world.narva))
    who = WhoCame(unnamed=2)
    with pytest.raises(PermissionDenied):
        record_attendance(meeting=meeting, who=who, by=stranger, now=EVENING)
    with pytest.raises(PermissionDenied):
        record_attendance(meeting=meeting, who=who, facilitator=elsewhere, now=EVENING)
    with pytest.raises(PermissionDenied):
        record_attendance(meeting=meeting, who=who, now=EVENING)
    assert not Attendance.objects.exists()

    assert record_attendance(meeting=meeting, who=who, by=leads, now=EVENING) == 2
    let_go(facilitator=leader, by=world.coordinator, now=EVENING)
    leader.refresh_from_db()
    with pytest.raises(PermissionDenied):
        record_attendance(meeting=meeting, who=who, by=leads, now=EVENING + timedelta(hours=1))
    with pytest.raises(PermissionDenied):
        record_attendance(meeting=meeting, who=who, facilitator=leader, now=EVENING)


def test_people_of_another_club_are_not_counted(talk: Club, meeting: ClubMeeting) -> None:
    other = make.person(make.club())
    record_attendance(
        meeting=meeting,
        who=WhoCame(came=[other.pk], shown=[other.pk]),
        facilitator=make.facilitator(talk),
        now=EVENING,
    )
    assert not Visit.objects.exists()
