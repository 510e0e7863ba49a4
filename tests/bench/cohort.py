"""A cohort of ten teams opens as fast as one of a single team: pages of both, in the same run.

    .venv/bin/python tests/bench/cohort.py [--quick]

Two trainings in a temporary database: one team new, ten teams with five days, four assignments
each handed in, hours logged and models. Each page is asked for in turns; the median of its times and
its queries are compared.
"""

import argparse
import json
import os
import statistics
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("cohort", "training-attendance", "training-assignments", "training-mentoring")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, under 40 seconds")
    rounds = 12 if parser.parse_args().quick else 120
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

    import django

    django.setup()
    import logging

    logging.disable(logging.INFO)
    with database():
        one, ten = training(teams=1), training(teams=10)
        figures: dict[str, Any] = {"rounds": rounds}
        print(f"{'page':24}{'1 team, ms':>12}{'10 teams, ms':>14}{'ratio':>8}{'queries':>14}")
        for name in (*PAGES, "own cohort page"):
            small, large = measured(name, one, rounds), measured(name, ten, rounds)
            ratio = round(large[0] / small[0], 2)
            print(f"{name:24}{small[0]:12.1f}{large[0]:14.1f}{ratio:8.2f}{small[1]:8} → {large[1]}")
            figures[name.replace(" ", "_").replace("-", "_")] = {
                "one_team_ms": round(small[0], 1),
                "ten_teams_ms": round(large[0], 1),
                "ratio": ratio,
                "queries": [small[1], large[1]],
            }
    print(json.dumps(figures))


@contextmanager
def database():  # type: ignore[no-untyped-def]
    """A temporary one on the tests' server."""
    from django.db import connection

    from tests.conftest import _server, _template, _use

    name = f"bench_{os.getpid()}"
    with _server() as admin:
        template = _template(admin, connection)
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    _use(connection, name)
    try:
        yield urlsplit(os.environ.get("LOIM_DATABASE_URL", ""))
    finally:
        connection.close()
        with _server() as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def training(*, teams: int) -> dict[str, Any]:
    from datetime import date, timedelta

    from loim.people.models import Role
    from loim.trainings.models import DayPlace, HandIn, Mentoring
    from tests import factories as make
    from tests.factories import cohort
    from tests.factories.registration import participant

    organiser = make.user()
    where = make.organisation()
    make.membership(organiser, where, Role.ORGANISER)
    made = cohort.running_training(where)
    days = [cohort.training_day(made, on=date(2023, 4 + n, 5), status="held") for n in range(5)]
    assignments = [cohort.assignment(made) for _ in range(4)]
    mentor = cohort.mentor(made)
    members = []
    for number in range(teams):
        team = cohort.admitted_team(made, members=4)
        members += list(team.members.all())
        for assignment in assignments:
            HandIn.objects.create(
                assignment=assignment,
                team=team,
                version=1,
                text="Vastus",
                handed_in_at=cohort.BEGAN,
            )
        for meeting in range(6):
            Mentoring.objects.create(
                team=team,
                mentor=mentor,
                start_at=cohort.BEGAN + timedelta(days=meeting, hours=2 * number),
                minutes=90,
                state="held",
                booked_at=cohort.BEGAN,
            )
        cohort.deliverable_version(cohort.deliverable(team))
    for day in days:
        for member in members:
            person = participant(day.event, "attended", name=member.name, email=member.email)
            DayPlace.objects.create(day=day, member=member, participant=person)
    return {"pk": made.pk, "organiser": organiser, "member": members[0]}


def measured(name: str, of: dict[str, Any], rounds: int) -> tuple[float, int]:
    """Median milliseconds of a whole request, and its queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from loim.trainings.queries.teams import member_key

    browser = Client()
    if name in PAGES:
        browser.force_login(of["organiser"])
        url = reverse(name, args=[of["pk"]])
    else:
        url = reverse("own-team-cohort", args=[member_key(of["member"])])
    assert browser.get(url).status_code == 200, url
    with CaptureQueriesContext(connection) as captured:
        browser.get(url)
        queries = len(captured)
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        browser.get(url)
        times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times), queries


if __name__ == "__main__":
    main()
