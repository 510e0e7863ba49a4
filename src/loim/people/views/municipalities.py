"""Municipalities: what there is, and recording a merger."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.people.actions.municipalities import merge_municipality
from loim.people.forms.municipalities import MergeForm
from loim.people.models import Municipality
from loim.people.permissions import may_administer_platform
from loim.people.views.signed_in_person import signed_in_person


@allowed(may_administer_platform)
def municipality_list(request: HttpRequest) -> HttpResponse:
    rows = Municipality.objects.select_related("county", "successor").order_by(
        "county__name", "name", "pk"
    )
    return render(
        request, "people/municipality_list.html", {"municipalities": paged(request, rows, 100)}
    )


@allowed(may_administer_platform)
def municipality_merge(request: HttpRequest, ehak: str) -> HttpResponse:
    municipality = get_object_or_404(Municipality.objects.select_related("county"), pk=ehak)
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            merge_municipality(
                by=signed_in_person(request),
                now=timezone.now(),
                municipality=municipality,
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The merger was recorded."))
            return redirect("municipality-list")
    return render(
        request, "people/municipality_merge.html", {"form": form, "municipality": municipality}
    )
