"""The whole plan's numbers at 10⁴, 10⁵ and 10⁶ attendance rows: time, queries, growth, waiting.

    .venv/bin/python tests/bench/indicators.py [--quick]

Makes a temporary database on the tests' server. The six indicators of the 2023 plan, by
the measures that are suggested for them, are counted for every year and the whole
programme; beside it the barest SQL that answers the same questions, written by hand on
the tables, on the same rows, in the same run. `--quick` stops at 10⁵.
"""

import argparse
import itertools
import json
import math
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 2)
ORGANISATIONS_AT_EVENT = 20
INDICATORS = {
    "KOV koordinaatorite arv": ("Arv", ["3.5.1.1"]),
    "KOV-ide arv, kus on rakendatud lõimumis- ja kohanemisteekondade mudelit": ("Arv", ["3.5.1.2"]),
    "Koolitustel, kogemuskohtumistel, õppevisiitidel osalenud KOV-ide arv": (
        "Osaluskord",
        ["3.5.1.3", "3.5.1.4"],
    ),
    "Korraldatud üle-eestiliste koolituste arv": ("Arv", ["3.5.1.4"]),
    "Kohaliku tasandi koostöövõrgustike arv": ("Arv", ["3.5.2.4"]),
    "KOV-ide osaluskogude arv": ("Arv", ["3.5.2.4"]),
}
PARTICIPATION, TRAININGS = list(INDICATORS)[2:4]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="up to 10⁵ rows, under 40 seconds")
    sizes = [10_000, 100_000] if parser.parse_args().quick else [10_000, 100_000, 1_000_000]

    import logging

    import django

    django.setup()
    logging.disable(logging.INFO)  # a line for each request would drown the table
    from django.db import connection

    from tests.conftest import _server, _template, _use

    name = f"bench_{os.getpid()}"
    with _server() as server:
        template = _template(server, connection)
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    _use(connection, name)
    try:
        figures = run(sizes)
    finally:
        connection.close()
        with _server() as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    print_table(figures)
    print(json.dumps(figures))


def run(sizes: list[int]) -> dict[str, Any]:
    version = make_plan()
    lines = []
    have = 0
    for size in sizes:
        add_attendance(have, size)
        have = size
        lines.append(measured(version, size))
        print(f"{size:>9} rows done", file=sys.stderr)
    first, last = lines[0], lines[-1]
    return {
        "sizes": lines,
        "ratio_to_bare_sql": last["ratio"],
        "growth_exponent": round(exponent(lines, "engine_s"), 3),
        "bare_growth_exponent": round(exponent(lines, "bare_s"), 3),
        "page_wait_ratio": round(last["page_s"] / first["page_s"], 3),
        "plan_cards_wait_ratio": round(last["cards_s"] / first["cards_s"], 3),
        "rows_page_wait_ratio": round(last["rows_page_s"] / first["rows_page_s"], 3),
    }


def exponent(lines: list[dict[str, Any]], key: str) -> float:
    """The steepest step: time grows as rows to this power."""
    return max(
        math.log(b[key] / a[key]) / math.log(b["rows"] / a["rows"])
        for a, b in itertools.pairwise(lines)
    )


