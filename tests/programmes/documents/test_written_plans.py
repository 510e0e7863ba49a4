"""A plan as .docx, .xlsx and JSON: what people and programs find in the files."""

import json
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from io import BytesIO

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from loim.programmes.documents.as_json import plan_as_json
from loim.programmes.documents.writer_docx import write_plan_docx
from loim.programmes.documents.writer_xlsx import write_plan_xlsx
from loim.programmes.logic.plan_document import PlanDocument, Unrecognised
from tests.programmes.documents.altering import real_bytes, real_plan, with_activity, with_row


class TestDocument:
    @pytest.fixture
    def document(self):
        return docx.Document(BytesIO(write_plan_docx(real_plan())))

    def test_it_says_what_the_ministrys_file_says(self, document):
        def said(source):
            lines = [line.text.strip() for line in source.paragraphs if line.text.strip()]
            cells = [
                [[" ".join(cell.text.split()) for cell in row.cells] for row in table.rows]
                for table in source.tables
            ]
            return lines, cells

        lines, tables = said(document)
        real_lines, real_tables = said(docx.Document(BytesIO(real_bytes())))

        assert lines == real_lines
        assert [table[0] for table in tables] == [
            [text.replace("tegevus-kava", "tegevuskava") for text in table[0]]
            for table in real_tables
        ]
        assert [len(table) for table in tables] == [len(table) for table in real_tables]

    def test_headings_captions_and_bullets_are_real_ones(self, document):
        styles = [line.style.name for line in document.paragraphs if line.text]

        assert [styles.count(name) for name in ("Title", "Heading 1", "Heading 2", "Caption")] == [
            1, 2, 7, 12,
        ]  # fmt: skip
        assert styles.count("List Bullet") == 19

    def test_headers_repeat_on_every_page_and_rows_do_not_break(self, document):
        for table in document.tables:
            first, *others = (row._tr.trPr for row in table.rows)
            assert first.find(qn("w:tblHeader")) is not None
            assert all(properties.find(qn("w:cantSplit")) is not None for properties in others)

    def test_its_language_is_estonian(self, document):
        languages = {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))}

        assert languages == {"et-EE"}
        assert document.core_properties.language == "et-EE"

    def test_a_column_of_costs_stands_only_where_costs_are_planned(self):
        plan = with_row(real_plan(), "3.5.1.1", 0, planned_cost=Decimal("12345.6"))

        table = docx.Document(BytesIO(write_plan_docx(plan))).tables[0]

        assert [row.cells[4].text for row in table.rows] == [
            "Planeeritav maksumus 2023. aastal",
            "12\u00a0345,60",
            "",
        ]

    def test_a_draft_has_no_approval_on_its_first_page(self):
        plan = replace(real_plan(), order=None)

        lines = docx.Document(BytesIO(write_plan_docx(plan))).paragraphs

        assert [line.text[:19] for line in lines[:2]] == ["LISA 1", "Toetatava tegevuse "]

    def test_the_achieved_level_stands_between_target_and_note(self):
        achieved = {"KOV koordinaatorite arv": "2"}

        table = docx.Document(BytesIO(write_plan_docx(real_plan(), achieved=achieved))).tables[1]

        assert [cell.text for cell in table.rows[0].cells][3:] == [
            "Sihttase (2029)",
            "Saavutustase",
            "Selgitus",
        ]
        assert table.cell(1, 4).text == "2"


