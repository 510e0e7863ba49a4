"""`write_report_docx`: a report in the layout of the plan's own document.

The ministry reads the plan and the report side by side, so the headings and tables are the
plan's, in its language; the report's own words come first, and under each activity what
was done. `read_plan` reads the plan back out of it.
"""

from collections.abc import Sequence
from io import BytesIO

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph

from loim.programmes.documents.docx_layout import add_heading, add_paragraph
from loim.programmes.documents.report_numbers import achieved_text
from loim.programmes.documents.writer_docx import write_plan_docx
from loim.programmes.logic.report_document import ActivityInReport, ReportDocument


def write_report_docx(report: ReportDocument) -> bytes:
    """Indicators get a column with what was achieved; no data is said in words."""
    written = write_plan_docx(
        report.plan,
        achieved={number.name: achieved_text(number, report) for number in report.numbers},
        report={activity.code: _said(activity, report) for activity in report.activities},
    )
    document = docx.Document(BytesIO(written))
    _put_first(document, report)
    document.core_properties.title = report.words.title[:255]
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _said(activity: ActivityInReport, report: ReportDocument) -> list[str]:
    said = list(activity.done) or [report.words.nothing_written]
    if activity.deviation:
        said += [f"{report.words.deviation}:", *activity.deviation]
    return said


def _put_first(document: Document, report: ReportDocument) -> None:
    """The report's title before the plan's front page, its summary before the first chapter.

    The days stand in the head of every page: `read_plan` takes days on the front page for
    the plan's.
    """
    words = report.words
    plan_begins = document.paragraphs[0]
    chapter = next(
        (p for p in document.paragraphs if p.style and p.style.name == "Heading 1"), None
    )
    known = len(document.paragraphs)
    add_paragraph(document, words.title, style="Title")
    for line in (report.programme, words.plan, words.status):
        add_paragraph(document, line)
    _move(document.paragraphs[known:], plan_begins)
    if report.summary:
        add_heading(document, words.summary, level=1)
        for line in report.summary:
            add_paragraph(document, line)
        if chapter is not None:
            _move(document.paragraphs[-len(report.summary) - 1 :], chapter)
    head = document.sections[0].header.paragraphs[0]
    head.text = f"{words.title} ({report.period_days})"


def _move(paragraphs: Sequence[Paragraph], before: Paragraph) -> None:
    for paragraph in paragraphs:
        before._p.addprevious(paragraph._p)  # noqa: SLF001  # python-docx only appends