def measured(version: Any, size: int) -> dict[str, Any]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from loim.programmes.actions.indicators import refresh_stale_values
    from loim.programmes.measures.engine import numbers
    from loim.programmes.measures.method import method_of
    from loim.programmes.models import Measure, StaleSource
    from loim.programmes.queries.indicators import cards, kept_periods

    programme = version.plan.programme
    periods = kept_periods(programme, TODAY)
    measures = Measure.objects.select_related("indicator").prefetch_related("activities")
    methods = {m.indicator.name: method_of(m) for m in measures.order_by("indicator")}
    times = 3 if size >= 1_000_000 else 7

    def engine() -> dict[str, list[Any]]:
        found = {name: numbers(method, periods, TODAY) for name, method in methods.items()}
        return {name: [number.value for number in by.values()] for name, by in found.items()}

    with CaptureQueriesContext(connection) as captured:
        by_engine = engine()
        queries = len(captured)
    by_hand = bare(programme.pk, periods)
    assert by_engine == by_hand, (by_engine, by_hand)
    # Taken in turns, so that whatever else the machine does falls on both.
    engine_s, bare_s, one_s, one_bare_s = in_turns(
        times,
        engine,
        lambda: bare(programme.pk, periods),
        lambda: numbers(methods[PARTICIPATION], periods, TODAY),
        lambda: BARE[PARTICIPATION](programme.pk, periods),
    )
    StaleSource.objects.create(programme=programme, source="*", marked_at=NOW)
    with CaptureQueriesContext(connection) as captured:
        assert refresh_stale_values(now=NOW, today=TODAY) == len(INDICATORS)
        refresh_queries = len(captured)
    client = Client()
    indicator = programme.indicators.get(name=PARTICIPATION)
    page = reverse("indicator", args=[indicator.pk])
    rows_page = reverse("indicator-rows", args=[indicator.pk])

    def get(address: str) -> None:
        response = client.get(address)
        assert response.status_code == 200, response

    for address in (page, rows_page):  # templates are compiled once
        get(address)
    # The shortest of many: how long a page waits for its numbers, not for the machine.
    (page_s,) = in_turns(25, lambda: get(page), of=min)
    (rows_s,) = in_turns(15, lambda: get(rows_page + "?period=2024"), of=min)
    (cards_s,) = in_turns(25, lambda: cards(version, TODAY), of=min)
    return {
        "rows": size,
        "engine_s": round(engine_s, 5),
        "queries": queries,
        "refresh_queries": refresh_queries,
        "bare_s": round(bare_s, 5),
        "ratio": round(engine_s / bare_s, 3),
        "participation_s": round(one_s, 5),
        "participation_ratio": round(one_s / one_bare_s, 3),
        "page_s": round(page_s, 5),
        "cards_s": round(cards_s, 5),
        "rows_page_s": round(rows_s, 5),
        "participations": int(by_engine[PARTICIPATION][1]),
    }


def in_turns(
    times: int, *calls: Callable[[], Any], of: Callable[[list[float]], float] = statistics.median
) -> list[float]:
    """The median time of each call in seconds (or another one `of` them), after a warm-up."""
    taken: list[list[float]] = [[] for _ in calls]
    for n in range(times + 1):
        for call, found in zip(calls, taken, strict=True):
            start = time.perf_counter()
            call()
            if n:
                found.append(time.perf_counter() - start)
    return [of(found) for found in taken]


def make_plan() -> Any:
    """The plan with its six indicators, all municipalities, partners with posts and networks."""
    from loim.networks.models import NetworkKind
    from loim.people.models import OrganisationKind
    from loim.programmes.actions.indicators import suggest_measures
    from loim.programmes.models import PlanIndicatorPlace, PlanVersion
    from tests import factories as make

    programme = make.programme(slug="bench")
    codes = ["3.5.1.1", "3.5.1.2", "3.5.1.3", "3.5.1.4", "3.5.2.1", "3.5.2.4"]
    activities = {code: make.activity(programme, code) for code in codes}
    for code in ("3.5.1.3", "3.5.1.4", "3.5.2.1"):
        for number in ("1", "2"):
            make.activity(programme, code, number)
    version = make.plan_version(make.plan(programme))
    sections = {
        code: make.plan_section(version, activities[code], n) for n, code in enumerate(codes, 1)
    }
    for name, (unit, where) in INDICATORS.items():
        promised = make.plan_indicator(sections[where[0]], make.indicator(programme, name, unit))
        for n, code in enumerate(where[1:], 2):
            PlanIndicatorPlace.objects.create(
                version=version, plan_indicator=promised, section=sections[code], position=n
            )
    PlanVersion.objects.filter(pk=version.pk).update(
        status="approved", order_number="24", order_date=date(2023, 1, 26), approved_at=NOW
    )
    governments = [make.municipality_organisation() for _ in range(79)]
    for government in governments:
        make.organisation(
            kind=OrganisationKind.MUNICIPAL_AGENCY, municipality=government.municipality
        )
        make.organisation(municipality=government.municipality)
    for old, new in zip(governments[:5], governments[5:10], strict=True):
        old.municipality.valid_to, old.municipality.successor = date(2025, 10, 18), new.municipality
        old.municipality.save()
    for government in governments[10:17]:
        make.holding(make.post(make.agreement(programme, government), government))
        for kind in NetworkKind:
            make.network(government, activities["3.5.2.4"], kind=kind)
        make.applied_journey(government, activities["3.5.1.2"])
    suggest_measures(programme=programme, by=None, now=NOW)
    return version


