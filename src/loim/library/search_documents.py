"""What of the library can be found (`loim.search.providers`): descriptions, authors, and what the
files say."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGE_CODES
from loim.content.logic.rich_text import plain
from loim.content.models import State, TextState
from loim.library.models import Audience, Kind, LibraryFile, LibraryItem, LibraryTopic, Method
from loim.search.providers import (
    Document,
    Facet,
    Provider,
    Text,
    Watch,
    Words,
    register,
    register_facet,
)

KEY = "library"
MOST_CHARACTERS = 200_000  # of one file
# What events and pages call the same people, so that one filter finds all of it.
_AUDIENCES = {"newcomer": "newcomers"}


def ids_of_items() -> Iterable[int]:
    return LibraryItem.objects.open_to_readers().values_list("pk", flat=True)


def documents_of_items(ids: Sequence[int]) -> Iterable[Document]:
    """Six queries however many they are. An older edition stays to be found, below the newer."""
    items = list(
        LibraryItem.objects.open_to_readers()
        .filter(pk__in=ids)
        .select_related("replaced_by", "text")
        .prefetch_related("topics", "methods", "counties")
        .order_by("pk")
    )
    said = _said(items)
    files = _file_texts(items)
    for item in items:
        texts = _texts(item, said.get(item.text_id, {}), files.get(item.pk, {}))
        if texts:
            yield _document(item, texts)


def _document(item: LibraryItem, texts: Mapping[str, Words]) -> Document:
    newer = getattr(item, "replaced_by", None)
    return Document(
        object_id=item.pk,
        texts=texts,
        language=item.text.source_language,
        url_name="library-item",
        url_args=(item.pk,),
        kind=item.kind,
        facets={
            "audience": [_AUDIENCES.get(each, each) for each in item.audiences],
            "library_topic": [topic.slug for topic in item.topics.all()],
            "library_method": [method.slug for method in item.methods.all()],
            "county": [county.pk for county in item.counties.all()],
        },
        importance=0.5 if newer is not None and newer.is_published else 1.0,
    )


def _texts(
    item: LibraryItem, said: Mapping[str, Mapping[str, str]], files: Mapping[str, str]
) -> dict[str, Words]:
    source = item.text.source_language
    first = said.get(source) or next(iter(said.values()), None)
    if first is None:
        return {}
    found = {}
    for language in LANGUAGE_CODES:
        own = said.get(language)
        # A file in a language without a description of its own is found by what it says itself.
        if own is None and language not in files:
            # Whoever knows its topic in their own language finds it all the same.
            found[language] = Words("", keywords=_labels(item, language))
            continue
        words = own or {"title": first.get("title", "")}
        body = [words.get("summary", ""), plain(words.get("description", ""))]
        found[language] = Words(
            title=words.get("title", ""),
            body="\n".join(part for part in (*body, files.get(language, "")) if part),
            keywords=_keywords(item, language),
        )
    return found


def _keywords(item: LibraryItem, language: str) -> str:
    publisher = [item.publisher] if item.publisher else []
    labels = _labels(item, language)
    return ", ".join([*([labels] if labels else []), *item.author_names, *publisher])


def _labels(item: LibraryItem, language: str) -> str:
    """Names of topics and methods, those that have one in this language."""
    labels = [*item.topics.all(), *item.methods.all()]
    names = (label.text("name", language) for label in labels)
    return ", ".join(str(name) for name in names if name.language == language)


def _said(items: Sequence[LibraryItem]) -> dict[int, dict[str, dict[str, str]]]:
    states = TextState.objects.filter(text__in=[item.text_id for item in items])
    found: dict[int, dict[str, dict[str, str]]] = {}
    for state in states.exclude(state=State.MISSING).select_related("current"):
        if state.current is not None:
            found.setdefault(state.text_id, {})[state.language] = state.current.fields
    return found


def _file_texts(items: Sequence[LibraryItem]) -> dict[int, dict[str, str]]:
    files = LibraryFile.objects.filter(item__in=items).exclude(text="").order_by("pk")
    sources = {item.pk: item.text.source_language for item in items}
    found: dict[int, dict[str, str]] = {}
    for pk, language, text in files.values_list("item", "language", "text"):
        spoken = language if language in LANGUAGE_CODES else sources[pk]
        of_item = found.setdefault(pk, {})
        of_item[spoken] = f"{of_item.get(spoken, '')}\n{text[:MOST_CHARACTERS]}".strip()
    return found


def _items_of_texts(texts: Sequence[int]) -> Iterable[int]:
    return LibraryItem.objects.filter(text__in=texts).values_list("pk", flat=True)


def _as_they_are(ids: Sequence[int]) -> Iterable[int]:
    return [pk for pk in ids if pk is not None]


def _items_of_topics(topics: Sequence[int]) -> Iterable[int]:
    return LibraryItem.objects.filter(topics__in=topics).values_list("pk", flat=True)


def _items_of_methods(methods: Sequence[int]) -> Iterable[int]:
    return LibraryItem.objects.filter(methods__in=methods).values_list("pk", flat=True)


def _audiences(values: Sequence[str]) -> Mapping[str, Text]:
    return {value: label for value, label in Audience.choices if value in values}


def _topics(values: Sequence[str]) -> Mapping[str, Text]:
    rows = LibraryTopic.objects.filter(slug__in=values)
    return {row.slug: row.text("name") for row in rows}


def _methods(values: Sequence[str]) -> Mapping[str, Text]:
    return {row.slug: row.text("name") for row in Method.objects.filter(slug__in=values)}


def register_search() -> None:
    register(
        Provider(
            key=KEY,
            label=_("Library"),
            ids=ids_of_items,
            documents=documents_of_items,
            kinds=dict(Kind.choices),
            watches=(
                Watch("library_libraryitem"),
                Watch("content_textstate", "text_id", _items_of_texts),
                Watch("library_libraryfile", "item_id", _as_they_are),
                Watch("library_libraryitem_topics", "libraryitem_id"),
                Watch("library_libraryitem_methods", "libraryitem_id"),
                Watch("library_libraryitem_counties", "libraryitem_id"),
                Watch("library_librarytopic", "id", _items_of_topics),
                Watch("library_method", "id", _items_of_methods),
            ),
        )
    )
    register_facet(Facet("audience", _("For whom"), _audiences, order=20))
    register_facet(Facet("library_topic", _("Topic"), _topics, order=21))
    register_facet(Facet("library_method", _("Method"), _methods, order=22))
