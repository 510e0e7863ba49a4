"""Documents of other years differ: one thing is changed in the real file, all else is read as is."""

from copy import deepcopy
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from loim.programmes.logic.plan_document import (
    Chapter,
    DateRange,
    IndicatorPlace,
    OrderReference,
    PlannedActivity,
    PlannedIndicator,
    RowLevel,
    ScheduleRow,
)
from tests.programmes.documents.altering import (
    add_column,
    add_row,
    altered,
    element,
    find_paragraph,
    move_column,
    paragraph,
    real_plan,
    rows_of,
    said,
    set_cell,
    with_row,
)

TARGET_GROUP = real_plan().activities[0].target_group


class TestPlannedCost:
    def test_an_extra_column_is_the_planned_cost_of_its_rows(self):
        def add_costs(document):
            header = "Planeeritav maksumus 2026. aastal"
            add_column(document.tables[0], [header, "12 345,67", "0"])

        plan = altered(add_costs)

        expected = with_row(real_plan(), "3.5.1.1", 0, planned_cost=Decimal("12345.67"))
        assert plan == with_row(expected, "3.5.1.1", 1, planned_cost=Decimal(0))
        assert plan.planned_cost == Decimal("12345.67")

    def test_groups_add_up_where_the_activity_gives_no_sum(self):
        def add_costs(document):
            texts = ["Planeeritav maksumus 2026. aastal (eurodes)", "", "1 000 €", "2.500,00", "–"]
            add_column(document.tables[4], texts)

        plan = altered(add_costs)

        costs = [row.planned_cost for row in rows_of(plan, "3.5.1.3")]
        assert costs == [None, Decimal(1000), Decimal(2500), None]
        assert (plan.planned_cost, plan.unrecognised) == (Decimal(3500), ())

    def test_a_sum_that_cannot_be_read_is_listed_where_it_stands(self):
        def add_costs(document):
            add_column(document.tables[0], ["Maksumus", "u 5000", "12,345"])

        plan = altered(add_costs)

        assert replace(plan, unrecognised=()) == real_plan()
        assert said(plan) == [
            ("table 1 (Tabel 1), row 2, column 5", "u 5000"),
            ("table 1 (Tabel 1), row 3, column 5", "12,345"),
        ]

    def test_a_total_row_is_listed_and_does_not_count_twice(self):
        def add_total(document):
            add_column(document.tables[0], ["Planeeritav maksumus", "500", ""])
            add_row(document.tables[0], ["Kokku", "", "", "", "500"])

        plan = altered(add_total)

        assert plan.planned_cost == Decimal(500)
        assert said(plan) == [("table 1 (Tabel 1), row 4", "Kokku | 500")]


class TestFootnoteMarks:
    @pytest.fixture
    def plan(self):
        """A raised 1 after the code in the heading and in the table, as Word writes it."""

        def add_marks(document):
            raised = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>"
            cell = document.tables[0].cell(1, 0).paragraphs[0]
            heading = find_paragraph(document, "1.1 3.5.1.1")
            for marked, code, rest in (
                (cell, "3.5.1.1", " KOV-ide tegevusplaanide koostamine ja sisutegevuste toetamine"),
                (heading, "1.1 3.5.1.1", heading.text.removeprefix("1.1 3.5.1.1")),
            ):
                marked.text = code
                marked._p.append(element(raised))
                marked.add_run(rest)

        return altered(add_marks)

    def test_a_raised_one_after_a_code_is_not_part_of_it(self, plan):
        assert plan == real_plan()

    def test_a_reference_to_words_own_footnote_says_nothing_itself(self):
        def add_footnote(document):
            reference = "<w:r><w:rPr><w:rStyle w:val='Jalaviide'/></w:rPr></w:r>"
            run = element(reference)
            run.append(element("<w:footnoteReference w:id='2'/>"))
            document.tables[0].cell(1, 3).paragraphs[0]._p.append(run)

        assert altered(add_footnote) == real_plan()

    def test_a_mark_on_a_header_a_name_and_a_date_does_not_hide_them(self):
        def add_marks(document):
            raised = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>"
            for table, row, column in ((1, 0, 3), (1, 1, 0), (1, 1, 2), (0, 0, 0), (0, 1, 1)):
                cell = document.tables[table].cell(row, column)
                cell.paragraphs[0]._p.append(element(raised))

        assert altered(add_marks) == real_plan()


