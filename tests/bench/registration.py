"""64 clients rush one event of 30, 300 and 3,000 places: requests per second, waiting, the limit.

    .venv/bin/python tests/bench/registration.py [--quick] [--with-worker]

A PostgreSQL of its own, durable (fsync and synchronous_commit on), READ COMMITTED. Three
things are measured in turns on the same machine:

bare      64 connections, each inserting single rows of three columns: the machine's limit.
action    two processes of 32 threads call `register`, the one way to a place.
http      64 clients on loopback send the public form to the server as `loim serve` starts it,
          two web processes. Every answer is acknowledged: the place, or the waiting, is
          committed. `--with-worker` lets the worker write its letters meanwhile.

Afterwards the rows are counted: exactly the places that there are, nobody lost.
`--quick` leaves the largest event out.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

CLIENTS, PROCESSES = 64, 2
# Places, and how many ask for one.
RUSHES = [(30, 600), (300, 1200), (3000, 4000)]
QUICK_RUSHES = [(30, 200), (300, 400)]
BARE_SECONDS, QUICK_BARE_SECONDS = 4.0, 1.0
LONGEST_WAIT_SECONDS = 120


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller events, under 40 seconds")
    parser.add_argument("--with-worker", action="store_true", help="letters are written meanwhile")
    options = parser.parse_args()
    rushes = QUICK_RUSHES if options.quick else RUSHES
    seconds = QUICK_BARE_SECONDS if options.quick else BARE_SECONDS
    with database() as url:
        bare = [bare_inserts(url, seconds)]
        lines = []
        with server(has_worker=options.with_worker) as port:
            for places, people in rushes:
                http = rush_over_http(places, people, port)
                action = rush_of_actions(places, people)
                bare.append(bare_inserts(url, seconds))
                lines.append({"places": places, "people": people, "http": http, "action": action})
    figures = summary(lines, bare)
    print_table(figures)
    print(json.dumps(figures))


def summary(lines: list[dict[str, Any]], bare: list[float]) -> dict[str, Any]:
    limit = statistics.median(bare)
    for line in lines:
        for way in ("http", "action"):
            line[way]["ratio_to_bare"] = round(line[way]["per_second"] / limit, 4)
    return {
        "bare_inserts_per_second": round(limit),
        "rushes": lines,
        "http_ratio": min(line["http"]["ratio_to_bare"] for line in lines),
        "action_ratio": min(line["action"]["ratio_to_bare"] for line in lines),
        "http_p99_ms": max(line["http"]["p99_ms"] for line in lines),
        "action_p99_ms": max(line["action"]["p99_ms"] for line in lines),
    }


def print_table(figures: dict[str, Any]) -> None:
    print(
        f"bare single-row INSERT, 64 connections: {figures['bare_inserts_per_second']} per second"
    )
    head = ("places", "people", "way", "per second", "p50 ms", "p95 ms", "p99 ms", "of the limit")
    print(("{:>9}" * 3 + "{:>12}" + "{:>10}" * 3 + "{:>14}").format(*head))
    for line in figures["rushes"]:
        for way in ("http", "action"):
            one = line[way]
            row = (line["places"], line["people"], way, one["per_second"], one["p50_ms"])
            rest = (one["p95_ms"], one["p99_ms"], f"{100 * one['ratio_to_bare']:.1f} %")
            print(("{:>9}" * 3 + "{:>12}" + "{:>10}" * 3 + "{:>14}").format(*row, *rest))


# The database.


@contextmanager
def database() -> Iterator[str]:
    """A durable server of its own, and in it a database with all tables."""
    from loim.common import embedded_postgres

    folder = ROOT / "var" / "bench-postgres"
    with embedded_postgres.running(folder) as given:
        os.environ["LOIM_DATABASE_URL"] = given
        os.environ["LOIM_MODE"] = "development"
        os.environ["LOIM_REGISTRATIONS_PER_ADDRESS"] = "0"  # all clients have one address
        os.environ["DJANGO_SETTINGS_MODULE"] = "loim.config.settings"
        import logging

        import django

        django.setup()
        logging.disable(logging.WARNING)
        from django.db import connection

        from tests.conftest import _server, _template, _use

        name = f"bench_{os.getpid()}"
        with _server() as administrator:
            template = _template(administrator, connection)
            administrator.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        _use(connection, name)
        url = urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
        os.environ["LOIM_DATABASE_URL"] = url
        try:
            yield url
        finally:
            connection.close()
            with _server() as administrator:
                administrator.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def bare_inserts(url: str, seconds: float) -> float:
    """Rows per second of 64 connections that do nothing else. In a process of its own."""
    code = f"from tests.bench.registration import insert_rows; insert_rows({url!r}, {seconds})"
    return float(subprocess.check_output([sys.executable, "-c", code], cwd=ROOT))


def insert_rows(url: str, seconds: float) -> None:
    import psycopg

    connections = [psycopg.connect(url, autocommit=True) for _ in range(CLIENTS)]
    connections[0].execute("CREATE TABLE IF NOT EXISTS bare (id bigserial, n int, at timestamptz)")
    for name in ("fsync", "synchronous_commit"):
        assert connections[0].execute(f"SHOW {name}").fetchone() == ("on",)
    done = [0] * CLIENTS
    until = time.perf_counter() + seconds

    def work(n: int) -> None:
        while time.perf_counter() < until:
            connections[n].execute("INSERT INTO bare (n, at) VALUES (%s, now())", [n])
            done[n] += 1

    threads = [threading.Thread(target=work, args=(n,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(sum(done) / seconds)


# The events.


def new_event(places: int) -> int:
    from datetime import timedelta

    from django.utils import timezone

    from tests import factories as make

    now = timezone.now()
    event = make.published_event(start_date=(now + timedelta(days=30)).date())
    make.registration_settings(
        event,
        capacity=places,
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=20),
        asks_municipality=False,
    )
    return event.pk


def check(event_id: int, places: int, people: int) -> None:
    """Neither more nor fewer than there are places, and nobody is lost."""
    from django.db import connection
    from django.db.models import Count

    from loim.events.logic.participant_states import HOLDING
    from loim.events.models import Participant

    rows = Participant.objects.filter(event=event_id).values_list("state").annotate(Count("pk"))
    states = dict(rows.order_by())
    held = sum(number for state, number in states.items() if state in HOLDING)
    assert held == min(places, people), states
    assert sum(states.values()) == people, states
    connection.close()


def measured(latencies: list[float], seconds: float) -> dict[str, Any]:
    ordered = sorted(latencies)

    def percentile(share: float) -> float:
        return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)

    return {
        "per_second": round(len(ordered) / seconds, 1),
        "p50_ms": percentile(0.50),
        "p95_ms": percentile(0.95),
        "p99_ms": percentile(0.99),
    }


# The action alone.


def rush_of_actions(places: int, people: int) -> dict[str, Any]:
    event_id = new_event(places)
    from django.db import connection

    connection.close()
    context = multiprocessing.get_context("spawn")
    results: Any = context.Queue()
    barrier = context.Barrier(PROCESSES + 1)
    each = people // PROCESSES
    workers = [
        context.Process(target=act, args=(event_id, n * each, each, barrier, results))
        for n in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    barrier.wait(LONGEST_WAIT_SECONDS)
    started = time.perf_counter()
    latencies = [taken for _ in workers for taken in results.get(timeout=LONGEST_WAIT_SECONDS)]
    seconds = time.perf_counter() - started
    for worker in workers:
        worker.join()
    check(event_id, places, each * PROCESSES)
    return measured(latencies, seconds)


def act(event_id: int, first: int, number: int, barrier: Any, results: Any) -> None:
    """One process: its threads register `number` people."""
    import logging

    import django

    django.setup()
    logging.disable(logging.WARNING)
    from django.db import connection
    from django.utils import timezone

    from loim.events.actions.places import PersonRequest, RegistrationRequest, register
    from loim.events.models import Door, Event

    event = Event.objects.get(pk=event_id)
    waiting = iter(range(first, first + number))
    lock, latencies = threading.Lock(), []
    ready = threading.Barrier(CLIENTS // PROCESSES + 1)

    def work() -> None:
        connection.ensure_connection()
        ready.wait(LONGEST_WAIT_SECONDS)
        while True:
            with lock:
                n = next(waiting, None)
            if n is None:
                break
            person = PersonRequest(name=f"Rutt {n}", email=f"rutt{n}@example.ee", party="resident")
            request = RegistrationRequest(person.name, person.email, (person,), consented=True)
            start = time.perf_counter()
            register(event=event, request=request, door=Door.SELF, by=None, now=timezone.now())
            latencies.append(time.perf_counter() - start)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(CLIENTS // PROCESSES)]
    for thread in threads:
        thread.start()
    barrier.wait(LONGEST_WAIT_SECONDS)
    ready.wait(LONGEST_WAIT_SECONDS)
    for thread in threads:
        thread.join()
    results.put(latencies)


# The server, and the clients that rush it.


@contextmanager
def server(*, has_worker: bool) -> Iterator[int]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "loim.config.cli", "serve", "--port", str(port)]
    command += ["--processes", str(PROCESSES), *([] if has_worker else ["--no-worker"])]
    command[1:3] = ["-c", "import sys; from loim.config.cli import main; sys.exit(main())"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def rush_over_http(places: int, people: int, port: int) -> dict[str, Any]:
    event_id = new_event(places)
    from django.db import connection

    connection.close()
    code = (
        "from tests.bench.registration import rush_clients;"
        f"rush_clients({port}, {event_id}, {people})"
    )
    output = subprocess.check_output(
        [sys.executable, "-c", code], cwd=ROOT, timeout=LONGEST_WAIT_SECONDS * 3
    )
    found = json.loads(output)
    check(event_id, places, people)
    return measured(found["latencies"], found["seconds"])


def rush_clients(port: int, event_id: int, people: int) -> None:
    print(json.dumps(asyncio.run(_rush(port, event_id, people))))


async def _rush(port: int, event_id: int, people: int) -> dict[str, Any]:
    numbers = iter(range(people))
    clients = [_Client(port, f"/en/events/{event_id}/register/") for _ in range(CLIENTS)]
    await asyncio.gather(*(client.open() for client in clients))
    started = time.perf_counter()
    await asyncio.gather(*(client.send_all(numbers) for client in clients))
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "latencies": [t for client in clients for t in client.latencies]}


class _Client:
    """One browser, as little as there can be of it: a connection that stays open."""

    def __init__(self, port: int, path: str) -> None:
        self.port, self.path = port, path
        self.latencies: list[float] = []

    async def open(self) -> None:
        """Looks at the form once, for its cookie and its hidden fields."""
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        status, head, body = await self._ask(b"GET", b"")
        assert status == 200, (status, body[:500])
        cookie = re.search(rb"(?i)set-cookie:\s*(csrftoken=[^;]+)", head)
        assert cookie is not None, (head, body[:3000])
        self.cookie = cookie[1]
        page = body.decode()
        self.fields = {
            name: match[1]
            for name in ("csrfmiddlewaretoken", "version", "row")
            if (match := re.search(rf'name="{name}"[^>]* value="([^"]*)"', page))
        }

    async def send_all(self, numbers: Iterator[int]) -> None:
        for n in numbers:
            form = {
                **self.fields,
                "submission": str(uuid4()),
                "name": f"Rutt {n}",
                "email": f"rutt{n}@example.ee",
                "language": "et",
                "party": "resident",
                "consent": "on",
            }
            start = time.perf_counter()
            status, head, body = await self._ask(b"POST", urlencode(form).encode())
            self.latencies.append(time.perf_counter() - start)
            assert status == 302, (status, head, body[:3000])
        self.writer.close()

    async def _ask(self, method: bytes, body: bytes) -> tuple[int, bytes, bytes]:
        address = f"http://127.0.0.1:{self.port}"
        lines = [
            method + f" {self.path} HTTP/1.1".encode(),
            f"Host: 127.0.0.1:{self.port}".encode(),
        ]
        if body:
            lines += [
                b"Content-Type: application/x-www-form-urlencoded",
                f"Origin: {address}".encode(),
                b"Cookie: " + self.cookie,
            ]
        lines.append(f"Content-Length: {len(body)}".encode())
        self.writer.write(b"\r\n".join(lines) + b"\r\n\r\n" + body)
        head = await self.reader.readuntil(b"\r\n\r\n")
        status = int(head.split(b" ", 2)[1])
        length = re.search(rb"(?i)content-length: (\d+)", head)
        if length:
            return status, head, await self.reader.readexactly(int(length[1]))
        return status, head, await self._chunks()

    async def _chunks(self) -> bytes:
        found = b""
        while size := int(await self.reader.readline(), 16):
            found += await self.reader.readexactly(size)
            await self.reader.readline()
        await self.reader.readline()
        return found


if __name__ == "__main__":
    main()
