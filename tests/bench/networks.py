"""500 networks of 20 members: the list, a filter, the maps, against the barest SQL of the same rows.

    .venv/bin/python tests/bench/networks.py [--quick]

Each page is asked in this process, on a temporary database of the tests' server; its time in the
database is set against one statement that reads the very rows that the page shows. How long the
drawing of 60 and of 200 nodes takes is measured apart, without a database.
"""

import argparse
import json
import logging
import os
import statistics
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
NETWORKS, MEMBERS, ORGANISATIONS, MEETINGS = 500, 20, 1500, 12
SEED = 20230412


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds, under 40 seconds")
    rounds = 5 if parser.parse_args().quick else 25
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    logging.disable(logging.INFO)
    from tests.bench.public_pages import database

    with database():
        person, network = make_networks()
        figures = measure(person, network, rounds)
    figures["layout_ms"] = {str(size): layout_ms(size, rounds) for size in (60, 200)}
    print_table(figures)
    print(json.dumps(figures))


def make_networks() -> tuple[Any, int]:
    """The manager who sees all of them, and one that has met twelve times."""
    from django.db import connection
    from django.utils import timezone

    from loim.events.models import Attendance
    from loim.networks.models import Member, Network
    from loim.people.models import Organisation, Role
    from tests import factories as make
    from tests.factories import talk

    random, now = Random(SEED), timezone.now()
    programme = make.programme()
    under = make.activity(programme)
    leader = make.municipality_organisation()
    manager = make.user()
    make.membership(manager, programme.implementer, Role.PROGRAMME_MANAGER)
    organisations = Organisation.objects.bulk_create(
        Organisation(name=f"Näidisühing {number}", kind="ngo") for number in range(ORGANISATIONS)
    )
    networks = Network.objects.bulk_create(
        Network(
            name=f"Võrgustik {number}", kind="specialists", organisation=leader, activity=under,
            start_date=now.date() - timedelta(days=900), recorded_at=now,
        )
        for number in range(NETWORKS)
    )  # fmt: skip
    chosen = [random.sample(organisations, MEMBERS) for _network in networks]
    Member.objects.bulk_create(
        Member(network=network, organisation=each, start_date=network.start_date, recorded_at=now)
        for network, members in zip(networks, chosen, strict=True)
        for each in members
    )
    for number in range(MEETINGS):
        held = talk.meeting(networks[0], days_ago=10 + 20 * number)
        came = random.sample(chosen[0], MEMBERS // 2)
        Attendance.objects.bulk_create(
            Attendance(event=held.event, organisation=each) for each in came
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return manager, networks[0].pk


_IN_FORCE = "m.start_date <= current_date AND (m.end_date IS NULL OR m.end_date >= current_date)"
BAREST = {
    "list": (
        "/en/networks/",
        ("SELECT n.*, (SELECT count(*) FROM networks_member m WHERE m.network_id = n.id"
        f" AND {_IN_FORCE}) FROM networks_network n ORDER BY n.name, n.id LIMIT 50"),
    ),
    "filtered": (
        "/en/networks/?text=k+4&state=working&sort=-members",
        ("SELECT n.*, count(m.id) AS c FROM networks_network n LEFT JOIN networks_member m"
        f" ON m.network_id = n.id AND {_IN_FORCE} WHERE n.name ILIKE '%%k 4%%'"
        " GROUP BY n.id ORDER BY c DESC, n.name LIMIT 50"),
    ),
    "map of one": (
        "/en/networks/{network}/map/",
        ("SELECT a.organisation_id, b.organisation_id, count(*) FROM networks_meeting m"
        " JOIN events_attendance a ON a.event_id = m.event_id"
        " JOIN events_attendance b ON b.event_id = m.event_id"
        " AND b.organisation_id > a.organisation_id WHERE m.network_id = {network} GROUP BY 1, 2"),
    ),
    "map of all": (
        "/en/networks/map/",
        ("SELECT m.organisation_id, count(DISTINCT m.network_id) FROM networks_member m"
        f" WHERE {_IN_FORCE} GROUP BY 1 HAVING count(DISTINCT m.network_id) > 1 ORDER BY 2 DESC"),
    ),
    "networks apart": (
        "/en/networks/map/?show=apart",
        ("SELECT n.* FROM networks_network n WHERE NOT EXISTS (SELECT FROM networks_member m"
        " JOIN networks_member o ON o.organisation_id = m.organisation_id"
        f" AND o.network_id <> m.network_id WHERE m.network_id = n.id AND {_IN_FORCE})"),
    ),
}  # fmt: skip


def measure(person: Any, network: int, rounds: int) -> dict[str, Any]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    browser = Client()
    browser.force_login(person)
    found: dict[str, Any] = {"pages": {}}
    for name, (path, statement) in BAREST.items():
        url, sql = path.format(network=network), statement.format(network=network)
        assert browser.get(url).status_code == 200, url

        def ask(url: str = url) -> None:
            browser.get(url)

        def barest(sql: str = sql) -> None:
            with connection.cursor() as cursor:
                cursor.execute(sql, [])
                cursor.fetchall()

        in_database, queries = [], 0
        for _round in range(rounds):
            with CaptureQueriesContext(connection) as captured:
                ask()
            queries = len(captured)
            in_database.append(sum(float(query["time"]) for query in captured.captured_queries))
        bare = median_ms(barest, rounds * 3)
        milliseconds = round(1000 * statistics.median(in_database), 1)
        found["pages"][name] = {
            "page_ms": median_ms(ask, rounds),
            "database_ms": milliseconds,
            "barest_ms": bare,
            "ratio_to_barest": round(milliseconds / bare, 2) if bare else None,
            "queries": queries,
        }
        print(f"{name} measured", file=sys.stderr)
    return found


def layout_ms(size: int, rounds: int) -> float:
    """A fifth of all pairs have met, in circles of friends."""
    from loim.networks.logic.map.ring import ring
    from loim.networks.logic.map.ties import Tie

    random = Random(SEED)
    ties = [
        Tie(one, other, random.randint(1, 5))
        for one in range(size)
        for other in range(one + 1, size)
        if random.random() < (0.6 if one % 4 == other % 4 else 0.07)
    ]
    return median_ms(lambda: ring(size, ties), rounds)


def median_ms(work: Callable[[], Any], rounds: int) -> float:
    taken = []
    for _round in range(rounds):
        began = perf_counter()
        work()
        taken.append(perf_counter() - began)
    return round(1000 * statistics.median(taken), 1)


def print_table(figures: dict[str, Any]) -> None:
    print(f"{'':16}{'page':>10}{'database':>12}{'barest':>10}{'ratio':>8}{'queries':>9}")
    for name, each in figures["pages"].items():
        print(
            f"{name:16}{each['page_ms']:>7} ms{each['database_ms']:>9} ms{each['barest_ms']:>7} ms"
            f"{each['ratio_to_barest'] or 0:>8.2f}{each['queries']:>9}"
        )
    for size, taken in figures["layout_ms"].items():
        print(f"Drawing {size} nodes: {taken} ms")


if __name__ == "__main__":
    main()
