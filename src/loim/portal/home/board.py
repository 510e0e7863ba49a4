"""What stands on the front page: only what everybody may read, for one audience and county.

Each part makes a fixed number of queries, and only where the audience sees it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from loim.clubs.queries.club_lists import clubs_to_join
from loim.content.queries.media.shown import attach_pictures
from loim.content.queries.news.listed import NewsFilter, listed_news
from loim.content.queries.reading import attach_texts
from loim.events.models import EventStatus
from loim.events.queries.calendar.listed import CalendarFilter, calendar_events
from loim.events.queries.registration.open_now import events_to_register_for
from loim.library.models import LibraryItem
from loim.library.queries.listing import LibraryFilter, items_in
from loim.people.models import User
from loim.portal.home.audiences import HomeAudience
from loim.portal.home.deadlines import deadlines, is_soon, left_until, near
from loim.portal.queries import at_a_glance
from loim.programmes.models import Programme
from loim.services.models import LifeEvent, ServiceStatus
from loim.services.queries.journeys.listing import JourneyFilter, listed_journeys, with_words

MOST = 5
MOST_CARDS = 3
WEEK = timedelta(days=7)  # today and six days more


@dataclass(frozen=True)
class Asked:
    """`county` is a code, '' for all of Estonia. `person` is who is signed in."""

    audience: HomeAudience
    county: str
    now: datetime
    person: User | None = None
    language: str = field(default_factory=lambda: get_language() or "et")


def board(asked: Asked) -> dict[str, Any]:
    """{part: what stands in it}, of the parts that this audience sees."""
    return {part: find(asked) for part, find in _PARTS.items() if part in asked.audience.parts}


def _for_whom(asked: Asked) -> Q:
    """What says nothing of for whom it is, is for everybody."""
    if not asked.audience.events:
        return Q()
    wanted = sorted({*asked.audience.events, "everyone"})
    return Q(audiences=[]) | Q(audiences__overlap=wanted)


def _register(asked: Asked) -> list[Any]:
    """What closes first comes first, each with `left`."""
    rows = events_to_register_for(asked.now).filter(near(asked.county) & _for_whom(asked))
    found = list(rows.order_by("registration_settings__closes_at", "pk")[:MOST])
    for event in found:
        closes_at = event.registration_settings.closes_at
        event.left = left_until(closes_at, asked.now)  # type: ignore[attr-defined]
        event.is_soon = is_soon(closes_at, asked.now)  # type: ignore[attr-defined]
    return found


def _week(asked: Asked) -> list[Any]:
    """As everybody sees them, whoever looks: drafts stay on their own pages."""
    today = timezone.localdate(asked.now)
    last = today + WEEK - timedelta(days=1)
    where = CalendarFilter(county=asked.county)
    rows = calendar_events(AnonymousUser(), where, today, last)
    coming = rows.filter(_for_whom(asked), status=EventStatus.PUBLISHED)
    return list(coming[:MOST])


def _deadlines(asked: Asked) -> list[Any]:
    return deadlines(asked.now, asked.county, asked.person)


def _library(asked: Asked) -> list[Any]:
    """For this audience, and what is for nobody in particular."""
    rows = items_in(LibraryFilter())
    if asked.audience.library:
        rows = rows.filter(Q(audiences=[]) | Q(audiences__contains=[asked.audience.library]))
    if asked.county:
        elsewhere = LibraryItem.objects.exclude(counties=None).exclude(counties=asked.county)
        rows = rows.exclude(pk__in=elsewhere.values("pk"))
    return attach_texts(rows.order_by("-published_at", "-pk")[:MOST_CARDS], asked.language)


def _news(asked: Asked) -> list[Any]:
    """What can be read in the reader's language; where there is none, all news."""
    today = timezone.localdate(asked.now)
    conditions = Q()
    if asked.audience.news:
        conditions &= Q(audience__in=sorted(asked.audience.news))
    if asked.county:
        conditions &= Q(municipality=None) | Q(municipality__county=asked.county)
    rows = list(
        listed_news(NewsFilter(language=asked.language), today).filter(conditions)[:MOST_CARDS]
    )
    rows = rows or list(listed_news(NewsFilter(), today).filter(conditions)[:MOST_CARDS])
    return attach_pictures(attach_texts(rows, asked.language), asked.language)


def _journeys(asked: Asked) -> list[Any]:
    rows = listed_journeys(JourneyFilter())
    if asked.county:
        rows = rows.filter(Q(municipality=None) | Q(municipality__county=asked.county))
    return with_words(list(rows[:MOST_CARDS]), asked.language)


def _life_events(_asked: Asked) -> list[Any]:
    used = LifeEvent.objects.filter(services__status=ServiceStatus.ACTIVE).distinct()
    return list(used.order_by("position", "pk"))


def _clubs(asked: Asked) -> list[Any]:
    return clubs_to_join(today=timezone.localdate(asked.now), limit=MOST_CARDS, county=asked.county)


def _programmes(asked: Asked) -> list[Any]:
    rows = Programme.objects.select_related("ministry", "implementer").order_by("name", "pk")
    return at_a_glance(rows[:2], timezone.localdate(asked.now))


_PARTS: dict[str, Callable[[Asked], list[Any]]] = {
    "register": _register,
    "week": _week,
    "deadlines": _deadlines,
    "library": _library,
    "news": _news,
    "journeys": _journeys,
    "life_events": _life_events,
    "clubs": _clubs,
    "programmes": _programmes,
}
