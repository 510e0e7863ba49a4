"""Single changes, cancellations, standing in, and who is told."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from loim.clubs.actions.meetings import (
    MeetingFacts,
    NotAFacilitator,
    NothingToHandOver,
    cancel_meeting,
    change_meeting,
    hand_over,
    reopen_meeting,
)
from loim.clubs.actions.planning import plan_club
from loim.clubs.actions.timetable import PauseFacts, add_pause
from loim.clubs.actions.visiting import (
    MeetingFull,
    MeetingOver,
    NoDropIns,
    announce,
    come,
    stay_away,
)
from loim.clubs.models import Club, ClubMeeting, Visit
from loim.clubs.tasks import tell_changes_often
from loim.events.actions.recording import ChangedMeanwhile
from loim.events.actions.steps import WhyMissing, cancel_event
from loim.events.models import Event, EventStatus
from tests import factories
from tests.clubs.conftest import NOW
from tests.factories import clubs as make
from tests.mail import Mailbox, run_jobs
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(talk: Club) -> ClubMeeting:
    plan_club(club=talk, by=None, now=NOW)
    return ClubMeeting.objects.select_related("event", "club").order_by("day")[0]


def subjects(mailbox: Mailbox) -> list[tuple[str, str]]:
    run_jobs(name="common.send_mail")
    return sorted((str(m["To"]), str(m["Subject"])) for m in mailbox.messages)


def moved(**fields: object) -> MeetingFacts:
    said = {
        "day": date(2023, 2, 8),
        "start_time": time(18),
        "end_time": time(19),
        "place": "Raamatukogu",
        **fields,
    }
    return MeetingFacts(**said)  # type: ignore[arg-type]


def test_another_time_place_and_topic_of_one_meeting(
    talk: Club, meeting: ClubMeeting, world: World, mailbox: Mailbox
) -> None:
    make.person(talk, email="ann@example.ee")
    away = make.person(talk, email="ben@example.ee")
    make.person(talk, "waiting", email="cat@example.ee")
    stay_away(meeting=meeting, person=away, now=NOW)

    change_meeting(
        meeting=meeting,
        facts=moved(topic="Sünnipäev", translations={"en": {"topic": "Birthday"}}),
        by=world.coordinator,
        now=NOW,
    )

    event = Event.objects.get(pk=meeting.event_id)
    assert (event.title, event.start_date, event.place) == (
        "Vestlusklubi: Sünnipäev", date(2023, 2, 8), "Raamatukogu",
    )  # fmt: skip
    assert event.translations["en"] == {
        "title": "Conversation club: Birthday",
        "description": "We talk.",
    }
    assert event.languages == ["et"]
    assert subjects(mailbox) == [
        ("ann@example.ee", "Another time or place on 8 February 2023: Conversation club")
    ]


def test_a_topic_alone_writes_to_nobody(
    talk: Club, meeting: ClubMeeting, world: World, mailbox: Mailbox
) -> None:
    make.person(talk)
    facts = MeetingFacts(
        meeting.day, time(17, 30), time(19), talk.place, talk.address, topic="Sünnipäev"
    )
    change_meeting(meeting=meeting, facts=facts, by=world.coordinator, now=NOW)
    assert subjects(mailbox) == []


def test_what_another_changed_meanwhile_is_not_overwritten(
    talk: Club, meeting: ClubMeeting, world: World
) -> None:
    with pytest.raises(ChangedMeanwhile):
        change_meeting(
            meeting=meeting, facts=moved(topic="Uus"), seen="2020", by=world.coordinator, now=NOW
        )
    meeting.refresh_from_db()
    assert (meeting.topic, meeting.is_by_hand) == ("", False)


def test_a_cancellation_with_its_reason_and_its_undoing_are_told(
    talk: Club, meeting: ClubMeeting, world: World, mailbox: Mailbox
) -> None:
    make.person(talk, email="ann@example.ee")
    make.facilitator(talk, email="vedaja@example.ee")
    announce(meeting=meeting, name="Eva", email="eva@example.ee", language="en", now=NOW)

    with pytest.raises(WhyMissing):
        cancel_meeting(meeting=meeting, why=" ", by=world.coordinator, now=NOW)
    cancel_meeting(meeting=meeting, why="Torm", by=world.coordinator, now=NOW)
    reopen_meeting(meeting=meeting, by=world.coordinator, now=NOW)

    told = subjects(mailbox)
    for address in ("ann@example.ee", "eva@example.ee", "vedaja@example.ee"):
        assert (address, "Cancelled on 7 February 2023: Conversation club") in told
        assert (
            address, "It takes place after all on 7 February 2023: Conversation club",
        ) in told  # fmt: skip
    assert any("Torm" in mailbox.text(message) for message in mailbox.to("ann@example.ee"))
    assert Event.objects.get(pk=meeting.event_id).status == EventStatus.PUBLISHED


def test_a_cancellation_on_the_events_own_page_is_told_by_the_job(
    talk: Club,
    meeting: ClubMeeting,
    world: World,
    mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    make.person(talk, email="ann@example.ee")
    assert meeting.event
    cancel_event(event=meeting.event, why="Torm", by=world.coordinator, now=NOW)

    tell_changes_often(0)
    tell_changes_often(0)

    assert subjects(mailbox) == [
        ("ann@example.ee", "Cancelled on 7 February 2023: Conversation club")
    ]


def test_a_new_pause_is_told_once_and_not_for_each_meeting(
    talk: Club, meeting: ClubMeeting, world: World, mailbox: Mailbox
) -> None:
    make.person(talk, email="ann@example.ee")
    pause = PauseFacts(date(2023, 3, 1), date(2023, 3, 31), "Remont")
    add_pause(club=talk, facts=pause, by=world.coordinator, now=NOW)
    assert subjects(mailbox) == [
        ("ann@example.ee", "The club meets at other times: Conversation club")
    ]


def test_a_facilitator_hands_a_meeting_over_to_a_stand_in(
    talk: Club, meeting: ClubMeeting, mailbox: Mailbox
) -> None:
    leader = make.facilitator(talk)
    stand_in = make.facilitator(talk, email="asendaja@example.ee", is_stand_in=True)

    hand_over(meeting=meeting, to=stand_in, by=leader, now=NOW)
    hand_over(meeting=meeting, to=stand_in, by=leader, now=NOW)

    meeting.refresh_from_db()
    assert meeting.facilitator == stand_in
    assert subjects(mailbox) == [
        ("asendaja@example.ee", "You lead the meeting on 7 February 2023: Conversation club")
    ]


def test_nobody_is_handed_what_they_cannot_lead(
    talk: Club, meeting: ClubMeeting, world: World
) -> None:
    leader = make.facilitator(talk)
    gone = make.facilitator(talk, left_at=NOW)
    elsewhere = make.facilitator(make.club(world.narva))
    for to in (gone, elsewhere):
        with pytest.raises(NotAFacilitator):
            hand_over(meeting=meeting, to=to, by=leader, now=NOW)
    with pytest.raises(PermissionDenied):
        hand_over(meeting=meeting, to=leader, by=elsewhere, now=NOW)
    with pytest.raises(NothingToHandOver):
        hand_over(meeting=meeting, to=leader, by=leader, now=NOW + timedelta(days=30))


def test_others_change_and_cancel_nothing(talk: Club, meeting: ClubMeeting, world: World) -> None:
    stranger = factories.user()
    factories.membership(stranger, world.narva, "coordinator")
    with pytest.raises(PermissionDenied):
        change_meeting(meeting=meeting, facts=moved(), by=stranger, now=NOW)
    with pytest.raises(PermissionDenied):
        cancel_meeting(meeting=meeting, why="x", by=stranger, now=NOW)
    with pytest.raises(PermissionDenied):
        hand_over(meeting=meeting, to=make.facilitator(talk), by=stranger, now=NOW)
    assert Event.objects.get(pk=meeting.event_id).place == "Näidismaja"


def test_drop_ins_have_their_limit_and_give_places_back(talk: Club, meeting: ClubMeeting) -> None:
    talk.drop_in_places = 1
    talk.save()

    def drop_in(name: str) -> None:
        announce(meeting=meeting, name=name, email=f"{name}@example.ee", language="en", now=NOW)

    drop_in("ann")
    drop_in("ann")  # the same form sent twice
    with pytest.raises(MeetingFull):
        drop_in("ben")
    ann = talk.people.get(name="ann")
    stay_away(meeting=meeting, person=ann, now=NOW)
    drop_in("ben")
    with pytest.raises(MeetingFull):
        come(meeting=meeting, person=ann, now=NOW)
    assert list(Visit.objects.values_list("person__name", "state")) == [("ben", "announced")]


def test_a_regular_needs_no_place_to_drop_in_and_may_be_excused(
    talk: Club, meeting: ClubMeeting
) -> None:
    talk.drop_in_places = 0
    talk.save()
    ann = make.person(talk, email="ann@example.ee")
    said = {"name": "Keegi", "email": "ANN@example.ee", "language": "en", "now": NOW}
    announce(meeting=meeting, is_proved=True, **said)
    assert not Visit.objects.exists()
    stay_away(meeting=meeting, person=ann, now=NOW)
    assert Visit.objects.get().state == "excused"
    come(meeting=meeting, person=ann, now=NOW)
    assert not Visit.objects.exists()


def test_a_club_for_regulars_alone_and_a_meeting_that_has_begun(
    talk: Club, meeting: ClubMeeting
) -> None:
    said = {"name": "Ann", "email": "ann@example.ee", "language": "en"}
    with pytest.raises(MeetingOver):
        announce(meeting=meeting, now=datetime(2023, 2, 7, 15, 30, tzinfo=UTC), **said)
    talk.welcomes_drop_ins = False
    talk.save()
    with pytest.raises(NoDropIns):
        announce(meeting=meeting, now=NOW, **said)
    assert not talk.people.exists()
