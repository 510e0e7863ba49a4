"""A club with five years of weekly meetings against one that is new: time and queries of its pages.

    .venv/bin/python tests/bench/clubs.py [--quick]

Both clubs have as many regulars and meetings to come; the old one has 195 evenings behind it, each
with fifteen people who were there. Pages are asked in turns, in this process, on a temporary
database of the tests' server; the list is asked with one of
them alone.
"""

import argparse
import json
import os
import statistics
import sys
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
YEARS, REGULARS = 5, 15
PUBLIC = {"page": "", "feed": ".ics"}
ORGANISER = {"meetings": "meetings/", "people": "people/", "statistics": "statistics/"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds, under 40 seconds")
    rounds = 15 if parser.parse_args().quick else 80
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    import logging

    logging.disable(logging.INFO)
    from tests.bench.public_pages import database

    with database():
        old, new, person = make_clubs()
        figures = measure(old, new, person, rounds)
    print_table(figures)
    print(json.dumps(figures))


def make_clubs() -> tuple[int, int, Any]:
    from django.utils import timezone

    from loim.clubs.actions.planning import plan_club
    from loim.clubs.logic.recurrence import meeting_days
    from loim.clubs.models import ClubMeeting, Visit
    from loim.clubs.queries.timetable import rule_of
    from loim.events.models import Attendance, Event
    from loim.people.models import Role
    from tests import factories
    from tests.factories import clubs as make

    where = factories.municipality_organisation()
    person = factories.user()
    factories.membership(person, where, Role.COORDINATOR)
    now, today = timezone.now(), timezone.localdate()
    found = []
    for years in (YEARS, 0):
        club = make.club(where, title=f"Klubi {years}")
        make.rule(club, first_day=today - timedelta(days=365 * years))
        people = [make.person(club) for _ in range(REGULARS)]
        plan_club(club=club, by=None, now=now)
        known = rule_of(club)
        assert known
        past: list[date] = meeting_days(
            known[1], today - timedelta(days=365 * years), today - timedelta(days=1)
        )
        events = Event.objects.bulk_create(
            [
                Event(
                    title=club.title, kind="conversation_club", status="held", scope="municipal",
                    start_date=day, end_date=day, start_time="17:30", end_time="19:00",
                    place=club.place, organiser=where, published_at=now, recorded_at=now,
                    description=club.description,
                )
                for day in past
            ]
        )  # fmt: skip
        meetings = ClubMeeting.objects.bulk_create(
            [
                ClubMeeting(
                    club=club, event=event, day=event.start_date,
                    event_changed_at=event.changed_at, recorded_at=now,
                )
                for event in events
            ]
        )  # fmt: skip
        Visit.objects.bulk_create(
            [
                Visit(meeting=meeting, person=each, state="came", created_at=now)
                for meeting in meetings
                for each in people
            ]
        )
        Attendance.objects.bulk_create(
            [Attendance(event=event, organisation=where, people=REGULARS) for event in events]
        )
        found.append(club.pk)
        print(f"{len(past)} evenings behind a club", file=sys.stderr)
    return found[0], found[1], person


def measure(old: int, new: int, person: Any, rounds: int) -> dict[str, Any]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    visitor, organiser = Client(), Client()
    organiser.force_login(person)
    paths = {
        **{name: (visitor, part) for name, part in PUBLIC.items()},
        **{name: (organiser, part) for name, part in ORGANISER.items()},
    }

    def ask(name: str, club: int) -> float:
        client, part = paths[name]
        url = f"/en/clubs/{club}{part}" if part.startswith(".") else f"/en/clubs/{club}/{part}"
        began = perf_counter()
        assert client.get(url).status_code == 200, url
        return perf_counter() - began

    times: dict[tuple[str, int], list[float]] = {}
    queries: dict[str, dict[str, int]] = {}
    for name in paths:
        queries[name] = {}
        for word, club in (("old", old), ("new", new)):
            ask(name, club)
            with CaptureQueriesContext(connection) as captured:
                ask(name, club)
            queries[name][word] = len(captured)
    for _round in range(rounds):
        for name in paths:
            for club in (old, new):
                times.setdefault((name, club), []).append(ask(name, club))
    milliseconds = {
        name: {
            "old": round(1000 * statistics.median(times[name, old]), 1),
            "new": round(1000 * statistics.median(times[name, new]), 1),
        }
        for name in paths
    }
    return {
        "milliseconds": milliseconds,
        "queries": queries,
        "ratio_old_to_new": {
            name: round(each["old"] / each["new"], 2) for name, each in milliseconds.items()
        },
        **_list(visitor, old, new, rounds),
    }


def _list(visitor: Any, old: int, new: int, rounds: int) -> dict[str, Any]:
    """The list with the old club alone, and with the new one alone."""
    from loim.clubs.models import Club

    medians = {}
    for word, hidden in (("old", new), ("new", old)):
        Club.objects.filter(pk=hidden).update(status="draft")
        taken = []
        for _round in range(rounds):
            began = perf_counter()
            assert visitor.get("/en/clubs/").status_code == 200
            taken.append(perf_counter() - began)
        medians[word] = statistics.median(taken)
        Club.objects.filter(pk=hidden).update(status="open")
    return {"list_ratio_old_to_new": round(medians["old"] / medians["new"], 2)}


def print_table(figures: dict[str, Any]) -> None:
    print(f"{'':14}{'5 years':>10}{'new':>10}{'ratio':>8}{'queries':>12}")
    for name, each in figures["milliseconds"].items():
        counted = figures["queries"][name]
        ratio = figures["ratio_old_to_new"][name]
        both = f"{counted['old']} / {counted['new']}"
        print(f"{name:14}{each['old']:>7} ms{each['new']:>7} ms{ratio:>8.2f}{both:>12}")
    print(f"{'list':14}{'':20}{figures['list_ratio_old_to_new']:>8.2f}")


if __name__ == "__main__":
    main()