class TestNewPartners:
    def test_a_new_partner_comes_as_a_section_with_its_schedule(self):
        def add_partner(document):
            end = document.tables[10]._tbl
            table = deepcopy(document.tables[0]._tbl)
            end.addnext(table)
            for new in (
                paragraph("Tabel 13. Tegevuste ajakava", "Caption"),
                paragraph(f"Sihtgrupp: {TARGET_GROUP}"),
                paragraph("Pärnu linn alustab.", ""),
                paragraph("2.4 3.5.2.3 Sisutegevuste korraldamine Pärnu linnas", "Heading2"),
            ):
                end.addnext(new)
            added = next(t for t in document.tables if t._tbl is table)
            set_cell(added, 1, 0, "3.5.2.3 Sisutegevused Pärnu linnas")

        plan = altered(add_partner)

        assert [a.code for a in plan.chapters[1].activities] == [
            "3.5.2.1", "3.5.2.2", "3.5.2.4", "3.5.2.3",
        ]  # fmt: skip
        first = real_plan().activities[0].rows
        assert plan.activities[-1] == PlannedActivity(
            section="2.4",
            code="3.5.2.3",
            title="Sisutegevuste korraldamine Pärnu linnas",
            narrative=("Pärnu linn alustab.",),
            target_group=TARGET_GROUP,
            rows=(
                replace(first[0], number="3.5.2.3", title="Sisutegevused Pärnu linnas"),
                first[1],
            ),
        )
        # the partners' indicators now stand in the new section, the last of the chapter
        assert plan.indicators[-1].places == (
            IndicatorPlace("3.5.2.3", "Tabel 12", "Partnerite tegevused"),
        )
        assert plan.unrecognised == ()

    def test_an_activity_that_stands_only_in_a_schedule_is_an_activity(self):
        def add_rows(document):
            add_row(document.tables[10], ["3.5.2.5 Tegevused Narva linnas"])
            add_row(document.tables[10], ["1. Teenuste arendamine Narvas"])

        plan = altered(add_rows)

        last = real_plan().activities[-1].rows[-1]
        assert plan.activities[:-1] == real_plan().activities
        assert plan.activities[-1] == PlannedActivity(
            section="2.4",
            code="3.5.2.5",
            title="Tegevused Narva linnas",
            narrative=(),
            target_group="",
            rows=(
                replace(
                    last,
                    level=RowLevel.ACTIVITY,
                    number="3.5.2.5",
                    title="Tegevused Narva linnas",
                ),
                replace(last, level=RowLevel.GROUP, number="1", title="Teenuste arendamine Narvas"),
            ),
        )

    def test_a_heading_without_a_code_takes_it_from_its_schedule(self):
        def remove_code(document):
            heading = find_paragraph(document, "1.3 3.5.1.3")
            heading.text = heading.text.replace("3.5.1.3 ", "")

        assert altered(remove_code) == real_plan()


class TestSubActivities:
    def test_a_column_alategevus_holds_the_items(self):
        def split_titles(document):
            table = document.tables[8]
            for row in table.rows:
                cell = deepcopy(row._tr.tc_lst[0])
                row._tr.tc_lst[0].addnext(cell)
            table._tbl.tblGrid.insert(0, element('<w:gridCol w:w="2000"/>'))
            set_cell(table, 0, 1, "Alategevus")
            for index, row in enumerate(rows_of(real_plan(), "3.5.2.1"), start=1):
                set_cell(table, index, 0 if row.level is RowLevel.ITEM else 1, "")

        assert altered(split_titles) == real_plan()

    def test_items_counted_anew_below_every_group_get_the_groups_number(self):
        def relabel(document):
            set_cell(document.tables[10], 3, 0, "Alategevus 1. Tõlkimine")
            set_cell(document.tables[10], 4, 0, "Alategevus: Nõustamine")

        plan = altered(relabel)

        assert [(r.level, r.number, r.title) for r in rows_of(plan, "3.5.2.4")[2:4]] == [
            (RowLevel.ITEM, "1.1", "Tõlkimine"),
            (RowLevel.ITEM, "", "Nõustamine"),
        ]

    def test_rows_below_a_label_alategevused_are_below_the_row_above_it(self):
        def add_labels(document):
            add_row(document.tables[4], ["Alategevused:", "", "", ""], after=1)
            add_row(document.tables[10], ["Alategevus", "", "", ""], after=2)
            for row, title in ((4, "1. Tõlkimine"), (5, "2. Nõustamine"), (6, "Teave")):
                set_cell(document.tables[10], row, 0, title)

        plan = altered(add_labels)

        assert rows_of(plan, "3.5.1.3") == rows_of(real_plan(), "3.5.1.3")
        assert [(r.level, r.number, r.title[:9]) for r in rows_of(plan, "3.5.2.4")[1:6]] == [
            (RowLevel.GROUP, "1", "Teenuste "),
            (RowLevel.ITEM, "1.1", "Tõlkimine"),
            (RowLevel.ITEM, "1.2", "Nõustamin"),
            (RowLevel.ITEM, "", "Teave"),
            (RowLevel.GROUP, "2", "Sihtrühma"),
        ]


