"""Deadlines and times in words."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from loim.services.logic.journeys.deadlines import Deadline, DeadlineRule, Side, Unit
from loim.services.models import StartingEvent

HOUR, DAY = 60, 24 * 60

_SPANS = {
    Unit.DAYS: ngettext_lazy("%(amount)s day", "%(amount)s days", "amount"),
    Unit.WORKING_DAYS: ngettext_lazy("%(amount)s working day", "%(amount)s working days", "amount"),
    Unit.WEEKS: ngettext_lazy("%(amount)s week", "%(amount)s weeks", "amount"),
    Unit.MONTHS: ngettext_lazy("%(amount)s month", "%(amount)s months", "amount"),
}  # fmt: skip


def rule_in_words(rule: DeadlineRule) -> str:
    """'Within 30 days. Counted from: your arrival': told where the day is not known."""
    said = {
        "span": str(_SPANS[rule.unit] % {"amount": rule.amount}),
        "event": StartingEvent(rule.event).label,
    }
    if rule.side is Side.BEFORE:
        return _("At the latest %(span)s before: %(event)s") % said
    if rule.side is Side.FROM:
        return (
            _("Possible when this much time has passed: %(span)s. Counted from: %(event)s") % said
        )
    return _("Time limit: %(span)s. Counted from: %(event)s") % said


def deadline_in_words(deadline: Deadline) -> str:
    if deadline.first_day:
        return _("Possible from %(day)s") % {"day": day_in_words(deadline.first_day)}
    if deadline.last_day is None:
        return ""
    if deadline.better_day:
        return _("By %(day)s. That is a day off, so go by %(better)s") % {
            "day": day_in_words(deadline.last_day),
            "better": day_in_words(deadline.better_day),
        }
    return _("By %(day)s") % {"day": day_in_words(deadline.last_day)}


def day_in_words(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def time_in_words(minutes: int) -> str:
    """'1 hour 30 minutes'; days are of 24 hours and only for what takes that long."""
    days, rest = divmod(minutes, DAY)
    hours, left = divmod(rest, HOUR)
    parts = []
    if days:
        parts.append(ngettext("%(number)s day", "%(number)s days", days) % {"number": days})
    if hours:
        parts.append(ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours})
    if left:
        parts.append(ngettext("%(number)s minute", "%(number)s minutes", left) % {"number": left})
    return " ".join(parts)
