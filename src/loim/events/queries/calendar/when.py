"""When an event is, in words."""

from datetime import date, time
from typing import Protocol

from django.utils.formats import date_format


class Timed(Protocol):
    """An event, or one as it was."""

    start_date: date
    end_date: date
    start_time: time | None
    end_time: time | None


def when_in_words(event: Timed) -> str:
    """'27.08.2026 10:00–16:15', '27.08.2026–28.08.2026'; in the language that is spoken."""
    first, last = (
        date_format(day, "SHORT_DATE_FORMAT") for day in (event.start_date, event.end_date)
    )
    start, end = (clock(moment) for moment in (event.start_time, event.end_time))
    if event.start_date == event.end_date:
        times = f"{start}–{end}" if end else start
        return f"{first} {times}".strip()
    if not start:
        return f"{first} – {last}"
    return f"{first} {start} – {last} {end}".strip()


def clock(moment: time | None) -> str:
    return moment.strftime("%H:%M") if moment else ""
