"""What everybody may read of the catalogue, with as many queries for one service as for hundreds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from loim.content.models import State, TextState
from loim.content.queries.reading import NEXT_BEST
from loim.people.models import Organisation
from loim.services.models import (
    Alert,
    Channel,
    Contact,
    Cost,
    Evidence,
    LegalBasis,
    LifeEvent,
    OpeningException,
    OpeningRule,
    Output,
    Requirement,
    Service,
    Topic,
)

_BATCH = 500
Words = dict[str, dict[str, str]]  # by language and field


@dataclass(frozen=True)
class Published:
    """A service with all words of it that are published, and those of the national one."""

    service: Service
    words: Words
    national_words: Words = field(default_factory=dict)

    @property
    def titles(self) -> dict[str, str]:
        """By language. A local addition bears the name of the service that it adds to."""
        words = self.national_words if self.service.is_mirror else self.words
        return {language: each["title"] for language, each in words.items() if each.get("title")}

    def word(self, name: str, language: str) -> str:
        """In the language, else in the next best one; '' where none has it."""
        if name == "title":
            return best(self.titles, language)
        return best(
            {code: each[name] for code, each in self.words.items() if each.get(name)}, language
        )


def best(texts: dict[str, str], language: str) -> str:
    for code in (language, *NEXT_BEST[language]):
        if texts.get(code):
            return texts[code]
    return ""


def public_services() -> "QuerySet[Service]":
    """Provided, and with words in some language; by key."""
    published = TextState.objects.exclude(state=State.MISSING)
    return (
        Service.objects.open_to_readers()
        .filter(Exists(published.filter(text=OuterRef("text"))))
        .order_by("pk")
    )


def published(services: Iterable[Service] | QuerySet[Service]) -> list[Published]:
    """The services with all that belongs to them; in their order."""
    keys = [service.pk for service in services]
    found = {
        service.pk: service
        for service in Service.objects.filter(pk__in=keys)
        .select_related("authority__municipality", "municipality", "national", "owner")
        .prefetch_related(*_parts(timezone.now()))
    }
    ordered = [found[key] for key in keys if key in found]
    texts = {service.text_id for service in ordered}
    texts |= {service.national.text_id for service in ordered if service.national}
    words = _words(texts)
    return [
        Published(
            service,
            words.get(service.text_id, {}),
            words.get(service.national.text_id, {}) if service.national else {},
        )
        for service in ordered
    ]


def all_published() -> Iterator[Published]:
    """The whole catalogue, in batches, so that memory holds one of them."""
    last, is_more = 0, True
    while is_more:
        batch = list(public_services().filter(pk__gt=last).only("pk")[:_BATCH])
        is_more = len(batch) == _BATCH
        last = batch[-1].pk if batch else 0
        yield from published(batch)


@dataclass(frozen=True)
class Figures:
    services: int
    organisations: int
    places: int
    changed_at: datetime | None  # the latest change of anything that is given out


def figures() -> Figures:
    """Three queries; good enough for a tag of the whole."""
    services = public_services().order_by()
    counted = services.aggregate(
        services=Count("pk"),
        organisations=Count("authority", distinct=True),
        changed_at=Max("changed_at"),
    )
    places = Channel.objects.filter(kind="place", service__in=services).aggregate(
        places=Count("location", distinct=True)
    )
    words = TextState.objects.filter(text__service__in=services).aggregate(at=Max("changed_at"))
    times = [at for at in (counted["changed_at"], words["at"]) if at]
    return Figures(
        counted["services"], counted["organisations"], places["places"], max(times, default=None)
    )


def public_authorities() -> "QuerySet[Organisation]":
    """Those who are competent for a public service; by key."""
    return (
        Organisation.objects.filter(Exists(public_services().filter(authority=OuterRef("pk"))))
        .select_related("municipality")
        .order_by("pk")
    )


def with_last_change(services: "QuerySet[Service]") -> "QuerySet[Service]":
    """`.modified_at`: of the service or of its words."""
    return services.annotate(modified_at=Greatest("changed_at", Max("text__states__changed_at")))


def _parts(now: datetime) -> list["Prefetch[str]"]:
    alerts = Alert.objects.filter(end_at__gt=now).order_by("start_at", "pk")
    rules = OpeningRule.objects.order_by("position", "pk")
    exceptions = OpeningException.objects.order_by("start_date", "opens_at", "pk")
    return [
        Prefetch(
            "channels",
            Channel.objects.select_related("location__municipality__county").order_by(
                "position", "pk"
            ),
        ),
        Prefetch("channels__opening_rules", rules),
        Prefetch("channels__opening_exceptions", exceptions),
        Prefetch("channels__location__opening_rules", rules),
        Prefetch("channels__location__opening_exceptions", exceptions),
        Prefetch("channels__location__alerts", alerts),
        Prefetch("alerts", alerts),
        Prefetch("contacts", Contact.objects.order_by("position", "pk")),
        Prefetch("requirements", Requirement.objects.order_by("position", "pk")),
        Prefetch("requirements__evidence", Evidence.objects.order_by("position", "pk")),
        Prefetch("outputs", Output.objects.order_by("position", "pk")),
        Prefetch("costs", Cost.objects.order_by("position", "pk")),
        Prefetch("legal_bases", LegalBasis.objects.order_by("position", "pk")),
        Prefetch("topics", Topic.objects.order_by("position", "pk")),
        Prefetch("life_events", LifeEvent.objects.order_by("position", "pk")),
    ]


def _words(text_ids: Iterable[int]) -> dict[int, Words]:
    found: dict[int, Words] = {}
    states = (
        TextState.objects.filter(text__in=set(text_ids))
        .exclude(state=State.MISSING)
        .select_related("current")
        .order_by("text", "language")
    )
    for state in states:
        if state.current is not None:
            found.setdefault(state.text_id, {})[state.language] = state.current.fields
    return found
