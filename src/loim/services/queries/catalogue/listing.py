"""Lists of services, for readers and for keepers.

What a database can tell (words, topic, municipality, language of service) is one query. What a
person says about themselves and 'open now' are tried in a single pass over the keys and
conditions of what that query leaves, not over records: 2,000 services are two short columns.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Coalesce, Lower
from django.utils.translation import get_language

from loim.content.models import State, TextState
from loim.people.models import Municipality
from loim.services.logic.condition_form import BadConditions, read_groups
from loim.services.logic.conditions import (
    Answers,
    Applies,
    Question,
    applies,
    completed,
    open_questions,
)
from loim.services.models import Channel, Service, ServiceStatus
from loim.services.queries.catalogue.hours import Timetable, alerts_in_force, attach_timetables
from loim.services.queries.catalogue.page import load_services, with_source_title
from loim.services.queries.catalogue.words import attach_words

MOST_WORDS = 6


@dataclass(frozen=True)
class ServiceFilter:
    """Empty means all. `municipality` is where somebody lives, by EHAK: what is for the whole
    country is for them, too."""

    text: str = ""
    topic: str = ""
    life_event: str = ""
    municipality: str = ""
    language: str = ""
    level: str = ""
    is_open_now: bool = False
    answers: Answers = field(default_factory=dict)


@dataclass
class ListedService:
    service: Service
    applies: Applies = Applies.YES
    asks: tuple[Question, ...] = ()  # what it still depends on
    alerts: Sequence[Any] = ()


def listed_services(
    wanted: ServiceFilter, now: datetime, language: str | None = None
) -> QuerySet[Service] | list[int]:
    """Keys in the order of the list, or a query set of them; see `shown_services`."""
    found = _titled(_candidates(wanted), language)
    if not wanted.answers and not wanted.is_open_now:
        return found.values_list("pk", flat=True)  # type: ignore[return-value]  # keys alone
    keys = list(found.values_list("pk", "conditions", "national__conditions"))
    answers = with_county(wanted.answers)
    fitting = [
        pk
        for pk, own, national in keys
        if applies(_groups(own or national or []), answers) != Applies.NO
    ]
    return open_now(fitting, now) if wanted.is_open_now else fitting


def shown_services(
    keys: Iterable[int], answers: Answers, now: datetime, language: str | None = None
) -> list[ListedService]:
    """Those of one page, in the order of `keys`, with their words and alerts."""
    order = list(keys)
    by_key = load_services().in_bulk(order)
    services = attach_words((by_key[pk] for pk in order if pk in by_key), language)
    answers = with_county(answers) if answers else {}
    alerts = alerts_of(services, now)
    rows = []
    for service in services:
        groups = _groups(service.conditions or (service.national or service).conditions)
        row = ListedService(service, alerts=alerts.get(service.pk, ()))
        if answers:
            row.applies = applies(groups, answers)
            row.asks = open_questions(groups, answers)
        rows.append(row)
    return rows


def alerts_of(services: Sequence[Service], now: datetime) -> dict[int, list[Any]]:
    """Those that hold now, of each service and of its places."""
    ids = {each.pk for each in services} | {each.national_id or each.pk for each in services}
    places: dict[int, set[int]] = {}
    pairs = Channel.objects.filter(service__in=ids).exclude(location=None)
    for service, place in pairs.values_list("service_id", "location_id"):
        places.setdefault(service, set()).add(place)
    found = alerts_in_force(ids, set().union(*places.values()), now)
    holding = [alert for alert in found if alert.start_at <= now]
    return {
        each.pk: [
            alert
            for alert in holding
            if (alert.service_id and alert.service_id in {each.pk, each.national_id})
            or alert.location_id in places.get(each.pk, ())
        ]
        for each in services
    }


def open_now(keys: Sequence[int], now: datetime) -> list[int]:
    """Those with a place or a phone that is open; four queries, however many they are."""
    national = dict(
        Service.objects.filter(pk__in=keys).values_list("pk", Coalesce("national_id", "pk"))
    )
    of = set(keys) | set(national.values())
    channels = list(Channel.objects.filter(service__in=of))
    places = {each.location_id for each in channels if each.location_id}
    attach_timetables(channels, alerts_in_force(of, places, now))
    known: dict[object, bool] = {}  # a house that many services share is looked at once
    opened = set()
    for each in channels:
        table: Timetable = each.timetable  # type: ignore[attr-defined]
        key = (id(table.rules), tuple(table.closed))
        if key not in known:
            known[key] = bool(table) and table.opening_at(now) is not None
        if known[key]:
            opened.add(each.service_id)
    return [pk for pk in keys if pk in opened or national.get(pk) in opened]


def with_county(answers: Answers) -> Answers:
    """One query where a municipality is among the answers."""
    code = str(answers.get(Question.MUNICIPALITY, ""))
    if not code:
        return answers
    return completed(
        answers, dict(Municipality.objects.filter(pk=code).values_list("pk", "county_id"))
    )


def kept_services(
    services: QuerySet[Service], *, text: str = "", status: str = ""
) -> QuerySet[Service]:
    """For keepers: drafts and closed ones, too; what is to be done first."""
    if status:
        services = services.filter(status=status)
    return _titled(_with_words(services, text), None).select_related(*_SELECTED)


def overdue_services(services: QuerySet[Service], until: date) -> QuerySet[Service]:
    """Those to be confirmed on that day or before, the longest overdue first."""
    found = services.filter(status=ServiceStatus.ACTIVE, next_due_date__lte=until)
    return found.select_related(*_SELECTED).order_by("next_due_date", "pk")


_SELECTED = ("text", "owner", "authority", "municipality", "assured_by", "national__text",
             "national__authority")  # fmt: skip


def _candidates(wanted: ServiceFilter) -> QuerySet[Service]:
    found = Service.objects.filter(status=ServiceStatus.ACTIVE)
    if wanted.municipality:
        here = Service.objects.filter(
            national=OuterRef("pk"),
            municipality=wanted.municipality,
            status=ServiceStatus.ACTIVE,
        )
        found = found.filter(Q(municipality=None) | Q(municipality=wanted.municipality))
        found = found.exclude(Q(level="state") & Exists(here))
    else:
        found = found.filter(national=None)
    if wanted.topic:
        of = Q(topics__slug=wanted.topic) | Q(national__topics__slug=wanted.topic)
        found = found.filter(pk__in=Service.objects.filter(of).values("pk"))
    if wanted.life_event:
        of = Q(life_events__slug=wanted.life_event) | Q(
            national__life_events__slug=wanted.life_event
        )
        found = found.filter(pk__in=Service.objects.filter(of).values("pk"))
    if wanted.language:
        of = Q(languages__contains=[wanted.language])
        found = found.filter(of | Q(languages=[], national__languages__contains=[wanted.language]))
    if wanted.level:
        found = found.filter(level=wanted.level)
    return _with_words(found, wanted.text)


def _with_words(services: QuerySet[Service], text: str) -> QuerySet[Service]:
    """Each word stands somewhere in what is published, in any language."""
    for word in text.split()[:MOST_WORDS]:
        of = Q(text=OuterRef("text")) | Q(text=OuterRef("national__text"))
        said = TextState.objects.annotate(words=Cast("current__fields", TextField())).filter(of)
        drafted = TextState.objects.filter(text=OuterRef("text"), title__icontains=word)
        services = services.filter(Exists(said.filter(words__icontains=word)) | Exists(drafted))
    return services


def _titled(services: QuerySet[Service], language: str | None) -> QuerySet[Service]:
    wanted = language or get_language() or "et"
    titles = TextState.objects.filter(text=OuterRef("named")).exclude(state=State.MISSING)
    return (
        with_source_title(services)
        .annotate(
            title=Lower(
                Coalesce(
                    Subquery(titles.filter(language=wanted).values("title")[:1]),
                    F("source_title"),
                )
            ),
        )
        .order_by("title", "pk")
    )


def _groups(value: Any) -> Any:
    """What is wrong in the table (it should not be) hides nothing from anybody."""
    try:
        return read_groups(value)
    except BadConditions:
        return ()
