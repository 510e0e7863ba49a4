"""Events and series as they are found: what everybody may read, and drafts by their own people."""

from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.events.models import Audience, Event, EventKind, EventStatus, Series
from loim.events.permissions import events_open_to_all
from loim.search.giving import where, words_of
from loim.search.providers import (
    EVERYBODY,
    Document,
    Facet,
    Provider,
    Watch,
    only,
    register,
    register_facet,
)

# What is over is still worth finding, but below what is to come.
IMPORTANCE_OF_PAST = 0.6
BODY = ("purpose", "description", "target_group", "summary", "accessibility")


def register_search() -> None:
    register(
        Provider(
            "events", _("Events"), _all_events, _events, dict(EventKind.choices),
            watches=(Watch("events_event"),),
        )
    )  # fmt: skip
    register(
        Provider(
            "series", _("Series of events"), _all_series, _series, one=pgettext_lazy("one of them", "series of events"),
            watches=(Watch("events_series"), Watch("events_event", "series_id")),
        )
    )  # fmt: skip
    register_facet(Facet("audience", _("For whom"), lambda _values: dict(Audience.choices), 10))


def _all_events() -> Iterable[int]:
    return Event.objects.values_list("pk", flat=True)


def _events(ids: Sequence[int]) -> Iterable[Document]:
    open_to_all = set(events_open_to_all().filter(pk__in=ids).values_list("pk", flat=True))
    today = timezone.localdate()
    rows = Event.objects.filter(pk__in=ids).exclude(status=EventStatus.CANCELLED)
    for event in rows.select_related("organiser", "place_municipality"):
        keywords = f"{event.organiser.name} {event.place} {event.address}"
        yield Document(
            object_id=event.pk,
            texts=words_of(event, "title", BODY, keywords=keywords),
            language=event.language,
            url_name="event",
            url_args=[event.pk],
            kind=event.kind,
            facets={**where(event.place_municipality), "audience": event.audiences},
            readers=EVERYBODY if event.pk in open_to_all else only([event.organiser_id]),
            day=event.start_date,
            importance=IMPORTANCE_OF_PAST if event.end_date < today else 1.0,
        )


def _all_series() -> Iterable[int]:
    return Series.objects.values_list("pk", flat=True)


def _series(ids: Sequence[int]) -> Iterable[Document]:
    """A series is as open as its most open event; an empty one is its organisation's matter."""
    shown = events_open_to_all().filter(series__in=ids).order_by()
    open_to_all = set(shown.values_list("series", flat=True))
    for series in Series.objects.filter(pk__in=ids).select_related("organiser"):
        yield Document(
            object_id=series.pk,
            texts=words_of(series, "title", ["description"], keywords=series.organiser.name),
            language=series.language,
            url_name="series",
            url_args=[series.pk],
            readers=EVERYBODY if series.pk in open_to_all else only([series.organiser_id]),
        )
