"""An agenda is given out, participants hear what changed, everybody sees only what was given."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from loim.common.models import OutgoingMail
from loim.events.actions.agenda.notice_letters import write_forgotten_notices
from loim.events.actions.agenda.notices import notify
from loim.events.actions.agenda.releasing import (
    NothingChanged,
    NothingToRelease,
    release_agenda,
)
from loim.events.models import AgendaRelease, Event, EventStatus, Notice, NoticeKind
from loim.events.queries.agenda.shown import draft_agenda, released_agenda
from loim.events.queries.registration.own_link import own_link_of
from loim.people.models import Role
from tests.factories import membership, participant, published_event, registration, user
from tests.factories.agenda import material, session, speaker
from tests.mail import run_jobs
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2099, 11, 15)  # still to come, whenever a worker looks at its clock


@pytest.fixture
def meeting(world: World) -> Event:
    return published_event(
        under=world.activity,
        organiser=world.rakvere,
        start_date=DAY,
        title="Sügiskohtumine",
        translations={"en": {"title": "Autumn meeting"}},
    )


def release(meeting: Event, world: World, now: datetime, **options: Any) -> AgendaRelease:
    options.setdefault("tells_participants", True)
    return release_agenda(event=meeting, by=world.coordinator, now=now, **options)


def titles(agenda: Any) -> list[str]:
    return [
        str(shown.text("title"))
        for day in agenda.days
        for block in day.blocks
        for room in block.rooms
        for shown in room.sessions
    ]


def test_everybody_sees_the_last_release_and_never_the_draft(
    world: World, meeting: Event, now: datetime
) -> None:
    assert released_agenda(meeting) is None
    opening = session(meeting, title="Avamine")
    release(meeting, world, now)

    opening.title = "Salajane"
    opening.save()
    session(meeting, "12:00", title="Mustand")

    shown = released_agenda(meeting)
    assert shown is not None
    assert (titles(shown), shown.number, shown.released_at) == (["Avamine"], 1, now)
    assert titles(draft_agenda(meeting)) == ["Salajane", "Mustand"]
    release(meeting, world, now)
    assert titles(released_agenda(meeting)) == ["Salajane", "Mustand"]


def test_an_empty_agenda_and_one_that_is_out_already_are_refused(
    world: World, meeting: Event, now: datetime
) -> None:
    with pytest.raises(NothingToRelease):
        release(meeting, world, now)
    session(meeting)
    release(meeting, world, now)
    with pytest.raises(NothingChanged):
        release(meeting, world, now)
    assert meeting.agenda_releases.count() == 1


def test_a_stranger_releases_nothing(world: World, meeting: Event, now: datetime) -> None:
    session(meeting)
    stranger = user()
    membership(stranger, world.narva, Role.COORDINATOR)
    with pytest.raises(PermissionDenied):
        release_agenda(event=meeting, tells_participants=True, by=stranger, now=now)
    assert not meeting.agenda_releases.exists()


def test_in_the_readers_language_with_what_is_missing_marked(
    world: World, meeting: Event, now: datetime
) -> None:
    who = speaker(
        meeting, "Mari Näidis", position="juht", translations={"en": {"position": "head"}}
    )
    session(meeting, title="Avamine", speakers=[who], translations={"en": {"title": "Opening"}})
    session(meeting, "11:00", title="Lõuna")
    release(meeting, world, now)

    with translation.override("en"):
        shown = released_agenda(meeting)
        assert shown is not None
        assert titles(shown) == ["Opening", "Lõuna"]
        opening, lunch = (room.sessions[0] for b in shown.days[0].blocks for room in b.rooms)
        assert lunch.text("title").language == "et"
        assert opening.speakers[0].text("position") == "head"


def test_materials_for_participants_are_not_for_everybody(
    world: World, meeting: Event, now: datetime
) -> None:
    opening = session(meeting)
    material(meeting, title="Kõigile", session=opening)
    material(meeting, title="Osalejale", session=opening, is_public=False)
    later = material(meeting, title="Hiljem suletud")
    gone = material(meeting, title="Eemaldatud")
    release(meeting, world, now)
    later.is_public = False
    later.save()
    gone.delete()
    material(meeting, title="Mustandis")

    def shown(**options: Any) -> set[str]:
        agenda = released_agenda(meeting, **options)
        assert agenda is not None
        of_sessions = [
            m for d in agenda.days for b in d.blocks for r in b.rooms for s in r.sessions
            for m in s.materials
        ]  # fmt: skip
        return {str(found.text("title")) for found in [*of_sessions, *agenda.materials]}

    assert shown() == {"Kõigile"}
    assert shown(is_participant=True) == {"Kõigile", "Osalejale", "Hiljem suletud"}


@pytest.mark.parametrize("rows", [1, 3])
def test_showing_takes_two_queries(
    world: World, meeting: Event, now: datetime, rows: int, django_assert_num_queries: Any
) -> None:
    for n in range(rows):
        at = session(meeting, f"1{n}:00", speakers=[speaker(meeting)])
        material(meeting, session=at)
    release(meeting, world, now)
    with django_assert_num_queries(2):
        assert len(titles(released_agenda(meeting))) == rows


def letters() -> dict[str, OutgoingMail]:
    run_jobs(name="loim.events.write_notices")
    return {mail.to: mail for mail in OutgoingMail.objects.order_by("pk")}


def test_those_who_hold_a_place_or_wait_are_told_in_their_language(
    world: World, meeting: Event, now: datetime, mailbox: Any
) -> None:
    told = {
        state: participant(meeting, state, email=f"{state}@example.ee")
        for state in ("admitted", "waiting", "applied", "offered")
    }
    english = participant(meeting, email="english@example.ee", language="en")
    for state in ("cancelled", "declined"):
        participant(meeting, state, email=f"{state}@example.ee")
    participant(published_event(organiser=world.rakvere), email="elsewhere@example.ee")
    opening = session(meeting, title="Avamine", translations={"en": {"title": "Opening"}})
    release(meeting, world, now)
    letters()
    run_jobs()
    mailbox.messages.clear()

    opening.start_time = opening.start_time.replace(hour=11)
    opening.save()
    release(meeting, world, now, note="Algame hiljem.")
    letters()
    run_jobs()

    assert sorted(message["To"] for message in mailbox.messages) == sorted(
        [*(f"{state}@example.ee" for state in told), "english@example.ee"]
    )
    (message,) = mailbox.to("english@example.ee")
    assert message["Subject"] == "The agenda has changed: Autumn meeting"
    text = mailbox.text(message)
    assert "“Opening” is now at 11:00; it was at 10:00." in text
    assert "Algame hiljem." in text
    assert own_link_of(english.registration, "en") in text
    assert own_link_of(told["admitted"].registration) not in text


def test_nobody_is_told_twice_whatever_runs_again(
    world: World, meeting: Event, now: datetime
) -> None:
    participant(meeting, email="mari@example.ee")
    session(meeting)
    given = release(meeting, world, now)

    assert notify(event=meeting, kind=NoticeKind.AGENDA, number=given.number, now=now) == 0
    letters()
    letters()
    write_forgotten_notices(now=now)

    assert OutgoingMail.objects.count() == 1
    assert Notice.objects.get().mail is not None


def test_an_unconfirmed_address_gets_no_letter(world: World, meeting: Event, now: datetime) -> None:
    unsure = registration(meeting, confirmed_at=None, confirm_by=now)
    participant(meeting, "offered", of_registration=unsure, email="keegi@example.ee")
    participant(meeting, email="mari@example.ee")
    session(meeting)
    release(meeting, world, now)
    assert list(letters()) == ["mari@example.ee"]


def test_one_address_gets_one_letter_for_all_whom_it_registered(
    world: World, meeting: Event, now: datetime
) -> None:
    group = registration(meeting, email="ryhm@example.ee")
    for _number in range(3):
        participant(meeting, of_registration=group, email="")
    participant(meeting, of_registration=group, email="mari@example.ee")
    session(meeting)
    release(meeting, world, now)

    assert sorted(letters()) == ["mari@example.ee", "ryhm@example.ee"]
    assert OutgoingMail.objects.count() == 2
    assert Notice.objects.filter(mail__isnull=False).count() == 4


@pytest.mark.parametrize("people", [1, 3])
def test_telling_takes_the_same_queries(
    world: World, meeting: Event, now: datetime, people: int, django_assert_num_queries: Any
) -> None:
    for _number in range(people):
        participant(meeting)
    session(meeting)
    release(meeting, world, now)
    with django_assert_num_queries(18):
        letters()
    assert OutgoingMail.objects.count() == people


def test_participants_of_an_event_that_is_no_longer_held_hear_nothing(
    world: World, meeting: Event, now: datetime
) -> None:
    participant(meeting)
    session(meeting)
    Event.objects.update(status=EventStatus.CANCELLED)
    release(meeting, world, now)
    assert letters() == {}


def test_a_release_can_be_quiet(world: World, meeting: Event, now: datetime) -> None:
    participant(meeting)
    session(meeting)
    release(meeting, world, now, tells_participants=False)
    assert letters() == {}
