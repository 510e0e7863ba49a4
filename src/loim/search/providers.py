"""What can be found. Modules register here what they give; `search` knows none of them.

A module has one small file, `search_documents.py`, with a `Provider` for each kind of record that
has a page, registered when the module starts:

    register(Provider(
        key="clubs", label=_("Clubs"), ids=ids_of_clubs, documents=documents_of_clubs,
        watches=(Watch("clubs_club"),),
    ))

What is found is a `Document`. Whoever may not read its page must not learn of it from a list of
results, so each says who may: everybody, or the people of the organisations named in `readers`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class Words:
    """What a document says in one language, as plain text. `keywords` are names of topics in
    that language, authors, other names of the same thing: looked for, and shown only where nothing
    else would tell why it was found. Without a title they lead from that language to a document
    that has no text in it."""

    title: str
    body: str = ""
    keywords: str = ""


@dataclass(frozen=True)
class Readers:
    """Who may find it: everybody, or people with any role in one of `organisations` (their ids)
    and, unless said otherwise, the platform's administrators."""

    is_public: bool = True
    organisations: frozenset[int] = frozenset()
    includes_administrators: bool = True


EVERYBODY = Readers()


def only(organisations: Iterable[int], *, includes_administrators: bool = True) -> Readers:
    """Only people of these organisations."""
    return Readers(False, frozenset(organisations), includes_administrators)


@dataclass(frozen=True)
class Document:
    """One record as it is to be found: `object_id` within its provider.

    `texts` by language, of published texts only; `language` is that of its source. `url_name` and
    `url_args` name its page. `facets` are what results are filtered by: {"county": ["0060"],
    "audience": ["newcomers"]}; `kind` is a facet, too, and every language of `texts`.
    It is found from `visible_from` until `visible_until` (None: no bound), whether or not somebody
    remembers to index it anew. `importance` multiplies its rank (1.0; less for what is over).
    """

    object_id: int
    texts: Mapping[str, Words]
    language: str
    url_name: str
    url_args: Sequence[str | int] = ()
    kind: str = ""
    facets: Mapping[str, Iterable[str]] = field(default_factory=dict)
    readers: Readers = EVERYBODY
    day: date | None = None  # shown beside the title: when it happens or was published
    importance: float = 1.0
    visible_from: datetime | None = None
    visible_until: datetime | None = None


@dataclass(frozen=True)
class Watch:
    """Changes of `table` are noticed by a trigger, whichever code makes them, and indexed within
    a minute. `column` of the changed row is handed to `ids`, which gives the ids of the objects
    concerned; without `ids` it is the object's id itself."""

    table: str
    column: str = "id"
    ids: Callable[[Sequence[int]], Iterable[int]] | None = None


@dataclass(frozen=True)
class Provider:
    """`documents` gives those of the ids that are to be found (an id that it leaves out goes out
    of the index) with a fixed number of queries; `ids` gives all there are, for indexing anew.
    `kinds` are the values of `Document.kind` with what a reader calls one of them; `one` is that
    where there are no kinds ('a club')."""

    key: str
    label: Text
    ids: Callable[[], Iterable[int]]
    documents: Callable[[Sequence[int]], Iterable[Document]]
    kinds: Mapping[str, Text] = field(default_factory=dict)
    watches: tuple[Watch, ...] = ()
    one: Text = ""


@dataclass(frozen=True)
class Facet:
    """Something to filter by. `labels` gives what readers call these values, in their language,
    with one query at most; a value that it leaves out is not offered."""

    key: str
    label: Text
    labels: Callable[[Sequence[str]], Mapping[str, Text]]
    order: int = 100


WordGroup = Mapping[str, Sequence[str]]
"""Words of the same meaning by language: {"et": ["lõimumine"], "ru": ["интеграция"]}."""


@dataclass(frozen=True)
class WordSource:
    """Words of the same meaning that another module keeps, such as the glossary's; when one of
    `tables` changes they are read anew."""

    key: str
    groups: Callable[[], Iterable[WordGroup]]
    tables: tuple[str, ...] = ()


class UnknownProvider(LookupError):
    """Nobody registered what was asked to be indexed."""


_providers: dict[str, Provider] = {}
_facets: dict[str, Facet] = {}
_word_sources: dict[str, WordSource] = {}


def register(provider: Provider) -> None:
    """Called once for each provider, when its module starts."""
    _providers[provider.key] = provider


def register_facet(facet: Facet) -> None:
    """A facet that several modules give values of is registered by each with its own labels."""
    known = _facets.get(facet.key)
    if known is None:
        _facets[facet.key] = facet
        return

    def labels(values: Sequence[str], known: Facet = known) -> Mapping[str, Text]:
        return {**known.labels(values), **facet.labels(values)}

    _facets[facet.key] = replace(known, labels=labels)


def register_words(source: WordSource) -> None:
    _word_sources[source.key] = source


def provider_of(key: str) -> Provider:
    try:
        return _providers[key]
    except KeyError:
        raise UnknownProvider(key) from None


def is_known(key: str) -> bool:
    return key in _providers


def all_providers() -> list[Provider]:
    return [provider for _, provider in sorted(_providers.items())]


def all_facets() -> list[Facet]:
    return sorted(_facets.values(), key=lambda facet: (facet.order, facet.key))


def all_word_sources() -> list[WordSource]:
    return [source for _, source in sorted(_word_sources.items())]
