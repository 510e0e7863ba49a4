"""Services that are provided and journeys that are published, as everybody finds them."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.content.search_documents import words_of_texts
from loim.search.giving import where
from loim.search.providers import (
    Document,
    Facet,
    Provider,
    Watch,
    Words,
    register,
    register_facet,
)
from loim.services.models import Journey, JourneyStatus, Service, ServiceStatus, Topic

SERVICE = ("summary", "for_whom", "description", "how_to", "processing", "good_to_know", "addition")
JOURNEY = ("summary", "introduction")


def register_search() -> None:
    register(
        Provider(
            "services", _("Services"), _all_services, _services, one=pgettext_lazy("one of them", "service"),
            watches=(
                Watch("services_service"),
                Watch("services_service_topics", "service_id"),
                Watch("content_textstate", "text_id", _services_of),
            ),
        )
    )  # fmt: skip
    register(
        Provider(
            "journeys", _("Journeys"), _all_journeys, _journeys, one=pgettext_lazy("one of them", "journey"),
            watches=(
                Watch("services_journey"),
                Watch("content_textstate", "text_id", _journeys_of),
            ),
        )
    )  # fmt: skip
    register_facet(Facet("topic", _("Topic"), _topics, 11))


def _topics(values: Sequence[str]) -> Mapping[str, str]:
    rows = Topic.objects.filter(slug__in=values)
    return {topic.slug: str(topic.text("name")) for topic in rows}


def _all_services() -> Iterable[int]:
    return Service.objects.values_list("pk", flat=True)


def _services_of(texts: Sequence[int]) -> Iterable[int]:
    """Also those that add to a national service whose text it is."""
    own = Service.objects.filter(text__in=texts)
    mirrors = Service.objects.filter(national__text__in=texts)
    return {*own.values_list("pk", flat=True), *mirrors.values_list("pk", flat=True)}


def _services(ids: Sequence[int]) -> Iterable[Document]:
    rows = list(
        Service.objects.filter(pk__in=ids, status=ServiceStatus.ACTIVE)
        .select_related("text", "municipality", "authority", "national")
        .prefetch_related("topics")
    )
    nationals = (row.national.text_id for row in rows if row.national)
    words = words_of_texts([*(row.text_id for row in rows), *nationals], SERVICE)
    for row in rows:
        texts = words.get(row.text_id, {})
        if row.national:
            texts = _with_national(texts, words.get(row.national.text_id, {}))
        topics = list(row.topics.all())
        if texts:
            yield Document(
                object_id=row.pk,
                texts={
                    language: Words(said.title, said.body, _keywords(row, topics, language))
                    for language, said in texts.items()
                },
                language=row.text.source_language,
                url_name="service",
                url_args=[row.pk],
                facets={**where(row.municipality), "topic": [topic.slug for topic in topics]},
            )


def _with_national(own: Mapping[str, Words], national: Mapping[str, Words]) -> dict[str, Words]:
    """What a municipality adds stands under the national service's name."""
    return {
        language: Words(
            said.title,
            "\n".join(filter(None, [own[language].body if language in own else "", said.body])),
        )
        for language, said in national.items()
    }


def _keywords(row: Service, topics: Sequence[Topic], language: str) -> str:
    """A topic's name in that language, where it has one: by it a text is found across languages."""
    return " ".join([row.authority.name, *(str(topic.text("name", language)) for topic in topics)])


def _all_journeys() -> Iterable[int]:
    return Journey.objects.values_list("pk", flat=True)


def _journeys_of(texts: Sequence[int]) -> Iterable[int]:
    return Journey.objects.filter(text__in=texts).values_list("pk", flat=True)


def _journeys(ids: Sequence[int]) -> Iterable[Document]:
    rows = list(
        Journey.objects.filter(pk__in=ids, status=JourneyStatus.PUBLISHED).select_related(
            "text", "municipality"
        )
    )
    words = words_of_texts((row.text_id for row in rows), JOURNEY)
    for row in rows:
        if texts := words.get(row.text_id):
            yield Document(
                object_id=row.pk, texts=texts, language=row.text.source_language,
                url_name="public-journey", url_args=[row.slug], facets=where(row.municipality),
            )  # fmt: skip
