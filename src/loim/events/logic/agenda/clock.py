"""Times of day and days, as people write them at the beginning of an agenda's line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

DASHES = "‐‑‒–—―−~-"  # the last stands at the end of a class of characters
_HOUR = r"(?:[01]?\d|2[0-4])"
_CLOCK = rf"(?P<h{{0}}>{_HOUR})(?:\s?[.:h]\s?(?P<m{{0}}>[0-5]\d)(?!\d))?(?:\s?(?P<half{{0}}>[ap])\.?m\b\.?)?"
_UNTIL = rf"\s*[{DASHES}]{{1,3}}\s*|\s+(?:kuni|to|till|until|до|по)\s+"
_BEFORE = r"(?:(?P<word>kell|kl|at|from|о|в|с|з)\.?\s+)?"
_RANGE = re.compile(
    rf"^{_BEFORE}{_CLOCK.format(1)}(?:{_UNTIL})(?:kell\s+|kl\.?\s+)?{_CLOCK.format(2)}(?!\d)",
    re.IGNORECASE,
)
_SINGLE = re.compile(rf"^{_BEFORE}{_CLOCK.format(1)}(?![\d])", re.IGNORECASE)
# Meant as a time, whatever became of it: '25.30', '10.3', '10:75 – 11'.
_LIKE_A_TIME = re.compile(rf"^\d{{1,2}}\s?[.:]\s?\d|^\d{{1,2}}\s*[{DASHES}]\s*\d{{1,2}}[.:]")

_MONTHS = (
    r"jaan(?:uar\w{0,2})?|jan(?:uary)?|янв(?:ар[ья])?|січ(?:ень|ня)",
    r"veebr?(?:uar\w{0,2})?|feb(?:ruary)?|фев(?:рал[ья])?|лют(?:ий|ого)",
    r"märts\w{0,2}|mar(?:ch)?|март?а?|берез(?:ень|ня)",
    r"apr(?:ill?\w{0,2})?|апр(?:ел[ья])?|квіт(?:ень|ня)",
    r"mai[ls]?|may|ма[йя]|трав(?:ень|ня)",
    r"juun\w{0,3}|june?|июн[ья]|черв(?:ень|ня)",
    r"juul\w{0,3}|july?|июл[ья]|лип(?:ень|ня)",
    r"aug(?:ust\w{0,2})?|авг(?:уста?)?|серп(?:ень|ня)",
    r"sept?(?:emb(?:er|r\w{0,2}))?|сент?(?:ябр[ья])?|верес(?:ень|ня)",
    r"okt(?:oob(?:er|r\w{0,2}))?|oct(?:ober)?|окт(?:ябр[ья])?|жовт(?:ень|ня)",
    r"nov(?:emb(?:er|r\w{0,2}))?|ноя(?:бр[ья])?|листопада?",
    r"dets(?:emb(?:er|r\w{0,2}))?|dec(?:ember)?|дек(?:абр[ья])?|груд(?:ень|ня)",
)
_WEEKDAY = (
    r"(?:esmaspäev|teisipäev|kolmapäev|neljapäev|reede|laupäev|pühapäev"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
    r"|понеділок|вівторок|середа|четвер|п.?ятниця|субота|неділя|[ETKNRLP])(?:al|il|l)?\b"
)
_WITH_WEEKDAY = re.compile(rf"^\W*{_WEEKDAY}\W*|\W*\b{_WEEKDAY}\W*$", re.IGNORECASE)
_DATE = re.compile(
    r"^(?:(?P<day>\d{1,2})\s?(?:\.\s?(?P<number>\d{1,2})\b|(?:\.|st|nd|rd|th)?\s?(?P<name>[^\W\d]{3,12})\b)"
    r"|(?P<name_first>[^\W\d]{3,12})\s(?P<day_last>\d{1,2})\b)"
    r"\.?,?\s?(?:(?P<year>20\d\d)\b)?\.?\s?(?:a\b\.?)?(?P<rest>.*)$",
    re.IGNORECASE,
)
_NUMBERED_DAY = re.compile(
    r"^(?:(?P<before>\d|I{1,3}|IV|V)[.-]?\s?(?:päev|day|день)|(?:päev|day|день)\s(?P<after>\d))"
    r"\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}


@dataclass(frozen=True)
class Times:
    start: time
    end: time | None
    rest: str  # the line after them


class TimeNotUnderstood(Exception):
    """The line begins with digits that are meant as a time."""


def times_of(line: str) -> Times | None:
    """The times at the beginning of a line; None where it begins with something else.

    Whole hours are times only as '10–11 Title' or 'kl 10': '2–3 inimest' is no session.
    """
    found = _RANGE.match(line)
    if found:
        start, end = _clock(found, 1), _clock(found, 2)
        rest = line[found.end() :]
        has_minutes = (found["m1"] and found["m2"]) or found["word"]
        if start and end and (has_minutes or _begins_a_title(rest)):
            return Times(start, end, _without_separator(rest))
    found = _SINGLE.match(line)
    if found and (found["m1"] or found["half1"] or (found["word"] or "").lower() in {"kell", "kl"}):
        start = _clock(found, 1)
        if start and not _LIKE_A_TIME.match(_without_separator(line[found.end() :])):
            return Times(start, None, _without_separator(line[found.end() :]))
    if _LIKE_A_TIME.match(line):
        raise TimeNotUnderstood
    return None


def _clock(found: re.Match[str], number: int) -> time | None:
    hour, minute = int(found[f"h{number}"]), int(found[f"m{number}"] or 0)
    half = (found[f"half{number}"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 else None


def _begins_a_title(rest: str) -> bool:
    word = re.sub(r"^\W+", "", rest)
    return not word or word[0].isupper()


def _without_separator(rest: str) -> str:
    return re.sub(rf"^[\s:;,.|{DASHES}]+", "", rest).strip()


@dataclass(frozen=True)
class DayHeading:
    day: date
    rest: str  # what else the line says


def day_of(line: str, days: Sequence[date]) -> DayHeading | None:
    """The day that a heading names: '27.08', 'Neljapäev, 27. august 2026', '2. päev'.

    `days` are the event's: a date without a year is the one nearest to them, and '10.08'
    alone is a day only where it is one of them, else it may be a time.
    """
    numbered = _NUMBERED_DAY.match(line)
    if numbered:
        said = (numbered["before"] or numbered["after"]).lower()
        number = _ROMAN.get(said) or int(said)
        if number <= len(days):
            return DayHeading(days[number - 1], _without_separator(numbered["rest"]))
        return None
    bare = _WITH_WEEKDAY.sub("", line)
    found = _DATE.match(bare)
    month = _month(found) if found else None
    if found is None or month is None:
        return None
    day = _nearest(int(found["day"] or found["day_last"]), month, found["year"], days)
    rest = _without_separator(found["rest"])
    is_plain = bool(found["number"]) and not found["year"] and bare == line
    may_be_time = is_plain and int(found["day"]) < 24
    if day is None or (may_be_time and (rest or day not in days)):
        return None
    return DayHeading(day, rest)


def _month(found: re.Match[str]) -> int | None:
    if found["number"]:
        return int(found["number"])
    name = (found["name"] or found["name_first"]).lower()
    return next((n for n, words in enumerate(_MONTHS, 1) if re.fullmatch(words, name)), None)


def _nearest(day: int, month: int, year: str | None, days: Sequence[date]) -> date | None:
    first = days[0]
    years = [int(year)] if year else [first.year, first.year + 1, first.year - 1]
    possible = [found for y in years if (found := _date(y, month, day))]
    return min(possible, key=lambda d: abs((d - first).days), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
