"""Problems, changes and people, in the reader's language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.visits.logic.changes import Change, ChangeKind
from loim.visits.logic.feasibility import Found, Problem
from loim.visits.models import Leg
from loim.visits.queries.board import Board

SHOWN_NAMES = 3


@dataclass(frozen=True)
class Warned:
    """A problem in a sentence, what to do about it, and the legs where it is shown."""

    text: str
    advice: str
    legs: tuple[Leg, ...]


def warnings_of(board: Board) -> list[Warned]:
    return [_warned(board, found) for found in board.problems]


def _warned(board: Board, found: Found) -> Warned:
    legs = tuple(board.by_key[key] for key in found.keys)
    titles = [leg.text("title") for leg in legs]
    values = {
        "one": titles[0],
        "other": titles[-1],
        "people": names(board.people[key].name for key in sorted(found.people)),
        "number": len(found.people),
        "needed": found.needed,
        "available": max(found.available, 0),
        "from": legs[0].ends_in,
        "to": legs[-1].begins_in,
        "day": date_format(found.day, "DATE_FORMAT") if found.day else "",
    }
    text, advice = _SENTENCES[found.problem]()
    return Warned(text % values, advice % values, legs)


_SENTENCES: dict[Problem, Callable[[], tuple[str, str]]] = {
    Problem.OUTSIDE_DAYS: lambda: (
        _("“%(one)s” is on %(day)s, which is not a day of the visit."),
        _("Move it, or change the days of the event."),
    ),
    Problem.TWO_PLACES: lambda: (
        _("“%(one)s” and “%(other)s” are at the same time for %(people)s."),
        _("Say which group goes where, or move one of them. Until then they go to “%(one)s”."),
    ),
    Problem.TRAVEL: lambda: (
        _("From “%(one)s” to “%(other)s” there is too little time: %(available)s min. The way from"
          " %(from)s to %(to)s takes about %(needed)s min."),
        _("Begin the second one later, or end the first one earlier."),
    ),
    Problem.SHORT_RIDE: lambda: (
        _("“%(one)s” is planned too short: %(available)s min. The way takes about %(needed)s min."),
        _("Leave earlier or arrive later; if you know better, write down how long it takes."),
    ),
    Problem.SEATS: lambda: (
        _("“%(one)s” has too few seats: %(available)s, and %(needed)s go."),
        _("Order a larger bus, or send some of them another way."),
    ),
    Problem.HOST_CAPACITY: lambda: (
        _("“%(one)s” has too little room: for %(available)s, and %(needed)s go."),
        _("Let only some groups go, or ask the host for a larger room."),
    ),
    Problem.BEDS: lambda: (
        _("“%(one)s” has too few beds: %(available)s, and %(needed)s sleep there."),
        _("Find more beds, or let some of them sleep elsewhere."),
    ),
    Problem.NO_BED: lambda: (
        _("Without a bed in the night of %(day)s: %(people)s."),
        _("Add a night for them; if they sleep at home, all is well."),
    ),
    Problem.NOBODY: lambda: (
        _("Nobody goes to “%(one)s”."),
        _("Say who goes, or take it away."),
    ),
}  # fmt: skip


def names(people: Iterable[str]) -> str:
    """'Mari, Jüri and 12 others'."""
    listed = list(people)
    shown = ", ".join(listed[:SHOWN_NAMES])
    others = len(listed) - SHOWN_NAMES
    if others <= 0:
        return shown
    return ngettext("%(names)s and %(number)s other", "%(names)s and %(number)s others", others) % {
        "names": shown,
        "number": others,
    }


def change_in_words(change: Change, language: str) -> str:
    facts = change.after or change.before or {}
    before = change.before or facts
    values = {
        "title": _title(facts, language),
        "was_title": _title(before, language),
        "when": moment_in_words(facts["start"], facts["end"]),
        "was": moment_in_words(before["start"], before["end"]),
        "place": ", ".join(
            part for part in (facts["place"], facts["address"], facts["town"]) if part
        ),
    }
    sentence = {
        ChangeKind.ADDED: _("New: “%(title)s”, %(when)s."),
        ChangeKind.REMOVED: _("You do not go to “%(title)s” (%(when)s) any more."),
        ChangeKind.OFF: _("The host had to cancel “%(title)s”, %(when)s. This time is free."),
        ChangeKind.MOVED: _("“%(title)s” is at another time: %(when)s. It was %(was)s."),
        ChangeKind.PLACE: _("“%(title)s” (%(when)s) is in another place: %(place)s."),
        ChangeKind.RENAMED: _("“%(was_title)s” (%(when)s) is now called “%(title)s”."),
    }[change.kind]
    return sentence % values


def _title(facts: object, language: str) -> str:
    titles: dict[str, str] = facts["title"]  # type: ignore[index]
    return titles.get(language) or titles[""]


def moment_in_words(start: str, end: str) -> str:
    """'7. august 09:00–10:30', of moments as a release keeps them."""
    first, last = (localtime(datetime.fromisoformat(moment)) for moment in (start, end))
    return f"{date_format(first, 'MONTH_DAY_FORMAT')} {first:%H:%M}–{last:%H:%M}"
