"""Ranges of dates as the ministry's documents write them: '01.01.2023-31.12.2023' and its kin."""

import re
from calendar import monthrange
from datetime import date

from loim.programmes.documents.wording import without_marks
from loim.programmes.logic.plan_document import DateRange

_MONTHS = (
    "jaanuar", "veebruar", "märts", "aprill", "mai", "juuni", "juuli", "august",
    "septemb", "oktoob", "novemb", "detsemb",
)  # fmt: skip
_SEPARATOR = re.compile(r"[-‐‒–—―−]|kuni")
_SPACES = re.compile(r"\s+")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2})?)?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WORDED_DAY = re.compile(r"(\d{1,2})\.?([a-zäõöü]+)(\d{4})?")
_MONTH = re.compile(r"(?:(\d{1,2})\.|([a-zäõöü]+))(\d{4})?")
_YEAR = re.compile(r"(\d{4})")
# nobody writes a longer range, and patterns are slow on texts made to slow them
_LONGEST = 100
_YEAR_WORD = re.compile(r"(?<=\d)\.?a(?:asta[a-z]*)?\.?$")


def parse_range(text: str, within: DateRange | None = None) -> DateRange | None:
    """The range a cell states, or None where it states none that can be trusted.

    Takes days, months and years on either side; the first side may leave out its year. A range
    with one open end ('alates 01.03.2026') ends where `within` does, if that is given.
    """
    if len(text) > _LONGEST:
        return None
    compact = _SPACES.sub("", without_marks(text)).casefold().strip(";,")
    compact = compact.removeprefix("perioodil")
    for separator in _SEPARATOR.finditer(compact):
        left, right = compact[: separator.start()], compact[separator.end() :]
        left = left.removeprefix("alates")
        end = _point(right, is_end=True)
        start = _point(left, is_end=False, year=end.year if end else None)
        if start and end:
            return DateRange(start, end) if start <= end else None
    return _whole(compact) or (_open_range(text, within) if within else None)


def parse_day(text: str) -> date | None:
    """One day: '26.01.2023', '26. jaanuari 2023. a', '2023-01-26'."""
    compact = _SPACES.sub("", without_marks(text)).casefold()
    start, end = _point(compact, is_end=False), _point(compact, is_end=True)
    return start if start == end else None


def _whole(compact: str) -> DateRange | None:
    """A month or a year by itself means all of it; a single day is no range."""
    start, end = _point(compact, is_end=False), _point(compact, is_end=True)
    return DateRange(start, end) if start and end and start != end else None


def _open_range(text: str, within: DateRange) -> DateRange | None:
    compact = _SPACES.sub("", without_marks(text)).casefold()
    start, end = within.start, within.end
    if compact.startswith("alates"):
        start = _point(compact.removeprefix("alates"), is_end=False) or date.max
    elif compact.startswith("kuni"):
        end = _point(compact.removeprefix("kuni"), is_end=True) or date.min
    else:
        return None
    return DateRange(start, end) if start <= end else None


def _point(text: str, *, is_end: bool, year: int | None = None) -> date | None:
    """The first or the last day of what is written; `year` serves where none is."""
    text = _YEAR_WORD.sub("", text).rstrip(".;,")
    try:
        return _day(text, year) or _month_or_year(text, year, is_end=is_end)
    except ValueError:  # 31.02.2023
        return None


def _day(text: str, year: int | None) -> date | None:
    if match := _ISO_DAY.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY.fullmatch(text):
        written = _full_year(match[3]) if match[3] else year
        return None if written is None else date(written, int(match[2]), int(match[1]))
    if (match := _WORDED_DAY.fullmatch(text)) and (month := _month_number(match[2])):
        written = int(match[3]) if match[3] else year
        return None if written is None else date(written, month, int(match[1]))
    return None


def _month_or_year(text: str, year: int | None, *, is_end: bool) -> date | None:
    if match := _YEAR.fullmatch(text):
        return date(int(match[1]), 12, 31) if is_end else date(int(match[1]), 1, 1)
    if match := _MONTH.fullmatch(text):
        month = int(match[1]) if match[1] else _month_number(match[2])
        written = int(match[3]) if match[3] else year
        # '3.' alone is a number of something
        if month and written is not None and (match[3] or match[2]):
            last = monthrange(written, month)[1] if 1 <= month <= 12 else 0
            return date(written, month, last if is_end else 1)
    return None


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month_number(word: str) -> int | None:
    return next((i for i, stem in enumerate(_MONTHS, start=1) if word.startswith(stem)), None)


def format_day(day: date) -> str:
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def format_range(dates: DateRange, dash: str = "-") -> str:
    """'01.01.2023-31.12.2023', as the ministry writes it."""
    return f"{format_day(dates.start)}{dash}{format_day(dates.end)}"
