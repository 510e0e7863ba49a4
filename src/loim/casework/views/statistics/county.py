"""The county's picture: page, file, and bringing a register."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.casework.actions.statistics.county import share_register
from loim.casework.forms.statistics.register import RegisterConfirmForm, RegisterFileForm
from loim.casework.gate import counselling
from loim.casework.logic.statistics.hiding import THRESHOLD
from loim.casework.logic.statistics.tiles import HEIGHT, WIDTH
from loim.casework.models import CountyPicture
from loim.casework.permissions import counties_seen_by, may_counsel_anywhere, may_share_picture
from loim.casework.queries.desks import desks_of
from loim.casework.queries.statistics.county import PictureTable, pictures_of, shown_picture
from loim.casework.views.desk import desk_of
from loim.common.access import signed_in
from loim.common.refusals import Refusal
from loim.common.tables import Table, table_response
from loim.people.models import County


@signed_in
def county_list(request: HttpRequest) -> HttpResponse:
    """Those that this person may see; where it is one, its picture at once."""
    counties = list(counties_seen_by(request.user).order_by("name"))
    if len(counties) == 1:
        return redirect("county-picture", counties[0].pk)
    with_pictures = set(CountyPicture.objects.values_list("county", flat=True))
    context = {"counties": [(one, one.pk in with_pictures) for one in counties]}
    return render(request, "casework/statistics/counties.html", context)


@signed_in
def county_page(request: HttpRequest, county_ehak: str) -> HttpResponse:
    county = _seen(request, county_ehak)
    pictures = pictures_of(county)
    picked = _picked(request, pictures)
    context: dict[str, Any] = {
        "county": county,
        "pictures": pictures,
        "picked": picked,
        "shown": shown_picture(picked) if picked else None,
        "threshold": THRESHOLD,
        "tile_width": WIDTH,
        "tile_height": HEIGHT,
        "may_share": may_counsel_anywhere(request.user)
        and any(
            may_share_picture(request.user, one, county) for one in _own_organisations(request)
        ),
    }
    return render(request, "casework/statistics/county.html", context)


@signed_in
def county_file(request: HttpRequest, county_ehak: str) -> HttpResponse:
    county = _seen(request, county_ehak)
    picked = _picked(request, pictures_of(county))
    if picked is None:
        return redirect("county-picture", county_ehak)
    shown = shown_picture(picked)
    name = f"{county.name}-{picked.as_of.isoformat()}".replace(" ", "-")
    return table_response(
        "xlsx", name, _sheet(shown.by_origin, _("Where from")), _sheet(shown.by_family, _("Family"))
    )


@counselling
def county_import(request: HttpRequest, county_ehak: str) -> HttpResponse:
    """Without a file: what to do. With one: the preview. With a preview: it is shared."""
    county = get_object_or_404(County, pk=county_ehak)
    organisation = desk_of(request)
    if not may_share_picture(request.user, organisation, county):
        raise PermissionDenied
    is_sent = request.method == "POST"
    if is_sent and "rows" in request.POST:
        return _share(request, county)
    form = RegisterFileForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        county=county,
        today=timezone.localdate(),
    )
    context: dict[str, Any] = {"form": form, "county": county}
    if is_sent and form.is_valid():
        context["preview"] = form.preview
        names = dict(county.municipalities.values_list("ehak", "name"))
        context["rows"] = [(names[row.municipality], row) for row in form.preview.rows[:200]]
        if not form.preview.problems:
            context["confirm"] = RegisterConfirmForm.of(form, request.user)  # type: ignore[arg-type]
    return render(request, "casework/statistics/county_import.html", context)


def _share(request: HttpRequest, county: County) -> HttpResponse:
    confirm = RegisterConfirmForm(request.POST, person=request.user, county=county)  # type: ignore[arg-type]
    if not confirm.is_valid():
        for text in confirm.errors["rows"]:
            messages.error(request, str(text))
        return redirect("county-picture-import", county.pk)
    try:
        made = share_register(
            county=county, organisation=desk_of(request), by=request.user,  # type: ignore[arg-type]
            now=timezone.now(), **confirm.cleaned_data["rows"],
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("county-picture-import", county.pk)
    messages.success(request, _("Shared: the county’s municipalities see the picture now."))
    return redirect(f"{_address(county)}?picture={made.pk}")


def _address(county: County) -> str:
    return reverse("county-picture", args=[county.pk])


def _own_organisations(request: HttpRequest) -> list[Any]:
    return list(desks_of(request.user))


def _seen(request: HttpRequest, county_ehak: str) -> County:
    county = counties_seen_by(request.user).filter(pk=county_ehak).first()
    if county is None:
        get_object_or_404(County, pk=county_ehak)
        raise PermissionDenied
    return county


def _picked(request: HttpRequest, pictures: list[CountyPicture]) -> CountyPicture | None:
    asked = request.GET.get("picture", "")
    return next((one for one in pictures if str(one.pk) == asked), next(iter(pictures), None))


def _sheet(table: PictureTable, name: str) -> Table:
    hidden = _("hidden")
    rows = (
        [place, *(hidden if number is None else number for number in row)]
        for place, row in (*table.rows, (_("County"), table.total))
    )
    return Table(name, [_("Municipality"), _("All newcomers"), *table.columns], rows)
