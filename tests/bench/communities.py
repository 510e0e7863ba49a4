"""5,000 communities listed, filtered, searched and drawn by county, against the barest SQL.

    .venv/bin/python tests/bench/communities.py [--quick]

A third are not public; a municipality looks, with which every fifth of those shares something.
Times are medians of whole queries with their rows read; the page is the whole list's page. Queries
are counted with 100 communities and with all.
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
COMMUNITIES, FEW = 5_000, 100


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
        person = make_official()
        few = make_communities(FEW, person)
        queries_few = page_of(person)[0]
        make_communities(COMMUNITIES - few, person, start=few)
        figures = measured(person, rounds=5 if is_quick else 25, queries_few=queries_few)
    print_table(figures)
    print(json.dumps(figures))


def make_official() -> Any:
    from tests import factories

    government = factories.municipality_organisation("Rakvere")
    person = factories.user("ametnik@example.ee")
    factories.membership(person, government, "coordinator")
    return person


def make_communities(number: int, person: Any, start: int = 0) -> int:
    """By rows, in bulk: the actions would take minutes."""
    from django.db import connection

    government = person.memberships.get().organisation_id
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH places AS (
                SELECT array_agg(ehak ORDER BY ehak) AS codes FROM people_municipality
            ), organisations AS (
                INSERT INTO people_organisation (name, short_name, kind, registry_code, logo,
                    municipality_id, is_active)
                SELECT 'Küla ' || n, '', 'community', '', '',
                    codes[1 + n %% array_length(codes, 1)], true
                FROM places, generate_series(%s::int, %s::int) n RETURNING id, name
            ), subjects AS (
                INSERT INTO assessments_subject (kind, name, organisation_id, likeness)
                SELECT 'community', name, id, 'village, up to 50' FROM organisations
                RETURNING id, organisation_id
            ), made AS (
                INSERT INTO communities_community (organisation_id, subject_id, kind, state,
                    language, description, area_text, state_text, people, web_address, is_public,
                    created_at, translations)
                SELECT organisation_id, id, (ARRAY['village', 'district', 'interest'])[1 + id %% 3],
                    'active', 'et', repeat('Teeme koos talguid ja peame jaaniõhtut. ', 8),
                    'Järve ja metsa vahel', '', 40, '', id %% 3 > 0, now(), '{}'
                FROM subjects RETURNING id, is_public
            )
            INSERT INTO communities_sharing (community_id, what, recipient_id, started_at)
            SELECT id, 'phase', %s, now() FROM made WHERE NOT is_public AND id %% 5 = 0
            """,
            [start + 1, start + number, government],
        )
        cursor.execute("ANALYZE")
    return number


def page_of(person: Any, query: str = "") -> tuple[int, float]:
    """(queries, seconds) of the whole page, signed in."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    client = Client()
    client.force_login(person)
    client.get(reverse("community-list"))
    with CaptureQueriesContext(connection) as captured:
        began = time.perf_counter()
        answer = client.get(reverse("community-list") + query)
        took = time.perf_counter() - began
    assert answer.status_code == 200
    return len(captured), took


def measured(person: Any, rounds: int, queries_few: int) -> dict[str, Any]:
    from django.db import connection

    from loim.communities.queries.listing import (
        CommunityFilter,
        communities_in,
        counts_by_county,
        for_cards,
    )

    county = "0060"
    everything, here = CommunityFilter(), CommunityFilter(county=county, kind="village")
    words = CommunityFilter(text="küla 49")

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT o.name, m.name FROM communities_community c"
                " JOIN people_organisation o ON o.id = c.organisation_id"
                " JOIN people_municipality m ON m.ehak = o.municipality_id"
                " WHERE c.is_public ORDER BY lower(o.name), c.id LIMIT 30"
            )
            cursor.fetchall()
            cursor.execute("SELECT count(*) FROM communities_community WHERE is_public")
            cursor.fetchall()

    def bare_counts() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT m.county_id, count(*) FROM communities_community c"
                " JOIN people_organisation o ON o.id = c.organisation_id"
                " JOIN people_municipality m ON m.ehak = o.municipality_id"
                " WHERE c.is_public GROUP BY 1"
            )
            cursor.fetchall()

    def listed(wanted: CommunityFilter) -> Callable[[], None]:
        def run() -> None:
            rows = for_cards(communities_in(wanted, person))
            list(rows[:30])
            rows.count()

        return run

    list_bare, counts_bare = median(bare, rounds), median(bare_counts, rounds)
    figures: dict[str, Any] = {
        "communities": COMMUNITIES,
        "list_bare_ms": list_bare,
        "list_ms": median(listed(everything), rounds),
        "filtered_ms": median(listed(here), rounds),
        "words_ms": median(listed(words), rounds),
        "counties_bare_ms": counts_bare,
        "counties_ms": median(lambda: counts_by_county(communities_in(everything, person)), rounds),
        "page_ms": statistics.median(page_of(person)[1] for _each in range(rounds)) * 1000,
        "page_queries_few": queries_few,
        "page_queries_all": page_of(person)[0],
    }
    figures["list_ratio"] = round(figures["list_ms"] / list_bare, 2)
    figures["counties_ratio"] = round(figures["counties_ms"] / counts_bare, 2)
    return {name: round(n, 2) if isinstance(n, float) else n for name, n in figures.items()}


def median(run: Callable[[], Any], rounds: int) -> float:
    """Milliseconds; the first run is not counted."""
    run()
    times = []
    for _each in range(rounds):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


def print_table(figures: dict[str, Any]) -> None:
    for name, number in figures.items():
        print(f"{name:<22} {number:>10}")


if __name__ == "__main__":
    main()
