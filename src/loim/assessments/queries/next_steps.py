"""Where next steps lead now: to what is in the library, among experts and to come, never to
what is gone. Six queries at most, however many steps."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.assessments.models import NextStep, Target
from loim.events.models import Event, EventStatus
from loim.events.queries.calendar.listed import CalendarFilter, calendar_events
from loim.experts.models import Expert, ExpertField
from loim.library.models import Collection, LibraryItem

SHOWN_EVENTS = 3


@dataclass(frozen=True)
class Lead:
    label: str
    url: str


@dataclass(frozen=True)
class Resolved:
    step: NextStep
    leads: tuple[Lead, ...]


def steps_for(steps: Iterable[NextStep], percents: dict[int | None, int | None]) -> list[NextStep]:
    """Those for what was reached; `percents` by theme, None overall. What is not known needs the
    first steps."""
    found = []
    for step in steps:
        if step.theme_id not in percents:
            continue
        percent = percents[step.theme_id] or 0
        is_last = step.to_percent == 100 and percent == 100
        if step.from_percent <= percent < step.to_percent or is_last:
            found.append(step)
    return found


def resolved(steps: Sequence[NextStep], now: datetime) -> list[Resolved]:
    there = _there(steps, now)
    return [Resolved(step, tuple(_LEADS[Target(step.target)](step, there))) for step in steps]


@dataclass(frozen=True)
class _There:
    """What there is now of what the steps name."""

    items: frozenset[str]
    collections: frozenset[str]
    topics: dict[str, int]
    fields: dict[str, int]
    events: dict[str, list[Event]]


def _there(steps: Sequence[NextStep], now: datetime) -> _There:
    def keys(target: Target) -> list[str]:
        return [step.target_key for step in steps if step.target == target]

    def numbers(target: Target) -> list[int]:
        return [int(key) for key in keys(target) if key.isdecimal() and len(key) < 18]

    items = LibraryItem.objects.open_to_readers().filter(pk__in=numbers(Target.LIBRARY_ITEM))
    collections = Collection.objects.filter(is_published=True, pk__in=numbers(Target.COLLECTION))
    topics = (
        LibraryItem.objects.open_to_readers()
        .filter(topics__slug__in=keys(Target.LIBRARY_TOPIC))
        .values_list("topics__slug")
        .annotate(number=Count("pk", distinct=True))
    )
    fields = ExpertField.objects.filter(slug__in=keys(Target.EXPERTS), is_offered=True)
    listed = Expert.objects.listed(now).filter(fields__in=fields)
    return _There(
        items=_texts(items, keys(Target.LIBRARY_ITEM)),
        collections=_texts(collections, keys(Target.COLLECTION)),
        topics=dict(topics) if keys(Target.LIBRARY_TOPIC) else {},
        fields=dict(Counter(listed.values_list("fields__slug", flat=True)))
        if keys(Target.EXPERTS)
        else {},
        events=_events(keys(Target.EVENTS), now),
    )


def _texts(rows: Any, wanted: list[str]) -> frozenset[str]:
    return frozenset(str(pk) for pk in rows.values_list("pk", flat=True)) if wanted else frozenset()


def _events(kinds: list[str], now: datetime) -> dict[str, list[Event]]:
    """The soonest of each kind that everybody may come to."""
    if not kinds:
        return {}
    today = localdate(now)
    rows = calendar_events(AnonymousUser(), CalendarFilter(), today).filter(
        status=EventStatus.PUBLISHED, start_date__gte=today, kind__in=kinds
    )
    found: dict[str, list[Event]] = {}
    for event in rows[:60]:
        shown = found.setdefault(event.kind, [])
        if len(shown) < SHOWN_EVENTS:
            shown.append(event)
    return found


def _item(step: NextStep, there: _There) -> Iterable[Lead]:
    if step.target_key in there.items:
        yield Lead(_("Read it in the library"), reverse("library-item", args=[step.target_key]))
    else:
        yield Lead(_("Look in the library"), reverse("library-list"))


def _collection(step: NextStep, there: _There) -> Iterable[Lead]:
    if step.target_key in there.collections:
        url = reverse("library-collection", args=[step.target_key])
        yield Lead(_("Open the collection in the library"), url)
    else:
        yield Lead(_("Look in the library"), reverse("library-list"))


def _topic(step: NextStep, there: _There) -> Iterable[Lead]:
    number = there.topics.get(step.target_key, 0)
    if number:
        words = ngettext(
            "%(number)s item in the library", "%(number)s items in the library", number
        )
        url = f"{reverse('library-list')}?{urlencode({'topic': step.target_key})}"
        yield Lead(words % {"number": number}, url)
    else:
        yield Lead(_("Look in the library"), reverse("library-list"))


def _experts(step: NextStep, there: _There) -> Iterable[Lead]:
    number = there.fields.get(step.target_key, 0)
    if number:
        words = ngettext("%(number)s expert to ask", "%(number)s experts to ask", number)
        url = f"{reverse('expert-list')}?{urlencode({'field': step.target_key})}"
        yield Lead(words % {"number": number}, url)
    else:
        yield Lead(_("Look for an expert"), reverse("expert-list"))


def _event(step: NextStep, there: _There) -> Iterable[Lead]:
    for event in there.events.get(step.target_key, []):
        day = date_format(event.start_date, "SHORT_DATE_FORMAT")
        said = _("%(title)s, %(day)s") % {"title": event.text("title"), "day": day}
        yield Lead(said, reverse("event", args=[event.pk]))
    if not there.events.get(step.target_key):
        yield Lead(_("Nothing is announced now: look at the calendar"), reverse("event-calendar"))


def _address(step: NextStep, there: _There) -> Iterable[Lead]:
    yield Lead(step.address, step.address)


def _nowhere(step: NextStep, there: _There) -> Iterable[Lead]:
    return ()


_LEADS: dict[Target, Callable[[NextStep, _There], Iterable[Lead]]] = {
    Target.LIBRARY_ITEM: _item,
    Target.COLLECTION: _collection,
    Target.LIBRARY_TOPIC: _topic,
    Target.EXPERTS: _experts,
    Target.EVENTS: _event,
    Target.ADDRESS: _address,
    Target.NOWHERE: _nowhere,
}
