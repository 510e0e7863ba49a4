"""A municipality's view of its communities."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.common.tables import Table, table_response
from loim.communities.actions.overview.supporting import record_support, remove_support
from loim.communities.forms.overview.support import SupportForm
from loim.communities.models import Support, SupportKind
from loim.communities.permissions import governments_of, may_see_overview
from loim.communities.queries.overview.moves import with_moves
from loim.communities.queries.overview.municipality import SORTS, areas_without, overview_of
from loim.people.models import Organisation


def _government(request: HttpRequest) -> tuple[Organisation, list[Organisation]]:
    """Which municipality, of those for which this person coordinates."""
    mine = list(
        governments_of(request.user).select_related("municipality__county").order_by("name")
    )
    asked = request.GET.get("of", "")
    chosen = next((one for one in mine if str(one.pk) == asked), None)
    return chosen or mine[0], mine


def _shown(request: HttpRequest, **more: Any) -> dict[str, Any]:
    government, mine = _government(request)
    return {"government": government, "governments": mine, "of": f"?of={government.pk}", **more}


@allowed(may_see_overview)
@require_safe
@never_cache
def community_overview(request: HttpRequest) -> HttpResponse:
    shown = _shown(request)
    sort = request.GET.get("sort", "name")
    overview = overview_of(shown["government"], sort if sort in SORTS else "name")
    shown.update(
        overview=overview, communities=paged(request, overview.rows), sort=sort,
        without=areas_without(shown["government"]).count(),
    )  # fmt: skip
    return render(request, "communities/overview/communities.html", shown)


@allowed(may_see_overview)
@require_safe
@never_cache
def community_overview_areas(request: HttpRequest) -> HttpResponse:
    shown = _shown(request)
    sort = request.GET.get("sort", "people")
    rows = areas_without(shown["government"], sort)
    shown.update(
        areas=paged(request, rows), sort=sort,
        people=sum(number or 0 for number in rows.values_list("people", flat=True)),
    )  # fmt: skip
    return render(request, "communities/overview/areas.html", shown)


@allowed(may_see_overview)
@never_cache
def community_overview_support(request: HttpRequest) -> HttpResponse:
    shown = _shown(request)
    government: Organisation = shown["government"]
    person: Any = request.user
    given = Support.objects.filter(giver=government)
    if request.POST.get("step") == "remove":
        key = request.POST.get("support", "")
        number = int(key) if key.isascii() and key.isdecimal() and len(key) < 16 else 0
        remove_support(
            support=get_object_or_404(given.select_related("giver"), pk=number), by=person
        )
        messages.success(request, _("It is taken off the list."))
        return redirect(f"{request.path}{shown['of']}")
    form = SupportForm(request.POST or None, giver=government, whom=request.GET.get("whom", ""))
    if request.method == "POST" and form.is_valid():
        try:
            record_support(
                giver=government, facts=form.facts(), submission=form.cleaned_data["submission"],
                by=person, now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Written down."))
            return redirect(f"{request.path}{shown['of']}")
    kind = request.GET.get("kind", "")
    rows = given.filter(kind=kind) if kind in SupportKind.values else given
    rows = rows.select_related("community__organisation", "area", "event").order_by("-date", "-pk")
    listed = paged(request, rows)
    shown.update(
        form=form, supports=listed, kind=kind, kinds=SupportKind.choices,
        rows=with_moves(listed.page.object_list, government),
    )  # fmt: skip
    return render(
        request, "communities/overview/support.html", shown, status=422 if form.errors else 200
    )


@allowed(may_see_overview)
@require_safe
def community_overview_export(request: HttpRequest) -> HttpResponse:
    """What the pages show, as a workbook: only what is shared now."""
    government, _mine = _government(request)
    given = Support.objects.filter(giver=government).select_related(
        "community__organisation", "area", "event"
    )
    return table_response(
        "xlsx",
        "communities",
        _communities_table(government),
        Table(
            _("Areas"), [_("Area without a community"), _("People")],
            [(area.name, area.people) for area in areas_without(government)],
        ),
        Table(
            _("Support"),
            [_("Day"), _("Kind"), _("To whom"), _("Euros"), _("Hours"), pgettext("support", "By whom"), _("Event"), _("Note"), _("What moved since")],
            [_support_row(one.support, one.moves) for one in with_moves(given.order_by("-date", "-pk"), government)],
        ),
    )  # fmt: skip


def _communities_table(government: Organisation) -> Table:
    nothing = _("not shared")
    rows = []
    for row in overview_of(government).rows:
        phase = row.phase.level_name if row.phase else None
        readiness = row.readiness.level_name if row.readiness else None
        rows.append((
            str(row.community),
            (phase or "") if row.shares_phase else nothing,
            (readiness or "") if row.shares_readiness else nothing,
            row.support, row.last_support,
        ))  # fmt: skip
    columns = [_("Community"), _("Phase"), _("Readiness"), _("Support given"), _("Last")]
    return Table(_("Communities"), columns, rows)


def _support_row(one: Support, moves: list[str]) -> tuple[Any, ...]:
    return (
        one.date, str(one.get_kind_display()), str(one.community or one.area), one.euros, one.hours,
        one.given_by, str(one.event or ""), one.note, " ".join(moves),
    )  # fmt: skip
