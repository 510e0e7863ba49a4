"""Reads opening hours as people type them: 'E–R 9–17, K kuni 18', '24.12 closed'.

Pieces are divided by commas, semicolons or lines. Days without times take the times that follow;
times without days belong to the days before them. Times given again for a day replace those that
they overlap and otherwise stand beside them.
"""

import re
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from loim.services.logic import opening_words as words
from loim.services.logic.opening import EVERY_DAY, WORKDAYS, Exceptional, Hours, Rule

_TO = r"\s*(?:[-–—‒−]|\.\.\.?|…)\s*"
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?"
_RANGE = re.compile(rf"{_CLOCK}{_TO}{_CLOCK}(?![\d.:])\s*")
_CLOCK_ALONE = re.compile(rf"{_CLOCK}(?![\d.:])\s*")
_DATE = r"(\d{1,2})\.(\d{1,2})\.?(\d{4})?"
_DATES = re.compile(rf"(?:(?:(\d{{1,2}})\.?|{_DATE}){_TO})?{_DATE}\s*:?\s*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?\.?")  # the Ukrainian apostrophe
_BETWEEN_DAYS = re.compile(
    rf"{_TO}|\s*(?:{'|'.join(words.UNTIL + words.THROUGH)})\s+", re.IGNORECASE
)
_DIVIDER = re.compile(r"[,;\n]")
_DAILY, _WORKING, _ALWAYS, _HOLIDAYS, _SHUT, _UNTIL, _FROM, _AND = map(
    words.at_start,
    (words.DAILY, words.WORKING, words.ALWAYS, words.HOLIDAYS, words.SHUT, words.UNTIL, words.FROM,
     words.AND),
)  # fmt: skip
_MIDNIGHT = 24
_LONGEST = timedelta(days=366)


class WhyUnread(StrEnum):
    NOT_UNDERSTOOD = "not_understood"
    NO_DAYS = "no_days"  # times that no days come before
    NO_TIMES = "no_times"  # days that no times follow
    NO_SUCH_TIME = "no_such_time"
    NO_SUCH_DATE = "no_such_date"
    NOTHING_TO_CHANGE = "nothing_to_change"  # 'until' before any hours
    HOLIDAYS_NEED_DATES = "holidays_need_dates"  # hours of holidays are given by their dates


class UnreadHours(ValueError):
    def __init__(self, piece: str, why: WhyUnread) -> None:
        super().__init__(f"{why}: {piece}")
        self.piece = piece.strip()
        self.why = why


class TypedHours(NamedTuple):
    rules: tuple[Rule, ...]
    exceptions: tuple[Exceptional, ...]


@dataclass
class _Week:
    hours: dict[int, list[Hours]] = field(default_factory=dict)
    exceptions: dict[tuple[date, date], list[Hours]] = field(default_factory=dict)
    days: frozenset[int] = frozenset()  # those that the next times are for
    dates: tuple[date, date] | None = None
    last: Hours | None = None
    waits: str = ""  # the piece whose times have not come yet


def read_hours(text: str, *, today: date) -> TypedHours:
    """Rules and exceptions; a date without a year is the next such one.

    Raises UnreadHours with the piece that it did not understand.
    """
    week = _Week()
    for piece in _DIVIDER.split(text.replace("\xa0", " ")):
        if piece.strip():
            _read_piece(week, piece.strip(), today)
    if week.waits:
        raise UnreadHours(week.waits, WhyUnread.NO_TIMES)
    return TypedHours(_rules(week), _exceptions(week))


def _read_piece(week: _Week, piece: str, today: date) -> None:
    rest = _read_days(week, piece, today)
    if rest == piece and not week.days and week.dates is None:
        known = _RANGE.match(rest) or _ALWAYS.match(rest)
        raise UnreadHours(piece, WhyUnread.NO_DAYS if known else WhyUnread.NOT_UNDERSTOOD)
    if not rest:
        week.waits = week.waits or piece
        return
    is_more = rest == piece and not week.waits
    week.waits = ""
    _read_times(week, rest, piece, is_more=is_more)


def _read_days(week: _Week, piece: str, today: date) -> str:
    """Sets the days that the piece begins with, and gives what is left of it."""
    if found := _HOLIDAYS.match(piece):
        if not _SHUT.fullmatch(piece[found.end() :].lstrip(":")):
            raise UnreadHours(piece, WhyUnread.HOLIDAYS_NEED_DATES)
        week.days, week.dates = frozenset(), (date.min, date.min)  # they are closed already
        return piece[found.end() :].lstrip(": ")
    found = _DATES.match(piece)
    if found and _are_times(rest := piece[found.end() :]):
        week.dates, week.days = _dates(found, piece, today), frozenset()
        return rest
    days, rest = _weekdays(piece)
    if days:
        # 'E, K, R 9–17': days that still wait for their times are joined by more.
        week.days = days | week.days if week.waits else days
        week.dates = None
    return rest


def _are_times(rest: str) -> bool:
    return bool(_SHUT.match(rest) or _RANGE.match(rest) or _ALWAYS.match(rest))


def _weekdays(piece: str) -> tuple[frozenset[int], str]:
    for pattern, days in ((_DAILY, EVERY_DAY), (_WORKING, WORKDAYS)):
        if found := pattern.match(piece):
            return days, piece[found.end() :].lstrip(": ")
    if _ALWAYS.match(piece):
        return EVERY_DAY, piece
    chosen: frozenset[int] = frozenset()
    lead = _FROM.match(piece)
    rest = piece[lead.end() :] if lead else piece
    while (first := _WORD.match(rest)) and (start := words.weekday_of(first[0])) is not None:
        rest = rest[first.end() :]
        end = start
        dash = _BETWEEN_DAYS.match(rest)
        second = dash and _WORD.match(rest, dash.end())
        if second and (last := words.weekday_of(second[0])) is not None:
            end, rest = last, rest[second.end() :]
        chosen |= {(start + number) % 7 for number in range((end - start) % 7 + 1)}
        joined = _AND.match(rest.lstrip(" /"))
        after = rest.lstrip(" /")[joined.end() :] if joined else rest.lstrip(" /")
        word = _WORD.match(after)
        rest = after if word and words.weekday_of(word[0]) is not None else rest
    return chosen, rest.lstrip(": ") if chosen else piece


