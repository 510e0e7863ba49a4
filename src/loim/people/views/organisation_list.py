"""The list of organisations: filtered, sorted, paged."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from loim.common.access import signed_in
from loim.common.paging import paged
from loim.people.forms.organisations import OrganisationFilter
from loim.people.permissions import may_administer_platform, organisations_listed_for
from loim.people.queries.organisations import SORTINGS, organisations_like


@signed_in
def organisation_list(request: HttpRequest) -> HttpResponse:
    form = OrganisationFilter(request.GET)
    form.is_valid()  # what cannot be understood is left out
    chosen = form.cleaned_data
    sort = request.GET.get("sort", "name")
    rows = organisations_like(
        organisations_listed_for(request.user),
        text=chosen.get("text", "").strip(),
        kind=chosen.get("kind", ""),
        county=chosen["county"].pk if chosen.get("county") else "",
        state=chosen.get("state") or "active",
        sort=sort,
    )
    return render(
        request,
        "people/organisation_list.html",
        {
            "form": form,
            "organisations": paged(request, rows),
            "columns": _columns(request, sort),
            "may_create": may_administer_platform(request.user),
        },
    )


def _columns(request: HttpRequest, sort: str) -> list[dict[str, Any]]:
    """The table's heads that sort: text, address, and what aria-sort says."""
    texts = {"name": _("Name"), "kind": _("Kind"), "county": _("County")}
    columns = []
    for key in SORTINGS:
        is_ascending = sort == key
        query = request.GET.copy()
        query.pop("page", None)
        query["sort"] = f"-{key}" if is_ascending else key
        columns.append(
            {
                "text": texts[key],
                "url": f"?{query.urlencode()}",
                "sorted": "ascending"
                if is_ascending
                else "descending"
                if sort == f"-{key}"
                else "",
            }
        )
    return columns
