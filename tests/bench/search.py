"""Search at a thousand, a hundred thousand and a million documents.

    .venv/bin/python tests/bench/search.py [--quick] [--sizes 1000 100000 1000000]

Documents are made of the judged texts' words, 40 to each, drawn by their frequency. Measured: how
many are indexed in a second; a query as the page asks it (permissions, rank, counts, texts,
snippets), the one statement of it that finds and counts, and the barest tsvector query on the same
index (matches ranked, twenty of them, by nobody's permission); type-ahead. Times are p50 and p95
in milliseconds. `--quick` is a thousand and five thousand, under 40 seconds.
"""

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django  # noqa: E402

django.setup()

from django.contrib.auth.models import AnonymousUser  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from loim.search import providers  # noqa: E402
from loim.search.actions.indexing import index_objects  # noqa: E402
from loim.search.logic.query.reading import read_words  # noqa: E402
from loim.search.logic.query.tree import build  # noqa: E402
from loim.search.providers import Document, Provider, Words  # noqa: E402
from loim.search.queries.find import find  # noqa: E402
from loim.search.queries.matching import WEIGHTS, match  # noqa: E402
from loim.search.queries.suggestions import suggestions  # noqa: E402
from tests.search.judged import judged_texts  # noqa: E402

WORDS = 40
RUNS = 60
NAME = "bench_search"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under 40 seconds")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 100_000])
    given = parser.parse_args()
    sizes = [1000, 5000] if given.quick else given.sizes
    rows = [measured(size) for size in sizes]
    print(
        json.dumps(
            {
                "benchmark": "search",
                "quick": given.quick,
                "baseline": "barest tsvector query",
                "sizes": rows,
            }
        )
    )


def measured(size: int) -> dict[str, Any]:
    fresh_database()
    corpus = Corpus()
    providers._providers.clear()
    providers.register(corpus.provider(size))
    rate = index(size)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE search_indexeddocument")
        cursor.execute("VACUUM ANALYZE search_knownword")
    now, nobody = timezone.now(), AnonymousUser()
    queries = corpus.queries()
    trees = {text: build(read_words(text), {}) for text in queries}
    bare = (
        f"SELECT id FROM search_indexeddocument WHERE vector @@ %s::tsquery"
        f" ORDER BY ts_rank({WEIGHTS}, vector, %s::tsquery, 1) DESC, id LIMIT 20"
    )

    def barest(text: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(bare, [trees[text].full] * 2)
            cursor.fetchall()

    found = {
        "barest": timed(barest, queries),
        "statement": timed(
            lambda text: match(trees[text], nobody, "et", {}, now, offset=0, size=20), queries
        ),
        "query": timed(lambda text: find(text, "et", nobody, now=now), queries),
        "type_ahead": timed(suggestions, corpus.beginnings()),
    }
    row: dict[str, Any] = {"documents": size, "indexed_per_second": round(rate)}
    print(f"\n{size} documents, {rate:.0f} indexed in a second")
    for name, times in found.items():
        row |= {f"{name}_p50_ms": quantile(times, 0.5), f"{name}_p95_ms": quantile(times, 0.95)}
        print(
            f"  {name:12} p50 {row[f'{name}_p50_ms']:9.2f} ms   p95 {row[f'{name}_p95_ms']:9.2f} ms"
        )
    for name in ("statement", "query"):
        row[f"ratio_{name}"] = round(sum(found[name]) / sum(found["barest"]), 2)
        print(f"  {name} by the barest {row[f'ratio_{name}']}")
    return row


class Corpus:
    """The same documents each time: document `pk` is drawn with its key as the seed."""

    def __init__(self) -> None:
        texts = [text for text in judged_texts() if text.language == "et"]
        self.words = [w for text in texts for w in f"{text.title} {text.body}".split()]
        self.made_up = [
            f"{a.lower()}{b.lower()}" for a in self.words[:300] for b in ("maa", "la", "ja")
        ]

    def document(self, pk: int) -> Document:
        chance = random.Random(pk)
        body = chance.choices(self.words, k=WORDS - 2) + chance.choices(self.made_up, k=2)
        title = " ".join(chance.choices(self.words, k=4))
        facets = {"county": [f"{chance.randrange(15):04}"], "audience": [chance.choice("abc")]}
        return Document(
            object_id=pk, texts={"et": Words(title, " ".join(body))}, language="et",
            url_name="home", facets=facets,
        )  # fmt: skip

    def provider(self, size: int) -> Provider:
        return Provider(
            "bench", "Bench", lambda: range(1, size + 1), lambda ids: map(self.document, ids)
        )

    def queries(self) -> list[str]:
        chance = random.Random(7)
        return [
            " ".join(chance.sample(self.words, k=chance.choice([1, 2, 2, 3]))) for _ in range(RUNS)
        ]

    def beginnings(self) -> list[str]:
        chance = random.Random(8)
        return [chance.choice(self.words)[: chance.randint(2, 6)].lower() for _ in range(RUNS * 5)]


def index(size: int) -> float:
    began = time.perf_counter()
    index_objects(provider="bench", ids=range(1, size + 1), now=timezone.now())
    return size / (time.perf_counter() - began)


def timed(do: Callable[[str], Any], texts: list[str]) -> list[float]:
    """The better of two, so that what is measured is the search, not the first touch of a page."""
    times = []
    for text in texts:
        runs = []
        for _again in range(2):
            began = time.perf_counter()
            do(text)
            runs.append((time.perf_counter() - began) * 1000)
        times.append(min(runs))
    return times


def quantile(times: list[float], share: float) -> float:
    return round(sorted(times)[min(len(times) - 1, int(len(times) * share))], 2)


def fresh_database() -> None:
    connection.close()
    connection.settings_dict["NAME"] = "postgres"
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        cursor.execute(
            "SELECT datname FROM pg_database WHERE datname ~ '^template_[0-9a-f]{16}$'"
            " ORDER BY oid DESC LIMIT 1"
        )
        template = cursor.fetchone()
        cursor.execute(f"CREATE DATABASE {NAME}" + (f" TEMPLATE {template[0]}" if template else ""))
    connection.close()
    connection.settings_dict["NAME"] = NAME
    if not template:
        call_command("migrate", verbosity=0, interactive=False)


if __name__ == "__main__":
    main()
