"""A report as .docx, .xlsx and tagged PDF: the same facts in each, read back from the files."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from loim.programmes.actions.corrections import record_change
from loim.programmes.actions.report_steps import send_back_report, submit_report
from loim.programmes.documents.reader import read_plan
from loim.programmes.documents.report_docx import write_report_docx
from loim.programmes.documents.report_pdf import write_report_pdf
from loim.programmes.documents.report_xlsx import write_report_xlsx
from loim.programmes.logic.counting import CountingRule
from loim.programmes.logic.report_document import (
    ActivityInReport,
    NumberInReport,
    ReportDocument,
    ReportedRow,
    ReportWords,
)
from loim.programmes.models import Report
from loim.programmes.queries.report_document import report_document
from loim.programmes.queries.stored_plans import stored_document
from tests.factories import attendance, measure, municipality_organisation
from tests.programmes.reports.conftest import NOON, World

TODAY = date(2024, 3, 15)
PLAN_2023 = Path(__file__).parents[3] / "src/loim/programmes/data/tegevuskava-2023.docx"
# What Typst would take for its own language, a spreadsheet for a formula, XML for markup.
NASTY = '#eval("1") *paks* _kald_ $x$ @viide <märk> [sulud] // \\ `kood` #panic() </w:t> &amp;'
FORMULA = '=HYPERLINK("http://example.ee","vajuta")'


def words(**fields: str) -> ReportWords:
    return ReportWords(
        title="Aruanne: 2023. aasta", status="Esitatud", plan="Tegevuskava", **fields
    )


def document(**fields: Any) -> ReportDocument:
    """Of the real plan: numbers 0, none, 2, 3, 4, 5 in its order; nasty texts everywhere."""
    plan = read_plan(PLAN_2023.read_bytes())
    actual = [Decimal(0), None, *(Decimal(n) for n in range(2, 10))]
    made = ReportDocument(
        language="et",
        programme=plan.title,
        period_days="01.01.2023–31.12.2023",
        start=date(2023, 1, 1),
        end=date(2023, 12, 31),
        year=2023,
        words=words(no_data="andmed puuduvad"),
        plan=plan,
        summary=(NASTY, FORMULA),
        activities=tuple(
            ActivityInReport(found.code, found.title, (NASTY, FORMULA), (f"Põhjus {found.code}",))
            for found in plan.activities
        ),
        numbers=tuple(
            NumberInReport(
                name=found.name,
                unit=found.unit,
                target=found.target,
                final_target=found.final_target,
                final_year=found.final_year,
                actual=actual[position],
                codes=tuple(place.activity_code for place in found.places),
                how_counted="Loeb kirjeid",
                rule_version=1,
                rows=(
                    ReportedRow(date(2023, 5, 10), FORMULA, "koolitus", "Rakvere linn", Decimal(2)),
                    ReportedRow(None, NASTY, "", "", Decimal("0.5")),
                )
                if position == 2
                else (),
            )
            for position, found in enumerate(plan.indicators)
        ),
    )
    return replace(made, **fields)


class TestWord:
    def test_the_plan_is_read_back_out_of_the_report(self) -> None:
        report = document()
        again = read_plan(write_report_docx(report))
        assert replace(again, unrecognised=()) == replace(report.plan, unrecognised=())

    def test_it_has_the_achieved_level_and_the_texts(self) -> None:
        report = document()
        file = docx.Document(BytesIO(write_report_docx(report)))
        achieved = [
            (table.rows[1].cells[0].text, table.rows[1].cells[4].text)
            for table in file.tables
            if table.rows[0].cells[0].text == "Indikaator"
        ]
        by_name = {number.name: number.actual for number in report.numbers}
        assert achieved[0][1] == "0"
        assert ("andmed puuduvad" in dict(achieved).values()) is (None in by_name.values())
        for name, text in achieved:
            number = by_name[name]
            assert text == ("andmed puuduvad" if number is None else str(number))
        said = [paragraph.text for paragraph in file.paragraphs]
        assert said[0] == "Aruanne: 2023. aasta"
        assert said.count(NASTY) == 1 + len(report.activities)
        assert [text for text in said if text.startswith("Põhjus")] == [
            f"Põhjus {activity.code}" for activity in report.activities
        ]

    def test_its_own_days_stand_in_the_head_of_every_page(self) -> None:
        file = docx.Document(BytesIO(write_report_docx(document())))
        assert "01.01.2023–31.12.2023" in file.sections[0].header.paragraphs[0].text
        assert file.core_properties.title == "Aruanne: 2023. aasta"


class TestWorkbook:
    def book(self, report: ReportDocument) -> Any:
        return openpyxl.load_workbook(BytesIO(write_report_xlsx(report)))

    def test_zero_is_a_number_and_no_data_is_a_word(self) -> None:
        sheet = self.book(document()).worksheets[0]
        achieved = [row[3].value for row in sheet.iter_rows(min_row=4)]
        assert achieved[:4] == [0, "andmed puuduvad", 2, 3]
        assert [type(value) for value in achieved[:2]] == [int, str]

    def test_each_number_with_rows_has_a_sheet_that_adds_up(self) -> None:
        report = document()
        book = self.book(report)
        names = [sheet.title for sheet in book.worksheets]
        assert len(names) == 3
        assert names[2].startswith("3 ")
        rows = list(book.worksheets[2].iter_rows(min_row=4, values_only=True))
        assert rows[0][1:] == (FORMULA, "koolitus", "Rakvere linn", 2)
        assert rows[0][0].date() == date(2023, 5, 10)
        assert rows[1] == ("no longer there", NASTY, None, None, 0.5)
        assert book.worksheets[0].cell(6, 9).value == names[2]

    def test_text_is_never_a_formula(self) -> None:
        book = self.book(document())
        kinds = {
            cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
        }
        assert "f" not in kinds
        assert FORMULA in str(book.worksheets[1].cell(2, 3).value)

    def test_long_and_odd_names_make_sheets(self) -> None:
        report = document()
        odd = tuple(
            replace(
                number,
                name="Kas [see] on: nimi / mis * ei ? sobi \\ lehele'",
                rows=report.numbers[2].rows,
            )
            for number in report.numbers
        )
        names = [sheet.title for sheet in self.book(replace(report, numbers=odd)).worksheets]
        assert len(names) == len(set(names)) == 2 + len(odd)


class TestPdf:
    def read(self, report: ReportDocument) -> PdfReader:
        return PdfReader(BytesIO(write_report_pdf(report)))

    def text(self, report: ReportDocument) -> str:
        pages = self.read(report).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    def structure(self, reader: PdfReader) -> tuple[Counter[str], list[Any], set[str]]:
        """How often each tag stands in the structure, the alternative texts, the languages."""
        tags: Counter[str] = Counter()
        alternatives: list[Any] = []
        languages: set[str] = set()

        def walk(node: Any) -> None:
            node = node.get_object() if hasattr(node, "get_object") else node
            if isinstance(node, list):
                for child in node:
                    walk(child)
            elif isinstance(node, dict):
                if "/S" in node:
                    tags[str(node["/S"])] += 1
                if "/Alt" in node:
                    alternatives.append(str(node["/Alt"]))
                if "/Lang" in node:
                    languages.add(str(node["/Lang"]))
                walk(node.get("/K"))

        walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
        return tags, alternatives, languages

    @pytest.mark.parametrize("language", ["et", "en", "ru", "uk"])
    def test_it_is_tagged_titled_and_says_its_language(self, language: str) -> None:
        reader = self.read(document(language=language))
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == language
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert reader.metadata is not None
        assert reader.metadata.title == "Aruanne: 2023. aasta"
        assert b"pdfuaid:part>1<" in reader.trailer["/Root"]["/Metadata"].get_data()

    def test_headings_tables_with_header_cells_and_the_charts_alternative(self) -> None:
        report = document()
        tags, alternatives, languages = self.structure(self.read(document(language="en")))
        with_numbers = sum(
            any(activity.code in number.codes for number in report.numbers)
            for activity in report.activities
        )
        assert tags["/Table"] == 1 + with_numbers
        assert tags["/TH"] == 5 * tags["/Table"]
        assert (tags["/H1"], tags["/H2"]) == (3, len(report.activities))
        assert languages >= {"en", "et"}  # what the plan says stays Estonian for a screen reader
        [alternative] = alternatives
        assert report.numbers[0].name in alternative

    def test_what_people_wrote_is_shown_as_they_wrote_it(self) -> None:
        text = self.text(document())
        assert text.count("#panic()") == 1 + len(document().activities)
        for piece in ['#eval("1")', "*paks*", "_kald_", "$x$", "@viide", "<märk>", "`kood`", "//"]:
            assert piece in text
        assert FORMULA.split("(", maxsplit=1)[0] in text

    def test_zero_and_no_data_are_told_apart(self) -> None:
        name = "X"
        zero = NumberInReport(name, "Arv", Decimal(3), None, None, Decimal(0))
        none = replace(zero, actual=None)
        said = document(numbers=(zero,))
        assert f"{name} Arv 3 0 –" in self.text(said)
        assert f"{name} Arv 3 andmed puuduvad –" in self.text(replace(said, numbers=(none,)))

    def test_decimals_are_written_as_the_language_does(self) -> None:
        half = NumberInReport("X", "Arv", Decimal("2.50"), Decimal(3), 2029, Decimal("0.5"))
        assert "X Arv 2,5 0,5 3 (2029)" in self.text(document(numbers=(half,)))
        assert "X Arv 2.5 0.5 3 (2029)" in self.text(document(numbers=(half,), language="en"))

    def test_cyrillic_letters_are_there(self) -> None:
        said = document(language="uk", summary=("Звіт про інтеграцію: їжа, ґанок, є",))
        assert "Звіт про інтеграцію: їжа, ґанок, є" in self.text(said)

    def test_the_same_report_gives_the_same_bytes(self) -> None:
        assert write_report_pdf(document()) == write_report_pdf(document())

    def test_an_empty_report_is_made_too(self) -> None:
        bare = document(summary=(), activities=(), numbers=())
        assert "Aruanne: 2023. aasta" in self.text(bare)


@pytest.mark.django_db
class TestStored:
    def report(self, world: World, *, is_submitted: bool) -> Report:
        measure(world.applied, "applied_journeys", CountingRule.MUNICIPALITIES)
        report = world.start("year")
        world.write(report)
        if is_submitted:
            report = submit_report(report=report, by=world.manager, now=NOON)
        return Report.objects.select_related("programme", "plan_version__plan").get(pk=report.pk)

    def correct(self, world: World) -> None:
        newcomer = municipality_organisation("Paide linn")
        with record_change(
            by=world.manager,
            now=NOON,
            step="edit",
            programmes=[world.programme],
            reason="Nimekiri oli poolik",
        ):
            attendance(world.event, newcomer)

    def test_a_submitted_report_gives_frozen_numbers_and_their_rows(self, world: World) -> None:
        report = self.report(world, is_submitted=True)
        self.correct(world)
        found = report_document(report, TODAY, with_rows=True).numbers[0]
        assert found.actual == 1
        assert [(row.title, row.municipality, row.amount) for row in found.rows] == [
            ("Kevadkohtumine", "Rakvere linn", Decimal(1))
        ]
        assert found.rule_version == 1
        assert found.how_counted

    def test_the_rows_add_up_to_the_number_open_and_submitted(self, world: World) -> None:
        attendance(world.event, municipality_organisation("Paide linn"))
        for is_submitted in [False, True]:
            report = self.report(world, is_submitted=is_submitted)
            for number in report_document(report, TODAY, with_rows=True).numbers:
                assert sum(row.amount for row in number.rows) == number.actual
            Report.objects.filter(pk=report.pk, status="draft").delete()

    def test_a_record_that_is_gone_keeps_its_row(self, world: World) -> None:
        report = self.report(world, is_submitted=True)
        with record_change(
            by=world.manager, now=NOON, step="x", programmes=[world.programme], reason="Ei olnud"
        ):
            world.event.delete()
        [row] = report_document(report, TODAY, with_rows=True).numbers[0].rows
        assert (row.day, row.amount) == (None, Decimal(1))

    def test_zero_from_the_records_is_zero_and_unmeasured_is_no_data(self, world: World) -> None:
        unmeasured = world.start("half_year")
        assert [n.actual for n in report_document(unmeasured, TODAY).numbers] == [1, None]
        report = self.report(world, is_submitted=True)
        assert [number.actual for number in report_document(report, TODAY).numbers] == [1, 0]

    @pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
    def test_each_file_is_served_as_a_download(
        self, world: World, client: Client, kind: str
    ) -> None:
        report = self.report(world, is_submitted=True)
        client.force_login(world.coordinator)
        response = client.get(reverse("report-export", args=[report.pk, kind]))
        disposition = f'attachment; filename="aruanne-2023-01-01-2023-12-31.{kind}"'
        assert response.headers["Content-Disposition"] == disposition
        assert client.get(f"/programmes/reports/{report.pk}/export/exe/").status_code == 404

    def test_the_stored_plan_is_read_back_out_of_the_word_file(self, world: World) -> None:
        report = self.report(world, is_submitted=True)
        content = write_report_docx(report_document(report, TODAY))
        again = read_plan(content)
        assert replace(again, unrecognised=()) == replace(
            stored_document(report.plan_version), unrecognised=()
        )

    @pytest.mark.parametrize("language", ["et", "en", "ru", "uk"])
    def test_it_is_in_the_language_of_the_page(
        self, world: World, client: Client, language: str
    ) -> None:
        report = self.report(world, is_submitted=True)
        client.force_login(world.coordinator)
        with translation.override(language):
            address = reverse("report-export", args=[report.pk, "pdf"])
            title = report_document(report, TODAY).words.title
        reader = PdfReader(BytesIO(client.get(address).content))
        assert reader.trailer["/Root"]["/Lang"] == language
        assert reader.metadata is not None
        assert reader.metadata.title == title

    def test_rows_take_a_fixed_number_of_queries(
        self, world: World, django_assert_num_queries: Any
    ) -> None:
        report = self.report(world, is_submitted=False)
        for count in (1, 3):
            for _ in range(count):
                attendance(world.event, municipality_organisation())
            submitted = submit_report(report=report, by=world.manager, now=NOON)
            submitted = Report.objects.select_related("programme", "plan_version__plan").get(
                pk=submitted.pk
            )
            with django_assert_num_queries(18):
                report_document(submitted, TODAY, with_rows=True)
            report = send_back_report(report=report, by=world.approver, now=NOON, note="Veel")
