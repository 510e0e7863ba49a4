"""A stored report as what its files say, in the language of the page."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loim.programmes.logic.report_document import (
    ActivityInReport,
    NumberInReport,
    ReportDocument,
    ReportedRow,
    ReportWords,
    paragraphs,
)
from loim.programmes.logic.report_states import ReportStatus
from loim.programmes.measures.method import method_of
from loim.programmes.measures.wording import in_words
from loim.programmes.models import Measure, Report
from loim.programmes.queries.report_numbers import ReportedNumber
from loim.programmes.queries.report_page import report_page
from loim.programmes.queries.report_rows import rows_frozen, rows_now
from loim.programmes.queries.stored_plans import stored_document


def report_document(report: Report, today: date, *, with_rows: bool = False) -> ReportDocument:
    """Frozen numbers once it is submitted. `with_rows` also gives what each is made of."""
    page = report_page(report)
    words = _words(report)
    return ReportDocument(
        language=get_language() or "et",
        programme=report.programme.name,
        period_days=f"{_day(report.start_date)}–{_day(report.end_date)}",
        start=report.start_date,
        end=report.end_date,
        year=page.span.end.year,
        words=words,
        plan=stored_document(report.plan_version),
        summary=paragraphs(report.summary),
        activities=tuple(
            ActivityInReport(
                code=activity.code,
                title=activity.title,
                done=paragraphs(activity.entry.done),
                deviation=paragraphs(activity.entry.deviation),
            )
            for activity in page.activities
        ),
        numbers=tuple(
            _number(
                number, report, _rows(report, number, today, words.by_hand) if with_rows else ()
            )
            for number in page.numbers
        ),
    )


def _number(
    number: ReportedNumber, report: Report, rows: tuple[ReportedRow, ...]
) -> NumberInReport:
    promised = number.promised
    return NumberInReport(
        name=promised.name,
        unit=promised.unit,
        target=promised.target,
        final_target=promised.final_target,
        final_year=promised.final_year,
        actual=number.value,
        codes=number.codes,
        how_counted=in_words(method_of(number.measure)) if number.measure else "",
        rule_version=number.measure.version if number.measure else None,
        rows=rows,
    )


def _rows(
    report: Report, number: ReportedNumber, today: date, by_hand: str
) -> tuple[ReportedRow, ...]:
    measure: Measure | None = number.measure
    if measure is None:
        return ()
    if report.is_open:
        return rows_now(measure, report, today)
    frozen = report.frozen_values.get(indicator=number.indicator_id)
    return rows_frozen(measure, report.programme_id, frozen.records, by_hand)


def _words(report: Report) -> ReportWords:
    return ReportWords(
        title=_("Report: %(period)s") % {"period": report.period_name},
        status=_status(report),
        plan=_plan(report),
        summary=_("Summary"),
        numbers=_("Numbers"),
        indicator=_("Indicator"),
        unit=_("Unit"),
        target=_("Target"),
        achieved=_("Achieved"),
        final_target=_("Final target"),
        no_data=_("no data"),
        chart=_("Achieved (filled) beside the target (outlined)"),
        activities=_("Activities"),
        done=_("What was done"),
        deviation=_("What deviates and why"),
        nothing_written=_("Nothing was written."),
        how_counted=_("How it is counted"),
        rule_version=_("Version of the rule"),
        code=_("Code"),
        activity=_("Activity"),
        date=_("Date"),
        record=_("Record"),
        kind=_("Kind"),
        municipality=_("Municipality"),
        amount=_("Counts as"),
        by_hand=_("entered by hand"),
        no_longer_there=_("no longer there"),
        rows=_("Sheet with the rows behind the number"),
        more_rows=_("A sheet holds no more rows. The page of the indicator shows all of them."),
        page=_("Page"),
    )


def _status(report: Report) -> str:
    """Without names: an accepted report is public."""
    if report.status == ReportStatus.ACCEPTED and report.accepted_at:
        return _("Accepted on %(day)s; the numbers are as submitted on %(submitted)s.") % {
            "day": _day(report.accepted_at),
            "submitted": _day(report.submitted_at),
        }
    if report.status == ReportStatus.SUBMITTED and report.submitted_at:
        return _("Submitted on %(day)s; the numbers are as on that day.") % {
            "day": _day(report.submitted_at)
        }
    return _("A draft: the numbers are those of the records today.")


def _plan(report: Report) -> str:
    version = report.plan_version
    return _("Action plan %(plan)s, approved by the order no %(number)s of %(day)s.") % {
        "plan": version.plan,
        "number": version.order_number,
        "day": _day(version.order_date),
    }


def _day(day: date | None) -> str:
    if isinstance(day, datetime):
        day = timezone.localdate(day)
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""
