"""A report as a file, and what its records say today."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header

from loim.common.access import public
from loim.programmes.documents.report_docx import write_report_docx
from loim.programmes.documents.report_pdf import write_report_pdf
from loim.programmes.documents.report_xlsx import write_report_xlsx
from loim.programmes.logic.report_document import ReportDocument
from loim.programmes.models import Report
from loim.programmes.permissions import takes_part
from loim.programmes.queries.report_differences import report_differences
from loim.programmes.queries.report_document import report_document
from loim.programmes.views.report_access import PUBLIC, visible_report

WRITERS = {"docx": write_report_docx, "xlsx": write_report_xlsx, "pdf": write_report_pdf}
CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@public(PUBLIC)
def report_export(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """In the language of the page; numbers as submitted, once they are."""
    if file_format not in WRITERS:
        raise Http404
    report = visible_report(request, pk)
    document: ReportDocument = report_document(
        report, timezone.localdate(), with_rows=file_format == "xlsx"
    )
    response = HttpResponse(WRITERS[file_format](document), content_type=CONTENT_TYPES[file_format])
    name = f"{file_name(report)}.{file_format}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


@public(PUBLIC)
def report_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """The report beside the records as they are today: recounts everything, so on request."""
    report = visible_report(request, pk)
    context = {
        "report": report,
        "programme": report.programme,
        "is_insider": takes_part(request.user, report.programme),
        "differences": report_differences(report, timezone.localdate()),
    }
    return render(request, "programmes/report_compare.html", context)


def file_name(report: Report) -> str:
    """'aruanne-2023-01-01-2023-03-31': for people's folders, so in the plan's language."""
    return f"aruanne-{report.start_date:%Y-%m-%d}-{report.end_date:%Y-%m-%d}"
