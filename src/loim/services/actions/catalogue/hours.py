"""Set the opening hours of a place or a channel from what a keeper typed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import chain

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.services.actions.catalogue.changes import place_changed, service_changed
from loim.services.actions.catalogue.parts import services_at
from loim.services.logic.cut_periods import cut
from loim.services.logic.opening import Exceptional, Rule
from loim.services.logic.opening_never import NeverOpens, never_opens
from loim.services.logic.opening_reading import (
    TypedHours,
    UnreadHours,
    WhyUnread,
    read_hours,
)
from loim.services.models import ChangeKind, Channel, Location, OpeningException, OpeningRule
from loim.services.permissions.catalogue import may_keep, may_keep_place
from loim.services.queries.catalogue.hours import exceptional

WHY_UNREAD: dict[WhyUnread, str | Promise] = {
    WhyUnread.NOT_UNDERSTOOD: _("it was not understood"),
    WhyUnread.NO_DAYS: _("the days are missing before the times"),
    WhyUnread.NO_TIMES: _("the times are missing after the days"),
    WhyUnread.NO_SUCH_TIME: _("there is no such time"),
    WhyUnread.NO_SUCH_DATE: _("there are no such dates"),
    WhyUnread.NOTHING_TO_CHANGE: _("first say when these days open"),
    WhyUnread.HOLIDAYS_NEED_DATES: _("say the dates of the holidays on which it is open"),
}
WHY_NEVER: dict[NeverOpens, str | Promise] = {
    NeverOpens.NO_RULES: _("no hours are given"),
    NeverOpens.NO_WEEKDAYS: _("no days of the week are given"),
    NeverOpens.ENDS_BEFORE_IT_STARTS: _("they end before they begin"),
    NeverOpens.IS_OVER: _("they are over already"),
    NeverOpens.NO_SUCH_DAY: _("no such day of the week lies between the dates"),
    NeverOpens.ONLY_HOLIDAYS: _("all these days are public holidays, on which it is closed"),
    NeverOpens.ALL_CLOSED: _("all these days are closed by exceptions"),
}


class HoursNotUnderstood(Refusal):
    message = _("“%(piece)s”: %(why)s. Write for example “E–R 9–17, K kuni 18; 24.12 suletud”.")


class HoursNeverOpen(Refusal):
    message = _("With these hours it would never open: %(why)s.")


def understood(
    text: str, *, start_date: date | None, end_date: date | None, today: date
) -> TypedHours:
    """What the text says, its rules for the days from `start_date` to `end_date`.

    Raises HoursNotUnderstood, HoursNeverOpen."""
    try:
        typed = read_hours(text, today=today)
    except UnreadHours as unread:
        raise HoursNotUnderstood(piece=unread.piece, why=WHY_UNREAD[unread.why]) from unread
    rules = tuple(replace(rule, start_date=start_date, end_date=end_date) for rule in typed.rules)
    why = never_opens(rules, typed.exceptions, from_day=today)
    if why is not None:
        raise HoursNeverOpen(why=WHY_NEVER[why])
    return TypedHours(rules, typed.exceptions)


def set_hours(
    *, of: Location | Channel, text: str, start_date: date | None = None,
    end_date: date | None = None, by: User, now: datetime,
) -> None:  # fmt: skip
    """The typed hours take the place of those that held on these days; exceptions are added.

    Without text it has no hours of its own. Refused: HoursNotUnderstood, HoursNeverOpen."""
    _check(of, by)
    typed = (
        understood(text, start_date=start_date, end_date=end_date, today=localdate(now))
        if text.strip()
        else TypedHours((), ())
    )
    with transaction.atomic():
        _lock(of)
        known = list(of.opening_rules.order_by("position", "pk"))
        kept = cut((row.as_rule() for row in known), start_date, end_date)
        of.opening_rules.all().delete()
        for position, rule in enumerate(chain(kept, typed.rules)):
            _row(rule, position, of).save()
        _add_exceptions(of, typed.exceptions)
        _refuse_closed(of, localdate(now))
        _changed(of, by, now)


def add_exception(
    *, of: Location | Channel, exception: Exceptional, by: User, now: datetime
) -> None:
    """Refused: HoursNeverOpen."""
    _check(of, by)
    with transaction.atomic():
        _lock(of)
        _add_exceptions(of, [exception])
        _refuse_closed(of, localdate(now))
        _changed(of, by, now)


def remove_exception(*, exception: OpeningException, by: User, now: datetime) -> None:
    """All rows of the same days."""
    of = exception.location or exception.channel
    if of is None:  # a constraint forbids it
        raise PermissionDenied
    _check(of, by)
    with transaction.atomic():
        of.opening_exceptions.filter(
            start_date=exception.start_date, end_date=exception.end_date
        ).delete()
        _changed(of, by, now)


def _check(of: Location | Channel, by: User) -> None:
    may = may_keep_place(by, of) if isinstance(of, Location) else may_keep(by, of.service)
    if not may:
        raise PermissionDenied


def _lock(of: Location | Channel) -> None:
    """One keeper at a time: the rows are taken away and written anew."""
    type(of)._default_manager.select_for_update().get(pk=of.pk)  # noqa: SLF001  # either model's


def _row(rule: Rule, position: int, of: Location | Channel) -> OpeningRule:
    row = OpeningRule(
        weekdays=sorted(rule.weekdays),
        opens_at=rule.opens_at,
        closes_at=rule.closes_at,
        start_date=rule.start_date,
        end_date=rule.end_date,
        season_start="{:02}-{:02}".format(*rule.season_start) if rule.season_start else "",
        season_end="{:02}-{:02}".format(*rule.season_end) if rule.season_end else "",
        interval=rule.interval,
        nths=sorted(rule.nths),
        is_open_on_holidays=rule.is_open_on_holidays,
        position=position,
    )
    _belong(row, of)
    return row


def _belong(row: OpeningRule | OpeningException, of: Location | Channel) -> None:
    if isinstance(of, Location):
        row.location = of
    else:
        row.channel = of


def _add_exceptions(of: Location | Channel, exceptions: Iterable[Exceptional]) -> None:
    for each in exceptions:
        of.opening_exceptions.filter(start_date=each.start_date, end_date=each.end_date).delete()
        for hours in each.hours or (None,):
            row = OpeningException(
                start_date=each.start_date,
                end_date=each.end_date,
                opens_at=hours.opens_at if hours else None,
                closes_at=hours.closes_at if hours else None,
            )
            _belong(row, of)
            row.save()


def _refuse_closed(of: Location | Channel, today: date) -> None:
    """What was there before counts, too: an exception may close all that the hours open."""
    rules = [row.as_rule() for row in of.opening_rules.all()]
    if not rules:
        return
    why = never_opens(rules, exceptional(of.opening_exceptions.all()), from_day=today)
    if why is not None:
        raise HoursNeverOpen(why=WHY_NEVER[why])


def _changed(of: Location | Channel, by: User, now: datetime) -> None:
    if isinstance(of, Location):
        place_changed(services_at(of), by=by, now=now)
    else:
        service_changed(of.service, ChangeKind.CHANNELS, by=by, now=now)
