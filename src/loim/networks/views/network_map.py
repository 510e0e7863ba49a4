"""Who meets whom in a network, and which organisations join networks: picture, words, tables."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from loim.common.access import signed_in
from loim.common.paging import paged
from loim.common.tables import Table, table_response
from loim.networks.forms.map import PeriodForm
from loim.networks.models import Network
from loim.networks.permissions import may_see_inside_network, may_see_network
from loim.networks.queries.map.across import (
    MOST_ON_A_SIDE,
    connecting_organisations,
    most_connecting,
    networks_apart,
    networks_of,
    working_networks,
)
from loim.networks.queries.map.meeting import WhoMeetsWhom, met_by, who_meets_whom
from loim.networks.queries.map.picture import MOST_DRAWN, picture_across, picture_of, words_of


@signed_in
def network_map(request: HttpRequest, pk: int) -> HttpResponse:
    network = _load(request, pk)
    period = PeriodForm(request.GET, today=timezone.localdate())
    found = _found(request, network, period)
    start, end = period.period()
    shows_pairs = request.GET.get("show") == "pairs"
    rows = _pair_rows(found) if shows_pairs else _member_rows(found)
    context = {
        "network": network,
        "period": period,
        "start": start,
        "end": end,
        "found": found,
        "words": words_of(found),
        "picture": picture_of(found) if found.ties else None,
        "most": MOST_DRAWN,
        "shows_pairs": shows_pairs,
        "rows": paged(request, rows),
        "query": f"start={start:%Y-%m-%d}&end={end:%Y-%m-%d}",
    }
    return render(request, "networks/talk/map.html", context)


@signed_in
def export_map(request: HttpRequest, pk: int, map_table: str, file_format: str) -> HttpResponse:
    if map_table not in ("pairs", "members") or file_format not in ("csv", "xlsx"):
        raise Http404
    network = _load(request, pk)
    found = _found(request, network, PeriodForm(request.GET, today=timezone.localdate()))
    if map_table == "pairs":
        table = Table(
            _("Who meets whom"),
            [_("Member"), _("Other member"), _("Meetings together")],
            _pair_rows(found),
        )
    else:
        table = Table(
            _("Members"), [_("Member"), _("Met others"), _("Meetings")], _member_rows(found)
        )
    name = f"{pgettext('file name', 'map')}-{network.pk}-{timezone.localdate():%Y-%m-%d}"
    return table_response(file_format, name, table)


@signed_in
def networks_map(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    networks = working_networks(request.user, today)
    shows_apart = request.GET.get("show") == "apart"
    rows = networks_apart(networks, today) if shows_apart else None
    connecting = connecting_organisations(networks, today)
    listed = paged(request, rows if rows is not None else connecting)
    context: dict[str, Any] = {
        "rows": listed,
        "shows_apart": shows_apart,
        "most": MOST_ON_A_SIDE,
        "networks_count": networks.count(),
    }
    if not shows_apart:
        belongs = networks_of([key for key, _n, _c in listed.page], networks, today)
        context["organisations"] = [
            (name, number, belongs.get(key, [])) for key, name, number in listed.page
        ]
    drawn = most_connecting(networks, today)
    context["picture"] = picture_across(drawn) if drawn.lines else None
    context["left_out"] = listed.page.paginator.count > MOST_ON_A_SIDE and not shows_apart
    return render(request, "networks/talk/networks_map.html", context)


def _load(request: HttpRequest, pk: int) -> Network:
    rows = Network.objects.select_related("organisation", "activity__programme")
    network = get_object_or_404(rows, pk=pk)
    if not may_see_network(request.user, network):
        raise PermissionDenied
    return network


def _found(request: HttpRequest, network: Network, period: PeriodForm) -> WhoMeetsWhom:
    start, end = period.period()
    is_inside = may_see_inside_network(request.user, network)
    return who_meets_whom(network, start, end, is_inside=is_inside)


def _pair_rows(found: WhoMeetsWhom) -> list[Any]:
    return [(found.nodes[t.one].name, found.nodes[t.other].name, t.weight) for t in found.ties]


def _member_rows(found: WhoMeetsWhom) -> list[Any]:
    """Who met nobody first, then by how many others they met."""
    met = met_by(found)
    rows = [(node.name, met[place], node.meetings) for place, node in enumerate(found.nodes)]
    return sorted(rows, key=lambda row: (row[1], row[0].casefold()))
