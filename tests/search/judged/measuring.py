"""How well a search finds: mean reciprocal rank, and the share of what is wanted in the first five."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection

from tests.search.judged import JudgedQuery, JudgedText

Search = Callable[[JudgedQuery], list[int]]
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяєії"
_LETTERS = str.maketrans(dict(zip(_CYRILLIC, "0123456789abcdefghijklmnopqrstuvwxyz", strict=True)))
# PostgreSQL's own; it has no Ukrainian.
CONFIGURATIONS = {"et": "estonian", "en": "english", "ru": "russian", "uk": "simple"}


@dataclass(frozen=True)
class Quality:
    queries: int
    mrr: float
    recall: float


def quality(search: Search, queries: Iterable[JudgedQuery]) -> Quality:
    """Recall of five; of a query that wants more than five, five are all that can be had."""
    ranks, recalls = [], []
    for query in queries:
        found = search(query)
        first = next((n for n, pk in enumerate(found, 1) if pk in query.wanted), 0)
        ranks.append(1 / first if first else 0.0)
        recalls.append(len(query.wanted.intersection(found[:5])) / min(5, len(query.wanted)))
    return Quality(len(ranks), sum(ranks) / len(ranks), sum(recalls) / len(recalls))


def fill_baseline(texts: list[JudgedText]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute(
            "CREATE TEMP TABLE judged (id int, title text, body text, said text) ON COMMIT DROP"
        )
        rows = [
            (text.pk, text.title.lower(), text.body.lower(), _in_ascii(f"{text.title} {text.body}"))
            for text in texts
        ]
        cursor.executemany("INSERT INTO judged VALUES (%s, %s, %s, %s)", rows)
        for name in sorted(set(CONFIGURATIONS.values())):
            cursor.execute(
                f"ALTER TABLE judged ADD {name} tsvector GENERATED ALWAYS AS ("
                f"setweight(to_tsvector('{name}', title), 'A') ||"
                f" setweight(to_tsvector('{name}', body), 'B')) STORED"
            )


def by_configuration(named: str = "") -> Search:
    """Full-text search as the handbook has it, titles weighing more."""

    def search(query: JudgedQuery) -> list[int]:
        configuration = named or CONFIGURATIONS[query.language]
        asked = f"websearch_to_tsquery('{configuration}', %s)"
        return _ids(
            f"SELECT id FROM judged WHERE {configuration} @@ {asked}"
            f" ORDER BY ts_rank({configuration}, {asked}) DESC, id LIMIT 20",
            [query.words.lower(), query.words.lower()],
        )

    return search


def by_trigrams(query: JudgedQuery) -> list[int]:
    said = "word_similarity(%s, said)"
    return _ids(
        f"SELECT id FROM judged WHERE {said} > 0.3 ORDER BY {said} DESC, id LIMIT 20",
        [_in_ascii(query.words), _in_ascii(query.words)],
    )


def _in_ascii(text: str) -> str:
    """Letter for letter: under the locale C, which databases here have, neither `lower` nor
    trigrams know any letters but these, and a comparison would be unfair."""
    return text.lower().replace("ґ", "г").translate(_LETTERS)


def _ids(statement: str, values: list[str]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [pk for (pk,) in cursor.fetchall()]
