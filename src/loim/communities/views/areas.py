"""A municipality's list of villages and districts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.communities.actions.areas import correct_area, paste_areas, remove_area
from loim.communities.forms.areas import AreaForm, AreasForm
from loim.communities.models import Area, Community
from loim.communities.permissions import communities_seen_by, may_open_in, may_read_areas
from loim.communities.views.loading import user_of
from loim.people.models import Municipality

PAGE_SIZE = 100


@signed_in
def community_areas(request: HttpRequest, ehak: str) -> HttpResponse:
    place = get_object_or_404(Municipality, pk=ehak)
    if not may_read_areas(request.user, ehak):
        raise PermissionDenied
    form = AreasForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        taken = paste_areas(
            municipality=place, areas=form.areas, by=user_of(request), now=timezone.now()
        )
        words = _("New: %(new)s. Corrected: %(corrected)s.")
        messages.success(request, words % {"new": taken.new, "corrected": taken.corrected})
        return redirect("community-areas", ehak)
    # Of others in the municipality nothing is told, not even that they are there.
    seen = communities_seen_by(request.user).select_related("organisation").order_by("pk")
    rows = place.areas.prefetch_related(Prefetch("communities", seen, to_attr="seen"))
    context = {
        "municipality": place,
        "areas": paged(request, rows.order_by("name", "pk"), size=PAGE_SIZE),
        "form": form,
        "may_change": may_open_in(request.user, ehak),
    }
    status = 422 if form.errors else 200
    return render(request, "communities/areas/list.html", context, status=status)


@signed_in
def community_area(request: HttpRequest, ehak: str, pk: int) -> HttpResponse:
    if not may_open_in(request.user, ehak):
        raise PermissionDenied
    area = get_object_or_404(Area.objects.select_related("municipality"), pk=pk, municipality=ehak)
    by, now = user_of(request), timezone.now()
    if "remove" in request.POST:
        remove_area(area=area, by=by, now=now)
        messages.success(request, _("The area is removed from the list."))
        return redirect("community-areas", ehak)
    seen = communities_seen_by(request.user).filter(organisation__municipality=ehak)
    offered: list[Community] = list(
        seen.select_related("organisation").order_by("organisation__name", "pk")
    )
    form = AreaForm(request.POST or None, area=area, communities=offered)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        hidden = [each for each in area.communities.all() if each not in offered]
        try:
            correct_area(
                area=area, name=said["name"], people=said["people"],
                communities=[*form.chosen(), *hidden], by=by, now=now,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The area is saved."))
            return redirect("community-areas", ehak)
    context = {"area": area, "form": form, "municipality": area.municipality}
    status = 422 if form.errors else 200
    return render(request, "communities/areas/area.html", context, status=status)
