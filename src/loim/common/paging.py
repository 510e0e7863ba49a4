"""Lists of hundreds stay readable: pages of fixed size, links that keep the filters."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE_SIZE = 50


@dataclass(frozen=True)
class PagedList:
    page: Page[Any]
    query: str  # the other parameters of the address, ready to put before 'page='

    @property
    def page_numbers(self) -> list[int | str]:
        return list(self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1))


def paged(
    request: HttpRequest, rows: QuerySet[Any] | list[Any], size: int = PAGE_SIZE
) -> PagedList:
    """The page that the request asks for; a page that does not exist is the nearest one."""
    others = request.GET.copy()
    others.pop("page", None)
    query = others.urlencode()
    page = Paginator(rows, size).get_page(request.GET.get("page"))
    return PagedList(page, f"{query}&" if query else "")
