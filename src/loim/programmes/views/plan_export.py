"""A plan as a file, in the ministry's layout."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from loim.common.access import public
from loim.programmes.documents.writer_docx import write_plan_docx
from loim.programmes.documents.writer_xlsx import write_plan_xlsx
from loim.programmes.queries.plans import plan_file_name
from loim.programmes.queries.stored_plans import stored_document
from loim.programmes.views.plan_access import visible_version
from loim.programmes.views.plans import APPROVED_IS_PUBLIC

WRITERS = {"docx": write_plan_docx, "xlsx": write_plan_xlsx}
CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@public(APPROVED_IS_PUBLIC)
def plan_export(request: HttpRequest, pk: int, format: str) -> HttpResponse:  # noqa: A002  # the address names it
    if format not in WRITERS:
        raise Http404
    version = visible_version(request, pk)
    content = WRITERS[format](stored_document(version))
    return attachment(content, format, plan_file_name(version))


def attachment(content: bytes, format: str, name: str) -> HttpResponse:  # noqa: A002
    response = HttpResponse(content, content_type=CONTENT_TYPES[format])
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.{format}")
    return response
