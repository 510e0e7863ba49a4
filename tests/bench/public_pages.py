"""What everybody reads, an event's page and the calendar: requests a second against a view that
does nothing, under the server of `loim serve`, in the same run; and how many queries they take.

    .venv/bin/python tests/bench/public_pages.py [--quick]

Granian serves the platform as in production (two processes, four threads each) on a temporary
database of the tests' server. Readers take turns at four addresses, a few seconds each: an empty
view behind all our middleware, an empty view of bare Django (no middleware at all, no logs), the
event's page with an agenda, a full month of the calendar. A page may be kept for a second; that
it is never older than that is tried here, too. (The name `calendar.py` would hide Python's own
`calendar` from every bench that is run from this folder.)
"""

import argparse
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
READERS = 8
EVENTS_IN_MONTH = 120
DAY = date(2099, 8, 27)
MODULE = "tests.bench.public_pages"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short turns, under 40 seconds")
    is_quick = parser.parse_args().quick
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

    import django

    django.setup()
    import logging

    logging.disable(logging.INFO)
    with database() as url:
        event = make_events()
        paths = {
            "empty": "/bench/empty/",
            "bare": "",
            "event": f"/en/events/{event}/",
            "calendar": f"/en/events/calendar/?day={DAY}",
        }
        queries = {name: queries_of(paths[name]) for name in ("event", "calendar")}
        with (
            server(f"{MODULE}:application", url) as port,
            server(f"{MODULE}:bare_application", url) as bare_port,
        ):
            addresses = {
                name: (bare_port, "/") if name == "bare" else (port, path)
                for name, path in paths.items()
            }
            rates = measured(addresses, rounds=2 if is_quick else 7, seconds=0.6 if is_quick else 4)
            stale_for = staleness(port, event, paths, times=2 if is_quick else 8)
    figures = {
        "requests_per_second": {name: round(rate) for name, rate in rates.items()},
        "queries_when_rendered": queries,
        "event_ratio_to_empty_view": round(rates["event"] / rates["empty"], 3),
        "calendar_ratio_to_empty_view": round(rates["calendar"] / rates["empty"], 3),
        "event_ratio_to_bare_django": round(rates["event"] / rates["bare"], 3),
        "calendar_ratio_to_bare_django": round(rates["calendar"] / rates["bare"], 3),
        "longest_stale_s": round(stale_for, 2),
    }
    print_table(figures)
    print(json.dumps(figures))


@contextmanager
def database() -> Iterator[str]:
    """A temporary one on the tests' server; its address for another process."""
    from django.db import connection

    from tests.conftest import _server, _template, _use

    name = f"bench_{os.getpid()}"
    with _server() as admin:
        template = _template(admin, connection)
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    _use(connection, name)
    try:
        yield urlsplit(os.environ["LOIM_DATABASE_URL"])._replace(path=f"/{name}").geturl()
    finally:
        connection.close()
        with _server() as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def make_events() -> int:
    """A month full of events, and one among them with an agenda: its key."""
    from django.utils import timezone

    from loim.events.actions.agenda.releasing import release_agenda
    from loim.people.models import Role
    from tests import factories as make
    from tests.factories.agenda import material, session, speaker

    programme = make.programme()
    under = make.activity(programme)
    organisers = [make.municipality_organisation() for _ in range(79)]
    make.agreement(programme, organisers[0])
    person = make.user()
    make.membership(person, organisers[0], Role.COORDINATOR)
    for number in range(EVENTS_IN_MONTH):
        make.published_event(
            under=under,
            organiser=organisers[number % 79],
            start_date=DAY.replace(day=1) + timedelta(days=number % 31),
            title=f"Kogukonnatöö kohtumine {number}",
            translations={"en": {"title": f"Community meeting {number}"}},
        )
    meeting = make.published_event(
        under=under,
        organiser=organisers[0],
        start_date=DAY,
        title="Kogukonnatöö omavalitsuse tasandil",
        purpose="Mõelda koos. " * 20,
        description="Kohtumise kirjeldus. " * 60,
        place="Näidismaja",
    )
    for number in range(9):
        who = speaker(meeting, f"Esineja Näidis{number}", biography="Elulugu. " * 20)
        at = session(meeting, f"{9 + number:02}:00", f"{10 + number:02}:00", speakers=[who])
        material(meeting, session=at)
    release_agenda(event=meeting, tells_participants=False, by=person, now=timezone.now())
    return int(meeting.pk)


def queries_of(path: str) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    reader = Client()
    assert reader.get(path).status_code == 200, path
    with CaptureQueriesContext(connection) as captured:
        reader.get(path)
    return len(captured)


