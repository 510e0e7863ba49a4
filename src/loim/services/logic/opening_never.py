"""Hours that never open: why not, so that the person who typed them can mend them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from loim.services.logic.opening import Exceptional, Rule, hours_on, is_on

_ANY_DAY = date(2001, 1, 1)  # where a rule has no start; any would do
# Weekdays and dates meet anew after 28 years, 40 where a century passes between.
_YEARS_THAT_REPEAT = 41


class NeverOpens(StrEnum):
    NO_RULES = "no_rules"
    NO_WEEKDAYS = "no_weekdays"
    ENDS_BEFORE_IT_STARTS = "ends_before_it_starts"
    IS_OVER = "is_over"  # all validity ended before the day that was asked about
    NO_SUCH_DAY = "no_such_day"  # no such weekday lies in the validity and the season
    ONLY_HOLIDAYS = "only_holidays"  # such days are public holidays, and it is closed on them
    ALL_CLOSED = "all_closed"  # exceptions close every day of it


def never_opens(
    rules: Sequence[Rule],
    exceptions: Sequence[Exceptional] = (),
    *,
    from_day: date | None = None,
) -> NeverOpens | None:
    """Why no day, or none from `from_day` on, ever opens; None where some day does."""
    if any(_opens_exceptionally(exceptions, from_day)):
        return None
    reasons = [_why_never(rule, exceptions, from_day) for rule in rules]
    if None in reasons:
        return None
    return next((reason for reason in NeverOpens if reason in reasons), NeverOpens.NO_RULES)


def _opens_exceptionally(
    exceptions: Sequence[Exceptional], from_day: date | None
) -> Iterator[bool]:
    for each in exceptions:
        first = each.start_date if from_day is None else max(each.start_date, from_day)
        if each.hours:
            yield any(hours_on((), exceptions, day) for day in _days(first, each.end_date))


def _why_never(
    rule: Rule, exceptions: Sequence[Exceptional], from_day: date | None
) -> NeverOpens | None:
    if not rule.weekdays:
        return NeverOpens.NO_WEEKDAYS
    if rule.start_date and rule.end_date and rule.end_date < rule.start_date:
        return NeverOpens.ENDS_BEFORE_IT_STARTS
    if from_day and rule.end_date and rule.end_date < from_day:
        return NeverOpens.IS_OVER
    days = [day for day in (rule.start_date, from_day) if day]
    first = max(days, default=min(filter(None, [rule.end_date, _ANY_DAY])))
    if not rule.start_date and not from_day and rule.end_date:
        first = rule.end_date - timedelta(days=366 * _YEARS_THAT_REPEAT)
    last = min(filter(None, [rule.end_date, _far_from(first, exceptions)]))
    closed = holidays = False
    for day in _days(first, last):
        if is_on(rule, day):
            if hours_on((rule,), exceptions, day):
                return None
            closed = True
        elif not holidays and not rule.is_open_on_holidays:
            holidays = is_on(replace(rule, is_open_on_holidays=True), day)
    if closed:
        return NeverOpens.ALL_CLOSED
    return NeverOpens.ONLY_HOLIDAYS if holidays else NeverOpens.NO_SUCH_DAY


def _far_from(first: date, exceptions: Sequence[Exceptional]) -> date:
    """So far that no exception reaches it and all weekdays and dates have met."""
    last = max([first, *(each.end_date for each in exceptions)])
    return date(min(last.year + _YEARS_THAT_REPEAT, date.max.year), 12, 31)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
