"""`write_report_pdf`: a report as a tagged PDF (PDF/UA-1), by Typst."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import typst

from loim.programmes.documents.report_numbers import (
    achieved_text,
    final_target_text,
    target_text,
)
from loim.programmes.logic.report_document import NumberInReport, ReportDocument

TEMPLATE = Path(__file__).with_name("report.typ")


class PdfNotMade(Exception):
    """Typst refused: a fault of the template, never of what people wrote."""


def write_report_pdf(report: ReportDocument, *, made_at: datetime | None = None) -> bytes:
    """The same bytes for the same report and time: the fonts are Typst's own."""
    try:
        return typst.compile(
            TEMPLATE,
            format="pdf",
            pdf_standards="ua-1",
            ignore_system_fonts=True,
            sys_inputs={"report": json.dumps(_data(report), ensure_ascii=False)},
            timestamp=made_at
            or datetime(report.end.year, report.end.month, report.end.day, tzinfo=UTC),
        )
    except typst.TypstError as error:
        raise PdfNotMade(str(error)) from error


def _data(report: ReportDocument) -> dict[str, Any]:
    words = report.words
    bars = _bars(report)
    return {
        "language": report.language,
        "title": words.title,
        "author": report.programme,
        "programme": report.programme,
        "period_days": report.period_days,
        "target_heading": f"{words.target} {report.year}",
        "words": asdict(words),
        "summary": report.summary,
        "numbers": [_number(number, report) for number in report.numbers],
        "bars": bars,
        "chart_alt": "; ".join(
            f"{bar['name']}: {words.achieved} {bar['achieved']}, {words.target} {bar['target']}"
            for bar in bars
        ),
        "activities": [
            {
                "code": activity.code,
                "title": activity.title,
                "done": activity.done,
                "deviation": activity.deviation,
                "numbers": [
                    _number(number, report)
                    for number in report.numbers
                    if activity.code in number.codes
                ],
            }
            for activity in report.activities
        ],
    }


def _number(number: NumberInReport, report: ReportDocument) -> dict[str, str]:
    return {
        "name": number.name,
        "unit": number.unit,
        "target": target_text(number.target, report),
        "achieved": achieved_text(number, report),
        "final_target": final_target_text(number, report),
    }


def _bars(report: ReportDocument) -> list[dict[str, Any]]:
    """Where there is a number and a target. The longer of the two fills the width."""
    bars = []
    for number in report.numbers:
        if number.actual is None or number.target is None:
            continue
        longest = max(number.actual, number.target, Decimal(0))
        bars.append(
            {
                **_number(number, report),
                "achieved_share": _share(number.actual, longest),
                "target_share": _share(number.target, longest),
            }
        )
    return bars


def _share(part: Decimal, whole: Decimal) -> float:
    return float(max(part, Decimal(0)) / whole) if whole else 0.0


__all__: Sequence[str] = ["PdfNotMade", "write_report_pdf"]
