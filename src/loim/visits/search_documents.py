"""Field visits as they are found: those whose event everybody may see."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.events.permissions import events_open_to_all
from loim.search.giving import where
from loim.search.providers import Document, Provider, Watch, Words, register
from loim.visits.models import Visit


def register_search() -> None:
    watches = (Watch("visits_visit"), Watch("events_event", ids=_visits_of))
    register(
        Provider(
            "visits",
            _("Field visits"),
            _all_visits,
            _visits,
            watches=watches,
            one=pgettext_lazy("one of them", "field visit"),
        )
    )


def _all_visits() -> Iterable[int]:
    return Visit.objects.values_list("pk", flat=True)


def _visits_of(events: Sequence[int]) -> Iterable[int]:
    return Visit.objects.filter(event__in=events).values_list("pk", flat=True)


def _visits(ids: Sequence[int]) -> Iterable[Document]:
    rows = Visit.objects.filter(pk__in=ids, event__in=events_open_to_all())
    for visit in rows.select_related("event__place_municipality"):
        event = visit.event
        texts = {}
        for language in {event.language, *event.translations}:
            said = [visit.text("goals", language), visit.text("base_place", language)]
            if visit.report_published_at:
                said.append(visit.text("report_summary", language))
            own = [str(text) for text in said if text and text.language == language]
            texts[language] = Words(str(event.text("title", language)), "\n".join(own))
        yield Document(
            object_id=visit.pk,
            texts=texts,
            language=event.language,
            url_name="visit",
            url_args=[visit.pk],
            facets=where(event.place_municipality),
            day=event.start_date,
        )
