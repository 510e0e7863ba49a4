"""A year of enquiries: publishing their figures and reading them, against the barest SQL.

    .venv/bin/python tests/bench/casework.py [--quick]

Enquiries are made in the database itself, in one statement for each month, in three cities. Counted
is the last month (what the nightly job asks of the records) beside the barest SQL over the same
rows, and the statistics page, which reads published figures alone. --quick leaves out the million.
"""

import argparse
import json
import os
import sys
from datetime import date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = 3
BAREST = (
    "SELECT organisation_id, channel, count(*) FROM casework_enquiry"
    " WHERE held_at >= %s AND held_at < %s GROUP BY 1, 2"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without the million")
    sizes = SIZES[:2] if parser.parse_args().quick else SIZES
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    import logging

    logging.disable(logging.INFO)
    from tests.bench.public_pages import database

    figures = {}
    for size in sizes:
        with database():
            figures[str(size)] = measure(size)
            print(f"{size:>9} enquiries: {figures[str(size)]}", file=sys.stderr)
    print("enquiries  month counted  barest SQL  ratio  month published  page   queries")
    for size, one in figures.items():
        print(
            f"{size:>9}  {one['counted_ms']:>10.1f} ms {one['barest_ms']:>8.1f} ms"
            f" {one['ratio']:>6.1f} {one['published_ms']:>13.0f} ms {one['page_ms']:>5.0f} ms"
            f" {one['queries']:>6}"
        )
    print(json.dumps(figures))


def measure(size: int) -> dict[str, Any]:
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from loim.casework.actions.statistics.publishing import publish_due_months
    from loim.casework.gate import opened_for_keeping
    from loim.casework.logic.statistics.periods import add_months
    from loim.casework.queries.statistics.counting import counted_in

    person = make_enquiries(size)
    now = datetime(2024, 1, 9, 4, tzinfo=timezone.get_default_timezone())
    begun = perf_counter()
    months = publish_due_months(now=now)
    published = (perf_counter() - begun) * 1000 / len(months)
    last = months[-1]
    span = [
        datetime(day.year, day.month, 1, tzinfo=timezone.get_default_timezone())
        for day in (last, add_months(last, 1))
    ]
    with opened_for_keeping(now=now), connection.cursor() as cursor:
        counted = best(lambda: counted_in(last, cutoff_at=now, cutoff_before=now))
        barest = best(lambda: cursor.execute(BAREST, span).fetchall())
    client = Client()
    client.force_login(person)
    connection.force_debug_cursor = True
    connection.queries_log.clear()
    assert client.get("/en/counselling/statistics/").status_code == 200
    queries = len(connection.queries_log)
    connection.force_debug_cursor = False
    page = best(lambda: client.get("/en/counselling/statistics/"))
    return {
        "counted_ms": round(counted, 2),
        "barest_ms": round(barest, 2),
        "ratio": round(counted / barest, 2),
        "published_ms": round(published, 1),
        "page_ms": round(page, 1),
        "queries": queries,
    }


def best(work: Any) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        work()
        times.append((perf_counter() - begun) * 1000)
    return min(times)


def make_enquiries(size: int) -> Any:
    """A year of three cities; history and the plan's counts are left out of the making."""
    from django.db import connection

    from tests.factories.casework import counsellor
    from tests.factories.figures import enquiries_of_month
    from tests.factories.services import topic
    from tests.world import government

    cities = [
        government("Rakvere", "urban", "0663"),
        government("Tartu", "urban", "0793", where="Tartu maakond"),
        government("Narva", "urban", "0511", where="Ida-Viru maakond"),
    ]
    person = counsellor(cities[1])
    topics = [topic(slug=f"topic-{number}") for number in range(12)]
    weights = [2 ** -(number / 3) for number in range(12)]
    for share, city in zip((0.15, 0.6, 0.25), cities, strict=True):
        numbers = {
            each: max(1, round(size / 12 * share * weight / sum(weights)))
            for each, weight in zip(topics, weights, strict=True)
        }
        with connection.cursor() as cursor:
            for table in ("casework_enquiry", "casework_enquirytopic"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for month in range(1, 13):
            enquiries_of_month(city, person, date(2023, month, 1), numbers)
    with connection.cursor() as cursor:
        for table in ("casework_enquiry", "casework_enquirytopic"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute(f"ANALYZE {table}")
    return person


if __name__ == "__main__":
    main()