class TestWorkbook:
    @staticmethod
    def _sheets(plan, **options):
        return openpyxl.load_workbook(BytesIO(write_plan_xlsx(plan, **options)))

    def test_it_has_a_sheet_for_activities_schedule_and_indicators(self):
        book = self._sheets(real_plan())

        assert [(sheet.title, sheet.max_row) for sheet in book] == [
            ("Tegevused", 8),
            ("Ajakava", 44),
            ("Näitajad", 7),
        ]
        assert {sheet.freeze_panes for sheet in book} == {"A2"}
        assert [sheet.auto_filter.ref for sheet in book] == ["A1:F8", "A1:K44", "A1:I7"]

    def test_dates_and_figures_are_dates_and_numbers(self):
        book = self._sheets(with_row(real_plan(), "3.5.1.1", 0, planned_cost=Decimal("10.5")))

        assert [cell.value for cell in book["Ajakava"][2]] == [
            "3.5.1.1",
            "tegevus",
            "3.5.1.1",
            "KOV-ide tegevusplaanide koostamine ja sisutegevuste toetamine",
            datetime(2023, 1, 1),
            datetime(2029, 10, 31),
            datetime(2023, 1, 1),
            datetime(2023, 12, 31),
            None,
            "ELVL, partner",
            10.5,
        ]
        assert [cell.value for cell in book["Ajakava"][4]][6:9] == [None, None, "jah"]
        assert [cell.value for cell in book["Näitajad"][3]][2:6] == [0, 7, 2029, "3.5.1.2"]

    @pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
    def test_text_is_never_a_formula(self, sign):
        title = f'{sign}HYPERLINK("http://e.test";"vaata")'
        plan = with_activity(real_plan(), "3.5.1.1", lambda a: replace(a, title=title))

        cell = self._sheets(plan)["Tegevused"]["D2"]

        assert (cell.value, cell.data_type) == (title, "s")

    def test_a_shared_indicator_has_one_row(self):
        row = [cell.value for cell in self._sheets(real_plan())["Näitajad"][4]]

        assert row[5:8] == ["3.5.1.3, 3.5.1.4", "Tabel 6, Tabel 8", None]
        assert row[8].count("\n") == 1

    def test_what_was_achieved_has_a_column_of_its_own(self):
        sheet = self._sheets(real_plan(), achieved={"KOV koordinaatorite arv": "2"})["Näitajad"]

        assert [sheet["F1"].value, sheet["F2"].value, sheet["F3"].value] == [
            "Saavutustase",
            "2",
            None,
        ]

    def test_a_text_longer_than_a_cell_is_cut_visibly(self):
        long = with_activity(
            real_plan(), "3.5.1.1", lambda a: replace(a, narrative=("a" * 40_000,))
        )

        text = self._sheets(long)["Tegevused"]["F2"].value

        assert (len(text), text[-1]) == (32_767, "…")

    def test_an_empty_plan_is_a_workbook_too(self):
        book = self._sheets(PlanDocument("", None, None, (), ()))

        assert [sheet.max_row for sheet in book] == [1, 1, 1]


class TestJson:
    def test_the_counts_are_those_of_the_plan(self):
        found = json.loads(json.dumps(plan_as_json(real_plan())))

        assert found["order"] == {"number": "24", "date": "2023-01-26"}
        assert found["period"] == {"start": "2023-01-01", "end": "2023-12-31"}
        assert [activity["code"] for activity in found["activities"]] == [
            "3.5.1.1", "3.5.1.2", "3.5.1.3", "3.5.1.4", "3.5.2.1", "3.5.2.2", "3.5.2.4",
        ]  # fmt: skip
        assert len(found["rows"]) == 43
        assert len(found["indicators"]) == 6
        assert sum(len(indicator["activities"]) for indicator in found["indicators"]) == 7
        assert (found["planned_cost"], found["unrecognised"]) == (None, [])

    def test_a_row_and_an_indicator_tell_everything(self):
        found = plan_as_json(real_plan())

        assert found["rows"][2] == {
            "activity": "3.5.1.2",
            "number": "3.5.1.2",
            "title": "KOV-ide lõimumis-, sh kohanemisteekondade väljatöötamine ja rakendamine",
            "level": "activity",
            "overall": {"start": "2024-01-01", "end": "2029-10-31"},
            "period": None,
            "not_applicable": True,
            "responsible": "ELVL, partnerid",
            "planned_cost": None,
        }
        assert found["indicators"][5] == {
            "name": "KOV-ide osaluskogude arv",
            "unit": "Arv",
            "target": 1,
            "final_target": 7,
            "final_year": 2029,
            "activities": ["3.5.2.4"],
            "covers": ["Partnerite tegevused"],
            "places": [
                {"activity": "3.5.2.4", "table": "Tabel 12", "covers": "Partnerite tegevused"}
            ],
            "notes": ["Osaluskogu luuakse Tallinnas"],
        }

    def test_what_is_missing_is_null_and_figures_are_numbers(self):
        plan = replace(
            with_row(real_plan(), "3.5.1.1", 0, planned_cost=Decimal("0.5")),
            order=None,
            period=None,
            unrecognised=(Unrecognised("paragraph 3", "Tere"),),
        )

        found = plan_as_json(plan)

        assert (found["order"], found["period"], found["planned_cost"]) == (None, None, 0.5)
        assert found["unrecognised"] == [{"place": "paragraph 3", "text": "Tere"}]
        assert found["indicators"][1]["target"] == 0
        assert isinstance(found["indicators"][1]["target"], int)