@contextmanager
def server(application: str, database_url: str) -> Iterator[int]:
    """As `loim serve` starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "LOIM_DATABASE_URL": database_url,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }
    process = subprocess.Popen(
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
            "--port", str(port), "--workers", "2", "--blocking-threads", "4", "--no-ws",
            application,
        ],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
        process.kill()
        process.wait()


def wait_for(port: int) -> None:
    for _try in range(150):
        with suppress(OSError), Reader(port) as reader:
            if reader.get("/")[0]:
                return
        time.sleep(0.2)
    raise SystemExit("the server did not start")


class Reader:
    """One connection that is kept; as little work as can be, so that the server is measured."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.socket.close()

    def get(self, path: str) -> tuple[int, bytes]:
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        received = self.socket.recv(262_144)
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _, body = received.partition(b"\r\n\r\n")
        found = re.search(rb"(?i)content-length: (\d+)", head)
        parts, have = [body], len(body)
        while found and have < int(found[1]):
            parts.append(self._more())
            have += len(parts[-1])
        return int(head[9:12]), b"".join(parts)

    def _more(self) -> bytes:
        more = self.socket.recv(262_144)
        if not more:
            raise OSError("the server hung up")
        return more


def measured(
    addresses: dict[str, tuple[int, str]], *, rounds: int, seconds: float
) -> dict[str, float]:
    """The median rate of each, taken in turns, so that whatever the machine does falls on all."""
    rates: dict[str, list[float]] = {name: [] for name in addresses}
    for number in range(rounds + 1):
        for name, (port, path) in addresses.items():
            rate = requests_per_second(port, path, seconds)
            if number:  # the first round warms up
                rates[name].append(rate)
        print(f"round {number} of {rounds} done", file=sys.stderr)
    return {name: statistics.median(found) for name, found in rates.items()}


def requests_per_second(port: int, path: str, seconds: float) -> float:
    counts = [0] * READERS
    until = time.monotonic() + seconds

    def read(number: int) -> None:
        with Reader(port) as reader:
            while time.monotonic() < until:
                status, _body = reader.get(path)
                assert status == 200, (path, status)
                counts[number] += 1

    began = time.monotonic()
    readers = [threading.Thread(target=read, args=[number]) for number in range(READERS)]
    for thread in readers:
        thread.start()
    for thread in readers:
        thread.join()
    return sum(counts) / (time.monotonic() - began)


def staleness(port: int, event: int, paths: dict[str, str], *, times: int) -> float:
    """The longest time after a commit at which an old page was still given; must be under 1 s."""
    from loim.events.models import Event

    longest = 0.0
    with Reader(port) as reader:
        for number in range(times):
            for path in (paths["event"], paths["calendar"]):
                reader.get(path)
            title = f"Uus pealkiri {number}"
            Event.objects.filter(pk=event).update(title=title)
            committed = time.monotonic()
            while time.monotonic() < committed + 1.5:
                for path in (paths["event"], paths["calendar"]):
                    asked = time.monotonic()
                    if title.encode() not in reader.get(path)[1]:
                        longest = max(longest, asked - committed)
    return longest


def print_table(figures: dict[str, Any]) -> None:
    rates, queries = figures["requests_per_second"], figures["queries_when_rendered"]
    print(f"{'':28}{'requests/s':>12}{'to empty':>10}{'to bare':>10}{'queries':>9}")
    for name, words in (
        ("bare", "empty view, bare Django"),
        ("empty", "empty view, our middleware"),
        ("event", "an event's page"),
        ("calendar", "a month of the calendar"),
    ):
        to_empty, to_bare = rates[name] / rates["empty"], rates[name] / rates["bare"]
        count = queries.get(name, 0)
        print(f"{words:28}{rates[name]:>12}{to_empty:>10.2f}{to_bare:>10.2f}{count:>9}")
    print(f"Never older than {figures['longest_stale_s']} s after a change. Goal: half of empty.")


# What the server's own processes read of this module.


def __getattr__(name: str) -> Any:
    if name == "application":
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        from django.conf import settings

        settings.ROOT_URLCONF = MODULE
        settings.BRIEF_CACHE_SECONDS = 1.0  # as in production; tests render every page anew
        from django.core.wsgi import get_wsgi_application

        return get_wsgi_application()
    if name == "bare_application":
        return _bare_application()
    if name == "urlpatterns":
        return _addresses()
    raise AttributeError(name)


def _addresses() -> list[Any]:
    from django.urls import path

    from loim.config.urls import urlpatterns

    return [path("bench/empty/", _empty), *urlpatterns]


def _empty(_request: Any) -> Any:
    from django.http import HttpResponse

    return HttpResponse("", headers={"Content-Length": "0"})


def _bare_application() -> Any:
    from django.conf import settings
    from django.urls import path

    settings.configure(ALLOWED_HOSTS=["*"], MIDDLEWARE=[], ROOT_URLCONF=__name__ + "_bare")
    bare: Any = type(sys)(__name__ + "_bare")
    bare.urlpatterns = [path("", _empty)]
    sys.modules[bare.__name__] = bare
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


if __name__ == "__main__":
    main()
