"""The calendar: a month, a week or a list of events, for everybody."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.brief_cache import briefly_cached
from loim.common.paging import paged
from loim.events.forms.calendar.filters import CalendarFilterForm
from loim.events.logic.calendar import FIRST_DAY, LAST_DAY, Leaf, View, by_day, leaf
from loim.events.models import Event
from loim.events.queries.calendar.choices import calendar_choices
from loim.events.queries.calendar.links import subscribe_links
from loim.events.queries.calendar.listed import BRIEF, CalendarFilter, calendar_events

MOST_ON_PAGE = 1000
MOST_ON_DAY = {View.MONTH: 5, View.WEEK: 100, View.LIST: 0}


@dataclass(frozen=True)
class Addresses:
    """Of this calendar with the same filters: `?view=…&day=…`."""

    wanted: CalendarFilter

    def of(self, view: View, day: date | None) -> str:
        said = {"view": view.value, **({"day": day.isoformat()} if day else {})}
        return "?" + urlencode({**said, **self.wanted.said})


@public("what everybody may read; drafts only for those who may see them")
@require_safe
@briefly_cached
def calendar_page(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    wanted = CalendarFilter.from_query(request.GET)
    shown = leaf(_view(request), _day(request) or today)
    events = calendar_events(request.user, wanted, shown.first, shown.last)
    addresses = Addresses(wanted)
    context: dict[str, Any] = {
        "leaf": shown,
        "today": today,
        "wanted": wanted,
        "heading": _heading(shown),
        "filters": CalendarFilterForm(request.GET, choices=calendar_choices()),
        "views": [
            (view, name, addresses.of(view, shown.day), view == shown.view)
            for view, name in (
                (View.MONTH, _("Month")),
                (View.WEEK, _("Week")),
                (View.LIST, pgettext("a view of the calendar", "List")),
            )
        ],
        "earlier": addresses.of(shown.view, shown.earlier) if shown.earlier else "",
        "later": addresses.of(shown.view, shown.later) if shown.later else "",
        "to_today": addresses.of(shown.view, None),
        "subscribe": subscribe_links(wanted, _("Events in Lõim")),
    }
    if shown.view == View.LIST:
        context["listed"] = paged(request, events)
        context["is_empty"] = not context["listed"].page.paginator.count
    else:
        if shown.view == View.MONTH:
            events = events.select_related(None).defer(None).only(*BRIEF)
        found = list(events[: MOST_ON_PAGE + 1])
        context["is_empty"] = not found
        context["is_cut"] = len(found) > MOST_ON_PAGE
        context["weeks"] = _weeks(shown, found[:MOST_ON_PAGE], addresses)
    if context["is_empty"]:
        following = calendar_events(request.user, wanted, shown.first).first()
        context["following"] = following
        context["to_following"] = following and addresses.of(shown.view, following.start_date)
    return render(request, "events/calendar/calendar.html", context)


@dataclass(frozen=True)
class Cell:
    day: date
    events: list[Event]
    more: int
    more_url: str
    is_outside: bool  # of another month than the page is about


def _weeks(shown: Leaf, events: list[Event], addresses: Addresses) -> list[list[Cell]]:
    assert shown.last is not None  # noqa: S101  # months and weeks end
    days = by_day(events, shown.first, shown.last, at_most=MOST_ON_DAY[shown.view])
    return [
        [
            Cell(
                day,
                days[day].events,
                days[day].more,
                addresses.of(View.LIST, day),
                shown.view == View.MONTH and day.month != shown.day.month,
            )
            for day in week
        ]
        for week in shown.weeks
    ]


def _view(request: HttpRequest) -> View:
    said = request.GET.get("view", "")
    return View(said) if said in set(View) else View.MONTH


def _day(request: HttpRequest) -> date | None:
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def _heading(shown: Leaf) -> str:
    if shown.view == View.MONTH:
        return date_format(shown.day, "F Y").capitalize()
    first = date_format(shown.first, "SHORT_DATE_FORMAT")
    if shown.last is None:
        return _("From %(day)s on") % {"day": first}
    return f"{first} – {date_format(shown.last, 'SHORT_DATE_FORMAT')}"
