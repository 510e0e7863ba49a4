"""Rides with their seats, nights with their beds, meals with what people eat; ways between towns."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.programmes.permissions import may_record
from loim.visits.actions.travelling import set_travel_time
from loim.visits.forms.others import TravelForm
from loim.visits.logic.towns import TOWNS
from loim.visits.queries.travelling import travelling
from loim.visits.views.loading import changeable_visit, person_of


@allowed(may_record)
def travel_page(request: HttpRequest, pk: int) -> HttpResponse:
    visit = changeable_visit(request, pk)
    form = TravelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_travel_time(
                visit=visit, **form.cleaned_data, by=person_of(request), now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error("other", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("visit-travel", pk)
    return render(
        request,
        "visits/travel.html",
        {
            "visit": visit,
            "event": visit.event,
            "travelling": travelling(visit),
            "form": form,
            "towns": sorted(town.name for town in TOWNS.values()),
        },
    )