class TestNumbers:
    @pytest.mark.parametrize("sign", ["", ".", ")"])
    def test_a_full_stop_after_a_number_makes_no_difference(self, sign):
        def renumber(document):
            for table, code in ((8, "3.5.2.1"), (9, "3.5.2.2"), (4, "3.5.1.3")):
                for index, row in enumerate(rows_of(real_plan(), code)[1:], start=2):
                    set_cell(document.tables[table], index, 0, f"{row.number}{sign} {row.title}")

        assert altered(renumber) == real_plan()

    def test_numbers_that_word_draws_itself_are_read(self):
        def number(document):
            numbering = document.part.numbering_part.element
            levels = "".join(
                f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
                f'<w:lvlText w:val="{text}"/></w:lvl>'
                for depth, text in enumerate(("%1.", "%1.%2."))
            )
            numbering.insert(
                0, element(f'<w:abstractNum w:abstractNumId="90">{levels}</w:abstractNum>')
            )
            numbering.append(element('<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
            for index, row in enumerate(rows_of(real_plan(), "3.5.2.1")[1:], start=2):
                set_cell(document.tables[8], index, 0, row.title)
                properties = document.tables[8].cell(index, 0).paragraphs[0]._p.get_or_add_pPr()
                depth = row.number.count(".")
                properties.append(
                    element(f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>')
                )

        assert altered(number) == real_plan()

    def test_a_column_of_numbers_belongs_to_the_titles(self):
        def split_numbers(document):
            table = document.tables[4]
            table._tbl.tblGrid.insert(0, element('<w:gridCol w:w="900"/>'))
            for row in table.rows:
                row._tr.insert(0, deepcopy(row._tr.tc_lst[0]))
            set_cell(table, 0, 0, "Jrk nr")
            for index, row in enumerate(rows_of(real_plan(), "3.5.1.3"), start=1):
                set_cell(table, index, 0, row.number)
                set_cell(table, index, 1, row.title)

        assert altered(split_numbers) == real_plan()


class TestHeaders:
    def test_hyphenated_and_wrapped_words_are_the_same_words(self):
        def wrap(document):
            schedule, indicators = document.tables[0], document.tables[1]
            set_cell(schedule, 0, 1, "Tegevuse üld-\najaraam")
            set_cell(schedule, 0, 2, "Tege\u00advuse algus- ja lõpp-kuupäev tegevus-kava perioodil")
            set_cell(indicators, 0, 1, "Indikaatori mõõt-\nühik")
            set_cell(indicators, 0, 2, "Siht-tase\ntegevus-\nkava aastal")

        assert altered(wrap) == real_plan()

    def test_a_header_merged_over_both_columns_of_dates_names_both(self):
        def merge(document):
            document.tables[8].cell(0, 1).merge(document.tables[8].cell(0, 2))

        assert altered(merge) == real_plan()

    def test_a_header_of_two_rows_is_read_together(self):
        def split(document):
            for table in (document.tables[0], document.tables[1]):
                table._tbl.tr_lst[0].addnext(deepcopy(table._tbl.tr_lst[0]))
            schedule, indicators = document.tables[0], document.tables[1]
            for column in range(5):
                set_cell(indicators, 1, column, "")
            for column, text in ((2, "tegevuskava aastal"), (3, "2029")):
                set_cell(indicators, 1, column, text)
                set_cell(indicators, 0, column, "")
            indicators.cell(0, 2).merge(indicators.cell(0, 3)).paragraphs[0].text = "Sihttase"
            for column in range(4):
                set_cell(schedule, 1, column, "")
                schedule.cell(0, column).merge(schedule.cell(1, column))

        assert altered(split) == real_plan()

    def test_a_header_over_two_unmerged_rows_is_read_together(self):
        def split(document):
            table = document.tables[4]
            table._tbl.tr_lst[0].addnext(deepcopy(table._tbl.tr_lst[0]))
            for column, (above, below) in enumerate(
                (
                    ("", "Tegevus"),
                    ("Tegevuse", "üldajaraam"),
                    ("Tegevuse algus- ja", "lõppkuupäev tegevuskava perioodil"),
                    ("Tegevuse eest", "vastutaja"),
                )
            ):
                set_cell(table, 0, column, above)
                set_cell(table, 1, column, below)

        assert altered(split) == real_plan()

    def test_columns_may_stand_in_another_order(self):
        def move(document):
            for table in document.tables:
                move_column(table, 0, 2)

        assert altered(move) == real_plan()

    def test_a_column_nobody_knows_is_listed_cell_by_cell(self):
        def add_risks(document):
            add_column(document.tables[2], ["Riskid", "Tööjõu vähesus"])

        plan = altered(add_risks)

        assert replace(plan, unrecognised=()) == real_plan()
        assert said(plan) == [
            ("table 3 (Tabel 3), header, column 5", "Riskid"),
            ("table 3 (Tabel 3), row 2, column 5", "Tööjõu vähesus"),
        ]

    def test_targets_may_be_named_by_their_years(self):
        def name_years(document):
            for number in (1, 3, 5, 7, 11):
                set_cell(document.tables[number], 0, 2, "Sihttase 2026")
                set_cell(document.tables[number], 0, 3, "Sihttase 2030")

        plan = altered(name_years)

        assert plan.indicators == tuple(
            replace(indicator, final_year=2030) for indicator in real_plan().indicators
        )

    def test_a_baseline_and_an_achieved_level_are_listed(self):
        def add_levels(document):
            add_column(document.tables[1], ["Algtase (2022)", "1"])
            add_column(document.tables[1], ["Saavutustase", "2"])

        plan = altered(add_levels)

        assert plan.indicators == real_plan().indicators
        assert [text for _, text in said(plan)] == ["Algtase (2022)", "Saavutustase", "1", "2"]


class TestTablesThatTouch:
    def test_two_tables_in_a_row_are_two_tables(self):
        def remove_caption(document):
            caption = find_paragraph(document, "Tabel 2.")._p
            caption.getparent().remove(caption)

        plan = altered(remove_caption)

        first, *others = real_plan().indicators
        assert plan.indicators == (replace(first, places=(IndicatorPlace("3.5.1.1", ""),)), *others)
        assert plan.chapters == real_plan().chapters

    def test_two_tables_that_word_joined_into_one_are_two_tables(self):
        def join(document):
            schedule, indicators = document.tables[0]._tbl, document.tables[1]._tbl
            caption = find_paragraph(document, "Tabel 2.")._p
            for row in list(indicators.tr_lst):
                schedule.append(row)
            for gone in (indicators, caption):
                gone.getparent().remove(gone)

        plan = altered(join)

        assert plan.chapters == real_plan().chapters
        assert plan.indicators[0].places == (IndicatorPlace("3.5.1.1", ""),)
        assert plan.unrecognised == ()

    def test_a_schedule_without_a_caption_is_read(self):
        def remove_captions(document):
            for number in (1, 3, 5, 7, 9, 10, 11):
                caption = find_paragraph(document, f"Tabel {number}.")._p
                caption.getparent().remove(caption)

        assert altered(remove_captions) == real_plan()

    def test_a_header_repeated_on_the_next_page_is_not_a_row(self):
        def repeat(document):
            rows = document.tables[8]._tbl.tr_lst
            rows[5].addnext(deepcopy(rows[0]))

        assert altered(repeat) == real_plan()

    def test_captions_in_a_row_go_to_the_tables_they_speak_of(self):
        def move_caption(document):
            caption = find_paragraph(document, "Tabel 2.")._p
            find_paragraph(document, "Tabel 1.")._p.addprevious(caption)

        assert altered(move_caption) == real_plan()

    def test_a_table_within_a_table_is_read_after_it(self):
        def nest(document):
            layout = document.add_table(rows=1, cols=1)
            schedule = document.tables[0]._tbl
            schedule.addprevious(layout._tbl)
            layout.cell(0, 0)._tc.insert(1, schedule)

        plan = altered(nest)

        assert plan == real_plan()


class TestDates:
    @pytest.mark.parametrize(
        "written",
        [
            "01.01.2023–31.10.2029",
            "01.01.2023 - 31.10.2029",
            "01. 01. 2023 —\n31. 10. 2029",
            "1.1.2023-31.10.2029.",
            "1. jaanuar 2023 – 31. oktoober 2029",
            "2023-01-01 – 2029-10-31",
            "alates 01.01.2023 kuni 31.10.2029",
        ],
    )
    def test_a_range_may_be_written_in_many_ways(self, written):
        def rewrite(document):
            set_cell(document.tables[0], 1, 1, written)

        assert altered(rewrite) == real_plan()

    def test_an_open_beginning_ends_with_the_plans_period(self):
        def rewrite(document):
            set_cell(document.tables[0], 2, 2, "alates 01.03.2023")

        period = DateRange(date(2023, 3, 1), date(2023, 12, 31))
        assert altered(rewrite) == with_row(real_plan(), "3.5.1.1", 1, period=period)

    def test_dates_that_cannot_be_trusted_are_listed(self):
        def rewrite(document):
            set_cell(document.tables[0], 1, 1, "31.02.2023-31.10.2029")
            set_cell(document.tables[0], 2, 1, "31.10.2029-01.01.2023")
            set_cell(document.tables[0], 2, 2, "I kvartal")

        plan = altered(rewrite)

        assert [(row.overall, row.period is None) for row in rows_of(plan, "3.5.1.1")] == [
            (None, False),
            (None, True),
        ]
        assert said(plan) == [
            ("table 1 (Tabel 1), row 2, column 2", "31.02.2023-31.10.2029"),
            ("table 1 (Tabel 1), row 3, column 2", "31.10.2029-01.01.2023"),
            ("table 1 (Tabel 1), row 3, column 3", "I kvartal"),
        ]

    def test_cells_merged_downwards_state_their_dates_for_every_row(self):
        def merge(document):
            table = document.tables[8]
            for row in range(2, 11):
                set_cell(table, row, 2, "")
            merged = table.cell(1, 2).merge(table.cell(10, 2))
            for blank in merged.paragraphs[1:]:
                blank._p.getparent().remove(blank._p)

        assert altered(merge) == real_plan()


class TestFirstPage:
    @pytest.mark.parametrize(
        ("order", "expected"),
        [
            ("Kultuuriministri 05.12.2025 käskkirjaga nr 231", ("231", date(2025, 12, 5))),
            (
                "Kultuuriministri 5. detsembri 2025. a käskkirjaga nr 1-2/17",
                ("1-2/17", date(2025, 12, 5)),
            ),
            ("kultuuriministri käskkirjaga nr 231, 05.12.2025", ("231", date(2025, 12, 5))),
        ],
    )
    def test_an_order_may_be_worded_in_many_ways(self, order, expected):
        def rewrite(document):
            find_paragraph(document, "Kultuuriministri").text = order

        assert altered(rewrite) == replace(real_plan(), order=OrderReference(*expected))

    def test_an_amending_order_stays_beside_the_approving_one(self):
        def amend(document):
            find_paragraph(
                document, "LISA 1"
            ).text = "Muudetud kultuuriministri 01.06.2023 käskkirjaga nr 99"

        plan = altered(amend)

        assert plan.order == OrderReference("24", date(2023, 1, 26))
        assert said(plan) == [
            (
                "paragraph 3, before the first chapter",
                "Muudetud kultuuriministri 01.06.2023 käskkirjaga nr 99",
            )
        ]

    def test_a_draft_has_no_order_yet(self):
        def remove(document):
            for beginning in ("KINNITATUD", "Kultuuriministri"):
                line = find_paragraph(document, beginning)._p
                line.getparent().remove(line)

        assert altered(remove) == replace(real_plan(), order=None)

    def test_the_order_may_stand_in_a_table_over_several_lines(self):
        def move(document):
            table = document.add_table(rows=1, cols=2)
            find_paragraph(document, "KINNITATUD")._p.addprevious(table._tbl)
            for beginning in ("KINNITATUD", "Kultuuriministri"):
                line = find_paragraph(document, beginning)._p
                line.getparent().remove(line)
            table.cell(0, 1).text = "KINNITATUD\nKultuuriministri 26.01.2023\nkäskkirjaga nr 24"

        assert altered(move) == real_plan()

    def test_the_first_date_of_the_period_may_leave_out_its_year(self):
        def rewrite(document):
            title = find_paragraph(document, "Toetatava")
            title.text = title.text.replace("01.01.2023 – 31.12.2023", "01.01.–31.12.2023")

        assert altered(rewrite) == real_plan()


class TestHeadings:
    def test_headings_without_styles_are_known_by_their_wording(self):
        def unstyle(document):
            for line in document.paragraphs:
                if line.style.name.startswith("Heading"):
                    line.style = document.styles["Normal"]

        assert altered(unstyle) == real_plan()

    def test_an_unknown_section_is_listed_with_what_stands_in_it(self):
        def add_section(document):
            heading = find_paragraph(document, "2.2 3.5.2.2")._p
            heading.addprevious(paragraph("2.9 Riskide juhtimine", "Heading2"))
            heading.addprevious(paragraph("Riske on kaks."))

        plan = altered(add_section)

        assert replace(plan, unrecognised=()) == real_plan()
        assert said(plan) == [
            ("paragraph 39, section 2.9", "2.9 Riskide juhtimine"),
            ("paragraph 40, section 2.9", "Riske on kaks."),
        ]

    def test_text_after_a_sections_tables_is_listed_and_no_narrative(self):
        plan = altered(lambda document: document.add_paragraph("Allkirjastatud digitaalselt"))

        assert replace(plan, unrecognised=()) == real_plan()
        assert said(plan) == [("paragraph 62, section 2.3", "Allkirjastatud digitaalselt")]

    def test_a_narrative_may_follow_its_tables(self):
        def move(document):
            section = find_paragraph(document, "1.3 3.5.1.3")._p
            for beginning in ("Lõimumis-, sh", "Sihtgrupp"):
                line = [p for p in document.paragraphs if p.text.startswith(beginning)]
                section.addprevious(line[1 if beginning == "Sihtgrupp" else 0]._p)

        assert altered(move) == real_plan()

    def test_what_a_report_says_is_not_the_plans_narrative(self):
        def add_report(document):
            heading = find_paragraph(document, "1.2 3.5.1.2")._p
            heading.addprevious(paragraph("Tehtud", "Heading3"))
            heading.addprevious(paragraph("Lepingud on sõlmitud."))

        plan = altered(add_report)

        assert replace(plan, unrecognised=()) == real_plan()
        assert [text for _, text in said(plan)] == ["Tehtud", "Lepingud on sõlmitud."]


TEXT_BOX = """<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>
<w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>
<v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback>
</mc:AlternateContent></w:r>"""


class TestTextBoxes:
    def test_a_text_box_is_read_once_though_the_file_holds_it_twice(self):
        def box_target_group(document):
            group = find_paragraph(document, "Sihtgrupp")
            text = f"<w:p><w:r><w:t>{group.text}</w:t></w:r></w:p>"
            group.text = ""
            group._p.append(element(TEXT_BOX.format(text)))

        assert altered(box_target_group) == real_plan()

    def test_the_order_may_stand_in_a_text_box(self):
        def box_order(document):
            order = find_paragraph(document, "Kultuuriministri")
            text = f"<w:p><w:r><w:t>{order.text}</w:t></w:r></w:p>"
            order.text = ""
            order._p.append(element(TEXT_BOX.format(text)))

        assert altered(box_order) == real_plan()

    def test_a_text_box_beside_a_caption_does_not_part_it_from_its_table(self):
        def box_note(document):
            text = "<w:p><w:r><w:t>Vaata ka lisa.</w:t></w:r></w:p>"
            find_paragraph(document, "Tabel 2.")._p.append(element(TEXT_BOX.format(text)))

        plan = altered(box_note)

        assert replace(plan, unrecognised=()) == real_plan()
        assert said(plan) == [("text box 1, section 1.1", "Vaata ka lisa.")]


class TestTrackedChanges:
    def test_what_was_inserted_counts_and_what_was_deleted_does_not(self):
        def track(document):
            responsible = document.tables[0].cell(1, 3).paragraphs[0]
            responsible.text = ""
            for xml in (
                "<w:ins><w:r><w:t>ELVL, KOV</w:t></w:r></w:ins>",
                "<w:del><w:r><w:delText>ELVL, partner</w:delText></w:r></w:del>",
            ):
                responsible._p.append(element(xml))
            properties = document.tables[0].rows[2]._tr.get_or_add_trPr()
            properties.append(element("<w:del/>"))

        plan = altered(track)

        assert rows_of(plan, "3.5.1.1") == (
            replace(rows_of(real_plan(), "3.5.1.1")[0], responsible="ELVL, KOV"),
        )

    def test_content_controls_are_transparent(self):
        def wrap(document):
            for table in document.tables[:2]:
                control = element("<w:sdt><w:sdtContent/></w:sdt>")
                table._tbl.addprevious(control)
                control[0].append(table._tbl)
            row = document.tables[2].rows[1]._tr
            control = element("<w:sdt><w:sdtContent/></w:sdt>")
            row.addprevious(control)
            control[0].append(row)

        assert altered(wrap) == real_plan()


class TestSharedIndicators:
    def test_a_target_that_contradicts_itself_is_listed_and_the_first_one_stays(self):
        def change(document):
            set_cell(document.tables[7], 2, 2, "20")

        plan = altered(change)

        assert replace(plan, unrecognised=()) == real_plan()
        assert said(plan) == [("table 8 (Tabel 8), row 3, column 3", "20")]

    def test_another_writing_of_the_same_name_is_the_same_indicator(self):
        def rewrite(document):
            name = "Koolitustel, kogemus-kohtumistel, õppevisiitidel osalenud  KOVide arv"
            set_cell(document.tables[7], 2, 0, name)

        assert altered(rewrite) == real_plan()

    def test_a_table_straight_under_a_chapter_speaks_for_the_chapter(self):
        def move(document):
            section = find_paragraph(document, "2.1 3.5.2.1")._p
            section.addprevious(find_paragraph(document, "Tabel 12.")._p)
            section.addprevious(document.tables[11]._tbl)

        plan = altered(move)

        assert [indicator.places for indicator in plan.indicators[4:]] == [
            (IndicatorPlace("", "Tabel 12", "Partnerite tegevused"),),
            (IndicatorPlace("", "Tabel 12", "Partnerite tegevused"),),
        ]

    @pytest.mark.parametrize(
        ("written", "target"), [("12,5", "12.5"), ("1 200", "1200"), ("0", "0"), ("15*", "15")]
    )
    def test_targets_are_exact(self, written, target):
        def change(document):
            set_cell(document.tables[1], 1, 2, written)

        plan = altered(change)

        assert plan.indicators[0].target == Decimal(target)
        assert plan.unrecognised == ()


def test_a_document_that_is_no_plan_is_listed_whole():
    def empty(document):
        body = document.element.body
        for child in list(body)[:-1]:
            body.remove(child)
        document.add_paragraph("Ostunimekiri")
        document.add_table(rows=1, cols=2).cell(0, 1).text = "Piim"

    plan = altered(empty)

    assert (plan.title, plan.order, plan.period, plan.chapters, plan.indicators) == (
        "", None, None, (), (),
    )  # fmt: skip
    assert said(plan) == [
        ("paragraph 1, before the first chapter", "Ostunimekiri"),
        ("table 1, row 1, column 2", "Piim"),
    ]


def test_everything_at_once_is_still_a_plan():
    def change(document):
        document.tables[0].cell(0, 1).merge(document.tables[0].cell(0, 2))
        add_column(document.tables[4], ["Planeeritav maksumus 2026. aastal", "1", "2", "3", "4"])
        move_column(document.tables[6], 3, 0)
        set_cell(document.tables[8], 2, 0, "1 Teenuste arendamine")

    plan = altered(change)

    assert (len(plan.rows), len(plan.indicators), plan.planned_cost) == (43, 6, Decimal(1))


def test_types_of_the_contract_are_what_tests_compare():
    """A plan is made of values: equal documents are equal plans, and can be put into sets."""
    assert hash(real_plan()) == hash(altered(lambda _: None))
    assert isinstance(real_plan().chapters[0], Chapter)
    assert isinstance(real_plan().indicators[0], PlannedIndicator)
    assert isinstance(real_plan().rows[0], ScheduleRow)


@pytest.mark.parametrize("beginning", ["1. Elluviija", "1.1 3.5.1.1"])
def test_a_document_without_a_first_page_is_read(beginning):
    def cut(document):
        for line in list(document.element.body):
            if line is find_paragraph(document, beginning)._p:
                return
            document.element.body.remove(line)

    plan = altered(cut)

    assert (plan.title, plan.order, plan.period) == ("", None, None)
    assert plan.activities[0] == real_plan().activities[0]
