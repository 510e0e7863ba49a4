"""Published figures of counselling: the same cells as on the pages, hidden ones hidden."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from loim.api.forms.figures import FigureFilters, FigureListOut
from loim.api.forms.shapes import ProblemOut
from loim.api.queries.figures import listed_figures
from loim.api.views.guards import limited

router = Router(tags=["counselling"])


@router.get(
    "/figures",
    response={200: FigureListOut, 422: ProblemOut, 429: ProblemOut},
    summary="Published figures of counselling",
    operation_id="listFigures",
)
@limited
def list_figures(request: HttpRequest, filters: Query[FigureFilters]) -> dict[str, Any]:
    """Enquiries by calendar month, quarter and year. A figure without a value is hidden; a
    category that is not listed had nobody, unless its table has the category * : of such a table
    nothing is shown. A thousand on a page."""
    return listed_figures(**filters.dict())
