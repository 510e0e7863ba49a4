"""Results of a survey against the barest SQL that counts the same answers.

    .venv/bin/python tests/bench/surveys.py [--quick]

Surveys of 79 and of 5,000 answers (500 with `--quick`) to six questions. Baseline, in the same
run: one GROUP BY over the answers. Prints seconds, statements and their ratio.
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django  # noqa: E402

BARE = """
    SELECT a.question_id, a.option_id, a.value, s.county_id, s.kind, count(*)
    FROM surveys_sheetanswer a JOIN surveys_sheet s ON s.id = a.sheet_id
    WHERE s.survey_id = %s GROUP BY 1, 2, 3, 4, 5
"""


def fill(people: int) -> Any:
    from loim.surveys.models import Sheet, SheetAnswer
    from tests.factories import county
    from tests.factories import surveys as make

    survey = make.opened(make.survey(is_anonymous=True, told_apart_by="county"))
    counties = [county(f"Maakond {n}", f"9{n:03}") for n in range(15)]
    questions = [make.question(survey, "several_of", *"abcdef") for _number in range(6)]
    options = [make.options(question) for question in questions]
    sheets = [
        Sheet(survey=survey, is_anonymous=True, county=counties[n % 15]) for n in range(people)
    ]
    Sheet.objects.bulk_create(sheets, batch_size=1000)
    SheetAnswer.objects.bulk_create(
        (
            SheetAnswer(sheet=sheet, question=question, option=option)
            for n, sheet in enumerate(sheets)
            for place, question in enumerate(questions)
            for which, option in enumerate(options[place])
            if (n + place * which) % 3
        ),
        batch_size=2000,
    )
    return survey


def fastest(do: Any, times: int) -> float:
    found = []
    for _time in range(times):
        start = time.perf_counter()
        do()
        found.append(time.perf_counter() - start)
    return min(found)


def measure(people: int, times: int) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from loim.surveys.actions.urn import mix_everything
    from loim.surveys.queries.results import survey_results

    survey = fill(people)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE surveys_sheetanswer, surveys_sheet")

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute(BARE, [survey.pk])
            cursor.fetchall()

    with CaptureQueriesContext(connection) as asked:
        survey_results(survey, protects=True)
    ours = fastest(lambda: survey_results(survey, protects=True), times)
    least = fastest(bare, times)
    mixing = fastest(lambda: mix_everything(survey), 1)
    return {
        "answers": people,
        "seconds": round(ours, 4),
        "bare_seconds": round(least, 4),
        "ratio": round(ours / least, 1),
        "statements": len(asked),
        "mixing_seconds": round(mixing, 3),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true")
    is_quick = options.parse_args().quick
    django.setup()
    from django.db import connection, transaction

    from tests.conftest import _server, _template, _use

    name = f"bench_{os.getpid()}"
    with _server() as server:
        template = _template(server, connection)
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    _use(connection, name)
    try:
        rows = []
        for people in (79, 500 if is_quick else 5000):
            with transaction.atomic():
                rows.append(measure(people, 3 if is_quick else 10))
            print("  ".join(f"{key} {value}" for key, value in rows[-1].items()), flush=True)
    finally:
        connection.close()
        with _server() as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    print(json.dumps({"surveys": rows}))


if __name__ == "__main__":
    main()
