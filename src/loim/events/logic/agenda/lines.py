"""Sessions from pasted lines: '10.30 - 11.00 Sissejuhatus päeva' and all its kin.

A line that begins with a time begins a session, the lines below it describe it, a date is the
heading of a day. What is not understood is handed back with its number: nothing is lost.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from loim.events.logic.agenda.clock import DASHES, TimeNotUnderstood, day_of, times_of
from loim.events.logic.agenda.kinds import kind_of
from loim.events.logic.agenda.words import (
    ReadSpeaker,
    apart,
    is_room,
    names_in,
    room_said,
    speakers_said,
)

LONGEST_TITLE = 300


class Trouble(StrEnum):
    TIME = "time"  # begins like a time that is none
    BACKWARDS = "backwards"  # ends before it begins
    NO_TITLE = "no_title"  # a time and nothing else
    NO_TIME = "no_time"  # stands before the first session, or below a heading
    DAY_WORDS = "day_words"  # the date is understood, the words beside it are not kept


@dataclass(frozen=True)
class UnreadLine:
    number: int  # from 1
    text: str
    trouble: Trouble


@dataclass
class ReadSession:
    number: int  # of its first line
    day: date
    start: time
    end: time | None
    title: str = ""
    description: str = ""
    room: str = ""
    speakers: list[ReadSpeaker] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return kind_of(self.title)


@dataclass(frozen=True)
class ReadAgenda:
    sessions: list[ReadSession]
    unread: list[UnreadLine]


_HEADINGS = frozenset(
    [
        "päevakava",
        "kava",
        "ajakava",
        "programm",
        "päevaprogramm",
        "agenda",
        "programme",
        "program",
        "schedule",
        "timetable",
        "программа",
        "повестка",
        "расписание",
        "програма",
        "розклад",
    ]
) | {"повестка дня", "порядок денний", "programm ja ajakava"}
_COLUMNS = frozenset(
    [
        "aeg",
        "kell",
        "kellaaeg",
        "teema",
        "tegevus",
        "sisu",
        "esineja",
        "esinejad",
        "ruum",
        "koht",
        "läbiviija",
        "time",
        "topic",
        "session",
        "speaker",
        "speakers",
        "room",
        "activity",
        "время",
        "тема",
        "докладчик",
        "место",
        "час",
        "доповідач",
        "місце",
    ]
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)|`")
_BULLET = re.compile(rf"^(?:[\s•·‣▪◦●○∙*+>|{DASHES}]+|\(?\d{{1,2}}[.)]\s+(?=\d{{1,2}}\s?[.:]))+")
_ITEM = re.compile(rf"^\s*[•·‣▪◦●○∙*+{DASHES}]\s+\S")  # a list below a session stays a list
_CLOCK = re.compile(r"^\s*\d{1,2}[.:]\d\d\s*$")


def read_agenda(text: str, days: Sequence[date]) -> ReadAgenda:
    """Sessions in the order of the lines; those before any date are on the first of `days`."""
    reader = _Reader(days)
    for number, line in enumerate(text.splitlines(), 1):
        reader.read(number, line)
    return reader.result()


class _Reader:
    def __init__(self, days: Sequence[date]) -> None:
        self.days = days
        self.day = days[0]
        self.sessions: list[ReadSession] = []
        self.unread: list[UnreadLine] = []
        self.open: ReadSession | None = None  # takes the lines that follow

    def read(self, number: int, raw: str) -> None:
        is_heading = raw.lstrip().startswith("#")
        line = _plain(raw)
        cells = _cells(line)
        line = "\t".join(cells)
        if not re.search(r"\w", line) or _says_nothing(cells):
            return
        if heading := day_of(line, self.days):
            self.day, self.open = heading.day, None
            if heading.rest:
                self._refuse(number, raw, Trouble.DAY_WORDS)
            return
        try:
            times = times_of(line)
        except TimeNotUnderstood:
            self._close(number, raw, Trouble.TIME)
            return
        if times and times.end and times.end <= times.start:
            self._close(number, raw, Trouble.BACKWARDS)
        elif times:
            self._begin(ReadSession(number, self.day, times.start, times.end), times.rest)
        elif is_heading or self.open is None:
            self._close(number, raw, Trouble.NO_TIME)
        else:
            self._continue(self.open, " ".join(cells), is_item=bool(_ITEM.match(raw)))

    def _begin(self, session: ReadSession, rest: str) -> None:
        self.open = session
        self.sessions.append(session)
        title, *cells = rest.split("\t")
        if title:
            _entitle(session, title)
        for cell in cells:
            _add_cell(session, cell)

    def _continue(self, session: ReadSession, words: str, *, is_item: bool) -> None:
        if not session.title:
            _entitle(session, words)
        elif not session.room and (room := room_said(words)):
            session.room = room
        elif speakers := speakers_said(words):
            _add_speakers(session, speakers)
        else:
            _describe(session, f"– {words}" if is_item else words)

    def _close(self, number: int, raw: str, trouble: Trouble) -> None:
        self.open = None
        self._refuse(number, raw, trouble)

    def _refuse(self, number: int, raw: str, trouble: Trouble) -> None:
        self.unread.append(UnreadLine(number, raw.strip(), trouble))

    def result(self) -> ReadAgenda:
        for session in self.sessions:
            if not session.title:
                text = f"{session.start:%H.%M}" + (f"–{session.end:%H.%M}" if session.end else "")
                self._refuse(session.number, text, Trouble.NO_TITLE)
        return ReadAgenda(
            [session for session in self.sessions if session.title],
            sorted(self.unread, key=lambda line: line.number),
        )


def _plain(raw: str) -> str:
    """Without marks of bold, bullets and numbering; tabs and bars between cells stay."""
    text = _INVISIBLE.sub("", raw).replace("\u00a0", " ").rstrip("\\ \t\r")
    text = _MARKS.sub("", re.sub(r"^\s*#+\s*", "", text))
    return _BULLET.sub("", text).strip()


def _cells(line: str) -> list[str]:
    """Of a table's row; begin and end in cells of their own are put together."""
    cells = [cell for cell in re.split(r"\t+|\s*\|\s*", line) if cell.strip()]
    if len(cells) > 2 and all(_CLOCK.match(cell) for cell in cells[:2]):
        cells[:2] = ["–".join(cells[:2])]
    return cells


def _says_nothing(cells: list[str]) -> bool:
    """The title of the agenda itself, or the head of its table."""
    words = [cell.strip(" :.").casefold() for cell in cells]
    return all(word in _COLUMNS for word in words) or " ".join(words) in _HEADINGS


def _entitle(session: ReadSession, words: str) -> None:
    title, speakers, session.room = apart(words)
    _add_speakers(session, speakers)
    if len(title) > LONGEST_TITLE:
        cut = title.rfind(" ", 0, LONGEST_TITLE)
        cut = cut if cut > 0 else LONGEST_TITLE
        title, rest = title[:cut], title[cut:].strip()
        _describe(session, rest)
    session.title = title.strip()


def _add_cell(session: ReadSession, words: str) -> None:
    """What stands beside the title in a table: a room, people, or more about it."""
    if not session.title:
        _entitle(session, words)
    elif not session.room and is_room(words):
        session.room = words
    elif speakers := names_in(words):
        _add_speakers(session, speakers)
    else:
        _describe(session, words)


def _add_speakers(session: ReadSession, speakers: list[ReadSpeaker]) -> None:
    known = {speaker.name for speaker in session.speakers}
    session.speakers += [speaker for speaker in speakers if speaker.name not in known]


def _describe(session: ReadSession, words: str) -> None:
    session.description = f"{session.description}\n{words}".strip()
