"""Each bad input is refused with the row, the column and what to do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fairplaces import checks
from fairplaces.errors import BadInput, InputProblem
from fairplaces.messages import LANGUAGES
from fairplaces.problem import Decision, Limit, Person, Problem, Rule, Team
from fairplaces.reading import decoding, tables
from fairplaces.reading.columns import Columns
from fairplaces.reading.problems import read_problem

RULES = "category,feature,min,max\nparty,municipality,1,2\nparty,community,1,2\n"
PEOPLE = "id,party\na,municipality\nb,community\nc,community\n"


def refused(**parts: object) -> InputProblem:
    given = {"people": (Person("a", {"q": "x"}, 2), Person("b", {"q": "y"}, 3)), "places": 1}
    with pytest.raises(BadInput) as caught:
        Problem(**{**given, **parts})  # type: ignore[arg-type]
    problem = caught.value.problems[0]
    for language in LANGUAGES:
        assert problem.text(language)
    return problem


XY = (Rule("q", "x", 0, 1, row=2), Rule("q", "y", 0, 1, row=3))


def cases() -> Iterator[tuple[str, dict[str, object], tuple[object, ...]]]:
    yield "unknown answer", {"rules": XY[:1]}, ("input.unknown_answer", "people", 3, "q")
    yield "missing answer", {"rules": (Rule("r", "x"),)}, ("input.missing_answer", "people", 2, "r")
    twice = (Person("a", {}, 2), Person("a", {}, 3))
    yield "duplicated id", {"people": twice}, ("input.duplicate_id", "people", 3, "id")
    no_id = (Person(" ", {}, 2),)
    yield "empty id", {"people": no_id}, ("input.no_id", "people", 2, "id")
    over = (Rule("q", "x", 3, 1, row=2), XY[1])
    yield "floor over ceiling", {"rules": over}, ("input.floor_over_ceiling", "rules", 2, "min")
    floors = (Rule("q", "x", 1, 1, row=2), Rule("q", "y", 1, 1, row=3))
    yield (
        "more floors than places",
        {"rules": floors},
        (
            "input.floors_over_places",
            "rules",
            2,
            "min",
        ),
    )
    low = (Rule("q", "x", 0, 0, row=2), Rule("q", "y", 0, 0, row=3))
    yield (
        "ceilings under places",
        {"rules": low},
        (
            "input.ceilings_under_places",
            "rules",
            2,
            "max",
        ),
    )
    nobody = (*XY, Rule("q", "z", 1, 1, row=4))
    yield "nobody answered", {"rules": nobody}, ("input.nobody_answered", "rules", 4, "feature")
    many = (Rule("q", "x", 2, 2, row=2), XY[1])
    yield (
        "floor over the pool",
        {"rules": many, "places": 2},
        (
            "input.floor_over_pool",
            "rules",
            2,
            "min",
        ),
    )
    yield "rule twice", {"rules": (*XY, XY[0])}, ("input.duplicate_rule", "rules", 2, "feature")
    nan = (Rule("q", "x", float("nan"), 1, row=2), XY[1])  # type: ignore[arg-type]
    yield "NaN", {"rules": nan}, ("input.not_a_number", "rules", 2, "min")
    flex = (Rule("q", "x", 0, 1, 1, 1, row=2), XY[1])
    yield "flexible floor inside", {"rules": flex}, ("input.flex_inside", "rules", 2, "min_flex")
    yield "no places", {"places": 0}, ("input.places_not_a_number", "places", None, None)
    yield "places reversed", {"places": (2, 1)}, ("input.places_reversed", "places", None, None)
    yield "too few people", {"places": 3}, ("input.too_few_people", "places", None, None)
    yield "nobody", {"people": ()}, ("input.nobody", "people", None, None)
    team = (Team("t", ("a", "b")),)
    yield (
        "team bigger than places",
        {"teams": team},
        ("input.team_over_places", "team t", None, None),
    )
    yield "empty team", {"teams": (Team("t", ()),)}, ("input.empty_team", "team t", None, None)
    stranger = (Limit("h", ("a", "z")),)
    yield "stranger", {"limits": stranger}, ("input.unknown_person", "limit h", None, None)
    two = (Team("t", ("a",)), Team("u", ("a",)))
    yield "two teams", {"teams": two}, ("input.in_two_teams", "team u", None, None)
    must, must_not = (Decision("a", "chair"),), (Decision("a", "staff"),)
    yield (
        "must and must not",
        {"must": must, "must_not": must_not},
        (
            "input.must_and_must_not",
            "must",
            None,
            None,
        ),
    )
    yield "no reason", {"must": (Decision("a", " "),)}, ("input.no_reason", "must", None, None)
    split = {"teams": team, "places": 2, "must": must, "must_not": (Decision("b", "staff"),)}
    yield "team split", split, ("input.team_split", "team t", None, None)
    both = (Decision("a", "chair"), Decision("b", "chair"))
    yield "must over places", {"must": both}, ("input.must_over_places", "must", None, None)
    limited = {"must": both, "places": 2, "limits": (Limit("h", ("a", "b")),)}
    yield "must over limit", limited, ("input.must_over_limit", "limit h", None, None)


@pytest.mark.parametrize(
    ("parts", "expected"), [c[1:] for c in cases()], ids=[c[0] for c in cases()]
)
def test_a_problem_that_contradicts_itself(
    parts: dict[str, object], expected: tuple[object, ...]
) -> None:
    problem = refused(**parts)
    assert (problem.code, problem.source, problem.row, problem.column) == expected


def read(tmp_path: Path, people: bytes, rules: bytes = RULES.encode(), **more: object) -> Problem:
    (tmp_path / "people.csv").write_bytes(people)
    (tmp_path / "rules.csv").write_bytes(rules)
    return read_problem(tmp_path / "people.csv", tmp_path / "rules.csv", 2, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("people", "encoding"),
    [
        (PEOPLE.encode("utf-8-sig"), "a BOM"),
        (PEOPLE.replace(",", ";").encode(), "semicolons"),
        (PEOPLE.replace(",", "\t").encode("utf-16"), "UTF-16 with tabs"),
        (PEOPLE.replace("\n", "\r\n").encode(), "Windows line ends"),
        ((PEOPLE + "\n,\n").encode(), "empty rows at the end"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_tables_of_all_habits_are_read_alike(tmp_path: Path, people: bytes, encoding: str) -> None:
    problem = read(tmp_path, people)
    assert [person.id for person in problem.people] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("answer", "encoding"),
    [
        ("kogukond Võrus", "cp1257"),
        ("öö", "cp1257"),
        ("Rīga un Ķekava", "cp1257"),
        ("Šveits, Žürii ja õed", "cp1252"),
        ("громада Нарвы", "cp1251"),
        ("да", "cp1251"),
    ],
)
def test_windows_encodings_are_recognised(tmp_path: Path, answer: str, encoding: str) -> None:
    rules = f"category;feature;min;max\nparty;{answer};1;2\n".encode(encoding)
    people = f"id;party\na;{answer}\nb;{answer}\n".encode(encoding)
    problem = read(tmp_path, people, rules)
    assert problem.people[0].answers["party"] == answer


def test_letters_of_no_encoding_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, b"id,party\na,x\x81y\n")
    assert caught.value.problems[0].code == "input.encoding"
    with pytest.raises(BadInput) as caught:
        read(tmp_path, PEOPLE.encode(), encoding="klingon")
    assert caught.value.problems[0].details["name"] == "klingon"


def test_what_looks_alike_is_read_alike(tmp_path: Path) -> None:
    rules = "category,feature,min,max\ncounty,V\u00f5ru maakond,1,2\n"
    people = "id,county\na,Vo\u0303ru maakond\nb,V\u00f5ru\u00a0maakond \n"
    problem = read(tmp_path, people.encode(), rules.encode())
    assert {person.answers["county"] for person in problem.people} == {"V\u00f5ru maakond"}
    with pytest.raises(BadInput) as caught:
        read(tmp_path, "id,party\nV\u00f5,x\nVo\u0303,x\n".encode())
    assert caught.value.problems[0].code == "input.duplicate_id"


def test_the_first_line_with_which_excel_names_its_separator(tmp_path: Path) -> None:
    people = "sep=;\nid;party\na;municipality\nb;community\nc;comunity\n"
    problem = faults_of(tmp_path, people)
    assert (problem.code, problem.row) == ("input.unknown_answer", 5)


def test_empty_rows_of_a_formatted_sheet_are_not_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MOST_PEOPLE", 3)
    problem = read(tmp_path, PEOPLE.encode() + b",\n" * 10)
    assert len(problem.people) == 3


def test_files_larger_than_any_list_of_applicants_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "LARGEST_MB", 0)
    assert faults_of(tmp_path, PEOPLE).code == "input.too_large"


def test_a_town_alone_is_no_household(tmp_path: Path) -> None:
    people = "id,party,street,town\na,municipality,,Tartu\nb,community,,Tartu\nc,community,,Tartu\n"
    problem = read(tmp_path, people.encode(), columns=Columns(household=("street", "town")))
    assert problem.limits == ()


@pytest.mark.parametrize(
    ("columns", "code", "row", "column"),
    [
        (Columns(team="t"), "input.team_over_places", 3, "t"),
        (Columns(must="m", must_not="n"), "input.must_and_must_not", 2, "m"),
        (Columns(must="m2"), "input.must_over_places", None, "m2"),
        (Columns(must="m2", household=("t",)), "input.must_over_limit", 3, "t"),
        (Columns(team="t", must="m2", must_not="n3"), "input.team_over_places", 3, "t"),
    ],
)
def test_teams_households_and_decisions_are_named_by_row_and_column(
    tmp_path: Path, columns: Columns, code: str, row: int | None, column: str
) -> None:
    people = (
        "id,party,t,m,n,m2,n3\n"
        "a,municipality,,chairs,works here,,\n"
        "b,community,red,,,speaks,\n"
        "c,community,red,,,speaks,\n"
        "d,community,Red,,,speaks,ill\n"
    )
    problem = faults_of(tmp_path, people, columns=columns)
    assert (problem.code, problem.source, problem.row, problem.column) == (
        code,
        "people.csv",
        row,
        column,
    )


def test_a_misspelt_answer_is_told_once_not_as_a_floor_that_is_missed(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, PEOPLE.replace("municipality", "municipalty").encode())
    assert [problem.code for problem in caught.value.problems] == ["input.unknown_answer"]


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [(",x,0,1", "input.no_question", "category"), ("party,,0,1", "input.no_answer", "feature")],
)
def test_a_rule_about_nothing(tmp_path: Path, row: str, code: str, column: str) -> None:
    problem = faults_of(tmp_path, PEOPLE, RULES + row + "\n")
    assert (problem.code, problem.row, problem.column) == (code, 4, column)


def faults_of(tmp_path: Path, people: str, rules: str = RULES, **more: object) -> InputProblem:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, people.encode(), rules.encode(), **more)
    return caught.value.problems[0]


def test_an_unknown_answer_names_file_row_and_column(tmp_path: Path) -> None:
    problem = faults_of(tmp_path, PEOPLE + "d,comunity\n")
    assert problem.text() == (
        "people.csv, row 5, column party: applicant 'd' answered 'comunity', which no rule knows "
        "(known: municipality, community); correct the answer or add a rule for it."
    )


def test_an_empty_cell_is_a_missing_answer(tmp_path: Path) -> None:
    problem = faults_of(tmp_path, PEOPLE + "d,\n")
    assert (problem.code, problem.row, problem.column) == ("input.missing_answer", 5, "party")


def test_a_missing_column_names_those_there_are(tmp_path: Path) -> None:
    problem = faults_of(tmp_path, "id,side\na,x\n")
    assert (problem.code, problem.column) == ("input.missing_column", "party")
    assert "id, side" in problem.text()
    problem = faults_of(tmp_path, PEOPLE, "category,feature,min\nparty,x,1\n")
    assert (problem.source, problem.column) == ("rules.csv", "max")


@pytest.mark.parametrize("number", ["nan", "1.5", "-1", "inf", "two", "1e3", "١"])
def test_a_floor_that_is_no_whole_number(tmp_path: Path, number: str) -> None:
    problem = faults_of(tmp_path, PEOPLE, RULES.replace("municipality,1", f"municipality,{number}"))
    assert (problem.code, problem.row, problem.column) == ("input.not_a_number", 2, "min")


def test_a_row_with_a_cell_too_many(tmp_path: Path) -> None:
    problem = faults_of(tmp_path, PEOPLE + "d,community,really\n")
    assert (problem.code, problem.row) == ("input.row_length", 5)


def test_a_heading_twice(tmp_path: Path) -> None:
    problem = faults_of(tmp_path, "id,party,party\na,x,x\n")
    assert (problem.code, problem.column) == ("input.duplicate_column", "party")


def test_more_rows_than_anyone_can_mean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_PEOPLE", 10)
    rows = "".join(f"p{i},community\n" for i in range(1000))
    problem = faults_of(tmp_path, "id,party\n" + rows)
    assert (problem.code, problem.row) == ("input.too_many", 12)


def test_ten_million_rows_are_refused_in_seconds_not_gigabytes() -> None:
    rows = ((str(i), "community") for i in iter(range(10_000_000)))

    def table() -> Iterator[tuple[str, ...]]:
        yield ("id", "party")
        yield from rows

    with pytest.raises(BadInput) as caught:
        tables._table("people.csv", table(), "utf-8")
    assert caught.value.problems[0].row == checks.MOST_PEOPLE + 2
    # Only the rows up to the limit were ever looked at.
    assert int(next(rows)[0]) <= checks.MOST_PEOPLE + 2


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "no_heading"), (b"\0\0\0\0", "not_a_table"), (b"\n\n", "no_heading")],
)
def test_what_is_no_table(tmp_path: Path, content: bytes, code: str) -> None:
    problem = faults_of(tmp_path, content.decode())
    assert problem.code == f"input.{code}"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file"):
        read_problem(tmp_path / "no.csv", tmp_path / "neither.csv", 2)


def test_xlsx_is_read_like_csv(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    for name, text in (("people.xlsx", PEOPLE), ("rules.xlsx", RULES)):
        book = openpyxl.Workbook()
        for line in text.splitlines():
            book.active.append([int(c) if c.isdigit() else c for c in line.split(",")])
        book.save(tmp_path / name)
    problem = read_problem(tmp_path / "people.xlsx", tmp_path / "rules.xlsx", 2)
    assert problem.rules[0].floor == 1
    (tmp_path / "broken.xlsx").write_bytes(b"PK no")
    with pytest.raises(BadInput, match="not a readable table"):
        read_problem(tmp_path / "broken.xlsx", tmp_path / "rules.xlsx", 2)


def test_teams_households_and_decisions_come_from_columns(tmp_path: Path) -> None:
    people = (
        "nationbuilder_id,party,team,street,town,chair,staff\n"
        "a,municipality,red,Pikk 1,Tartu,opens the day,\n"
        "b,community,red,Pikk  1,TARTU,,\n"
        "c,community,,Lai 2,Tartu,,works here\n"
    )
    columns = Columns(
        team="team", household=("street", "town"), must="chair", must_not="staff", most=1
    )
    (tmp_path / "p.csv").write_text(people)
    (tmp_path / "r.csv").write_text(RULES)
    with pytest.raises(BadInput):  # team red would break its own household's limit only by must
        read_problem(tmp_path / "p.csv", tmp_path / "r.csv", 1, columns)
    problem = read_problem(tmp_path / "p.csv", tmp_path / "r.csv", 2, columns)
    assert problem.teams == (Team("red", ("a", "b")),)
    assert problem.limits == (Limit("pikk 1, tartu", ("a", "b"), 1),)
    assert problem.must == (Decision("a", "opens the day"),)
    assert problem.must_not == (Decision("c", "works here"),)


def test_flexible_bounds_of_the_other_tool_are_read(tmp_path: Path) -> None:
    rules = "category,feature,min,max,min_flex,max_flex\nparty,municipality,1,1,0,2\n"
    rules += "party,community,1,2,,-1\n"
    problem = read(tmp_path, PEOPLE.encode(), rules.encode())
    assert (problem.rules[0].least_floor, problem.rules[0].most_ceiling) == (0, 2)
    assert problem.rules[1].most_ceiling is None


def test_people_without_an_id_column_are_numbered_from_zero(tmp_path: Path) -> None:
    problem = read(tmp_path, PEOPLE.replace("id,", "nick,").encode())
    assert [person.id for person in problem.people] == ["0", "1", "2"]


def test_every_message_is_there_in_every_language() -> None:
    from string import Formatter

    from fairplaces.messages import texts

    def fields(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    english = texts("en")
    for language in LANGUAGES:
        assert texts(language).keys() == english.keys()
        for code, text in texts(language).items():
            assert text.strip()
            assert fields(text) == fields(english[code]), (language, code)
