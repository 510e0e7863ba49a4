"""A list of 10,000 texts with how each stands in four languages, against listing their titles; and
the first page of the translators' queue, out of all of them.

    .venv/bin/python tests/bench/texts.py [--quick]

Texts are written by rows, a third of the translations missing and a third stale, on a temporary
database of the tests' server. Times are medians; queries are counted with 100 texts and with all.
"""

import argparse
import json
import logging
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TEXTS, QUICK_TEXTS, FEW = 10_000, 10_000, 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, under 40 seconds")
    is_quick = parser.parse_args().quick
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

    import django

    django.setup()
    logging.disable(logging.INFO)
    from tests.bench.public_pages import database

    with database():
        person = make_texts(QUICK_TEXTS if is_quick else TEXTS)
        figures = measured(person, rounds=5 if is_quick else 25)
    print_table(figures)
    print(json.dumps(figures))


def make_texts(number: int) -> Any:
    """By rows, in bulk: the actions would take minutes. Gives an editor of all of them."""
    from django.db import connection

    from tests import factories
    from tests.factories import content as make

    city = factories.municipality_organisation("Rakvere")
    person = factories.user()
    factories.membership(person, city, "editor")
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH texts AS (
                INSERT INTO content_text (kind, owner_id, source_language, created_by_id, created_at)
                SELECT %s, %s, 'et', %s, now() FROM generate_series(1, %s) RETURNING id
            ), versions AS (
                INSERT INTO content_textversion (text_id, language, number, status, is_minor, origin,
                    fields, words, revision, written_at, published_at)
                SELECT id, 'et', 1, 'published', false, 'human',
                    jsonb_build_object('title', 'Tekst ' || id, 'body', repeat('<p>Sisu</p>', 40)),
                    40, 1, now(), now()
                FROM texts RETURNING id, text_id
            )
            INSERT INTO content_textstate (text_id, language, state, is_source, is_machine,
                is_withdrawn, title, current_id, changed_at, recent_readings)
            SELECT text_id, 'et', 'current', true, false, false, 'Tekst ' || text_id, id, now(), 0
            FROM versions
            """,
            [make.PLAIN.key, city.pk, person.pk, number],
        )
        cursor.execute(
            """
            WITH versions AS (
                INSERT INTO content_textversion (text_id, language, number, status, is_minor, origin,
                    based_on_id, fields, words, revision, written_at, published_at)
                SELECT v.text_id, l, 1, 'published', false, 'human', v.id, v.fields, 40, 1, now(), now()
                FROM content_textversion v, unnest(ARRAY['en', 'ru', 'uk']) l
                WHERE v.text_id %% 3 > 0 RETURNING id, text_id, language, based_on_id
            )
            INSERT INTO content_textstate (text_id, language, state, is_source, is_machine,
                is_withdrawn, title, current_id, base_id, changed_at, recent_readings)
            SELECT text_id, language, CASE WHEN text_id %% 3 = 1 THEN 'stale' ELSE 'current' END,
                false, false, false, 'Text ' || text_id, id, based_on_id, now(), text_id %% 97
            FROM versions
            """,
            [],
        )
        cursor.execute(
            """
            INSERT INTO content_textstate (text_id, language, state, is_source, is_machine,
                is_withdrawn, title, changed_at, recent_readings)
            SELECT t.id, l, 'missing', false, false, false, '', now(), t.id %% 89
            FROM content_text t, unnest(ARRAY['en', 'ru', 'uk']) l WHERE t.id %% 3 = 0
            """,
            [],
        )
        cursor.execute("ANALYZE")
    return person


def measured(person: Any, rounds: int) -> dict[str, Any]:
    from loim.content.queries.queue.overview import attach_standings, listed_texts
    from loim.content.queries.queue.work import WorkFilter, figures, work_for

    texts = listed_texts(person, WorkFilter())
    number = texts.count()

    def titles() -> int:
        return len(list(texts.all()))

    def with_states() -> int:
        listed = attach_standings(texts.all())
        assert all(len(text.standings) == 4 for text in listed)
        return len(listed)

    def queue_page() -> int:
        return len(list(work_for(person, WorkFilter())[:50]))

    def by_language() -> int:
        return len(figures(person, WorkFilter()))

    tried: dict[str, Callable[[], int]] = {
        "titles": titles, "with_states": with_states, "queue_page": queue_page,
        "figures": by_language,
    }  # fmt: skip
    times: dict[str, list[float]] = {name: [] for name in tried}
    for _round in range(rounds):
        for name, attempt in tried.items():
            began = time.perf_counter()
            attempt()
            times[name].append(time.perf_counter() - began)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    return {
        "texts": number,
        "rows_listed": {"titles": titles(), "with_states": with_states()},
        "milliseconds": {name: round(1000 * taken, 1) for name, taken in medians.items()},
        "with_states_ratio_to_titles": round(medians["with_states"] / medians["titles"], 2),
        "queue_page_ratio_to_titles": round(medians["queue_page"] / medians["titles"], 2),
        "queries": {
            "few": _queries(lambda: len(attach_standings(texts.all()[:FEW]))),
            "all": _queries(with_states),
            "queue_page": _queries(queue_page),
        },
    }


def _queries(attempt: Callable[[], int]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        attempt()
    return len(captured)


def print_table(figures: dict[str, Any]) -> None:
    print(f"{figures['texts']} texts in four languages")
    for name, taken in figures["milliseconds"].items():
        print(f"  {name:12} {taken:8.1f} ms")
    print(f"  with states / titles only: {figures['with_states_ratio_to_titles']}")
    print(f"  queries: {figures['queries']}")


if __name__ == "__main__":
    main()
