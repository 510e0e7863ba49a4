"""A report, to read and while it is open to write."""

from django.http import HttpRequest, HttpResponse

from loim.common.access import public
from loim.programmes.forms.reports import ReportTextsForm
from loim.programmes.permissions import may_manage
from loim.programmes.queries.report_page import report_page
from loim.programmes.views.report_access import PUBLIC, visible_report
from loim.programmes.views.report_shown import rendered


@public(PUBLIC)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    shown = visible_report(request, pk)
    page = report_page(shown)
    form = None
    if shown.is_open and may_manage(request.user, shown.programme):
        form = ReportTextsForm(page)
    return rendered(request, shown, page, form)
