"""Figures of counselling for programs."""

from typing import Any

from django.core.paginator import Paginator

from loim.casework.models import Figure

PAGE_SIZE = 1000


def listed_figures(
    *, organisation: str, year: str, by: str, period: str, page: int
) -> dict[str, Any]:
    found = Figure.objects.order_by("organisation", "start_date", "pk")
    if organisation:
        known = organisation.isascii() and organisation.isdecimal()
        found = found.filter(organisation=int(organisation)) if known else found.none()
    if year:
        # As a range: 0000 is no year of the calendar, and finds nothing.
        found = found.filter(start_date__year=int(year)) if int(year) else found.none()
    if by:
        found = found.filter(dimension=by)
    if period:
        found = found.filter(period=period)
    paginator = Paginator(found, PAGE_SIZE)
    rows = [] if page > paginator.num_pages else paginator.page(page).object_list
    return {
        "items": [
            {
                "organisation": one.organisation_id,
                "period": one.period,
                "start_date": one.start_date,
                "by": one.dimension,
                "category": one.category,
                "value": one.value,
            }
            for one in rows
        ],
        "count": paginator.count,
        "page": page,
        "pages": paginator.num_pages,
    }
