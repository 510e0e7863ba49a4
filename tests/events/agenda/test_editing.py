"""Sessions, speakers and materials change; pasted ones come all at once."""

from datetime import date, datetime, time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from loim.events.actions.agenda import editing
from loim.events.actions.agenda.editing import (
    IsGone,
    SpeakerIsThere,
    TooMuch,
    remove_material,
    remove_session,
    save_material,
    save_session,
    save_speaker,
)
from loim.events.actions.agenda.pasting import Pasted, paste_sessions
from loim.events.logic.agenda.lines import read_agenda
from loim.events.models import Event, Material, Session, Speaker
from loim.people.models import Role
from tests.factories import membership, published_event, user
from tests.factories.agenda import material, session, speaker
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2023, 11, 15)


@pytest.fixture
def meeting(world: World) -> Event:
    return published_event(under=world.activity, organiser=world.rakvere, start_date=DAY)


def paste(meeting: Event, text: str, world: World, now: datetime, **options: Any) -> Pasted:
    read = read_agenda(text, [DAY])
    assert read.unread == []
    options.setdefault("replaces", False)
    return paste_sessions(
        event=meeting, read=read.sessions, by=world.coordinator, now=now, **options
    )


def rows(meeting: Event) -> list[tuple[str, str]]:
    return [
        (f"{row.start_time:%H:%M}", row.title)
        for row in meeting.sessions.order_by("start_time", "pk")
    ]


def test_pasted_lines_are_sessions_with_kinds_and_speakers(
    world: World, meeting: Event, now: datetime
) -> None:
    known = speaker(meeting, "Mari Näidis", position="vallavanem", biography="Elulugu")

    pasted = paste(
        meeting,
        "10.00–10.30 Saabumine\n10.30–11.00 Avamine (Mari Näidis)\n"
        "11.00 Töötuba (Jüri Näidis, koolitaja ja Mari Näidis) (saal A)",
        world,
        now,
    )

    assert pasted == Pasted(added=3, kept=0, removed=0)
    arrival, opening, workshop = meeting.sessions.order_by("start_time")
    assert [arrival.kind, opening.kind, workshop.kind] == ["arrival", "plenary", "group_work"]
    assert (workshop.room, workshop.end_time) == ("saal A", None)
    assert list(opening.speakers.all()) == [known]
    assert list(meeting.speakers.order_by("name").values_list("name", "position", "biography")) == [
        ("Jüri Näidis", "koolitaja", ""),
        ("Mari Näidis", "vallavanem", "Elulugu"),
    ]
    assert workshop.speakers.count() == 2


@pytest.mark.parametrize("lines", [1, 30])
def test_pasting_takes_the_same_queries(
    world: World, meeting: Event, now: datetime, lines: int, django_assert_num_queries: Any
) -> None:
    text = "\n".join(f"10.{n:02} Ettekanne {n} (Mari Nimi, Jüri Nimi)" for n in range(lines))
    with django_assert_num_queries(17):
        paste(meeting, text, world, now)


def test_pasted_again_the_agenda_becomes_what_the_lines_say(
    world: World, meeting: Event, now: datetime
) -> None:
    opening = session(
        meeting, "10:00", "11:00", title="Avamine", translations={"en": {"title": "Opening"}}
    )
    moved = session(meeting, "11:00", "12:00", title="Töötuba")
    gone = session(meeting, "12:00", title="Lõuna")
    kept, left = material(meeting, session=opening), material(meeting, session=gone)

    pasted = paste(
        meeting,
        "10.00–11.00 Tervitus\n11.30–12.00 Töötuba\n13.00 Lahkumine",
        world,
        now,
        replaces=True,
    )

    assert pasted == Pasted(added=1, kept=2, removed=1)
    assert rows(meeting) == [
        ("10:00", "Tervitus"),
        ("11:30", "Töötuba"),
        ("13:00", "Lahkumine"),
    ]
    opening.refresh_from_db()
    assert (opening.title, opening.translations) == ("Tervitus", {})
    assert meeting.sessions.get(title="Töötuba").pk == moved.pk
    kept.refresh_from_db()
    left.refresh_from_db()
    assert (kept.session, left.session) == (opening, None)


def test_pasted_beside_what_is_there(world: World, meeting: Event, now: datetime) -> None:
    session(meeting, "10:00", title="Avamine")
    paste(meeting, "10.00 Algus\n11.00 Töötuba", world, now)
    assert rows(meeting) == [("10:00", "Avamine"), ("10:00", "Algus"), ("11:00", "Töötuba")]