def _dates(found: re.Match[str], piece: str, today: date) -> tuple[date, date]:
    only_day, *first, day, month, year = found.groups()
    end = _date(day, month, year, piece, today)
    if only_day:
        start = _date(only_day, month, str(end.year), piece, today)
    elif first[0]:
        start = _date(first[0], first[1], first[2], piece, today)
        if first[2] is None and start > end:  # both days of one stretch, which runs already
            start = _date(first[0], first[1], str(end.year), piece, today)
        if year is None and end < start:
            end = _date(day, month, str(start.year + 1), piece, today)
    else:
        start = end
    if not timedelta(0) <= end - start <= _LONGEST:
        raise UnreadHours(piece, WhyUnread.NO_SUCH_DATE)
    return start, end


def _date(day: str, month: str, year: str | None, piece: str, today: date) -> date:
    years = [int(year)] if year else range(today.year, today.year + 9)  # 29.02 may be far
    for each in years:
        try:
            found = date(each, int(month), int(day))
        except ValueError:
            continue
        if year or found >= today:
            return found
    raise UnreadHours(piece, WhyUnread.NO_SUCH_DATE)


def _read_times(week: _Week, rest: str, piece: str, *, is_more: bool) -> None:
    if _SHUT.fullmatch(rest):
        return _set(week, [], is_more=False)
    if until := _UNTIL.match(rest):
        if clock := _CLOCK_ALONE.fullmatch(rest, until.end()):
            return _shorten(week, _clock(clock[1], clock[2], piece), piece)
        raise UnreadHours(piece, WhyUnread.NOT_UNDERSTOOD)
    hours: list[Hours] = []
    while rest:
        if lead := (_FROM.match(rest) or _AND.match(rest)):
            rest = rest[lead.end() :]
        if always := _ALWAYS.match(rest):
            hours.append(Hours(time(0), time(0)))
            rest = rest[always.end() :]
            continue
        rest = _with_dash(rest)
        found = _RANGE.match(rest)
        if found is None:
            raise UnreadHours(piece, WhyUnread.NOT_UNDERSTOOD)
        opens, closes = (_clock(found[n], found[n + 1], piece) for n in (1, 3))
        if opens == closes and found[3] != str(_MIDNIGHT):
            raise UnreadHours(piece, WhyUnread.NO_SUCH_TIME)
        hours.append(Hours(opens, closes))
        rest = rest[found.end() :]
    return _set(week, hours, is_more=is_more)


def _with_dash(rest: str) -> str:
    """'9 kuni 17' as '9–17'."""
    return re.sub(
        rf"^({_CLOCK})\s+(?:{'|'.join(words.UNTIL)})\s+(?=\d)", r"\1-", rest, flags=re.IGNORECASE
    )


def _clock(hour: str, minute: str | None, piece: str) -> time:
    """24 is the midnight that ends the day."""
    if int(hour) == _MIDNIGHT and not int(minute or 0):
        return time(0)
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        raise UnreadHours(piece, WhyUnread.NO_SUCH_TIME) from None


def _set(week: _Week, hours: list[Hours], *, is_more: bool) -> None:
    if week.dates is not None:
        if week.dates[0] != date.min:
            kept = week.exceptions.get(week.dates, []) if is_more else []
            week.exceptions[week.dates] = [*kept, *hours]
        return
    week.last = hours[0] if hours and not is_more else week.last
    for day in week.days:
        kept = [
            old
            for old in week.hours.get(day, [])
            if hours and not any(_overlap(old, new) for new in hours)
        ]
        week.hours[day] = [*kept, *hours]


def _shorten(week: _Week, closes_at: time, piece: str) -> None:
    """On days that have hours already these are meant; on others those of the days before."""
    for day in week.days:
        known = sorted(week.hours.get(day) or filter(None, [week.last]))
        if not known or known[-1].opens_at == closes_at:
            raise UnreadHours(piece, WhyUnread.NOTHING_TO_CHANGE)
        week.hours[day] = [*known[:-1], Hours(known[-1].opens_at, closes_at)]
    if week.dates is not None:
        raise UnreadHours(piece, WhyUnread.NOTHING_TO_CHANGE)


def _overlap(one: Hours, two: Hours) -> bool:
    (first, end), (second, until) = (_minutes(each) for each in (one, two))
    return first < until and second < end


def _minutes(hours: Hours) -> tuple[int, int]:
    start, end = (each.hour * 60 + each.minute for each in hours)
    return start, end if end > start else end + _MIDNIGHT * 60


def _rules(week: _Week) -> tuple[Rule, ...]:
    days: dict[Hours, set[int]] = {}
    for day, all_hours in week.hours.items():
        for hours in all_hours:
            days.setdefault(hours, set()).add(day)
    found = [Rule(frozenset(each), *hours) for hours, each in days.items()]
    return tuple(sorted(found, key=lambda rule: (min(rule.weekdays), rule.hours)))


def _exceptions(week: _Week) -> tuple[Exceptional, ...]:
    return tuple(
        Exceptional(start, end, tuple(sorted(set(hours))))
        for (start, end), hours in sorted(week.exceptions.items())
    )
