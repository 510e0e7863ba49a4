"""Pages and news as they are found, the words of texts in versions, and the glossary's words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.content.logic.rich_text import plain
from loim.content.models import Audience, NewsItem, Page, State, Term, TextState, Usage
from loim.search.giving import morning_of, where
from loim.search.providers import (
    Document,
    Facet,
    Provider,
    Watch,
    Words,
    WordSource,
    register,
    register_facet,
    register_words,
)


def words_of_texts(
    text_ids: Iterable[int], body: Sequence[str], *, title: str = "title"
) -> dict[int, dict[str, Words]]:
    """By text and language, of what is published; one query. Other modules' providers use it."""
    states = TextState.objects.filter(text__in=list(text_ids)).exclude(state=State.MISSING)
    found: dict[int, dict[str, Words]] = defaultdict(dict)
    for state in states.select_related("current").order_by("-is_source", "language"):
        if state.current is not None:
            fields = state.current.fields
            said = [plain(fields[name]) for name in body if fields.get(name)]
            found[state.text_id][state.language] = Words(fields.get(title, ""), "\n".join(said))
    return found


def register_search() -> None:
    register(
        Provider(
            "pages", _("Pages"), _all_pages, _pages, one=pgettext_lazy("one of them", "page"),
            watches=(Watch("content_page"), Watch("content_textstate", "text_id", _pages_of)),
        )
    )  # fmt: skip
    register(
        Provider(
            "news", _("News"), _all_news, _news, one=pgettext_lazy("one of them", "news"),
            watches=(Watch("content_newsitem"), Watch("content_textstate", "text_id", _news_of)),
        )
    )  # fmt: skip
    register_facet(Facet("audience", _("For whom"), lambda _values: dict(Audience.choices), 10))
    tables = ("content_term", "content_termword")
    register_words(WordSource("glossary", _glossary, tables))


def _all_pages() -> Iterable[int]:
    return Page.objects.values_list("pk", flat=True)


def _pages_of(texts: Sequence[int]) -> Iterable[int]:
    return Page.objects.filter(text__in=texts).values_list("pk", flat=True)


def _pages(ids: Sequence[int]) -> Iterable[Document]:
    rows = list(Page.objects.filter(pk__in=ids).select_related("municipality", "text"))
    words = words_of_texts((page.text_id for page in rows), ("lead", "body"))
    for page in rows:
        if texts := words.get(page.text_id):
            yield _document(page, texts, "page")


def _all_news() -> Iterable[int]:
    return NewsItem.objects.values_list("pk", flat=True)


def _news_of(texts: Sequence[int]) -> Iterable[int]:
    return NewsItem.objects.filter(text__in=texts).values_list("pk", flat=True)


def _news(ids: Sequence[int]) -> Iterable[Document]:
    rows = list(NewsItem.objects.filter(pk__in=ids).select_related("municipality", "text"))
    words = words_of_texts((item.text_id for item in rows), ("lead", "body"))
    for item in rows:
        if texts := words.get(item.text_id):
            yield _document(item, texts, "news-item")


def _document(row: Page | NewsItem, texts: Mapping[str, Words], url_name: str) -> Document:
    """Found from its day on until the end of its last one, whether or not anything runs then."""
    last = row.expiry_date
    day = row.news_date if isinstance(row, NewsItem) else None
    return Document(
        object_id=row.pk,
        texts=texts,
        language=row.text.source_language,
        url_name=url_name,
        url_args=[row.slug],
        facets={**where(row.municipality), "audience": [row.audience]},
        day=day,
        visible_from=morning_of(day),
        visible_until=morning_of(last + timedelta(days=1)) if last else None,
    )


def _glossary() -> Iterable[Mapping[str, Sequence[str]]]:
    """Words of a concept that is common to all; those to be avoided lead to the others, too."""
    for term in Term.objects.filter(owner=None, is_retired=False).prefetch_related("words"):
        group: dict[str, list[str]] = defaultdict(list)
        for word in sorted(
            term.words.all(), key=lambda each: (each.usage != Usage.PREFERRED, each.pk)
        ):
            group[word.language].append(word.word)
        yield group
