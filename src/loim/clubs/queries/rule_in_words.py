"""'Every second week on Tuesday, 17:30–19:00', in the reader's language."""

from collections.abc import Sequence

from django.utils.dates import WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from loim.clubs.logic.quarters import ALL, ROMAN
from loim.clubs.logic.recurrence import LAST, Frequency
from loim.clubs.models import ClubRule
from loim.events.queries.calendar.when import clock

NTHS = {
    1: pgettext_lazy("of a month", "first"),
    2: pgettext_lazy("of a month", "second"),
    3: pgettext_lazy("of a month", "third"),
    4: pgettext_lazy("of a month", "fourth"),
    LAST: pgettext_lazy("of a month", "last"),
}
_AND = gettext_lazy("and")


def rule_in_words(rule: ClubRule) -> str:
    days = _listed([str(WEEKDAYS[day]) for day in sorted(rule.weekdays)])
    times = f"{clock(rule.start_time)}–{clock(rule.end_time)}"
    if rule.frequency == Frequency.WEEKLY:
        return _weekly(rule.interval, days, times)
    nths = _listed([str(NTHS[nth]) for nth in sorted(rule.nths, key=lambda nth: (nth < 0, nth))])
    if rule.interval == 1:
        return _("Every month: %(which)s %(days)s, %(times)s") % {
            "which": nths,
            "days": days,
            "times": times,
        }
    return ngettext(
        "Every %(number)s month: %(which)s %(days)s, %(times)s",
        "Every %(number)s months: %(which)s %(days)s, %(times)s",
        rule.interval,
    ) % {"number": rule.interval, "which": nths, "days": days, "times": times}


def _weekly(interval: int, days: str, times: str) -> str:
    if interval == 1:
        return _("Every week: %(days)s, %(times)s") % {"days": days, "times": times}
    if interval == 2:
        return _("Every second week: %(days)s, %(times)s") % {"days": days, "times": times}
    return ngettext(
        "Every %(number)s week: %(days)s, %(times)s",
        "Every %(number)s weeks: %(days)s, %(times)s",
        interval,
    ) % {"number": interval, "days": days, "times": times}


def quarters_in_words(rule: ClubRule) -> str:
    """'I, II and IV'; '' where it meets all year."""
    if set(rule.quarters) == set(ALL):
        return ""
    return _listed([ROMAN[quarter] for quarter in sorted(rule.quarters)])


def _listed(words: Sequence[str]) -> str:
    return get_text_list(list(words), str(_AND))
