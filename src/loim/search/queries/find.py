"""Find documents by words: what a person may see, best first, with counts to filter by.

Three queries, whatever is found: words of the same meaning; results with counts; texts of the
page. Where nothing has all of the words, up to three more try what may have been meant.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from loim.people.permissions import Person
from loim.search.logic.query.reading import QueryWord, read_words
from loim.search.logic.query.tree import Query, any_of, by_parts
from loim.search.logic.snippets import READ, Piece, marked, snippet
from loim.search.queries.corrections import corrected
from loim.search.queries.matching import Matches, match
from loim.search.queries.meanings import understood

PAGE_SIZE = 20
SHORT = 2000  # characters of texts in other languages that are looked through
Filters = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Result:
    """`language` is that of `title` and `snippet`, which may not be the reader's. Where neither
    has what was looked for, `found_by` says what does: a keyword, or its title or text in the
    language `found_in`."""

    provider: str
    object_id: int
    kind: str
    language: str
    title: list[Piece]
    snippet: list[Piece]
    url: str
    day: date | None
    facets: list[str]
    found_by: list[Piece] = field(default_factory=list)
    found_in: str = ""


@dataclass(frozen=True)
class Found:
    """`counts` by facet and value, as they would be if only that facet's own filter were changed.

    `meant` are the words that were looked for instead of what was typed, '' for those typed;
    `is_loose`: no text has all of the words, these have some of them.
    """

    text: str
    results: list[Result]
    total: int
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    page: int = 1
    meant: str = ""
    is_loose: bool = False
    total_unfiltered: int = 0

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


def find(
    text: str, language: str, person: Person, filters: Filters | None = None, page: int = 1,
    *, now: datetime | None = None, size: int = PAGE_SIZE,
) -> Found:  # fmt: skip
    """`language` is the reader's: of two equal results the one in it comes first, and it is shown
    in it where it says what was looked for. `filters` are values by facet, any of them."""
    words = read_words(text)
    if not words:
        return Found(text, [], 0)
    now, filters, page = now or timezone.now(), filters or {}, max(1, page)
    query = understood(words)

    def tried(said: Query) -> Matches:
        return match(said, person, language, filters, now, offset=(page - 1) * size, size=size)

    matches, meant, is_loose = tried(query), "", False
    if not matches.total_unfiltered:
        for query, meant, is_loose in _others(text, words):  # noqa: B007  # the last one tried counts
            matches = tried(query)
            if matches.total_unfiltered:
                break
        else:
            return Found(text, [], 0)
    results = _results(matches.ids, query, language)
    return Found(
        text,
        results,
        matches.total,
        matches.counts,
        page,
        meant,
        is_loose,
        matches.total_unfiltered,
    )


def _others(text: str, words: Sequence[QueryWord]) -> Any:
    """What may have been meant, the nearest first: each is asked only if those before failed."""
    if better := corrected(words):
        yield understood(read_words(better)), better, False
    lexemes = frozenset(
        lexeme for word in words for lexeme in (*word.lexemes, *word.others, *word.parts)
    )
    if any(len(word.parts) > 1 for word in words):
        parts = by_parts(words)
        yield Query(parts, parts, lexemes), "", False
    if better:
        words = read_words(better)
        lexemes = frozenset(lexeme for word in words for lexeme in word.lexemes)
    if len(words) > 1:
        some = any_of(words)
        yield Query(some, some, lexemes), better, True


def _results(ids: list[int], query: Query, language: str) -> list[Result]:
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_PAGE, {"language": language, "ids": ids, "read": READ, "short": SHORT})
        rows = cursor.fetchall()
    return [made for row in rows if (made := _result(row, query)) is not None]


def _result(row: tuple[Any, ...], query: Query) -> Result | None:
    provider, object_id, kind, shown, title, body, url_name, url_args, day, facets, rest = row
    try:
        url = reverse(url_name, args=json.loads(url_args))
    except NoReverseMatch:  # its module is not switched on
        return None
    named, said = marked(title, shown, query.lexemes), snippet(body, shown, query.lexemes)
    found_by: list[Piece] = []
    found_in = ""
    if not any(piece.is_hit for piece in (*named, *said)):
        found_by, found_in = _why(json.loads(rest), shown, query)
    return Result(
        provider, object_id, kind, shown, named, said, url, day, facets, found_by, found_in
    )


def _why(texts: dict[str, list[str]], shown: str, query: Query) -> tuple[list[Piece], str]:
    """Keywords in the language that is shown, else whatever the other languages say."""
    order = sorted(texts, key=lambda language: language != shown)
    for language in order:
        title, body, keywords = texts[language]
        for text in (keywords,) if language == shown else (title, keywords, body):
            pieces = snippet(text, language, query.lexemes)
            if any(piece.is_hit for piece in pieces):
                return pieces, language
    return [], ""


# Shown in the reader's language, the source's, or whichever the document has. Of a book's text the
# beginning is enough to show where the words are.
_PAGE = """
    SELECT d.provider, d.object_id, d.kind, l.shown, d.texts->l.shown->>0,
        left(d.texts->l.shown->>1, %(read)s), d.url_name, d.url_args::text, d.day, d.facets,
        (SELECT jsonb_object_agg(said.key, jsonb_build_array(said.value->>0,
            left(said.value->>1, %(short)s), coalesce(said.value->>2, '')))
        FROM jsonb_each(d.texts) AS said)::text
    FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS page(id, place)
    JOIN search_indexeddocument d USING (id)
    CROSS JOIN LATERAL (SELECT CASE WHEN d.texts->%(language)s->>0 <> '' THEN %(language)s
        WHEN d.texts->d.language->>0 <> '' THEN d.language
        ELSE (SELECT min(key) FROM jsonb_each(d.texts) WHERE value->>0 <> '') END AS shown) AS l
    ORDER BY page.place
"""
