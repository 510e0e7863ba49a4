"""Opening hours in the short form that people know: days with the same hours stand together."""

from collections.abc import Iterable, Sequence
from datetime import time
from typing import NamedTuple

from loim.services.logic.opening import Hours, Rule
from loim.services.logic.opening_words import CLOSED, WEEKDAYS

_RUN = 3  # so many days in a row are shown from–to


class Line(NamedTuple):
    """Weekdays with the same hours; none where they are closed."""

    weekdays: tuple[int, ...]
    hours: tuple[Hours, ...]


def week_lines(rules: Iterable[Rule], *, with_closed: bool = False) -> tuple[Line, ...]:
    """By the first day. The rules are those of one validity and season (`same_time`)."""
    hours: dict[int, set[Hours]] = {day: set() for day in range(7)}
    for rule in rules:
        for day in rule.weekdays:
            hours[day].add(rule.hours)
    days: dict[tuple[Hours, ...], list[int]] = {}
    for day, each in hours.items():
        if each or with_closed:
            days.setdefault(tuple(sorted(each)), []).append(day)
    return tuple(Line(tuple(each), shown) for shown, each in days.items())


def same_time(rules: Iterable[Rule]) -> tuple[tuple[Rule, ...], ...]:
    """Rules in groups that are valid together: the same dates, season, rhythm and holidays."""
    groups: dict[object, list[Rule]] = {}
    for rule in rules:
        key = (
            rule.start_date, rule.end_date, rule.season_start, rule.season_end,
            rule.interval, rule.nths, rule.is_open_on_holidays,
        )  # fmt: skip
        groups.setdefault(key, []).append(rule)
    return tuple(tuple(group) for group in groups.values())


def days_shown(weekdays: Sequence[int], language: str) -> str:
    """'E–R', 'E, K, R'; three or more in a row stand as from–to."""
    names = WEEKDAYS[language]
    runs: list[list[int]] = []
    for day in sorted(weekdays):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(
        f"{names[run[0]]}–{names[run[-1]]}"
        if len(run) >= _RUN
        else ", ".join(names[d] for d in run)
        for run in runs
    )


def hours_shown(hours: Sequence[Hours], language: str) -> str:
    if not hours:
        return CLOSED[language]
    return ", ".join(
        f"{_clock(each.opens_at)}–{_clock(each.closes_at, ends=True)}" for each in hours
    )


def week_shown(rules: Iterable[Rule], language: str, *, with_closed: bool = False) -> str:
    """'E–R 9–17; L 10–14', which `read_hours` reads back."""
    lines = week_lines(rules, with_closed=with_closed)
    return "; ".join(
        f"{days_shown(line.weekdays, language)} {hours_shown(line.hours, language)}"
        for line in lines
    )


def _clock(clock: time, *, ends: bool = False) -> str:
    if ends and clock == time(0):
        return "24"
    return f"{clock.hour}:{clock.minute:02}" if clock.minute else str(clock.hour)
