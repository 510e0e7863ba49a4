"""One page that says how to follow what is new without coming here: letters, feeds, calendars."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.brief_cache import briefly_cached
from loim.common.page_addresses import page_addresses
from loim.digests.sources import all_sources
from loim.digests.views.feeds import ALL
from loim.events.queries.calendar.links import subscribe_links
from loim.events.queries.calendar.listed import CalendarFilter
from loim.people.models import County


@public("addresses of what everybody may read, for other programs")
@require_safe
@briefly_cached
def feeds(request: HttpRequest) -> HttpResponse:
    """`?county=` makes them of one county; what names no county is in each."""
    counties = list(County.objects.order_by("name", "pk"))
    said = request.GET.get("county", "")
    county = next((each for each in counties if each.pk == said), None)
    code = county.pk if county else ""
    rows = [(ALL, _("All together"), _("Everything of the list below in one feed."), True)]
    rows += [
        (each.key, str(each.label), str(each.line), each.has_counties) for each in all_sources()
    ]
    context: dict[str, Any] = {
        "counties": counties,
        "county": county,
        "feeds": [_row(*row, code) for row in rows],
        "calendar": subscribe_links(CalendarFilter(county=code), _("Events in Lõim")),
        "addresses": page_addresses("feeds"),
    }
    return render(request, "portal/feeds.html", context)


def _row(key: str, label: str, line: str, has_counties: bool, county: str) -> dict[str, Any]:
    query = f"?{urlencode({'county': county})}" if county and has_counties else ""
    atom, rss = (
        settings.BASE_URL + reverse("feed", args=[key, kind]) + query for kind in ("atom", "rss")
    )
    return {
        "label": label, "line": line, "atom": atom, "rss": rss,
        "is_of_all": bool(county) and not has_counties,
    }  # fmt: skip
