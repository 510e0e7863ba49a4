"""Sessions from pasted lines, all at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from loim.events.actions.agenda.editing import agenda_change, check_size
from loim.events.logic.agenda.lines import ReadSession
from loim.events.models import Event, Material, Session, Speaker
from loim.people.models import User

_FIELDS = ("day", "start_time", "end_time", "kind", "title", "description", "room", "translations")


@dataclass(frozen=True)
class Pasted:
    added: int
    kept: int
    removed: int


def paste_sessions(
    *, event: Event, read: Sequence[ReadSession], replaces: bool, by: User, now: datetime
) -> Pasted:
    """Add these sessions with their speakers, in a fixed number of queries.

    `replaces`: the agenda becomes exactly these. One that was there (the same title on the
    same day, else the same time and room) stays the same session, with its materials and
    translations; materials of those that go stay with the event. Otherwise what is there
    already, to the letter, is not added again: the form was sent twice. Refused: TooMuch.
    """
    with agenda_change(event=event, by=by, now=now, step="agenda_pasted"):
        before = list(event.sessions.order_by("pk"))
        if not replaces:
            there = {_identity(row) for row in before}
            read = [session for session in read if _identity_read(session) not in there]
            before = []
        pairs = _matched(before, read)
        new: list[Session] = []
        kept: list[Session] = []
        for was, session in pairs:
            row = was or Session(event=event)
            _put(session, row)
            (kept if was else new).append(row)
        gone = {row.pk for row in before} - {row.pk for row in kept}
        Material.objects.filter(session__in=gone).update(session=None)
        Session.objects.filter(pk__in=gone).delete()
        Session.objects.bulk_update(kept, _FIELDS)
        Session.objects.bulk_create(new)
        rows = iter(new)
        placed = [(was or next(rows), session) for was, session in pairs]
        _write_speakers(event, placed, had_speakers=bool(kept))
        check_size(event)
    return Pasted(len(new), len(kept), len(gone))


def _matched(
    before: Sequence[Session], read: Sequence[ReadSession]
) -> list[tuple[Session | None, ReadSession]]:
    left = list(before)
    found: dict[int, Session] = {}
    for fits in (_same_title, _same_place):
        for number, session in enumerate(read):
            if number not in found:
                was = next((row for row in left if fits(row, session)), None)
                if was:
                    found[number] = was
                    left.remove(was)
    return [(found.get(number), session) for number, session in enumerate(read)]


def _same_title(row: Session, session: ReadSession) -> bool:
    return row.day == session.day and row.title.casefold() == session.title.casefold()


def _same_place(row: Session, session: ReadSession) -> bool:
    place: tuple[date, time, str] = (row.day, row.start_time, row.room)
    return place == (session.day, session.start, session.room)


def _identity(row: Session) -> tuple[object, ...]:
    return row.day, row.start_time, row.end_time, row.title, row.room


def _identity_read(session: ReadSession) -> tuple[object, ...]:
    return session.day, session.start, session.end, session.title, session.room


def _put(session: ReadSession, row: Session) -> None:
    if row.title and row.title != session.title:
        # Another title, another text: what it was in other languages is not what it is now.
        row.translations = {}
    row.day, row.start_time, row.end_time = session.day, session.start, session.end
    row.kind, row.title, row.room = session.kind, session.title, session.room
    row.description = session.description


def _write_speakers(
    event: Event, placed: Sequence[tuple[Session, ReadSession]], *, had_speakers: bool
) -> None:
    """Speakers are one for each name; of one who is known already nothing is changed."""
    positions: dict[str, str] = {}
    for _row, session in placed:
        for speaker in session.speakers:
            positions[speaker.name] = positions.get(speaker.name) or speaker.position
    if positions:
        known = set(event.speakers.values_list("name", flat=True))
        Speaker.objects.bulk_create(
            Speaker(event=event, name=name, position=position)
            for name, position in positions.items()
            if name not in known
        )
    keys = dict(event.speakers.values_list("name", "pk")) if positions else {}
    through = Session.speakers.through
    if had_speakers:
        through.objects.filter(session__in=[row.pk for row, _read in placed]).delete()
    through.objects.bulk_create(
        through(session_id=row.pk, speaker_id=keys[speaker.name])
        for row, session in placed
        for speaker in session.speakers
    )