def test_a_double_click_adds_everything_once(world: World, meeting: Event, now: datetime) -> None:
    lines = "10.00–11.00 Avamine (saal A)\n11.00 Töötuba"
    assert paste(meeting, lines, world, now) == Pasted(added=2, kept=0, removed=0)
    assert paste(meeting, lines, world, now) == Pasted(added=0, kept=0, removed=0)

    def save_twice(save: Any, make: Any) -> None:
        first, second = (save(make()) for _click in range(2))
        assert first.pk == second.pk

    who = {"by": world.coordinator, "now": now}
    save_twice(
        lambda part: save_session(session=part, speakers=[], **who),
        lambda: Session(event=meeting, day=DAY, start_time=time(9), title="Saabumine"),
    )
    save_twice(
        lambda part: save_speaker(speaker=part, **who), lambda: Speaker(event=meeting, name="Mari")
    )
    save_twice(
        lambda part: save_material(material=part, **who),
        lambda: Material(event=meeting, title="Slaidid", url="https://example.ee"),
    )
    assert meeting.sessions.count() == 3


def test_more_than_an_agenda_can_hold_is_refused_whole(
    world: World, meeting: Event, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editing, "MOST_SESSIONS", 2)
    with pytest.raises(TooMuch):
        paste(meeting, "9.00 Üks\n10.00 Kaks\n11.00 Kolm", world, now)
    assert rows(meeting) == []


def test_nobody_else_changes_an_agenda(world: World, meeting: Event, now: datetime) -> None:
    other = user()
    membership(other, world.narva, Role.COORDINATOR)
    there = session(meeting, "10:00", title="Avamine")
    there.title = "Muudetud"

    with pytest.raises(PermissionDenied):
        save_session(session=there, speakers=[], by=other, now=now)
    with pytest.raises(PermissionDenied):
        remove_session(session=there, by=other, now=now)
    with pytest.raises(PermissionDenied):
        paste_sessions(event=meeting, read=[], replaces=True, by=other, now=now)
    with pytest.raises(PermissionDenied):
        save_speaker(speaker=Speaker(event=meeting, name="Mari"), by=other, now=now)
    with pytest.raises(PermissionDenied):
        save_material(
            material=Material(event=meeting, title="Slaidid", url="https://example.ee"),
            by=other,
            now=now,
        )
    assert rows(meeting) == [("10:00", "Avamine")]
    assert not meeting.speakers.exists()
    assert not meeting.materials.exists()


def test_speakers_of_another_event_do_not_speak_here(
    world: World, meeting: Event, now: datetime
) -> None:
    stranger = speaker(published_event(organiser=world.rakvere))
    own = speaker(meeting)
    made = save_session(
        session=Session(event=meeting, day=DAY, start_time=time(10), title="Avamine"),
        speakers=[own, stranger],
        by=world.coordinator,
        now=now,
    )
    assert list(made.speakers.all()) == [own]


def test_what_a_colleague_removed_does_not_come_back_by_saving(
    world: World, meeting: Event, now: datetime
) -> None:
    there = session(meeting)
    Session.objects.filter(pk=there.pk).delete()
    with pytest.raises(IsGone):
        save_session(session=there, speakers=[], by=world.coordinator, now=now)
    assert rows(meeting) == []


def test_a_speaker_is_named_once(world: World, meeting: Event, now: datetime) -> None:
    speaker(meeting, "Mari Näidis")
    with pytest.raises(SpeakerIsThere, match="Mari Näidis"):
        save_speaker(
            speaker=Speaker(event=meeting, name="Mari Näidis", biography="Uus"),
            by=world.coordinator,
            now=now,
        )


def test_history_knows_who_changed_a_session(world: World, meeting: Event, now: datetime) -> None:
    there = session(meeting, title="Avamine")
    there.title = "Algus"
    save_session(session=there, speakers=[], by=world.coordinator, now=now)

    last = Session.pgh_event_model.objects.filter(pgh_obj_id=there.pk).order_by("-pgh_id").first()
    assert (last.title, last.pgh_context.metadata["user"], last.pgh_context.metadata["step"]) == (
        "Algus",
        world.coordinator.pk,
        "agenda_session",
    )


def test_a_file_goes_with_its_material_when_that_is_committed(
    world: World,
    meeting: Event,
    now: datetime,
    settings: Any,
    tmp_path: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    there = material(meeting, file=ContentFile(b"%PDF-1", "slaidid.pdf"))
    path = tmp_path / there.file.name
    with django_capture_on_commit_callbacks() as callbacks:
        remove_material(material=there, by=world.coordinator, now=now)
    assert path.exists()
    for callback in callbacks:
        callback()
    assert not path.exists()
    assert not meeting.materials.exists()


def test_a_file_that_another_replaces_is_erased(
    world: World,
    meeting: Event,
    now: datetime,
    settings: Any,
    tmp_path: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    there = material(meeting, file=ContentFile(b"%PDF-1", "vana.pdf"))
    old = tmp_path / there.file.name
    there.file = ContentFile(b"%PDF-2", "uus.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        save_material(material=there, by=world.coordinator, now=now)
    assert not old.exists()
    assert (tmp_path / there.file.name).read_bytes() == b"%PDF-2"
