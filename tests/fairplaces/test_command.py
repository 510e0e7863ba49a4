"""The `fairplaces` command."""

import json
from pathlib import Path
from typing import Any

import pytest

import fairplaces
from fairplaces.cli import main

PEOPLE = "party,county\n" + "".join(
    f"{party},{county}\n"
    for party, county, n in [
        ("municipality", "Harju", 12),
        ("municipality", "Võru", 6),
        ("community", "Harju", 8),
        ("community", "Võru", 3),
        ("agency", "Harju", 6),
        ("student", "Võru", 7),
    ]
    for _ in range(n)
)
RULES = """category,feature,min,max
party,municipality,2,4
party,community,2,4
party,agency,2,3
party,student,1,3
county,Harju,5,7
county,Võru,3,5
"""


@pytest.fixture
def tables(tmp_path: Path) -> list[str]:
    (tmp_path / "p.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "r.csv").write_text(RULES, encoding="utf-8")
    return [
        "--respondents",
        str(tmp_path / "p.csv"),
        "--categories",
        str(tmp_path / "r.csv"),
        "--places",
        "10",
    ]


def said(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_draw_prints_one_object(tables: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draw", *tables, "--seed", "s", "--json"]) == 0
    first = said(capsys)
    assert first["smallest_chance"] > 0.1
    assert first["gap"] < 1e-6
    assert first["panels"] > 0
    assert first["seconds"] > 0
    assert len(first["selected"]) == 10
    rows = PEOPLE.splitlines()[1:]
    assert 5 <= sum("Harju" in rows[i] for i in first["selected"]) <= 7
    main(["draw", *tables, "--seed", "s", "--json"])
    again = said(capsys)
    assert {k: v for k, v in again.items() if k != "seconds"} == {
        k: v for k, v in first.items() if k != "seconds"
    }
    main(["draw", *tables, "--seed", "other", "--json"])
    assert said(capsys)["selected"] != first["selected"]


def test_a_record_goes_from_draw_to_verify_replace_and_explain(
    tables: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, longer = str(tmp_path / "record.json"), str(tmp_path / "longer.json")
    page = tmp_path / "report.html"
    assert main(["draw", *tables, "--seed", "s", "--record", record, "--html", str(page)]) == 0
    assert "municipality" in capsys.readouterr().out
    assert "<svg" in page.read_text(encoding="utf-8")
    assert main(["verify", record]) == 0
    assert main(["verify", record, "--full", "--json"]) == 0
    capsys.readouterr()
    made = json.loads(Path(record).read_text(encoding="utf-8"))
    leaving = made["result"]["selected"][0]
    assert main(["replace", record, "--withdrawn", leaving, "--output", longer, "--json"]) == 0
    assert said(capsys)["withdrawn"] == [leaving]
    assert main(["verify", longer, "--full"]) == 0
    capsys.readouterr()
    explain = ["explain", longer, "--person", leaving, "--effects", "--audit", "5", "--waiting"]
    explain.append("--groups")
    assert main([*explain, "--json", "--language", "et"]) == 0
    found = said(capsys)
    assert "võimalus" in found["person"]
    assert leaving not in found["waiting"]
    assert len(found["effects"]) == 12
    assert [group["answer"] for group in found["groups"]][:2] == ["municipality", "community"]
    assert any(why.startswith("Võimalus") for g in found["groups"] for why in g["because"])


def test_an_altered_record_is_refused_with_status_1(
    tables: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = tmp_path / "record.json"
    main(["draw", *tables, "--seed", "s", "--record", str(record)])
    made = json.loads(record.read_text(encoding="utf-8"))
    made["result"]["ticket"] += 1
    record.write_text(json.dumps(made))
    capsys.readouterr()
    assert main(["verify", str(record)]) == 1
    assert "something was changed" in capsys.readouterr().err


def test_check_names_what_would_help(
    tables: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *tables, "--json"]) == 0
    assert said(capsys)["outside"] == []
    tight = RULES.replace("party,student,1,3", "party,student,3,3")
    tight = tight.replace("county,Võru,3,5", "county,Võru,0,2")
    tight = tight.replace("county,Harju,5,7", "county,Harju,5,9")
    (tmp_path / "r.csv").write_text(tight, encoding="utf-8")
    assert main(["check", *tables]) == 1
    assert "raise the ceiling of 'county: Võru' from 2 to 3" in capsys.readouterr().out


def test_bad_input_is_told_in_the_language_asked_for(
    tables: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "p.csv").write_text(PEOPLE + "municipality,Voru\n", encoding="utf-8")
    assert main(["draw", *tables, "--seed", "s", "--language", "et"]) == 1
    assert "p.csv, rida 44, veerg county" in capsys.readouterr().err


def test_a_range_of_places(tables: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draw", *tables[:-1], "9-11", "--seed", "s", "--json"]) == 0
    assert 9 <= len(said(capsys)["selected"]) <= 11
    with pytest.raises(SystemExit):
        main(["draw", *tables[:-1], "many", "--seed", "s"])


def test_small_groups_do_not_show_in_the_report(tables: list[str], tmp_path: Path) -> None:
    people = PEOPLE + "pensioner,Harju\n" * 3
    (tmp_path / "p.csv").write_text(people, encoding="utf-8")
    (tmp_path / "r.csv").write_text(RULES + "party,pensioner,0,2\n", encoding="utf-8")
    page = tmp_path / "report.html"
    main(["draw", *tables, "--seed", "s", "--html", str(page)])
    text = page.read_text(encoding="utf-8")
    assert "fewer than 5" in text
    assert "pensioner" not in text[text.index("<svg") : text.rindex("</svg>")]


def test_everything_the_library_promises_can_be_imported() -> None:
    for name in fairplaces.__all__:
        assert getattr(fairplaces, name) is not None
    assert callable(fairplaces.allocate)
    assert callable(fairplaces.draw)
