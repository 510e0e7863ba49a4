"""Legs from pasted lines: '9.00 - 10.30 Narva linnavalitsus (Peetri plats 5)' and its kin.

Times, days and what belongs to them are read as an agenda's are; what a line says about the
place of a visit is added here. All of it is a guess, shown before anything is saved.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from loim.events.logic.agenda.clock import times_of
from loim.events.logic.agenda.lines import (
    ReadAgenda,
    ReadSession,
    Trouble,
    UnreadLine,
    read_agenda,
)
from loim.visits.logic.towns import towns_in

# In the order in which they are tried, each among the first words alone.
_KINDS = (
    (
        "transport",
        (
            r"sõi(?:t|dame|detakse)|väljasõit|buss(?:i(?:ga|d|sõit)?)?\b|rong(?:i(?:ga|d|sõit)?)?\b|ära ?sõit|kojusõit|lahkumi|saabumi"
            r"|drive\b|bus\b|train\b|travel\b|ride\b|transfer|transport|departure"
            r"|переезд|автобус|поезд|отъезд|переїзд|потяг|від.?їзд"
        ),
    ),
    (
        "meal",
        (
            r"lõuna(?!-)|(?:hommiku|õhtu)söö\w*|kohvi\w*|lunch|dinner|breakfast|supper|coffee"
            r"|обед|ужин|завтрак|кофе|обід|вечеря|сніданок|кава"
        ),
    ),
    (
        "night",
        (
            r"öö(?:bimi|maja)\w*|majutu\w*|night|overnight|check-?in"
            r"|ночлег|ночёвка|ночівля|нічліг"
        ),
    ),
    ("free", r"vaba ?aeg|puhkus|paus\b|free time|свободное время|вільний час"),
)
_KIND_PATTERNS = tuple(
    (kind, re.compile(rf"\b(?:{pattern})", re.IGNORECASE)) for kind, pattern in _KINDS
)
_FIRST_WORDS = 3
_PLACE = re.compile(r"^(?P<title>.*\S)\s*\((?P<place>[^()]{3,200})\)\s*$")
_ARROW = re.compile(r"\s*(?:→|->|–|—|-)\s*")
_STREET = re.compile(r"\d")
LATEST_NIGHT = time(9)
NIGHT_KIND, RIDE_KIND = "night", "transport"


@dataclass(frozen=True)
class ReadLeg:
    """`end` is None where neither the line nor the next one says it."""

    number: int
    day: date
    start: time
    end: time | None
    kind: str
    title: str
    description: str = ""
    town: str = ""
    ends_in: str = ""  # of a ride
    place: str = ""
    address: str = ""


@dataclass(frozen=True)
class ReadDay:
    legs: list[ReadLeg]
    unread: list[UnreadLine]


def read_lines(text: str, days: Sequence[date], first: date) -> ReadDay:
    """Lines before any date are on `first`. A leg without a town is where the one before ended."""
    # The heading that `first` stands for is a line that nobody wrote.
    read = read_agenda(f"{first:%d.%m.%Y}\n{text}", days)
    nights, others = _nights(read, first)
    legs: list[ReadLeg] = []
    for session in sorted([*_ended(read), *nights], key=lambda one: one.number):
        before = legs[-1] if legs and legs[-1].day == session.day else None
        legs.append(_leg(session, before))
    unread = [UnreadLine(line.number - 1, line.text, line.trouble) for line in others]
    return ReadDay(legs, unread)


def _nights(read: ReadAgenda, first: date) -> tuple[list[ReadSession], list[UnreadLine]]:
    """'22.00–8.00 Ööbimine': what ends before it begins in an agenda is a night in a visit."""
    nights, others = [], []
    for line in read.unread:
        times = times_of(line.text) if line.trouble == Trouble.BACKWARDS else None
        if times is None or not times.rest or kind_of(times.rest) != NIGHT_KIND:
            others.append(line)
            continue
        day = max((s.day for s in read.sessions if s.number < line.number), default=first)
        night = ReadSession(line.number, day, times.start, times.end, title=times.rest)
        nights.append(night)
    return nights, others


def _ended(read: ReadAgenda) -> list[ReadSession]:
    """Whatever says no end lasts until the next line of its day."""
    sessions = list(read.sessions)
    for number, session in enumerate(sessions):
        after = sessions[number + 1] if number + 1 < len(sessions) else None
        if session.end is None and after and after.day == session.day:
            session.end = after.start if after.start > session.start else None
    return sessions


def _leg(session: ReadSession, before: ReadLeg | None) -> ReadLeg:
    title, place, address = session.title, session.room, ""
    if found := _PLACE.match(title):
        title, said = found["title"], found["place"].strip()
        place, address = ("", said) if _STREET.search(said) else (said, "")
    kind = kind_of(title)
    towns = towns_in(f"{title} | {place} {address}")
    came_from = (before.ends_in or before.town) if before else ""
    town, ends_in = (towns[0] if towns else came_from), ""
    if kind == RIDE_KIND:
        town, ends_in = _ride(towns, came_from)
    end = session.end
    if kind == NIGHT_KIND and end is None:
        end = LATEST_NIGHT
    return ReadLeg(
        number=session.number - 1,
        day=session.day,
        start=session.start,
        end=end,
        kind=kind,
        title=title,
        description=session.description,
        town=town,
        ends_in=ends_in,
        place=place,
        address=address,
    )


def _ride(towns: Sequence[str], came_from: str) -> tuple[str, str]:
    if len(towns) > 1:
        return towns[0], towns[-1]
    if towns:
        return came_from, towns[0]
    return came_from, ""


def kind_of(title: str) -> str:
    words = " ".join(title.split()[:_FIRST_WORDS])
    for kind, pattern in _KIND_PATTERNS:
        if pattern.search(words):
            return kind
    return "meeting"


def moments(day: date, start: time, end: time | None) -> tuple[datetime, datetime]:
    """When a leg begins and ends, without a zone; one that ends before it begins ends the next
    day, one without an end lasts an hour."""
    begins = datetime.combine(day, start)
    if end is None:
        return begins, begins + timedelta(hours=1)
    ends = datetime.combine(day, end)
    return begins, ends if ends > begins else ends + timedelta(days=1)