def add_attendance(have: int, want: int) -> None:
    """More events with twenty organisations each, spread over four years, kinds and activities."""
    from django.db import connection

    events = want // ORGANISATIONS_AT_EVENT
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no triggers: only the rows
        cursor.execute(
            """
            INSERT INTO events_event (id, title, kind, status, scope, start_date, end_date, place,
                organiser_id, activity_id, summary, recorded_at)
            SELECT n, 'Sündmus ' || n, (array['info_day', 'training', 'study_trip',
                    'network_meeting', 'conversation_club'])[1 + n %% 5],
                CASE WHEN n %% 17 = 0 THEN 'planned' ELSE 'held' END,
                CASE WHEN n %% 7 = 0 THEN 'national' ELSE 'county' END,
                day, day, '', (SELECT min(id) FROM people_organisation),
                activities[1 + n %% array_length(activities, 1)], '', now()
            FROM generate_series(%s, %s) AS n,
                LATERAL (SELECT DATE '2023-01-01' + (n * 7919 %% 1400) AS day) d,
                (SELECT array_agg(id ORDER BY id) AS activities FROM programmes_activity
                    WHERE code IN ('3.5.1.3', '3.5.1.4', '3.5.2.1')) a
            """,
            [have // ORGANISATIONS_AT_EVENT + 1, events],
        )
        cursor.execute(
            """
            INSERT INTO events_attendance (event_id, organisation_id, people)
            SELECT n, organisations[1 + (n * 31 + i * 11) %% array_length(organisations, 1)], 1 + i %% 3
            FROM generate_series(%s, %s) AS n, generate_series(0, %s) AS i,
                (SELECT array_agg(id ORDER BY id) AS organisations FROM people_organisation
                    WHERE municipality_id IS NOT NULL) o
            """,
            [have // ORGANISATIONS_AT_EVENT + 1, events, ORGANISATIONS_AT_EVENT - 1],
        )
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")  # or its writing would fall into the measuring


def bare(programme: int, periods: list[Any]) -> dict[str, list[Any]]:
    return {name: BARE[name](programme, periods) for name in INDICATORS}


def _columns(periods: list[Any], column: str) -> str:
    return ", ".join(
        f"count(*) FILTER (WHERE {column} BETWEEN '{p.start}' AND '{p.end}')" for p in periods
    )


def _one_row(sql: str, *parameters: Any) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchone())


def bare_participations(programme: int, periods: list[Any]) -> list[Any]:
    return _one_row(
        f"""SELECT {_columns(periods, "start_date")} FROM (
            SELECT DISTINCT a.event_id, m.current_id, e.start_date
            FROM events_attendance a JOIN events_event e ON e.id = a.event_id
            JOIN programmes_activity t ON t.id = e.activity_id
            JOIN people_organisation o ON o.id = a.organisation_id
            JOIN people_municipality_at m ON m.municipality_id = o.municipality_id
                AND e.start_date BETWEEN m.first_day AND m.last_day
            WHERE t.programme_id = %s AND t.code IN ('3.5.1.3', '3.5.1.4') AND e.status = 'held'
                AND e.kind IN ('training', 'network_meeting', 'study_trip')
                AND o.kind IN ('municipality', 'municipal_agency')) ones""",
        programme,
    )


def bare_trainings(programme: int, periods: list[Any]) -> list[Any]:
    return _one_row(
        f"""SELECT {_columns(periods, "e.start_date")} FROM events_event e
            JOIN programmes_activity t ON t.id = e.activity_id
            WHERE t.programme_id = %s AND t.code = '3.5.1.4' AND e.status = 'held'
                AND e.kind = 'training' AND e.scope = 'national'""",
        programme,
    )


def _on_days(periods: list[Any], counted: str, start: str, end: str, *, places: bool) -> str:
    days = [period.reading_day(TODAY) for period in periods]
    return ", ".join(
        f"count(DISTINCT {counted}) FILTER (WHERE '{day}' BETWEEN {start} AND"
        f" coalesce({end}, 'infinity')"
        + (f" AND '{day}' BETWEEN m.first_day AND m.last_day)" if places else ")")
        for day in days
    )


_PLACES = "JOIN people_municipality_at m ON m.municipality_id = o.municipality_id"


def bare_coordinators(programme: int, periods: list[Any]) -> list[Any]:
    start = "greatest(h.start_date, p.start_date, g.start_date)"
    end = "least(h.end_date, p.end_date, g.end_date)"
    return _one_row(
        f"""SELECT {_on_days(periods, "m.current_id", start, end, places=True)}
            FROM programmes_postholding h JOIN programmes_post p ON p.id = h.post_id
            JOIN people_organisation o ON o.id = p.organisation_id
            JOIN programmes_agreementparty y ON y.organisation_id = o.id
            JOIN programmes_agreement g ON g.id = y.agreement_id {_PLACES}
            WHERE g.programme_id = %s AND p.share = 1""",
        programme,
    )


def bare_journeys(programme: int, periods: list[Any]) -> list[Any]:
    return _one_row(
        f"""SELECT {_on_days(periods, "m.current_id", "j.start_date", "j.end_date", places=True)}
            FROM services_appliedjourney j JOIN programmes_activity t ON t.id = j.activity_id
            JOIN people_organisation o ON o.id = j.organisation_id {_PLACES}
            WHERE t.programme_id = %s""",
        programme,
    )


def bare_networks(programme: int, periods: list[Any]) -> list[Any]:
    start = "greatest(n.start_date, g.start_date)"
    return _one_row(
        f"""SELECT {_on_days(periods, "m.current_id", start, "least(n.end_date, g.end_date)", places=True)}
            FROM networks_network n JOIN programmes_activity t ON t.id = n.activity_id
            JOIN people_organisation o ON o.id = n.organisation_id
            JOIN people_organisation party ON party.municipality_id = o.municipality_id
            JOIN programmes_agreementparty y ON y.organisation_id = party.id
            JOIN programmes_agreement g ON g.id = y.agreement_id {_PLACES}
            WHERE t.programme_id = %s AND n.kind IN ('specialists', 'agencies')""",
        programme,
    )


def bare_bodies(programme: int, periods: list[Any]) -> list[Any]:
    return _one_row(
        f"""SELECT {_on_days(periods, "n.id", "n.start_date", "n.end_date", places=False)}
            FROM networks_network n JOIN programmes_activity t ON t.id = n.activity_id
            WHERE t.programme_id = %s AND n.kind IN ('participatory_body', 'integration_chamber')""",
        programme,
    )


BARE: dict[str, Callable[[int, list[Any]], list[Any]]] = dict(
    zip(
        INDICATORS,
        [
            bare_coordinators,
            bare_journeys,
            bare_participations,
            bare_trainings,
            bare_networks,
            bare_bodies,
        ],
        strict=True,
    )
)


def print_table(figures: dict[str, Any]) -> None:
    print(f"{'rows':>9} {'engine':>9} {'bare SQL':>9} {'ratio':>6} {'queries':>8}", end="")
    print(f" {'page':>9} {'cards':>9} {'rows page':>10}")
    for line in figures["sizes"]:
        print(f"{line['rows']:>9} {ms(line['engine_s'])} {ms(line['bare_s'])}", end="")
        print(f" {line['ratio']:>6.2f} {line['queries']:>8} {ms(line['page_s'])}", end="")
        print(f" {ms(line['cards_s'])} {ms(line['rows_page_s']):>10}")
    print(f"time grows as rows to the power of {figures['growth_exponent']}", end="")
    print(f" (bare SQL {figures['bare_growth_exponent']}); the page waits", end="")
    print(f" {figures['page_wait_ratio']} times as long with the most rows as with the fewest")


def ms(seconds: float) -> str:
    return f"{seconds * 1000:>6.1f} ms"


if __name__ == "__main__":
    main()
