"""Tables out of strangers' files: read as they are, or refused with a reason."""

import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from loim.common.sheet import MAX_BYTES, Cell, SheetRefused, read_sheet


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_gives_dates_numbers_and_text() -> None:
    content = workbook([["Kuupäev", "Inimesi"], [datetime(2023, 5, 10), 2], [None, None]])
    assert read_sheet(content, "Sündmused.XLSX") == [
        ["Kuupäev", "Inimesi"],
        [date(2023, 5, 10), 2],
    ]


def test_an_empty_row_keeps_its_place() -> None:
    rows: list[list[Cell]] = read_sheet(b"a;b\r\n\r\nc;d\r\n\r\n", "x.csv")
    assert rows == [["a", "b"], [], ["c", "d"]]


@pytest.mark.parametrize("text", ["a;b,c\nd;e", "a\tb,c\nd\te", 'a,"b,c"\nd,e'])
def test_the_separator_is_found_out(text: str) -> None:
    assert read_sheet(text.encode(), "x.csv") == [["a", "b,c"], ["d", "e"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1257"])
def test_the_letters_are_right_in_every_encoding(encoding: str) -> None:
    assert read_sheet("Õppereis;Šiauliai".encode(encoding), "x.csv") == [["Õppereis", "Šiauliai"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
@pytest.mark.parametrize(
    "text", ["Имя;Почта\nЖанна;z@example.ee", "Ім'я;Party\nЄвген;KOV", "Name;Город\nAnna;Нарва"]
)
def test_cyrillic_letters_are_right_in_every_encoding(encoding: str, text: str) -> None:
    rows = [line.split(";") for line in text.splitlines()]
    assert read_sheet(text.encode(encoding), "x.csv") == rows


@pytest.mark.parametrize("word", ["Öö", "Õ", "Põltsamaa Jõhvi Öö", "Žanna Ülo Äär"])
def test_estonian_words_are_not_taken_for_cyrillic_ones(word: str) -> None:
    text = f"Kuupäev;Koht\n10.05.2023;{word}"
    assert read_sheet(text.encode("cp1257"), "x.csv")[1][1] == word


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b" " * 101_000_000)
    return out.getvalue()


def workbook_with_entity(path: str) -> bytes:
    """A cell that asks the reader to put a file of the machine in."""
    sheet = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{path}">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a&e;</t></is></c></row></sheetData></worksheet>'
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as parts, zipfile.ZipFile(BytesIO(workbook([["a"]]))) as source:
        for name in source.namelist():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            parts.writestr(name, sheet.encode() if is_sheet else source.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"a" * (MAX_BYTES + 1), "x.csv", "size"),
        (bomb(), "x.xlsx", "size"),
        (b"\n".join([b"a;b"] * 2002), "x.csv", "rows"),
        (workbook([["a"]] * 2002), "x.xlsx", "rows"),
        (b"%PDF-1.7", "x.pdf", "type"),
        (b"no zip at all", "x.xlsx", "broken"),
        (workbook([["a"]])[:300], "x.xlsx", "broken"),
        (b"", "x.csv", "empty"),
        (b" ; ; \n", "x.csv", "empty"),
        (b'"' + b"a" * 200_000, "x.csv", "broken"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(
    content: bytes, name: str, code: str
) -> None:
    with pytest.raises(SheetRefused) as refused:
        read_sheet(content, name)
    assert refused.value.code == code


def test_a_file_of_the_machine_never_gets_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("saladus")
    with pytest.raises(SheetRefused) as refused:
        read_sheet(workbook_with_entity(str(secret)), "x.xlsx")
    assert refused.value.code == "broken"


def test_a_nul_sign_which_no_database_takes_is_refused() -> None:
    with pytest.raises(SheetRefused) as refused:
        read_sheet(b"a;b\nRakvere\0;2\n", "x.csv")
    assert refused.value.code == "broken"
