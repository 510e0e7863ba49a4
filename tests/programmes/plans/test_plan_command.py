"""`loim plan` as a person types it: another process, its output and its exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from loim.programmes.actions.plan_approval import approve_version
from loim.programmes.commands import plans
from loim.programmes.models import PlanFile, PlanVersion, Programme
from loim.programmes.queries.stored_plans import stored_document
from tests.programmes.plans.conftest import FILE_2023

START = "import sys; from loim.config.cli import main; sys.exit(main())"


def loim(*arguments: str | Path, database: str = "") -> subprocess.CompletedProcess[str]:
    """Without a database unless one is given: then a command that asks for one fails."""
    environment = {
        **os.environ,
        "LOIM_DATABASE_URL": database or "postgresql:///nowhere?host=/none",
    }
    return subprocess.run(
        [sys.executable, "-c", START, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


def test_a_dry_run_prints_what_the_file_says_without_a_database():
    done = loim("plan", "import", FILE_2023, "--dry-run", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    assert said["order"] == {"number": "24", "date": "2023-01-26"}
    assert said["period"] == {"start": "2023-01-01", "end": "2023-12-31"}
    assert [activity["code"] for activity in said["activities"]] == [
        "3.5.1.1", "3.5.1.2", "3.5.1.3", "3.5.1.4", "3.5.2.1", "3.5.2.2", "3.5.2.4",
    ]  # fmt: skip
    assert len(said["rows"]) == 43
    assert [(i["unit"], i["target"], i["final_target"]) for i in said["indicators"]] == [
        ("Arv", 3, 7), ("Arv", 0, 7), ("Osaluskord", 15, 45), ("Arv", 1, 12), ("Arv", 3, 7),
        ("Arv", 1, 7),
    ]  # fmt: skip
    assert said["indicators"][2]["activities"] == ["3.5.1.3", "3.5.1.4"]
    assert sum(len(i["places"]) for i in said["indicators"]) == 7
    assert said["planned_cost"] is None
    assert said["unrecognised"] == []


def test_a_refused_file_is_named_on_both_streams(tmp_path):
    wrong = tmp_path / "plaan.docx"
    wrong.write_bytes(b"%PDF-1.7")
    done = loim("plan", "import", wrong, "--dry-run", "--json")
    assert done.returncode == 2
    refused = json.loads(done.stdout)["refused"]
    assert refused["code"] == "not_docx"
    assert refused["message"] in done.stderr


def test_a_missing_file_is_refused():
    done = loim("plan", "import", "puudub.docx", "--dry-run")
    assert done.returncode == 2
    assert "puudub.docx" in done.stderr


def test_a_file_differs_from_itself_in_nothing():
    done = loim("plan", "diff", FILE_2023, FILE_2023)
    assert (done.returncode, done.stdout) == (0, "No differences.\n")


def test_differences_of_two_files_are_said_in_sentences(tmp_path, document):
    from dataclasses import replace

    from loim.programmes.documents.writer_docx import write_plan_docx

    shared = replace(document.indicators[2], target=document.indicators[2].target + 5)
    changed = replace(
        document, indicators=(*document.indicators[:2], shared, *document.indicators[3:])
    )
    other = tmp_path / "uus.docx"
    other.write_bytes(write_plan_docx(changed))
    done = loim("plan", "diff", FILE_2023, other)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        f"Activity 3.5.1.3 {document.activities[2].title}",
        f"  The target of the indicator “{shared.name}” rises from 15 to 20.",
    ]
    said = json.loads(loim("plan", "diff", FILE_2023, other, "--json").stdout)
    assert [(c["kind"], c["old"], c["new"]) for c in said["changes"]] == [("target", 15, 20)]


@pytest.mark.django_db(transaction=True)
def test_import_in_a_database(django_db_setup):
    given = settings.DATABASES["default"]
    database = (
        f"postgresql://{given['USER']}:{given['PASSWORD']}@{given['HOST'] or ''}:{given['PORT']}"
        f"/{given['NAME']}"
    )
    if given["HOST"].startswith("/"):
        database = (
            f"postgresql:///{given['NAME']}?host={given['HOST']}&user={given['USER']}"
            f"&port={given['PORT']}"
        )
    done = loim("plan", "import", FILE_2023, "--json", database=database)
    assert done.returncode == 0, done.stderr
    version = PlanVersion.objects.get()
    assert json.loads(done.stdout)["version"] == {
        "id": version.pk, "plan": "2023", "number": 1, "programme": Programme.objects.get().slug,
    }  # fmt: skip
    assert version.created_by is None

    again = loim("plan", "import", FILE_2023, database=database)
    assert again.returncode == 2
    assert "draft of the plan 2023" in again.stderr
    assert loim("plan", "import", FILE_2023, "--replace", database=database).returncode == 0
    assert PlanVersion.objects.count() == 1


@pytest.mark.django_db
def test_what_was_imported_is_exported_and_compared(imported, tmp_path, capsys):
    exported = tmp_path / "v.docx"
    assert _run("export", "latest", "-o", str(exported))[0] == 0
    assert capsys.readouterr().out == f"{exported}\n"
    assert _run("diff", "latest", str(exported))[0] == 0
    assert capsys.readouterr().out == "No differences.\n"
    table = tmp_path / "v.xlsx"
    _run("export", str(imported.pk), "--format", "xlsx", "-o", str(table))
    assert table.read_bytes().startswith(b"PK")
    capsys.readouterr()
    assert _run("diff", "999999", str(exported))[0] == 2
    assert "999999" in capsys.readouterr().err


def _run(*arguments: str) -> tuple[int, object]:
    import argparse

    parser = argparse.ArgumentParser()
    plans.add_arguments(parser.add_subparsers())
    options = parser.parse_args(["plan", *arguments])
    return options.run(options), options


@pytest.mark.parametrize(
    ("arguments", "needs"),
    [
        (["import", "a.docx"], True),
        (["import", "a.docx", "--dry-run"], False),
        (["export"], True),
        (["diff", "a.docx", "b.docx"], False),
        (["diff", "a.docx", "latest"], True),
        (["diff", "7", "b.docx"], True),
    ],
)
def test_a_command_says_whether_it_needs_a_database(arguments, needs):
    import argparse

    parser = argparse.ArgumentParser()
    plans.add_arguments(parser.add_subparsers())
    assert parser.parse_args(["plan", *arguments]).needs_database is needs


@pytest.mark.django_db
def test_latest_asks_which_programme_where_there_are_several(imported, capsys):
    from tests import factories as make

    make.programme()
    code, _ = _run("export", "latest")
    assert code == 2
    assert imported.plan.programme.slug in capsys.readouterr().err


@pytest.mark.django_db
def test_a_refused_import_leaves_no_organisations_behind(document, tmp_path, capsys):
    from dataclasses import replace

    from loim.people.models import Organisation
    from loim.programmes.documents.writer_docx import write_plan_docx

    file = tmp_path / "plaan.docx"
    file.write_bytes(write_plan_docx(replace(document, period=None)))
    code, _ = _run("import", str(file))
    assert code == 2
    assert "which period" in capsys.readouterr().err
    assert not Organisation.objects.filter(name=plans.MINISTRY).exists()
    assert not PlanFile.objects.exists()
    code, _ = _run("import", str(file), "--period", "2025-01-01", "2025-12-31")
    assert code == 0
    assert str(PlanVersion.objects.get().plan) == "2025"


@pytest.mark.django_db
def test_latest_is_the_newest_approved_version(imported, approver, manager, now, tmp_path):
    from datetime import date

    from loim.programmes.actions.plan_drafts import start_next_year
    from loim.programmes.documents.reader import read_plan

    approve_version(
        version=imported, order_number="24", order_date=date(2023, 1, 26), by=approver, now=now
    )
    start_next_year(version=imported, by=manager, now=now)
    _run("export", "-o", str(tmp_path / "v.docx"))
    assert read_plan((tmp_path / "v.docx").read_bytes()).period == stored_document(imported).period
