"""Hours of a period of days take the place of what held on those days before."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from loim.services.logic.opening import Rule

_DAY = timedelta(days=1)


def cut(rules: Iterable[Rule], start: date | None, end: date | None) -> Iterator[Rule]:
    """What remains of `rules` outside the days from `start` to `end` (None: without a limit).

    Weeks of a rule with an interval are counted on from where its first day was."""
    for rule in rules:
        if _is_apart(rule, start, end):
            yield rule
            continue
        if start is not None and (rule.start_date is None or rule.start_date < start):
            yield replace(rule, end_date=start - _DAY)
        if end is not None and (rule.end_date is None or rule.end_date > end):
            yield replace(rule, start_date=_first_after(rule, end))


def _is_apart(rule: Rule, start: date | None, end: date | None) -> bool:
    return (end is not None and rule.start_date is not None and rule.start_date > end) or (
        start is not None and rule.end_date is not None and rule.end_date < start
    )


def _first_after(rule: Rule, end: date) -> date:
    """A week that the rule's interval counts, at or after the next day."""
    first = end + _DAY
    if rule.interval == 1 or rule.nths or rule.start_date is None:
        return first
    monday = rule.start_date - rule.start_date.weekday() * _DAY
    while (first - monday).days // 7 % rule.interval:
        first += _DAY
    return first
