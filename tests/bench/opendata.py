"""Open data of 2,000 services against the barest SELECT of their rows, in the same run.

    .venv/bin/python tests/bench/opendata.py [--quick]

Every service has what a usual one has: words in two languages, a place with hours that several
share, a phone, a cost, a requirement with a document. The whole catalogue is written as HSDS and as
CPSV-AP in Turtle (a tenth of it with --quick); what a server answers to whoever asks again without
a change is measured, too. Peak memory is Python's own.
"""

import argparse
import json
import os
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SERVICES = 2000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="200 services, under 40 seconds")
    number = 200 if parser.parse_args().quick else SERVICES
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

    import django

    django.setup()
    import logging

    logging.disable(logging.INFO)
    from tests.bench.public_pages import database

    with database():
        make_services(number)
        figures = measured(number)
    for name, value in figures.items():
        print(f"{name:32} {value}")
    print(json.dumps(figures))


def make_services(number: int) -> None:
    from django.utils import timezone

    from loim.people.models import Role
    from loim.services.models import Channel, Cost, Evidence, Requirement
    from tests import factories
    from tests.factories import opendata as make

    now = timezone.now()
    owner = factories.municipality_organisation()
    person = factories.user()
    factories.membership(person, owner, Role.EDITOR)
    places = [make.place(owner, owner.municipality, f"Maja {n}") for n in range(10)]
    for each in range(number):
        titles = {"et": f"Teenus {each}", "en": f"Service {each}"}
        service = make.service(owner, person, now, titles=titles)
        Channel.objects.create(service=service, kind="place", location=places[each % 10])
        Channel.objects.create(service=service, kind="phone", phone="1247", position=1)
        Cost.objects.create(service=service, amount="5.00")
        requirement = Requirement.objects.create(service=service, name="Isik on tuvastatud")
        Evidence.objects.create(requirement=requirement, name="Pass")


def measured(number: int) -> dict[str, Any]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from loim.services.models import Service
    from loim.services.queries.opendata.loading import all_published
    from loim.services.views.opendata import cpsv_ap, hsds

    def drained(parts: Iterable[bytes]) -> int:
        return sum(map(len, parts))

    def select() -> int:
        return len(list(Service.objects.values_list()))

    turtle = lambda: drained(cpsv_ap._turtle(all_published()))  # noqa: E731
    whole = lambda: drained(hsds._catalogue("et"))  # noqa: E731
    bare = best_of(select, times=5)
    with CaptureQueriesContext(connection) as captured:
        size = whole()
    queries = len(captured)  # the client's requests below empty the log
    tracemalloc.start()
    whole()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    hsds_s, turtle_s = best_of(whole, times=2), best_of(turtle, times=1)
    client = Client()
    tag = client.get("/open-data/hsds/services")["ETag"]
    again = best_of(
        lambda: client.get("/open-data/hsds/services", headers={"If-None-Match": tag}), times=5
    )
    return {
        "services": number,
        "select_s": round(bare, 4),
        "hsds_s": round(hsds_s, 2),
        "hsds_megabytes": round(size / 1e6, 2),
        "hsds_peak_megabytes": round(peak / 1e6, 1),
        "hsds_queries": queries,
        "cpsv_ap_turtle_s": round(turtle_s, 2),
        "not_modified_s": round(again, 4),
        "hsds_ratio_to_select": round(hsds_s / bare, 1),
        "hsds_ms_per_service": round(hsds_s / number * 1000, 2),
        "not_modified_ratio_to_hsds": round(again / hsds_s, 4),
    }


def best_of(work: Callable[[], Any], times: int) -> float:
    durations = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        durations.append(time.perf_counter() - start)
    return min(durations)


if __name__ == "__main__":
    main()
