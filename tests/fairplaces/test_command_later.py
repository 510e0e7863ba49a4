"""The commands around a draw: commit, names, alternates, replace, admit."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from fairplaces.cli import main
from fairplaces.secret import Secret
from tests.fairplaces.test_command import PEOPLE, RULES

SEED = "a secret of more than sixteen letters"


@pytest.fixture
def drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    head, *rows = PEOPLE.splitlines()
    people = "\n".join([f"id,{head}", *(f"anna{i},{row}" for i, row in enumerate(rows))])
    (tmp_path / "p.csv").write_text(people + "\n", encoding="utf-8")
    (tmp_path / "r.csv").write_text(RULES, encoding="utf-8")
    paths = {name: str(tmp_path / name) for name in ("p.csv", "r.csv", "record.json", "names.csv")}
    words = ["draw", "--respondents", paths["p.csv"], "--categories", paths["r.csv"]]
    words += ["--places", "10", "--seed", SEED]
    words += ["--record", paths["record.json"], "--names", paths["names.csv"], "--json"]
    assert main(words) == 0
    paths["selected"] = " ".join(said(capsys)["selected"])
    return paths


def said(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_new_secret_and_its_commitment(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["commit", "--json"]) == 0
    found = said(capsys)
    assert found["commitment"] == Secret(found["seed"]).commitment
    main(["commit", "--seed", SEED])
    told = capsys.readouterr()
    assert Secret(SEED).commitment in told.out
    assert SEED not in told.out
    assert told.err == ""
    main(["commit", "--seed", "short"])
    assert "shorter than 16" in capsys.readouterr().err


def test_what_check_promises_before_is_what_the_draw_keeps(
    drawn: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--respondents", drawn["p.csv"], "--categories", drawn["r.csv"], "--places", "10"]
    assert main(["check", *words, "--seed", SEED, "--json"]) == 0
    promised = said(capsys)
    verify = ["verify", drawn["record.json"], "--commitment", promised["commitment"]]
    assert main([*verify, "--problem-hash", promised["problem_hash"]]) == 0


def test_the_names_are_for_the_organiser_alone(drawn: dict[str, str]) -> None:
    names, record = Path(drawn["names.csv"]), Path(drawn["record.json"]).read_text("utf-8")
    assert stat.S_IMODE(names.stat().st_mode) == 0o600
    assert names.read_text("utf-8").startswith("id,pseudonym\n")
    assert "anna" not in record
    assert SEED not in record
    assert Secret(SEED).salt not in record


def test_with_names_people_are_spoken_of_by_their_ids(
    drawn: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, names = drawn["record.json"], ["--names", drawn["names.csv"]]
    leaving, staying = drawn["selected"].split()[:2]
    longer = str(tmp_path / "longer.json")
    words = ["replace", record, *names, "--withdrawn", leaving, "--output", longer, "--json"]
    assert main(words) == 0
    found = said(capsys)
    assert found["withdrawn"] == [leaving]
    assert all(person.startswith("anna") for person in found["admitted"])
    assert main(["verify", longer, "--full"]) == 0
    assert main(["explain", longer, *names, "--person", staying]) == 0
    capsys.readouterr()
    assert main(["replace", longer, *names, "--withdrawn", leaving]) == 1
    assert f"'{leaving}' is not among those admitted now" in capsys.readouterr().err
    words = ["replace", record, *names, "--withdrawn", leaving, "--alternates", staying]
    assert main(words) == 1
    assert f"'{staying}' is not among those who wait" in capsys.readouterr().err


def test_alternates_follow_the_probabilities_of_dropping_out(
    drawn: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ["--names", drawn["names.csv"]]
    members = drawn["selected"].split()
    dropout = tmp_path / "dropout.csv"
    dropout.write_text(f"id;probability\n{members[0]};0,9\n", encoding="utf-8")
    words = ["alternates", drawn["record.json"], *names, "--number", "2", "--rate", "0"]
    assert main([*words, "--dropout", str(dropout), "--json"]) == 0
    found = said(capsys)
    assert len(found["alternates"]) == 2
    assert not set(found["alternates"]) & set(members)
    assert found["loss"] < found["loss_without"]
    assert len(found["waiting"]) == 42 - 10
    main([*words, "--dropout", str(dropout), "--language", "et"])
    assert "Ootenimekiri" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [("{member};nan", "probability", "not a probability"), ("nobody;0.1", "id", "not among")],
)
def test_bad_probabilities_name_row_and_column(
    drawn: dict[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    row: str,
    column: str,
    what: str,
) -> None:
    dropout = tmp_path / "dropout.csv"
    text = row.format(member=drawn["selected"].split()[0])
    dropout.write_text(f"id;probability\n{text}\n", encoding="utf-8")
    words = ["alternates", drawn["record.json"], "--names", drawn["names.csv"], "--number", "1"]
    assert main([*words, "--dropout", str(dropout)]) == 1
    told = capsys.readouterr().err
    assert f"dropout.csv, row 2, column {column}" in told
    assert what in told


def test_admit_tells_everybody_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "p.csv").write_text("id,party\na,city\nb,city\nc,ngo\nd,city\n")
    (tmp_path / "r.csv").write_text("category,feature,min,max\nparty,city,0,2\nparty,ngo,1,2\n")
    words = ["admit", "--respondents", str(tmp_path / "p.csv"), "--places", "2"]
    words += ["--categories", str(tmp_path / "r.csv")]
    assert main([*words, "--json"]) == 0
    found = said(capsys)
    assert found["admitted"] == ["a", "c"]
    assert found["waiting"] == ["b", "d"]
    assert [one["code"] for one in found["arrivals"]] == [
        "online.admitted",
        "online.reserved",
        "online.admitted",
        "online.full",
    ]
    main([*words, "--language", "et"])
    assert "b: jääb ootele." in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["draw", "--tickets", "0"],
        ["draw", "--gamma", "nan"],
        ["draw", "--time-limit", "-1"],
        ["alternates", "record.json", "--number", "1", "--rate", "1.5"],
        ["admit", "--places", "2-3"],
    ],
)
def test_senseless_numbers_are_wrong_words(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(words)
    assert words[-1] in capsys.readouterr().err


def test_files_that_cannot_be_used_are_told(
    drawn: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.json"
    for content in (b"{", b"\xff\xfe\x00", b"[" * 100_000, b"9" * 10_000):
        broken.write_bytes(content)
        assert main(["verify", str(broken)]) == 1
        assert "not a draw record" in capsys.readouterr().err
    broken.write_bytes(b"[]")
    assert main(["verify", str(broken)]) == 1
    assert main(["verify", str(tmp_path)]) == 1
    assert "cannot be read" in capsys.readouterr().err
    words = ["replace", drawn["record.json"], "--names", drawn["names.csv"]]
    words += ["--withdrawn", drawn["selected"].split()[0]]
    assert main([*words, "--output", str(tmp_path / "no" / "where.json")]) == 1
    assert "cannot be read or written" in capsys.readouterr().err
