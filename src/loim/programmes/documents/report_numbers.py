"""Numbers of a report as text: no data is said in words, zero is a number."""

from decimal import Decimal

from loim.programmes.documents.amounts import format_number
from loim.programmes.logic.report_document import NumberInReport, ReportDocument


def number_text(number: Decimal, language: str) -> str:
    text = format_number(number)
    return text.replace(",", ".") if language == "en" else text


def achieved_text(number: NumberInReport, report: ReportDocument) -> str:
    if number.actual is None:
        return report.words.no_data
    return number_text(number.actual, report.language)


def target_text(target: Decimal | None, report: ReportDocument) -> str:
    return "–" if target is None else number_text(target, report.language)


def final_target_text(number: NumberInReport, report: ReportDocument) -> str:
    text = target_text(number.final_target, report)
    return f"{text} ({number.final_year})" if number.final_year else text
