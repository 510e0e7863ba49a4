"""Series: all of them, one with its events by year, and its form."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed, public
from loim.common.brief_cache import briefly_cached
from loim.common.page_addresses import page_addresses
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.events.actions.pages.series import create_series, edit_series, remove_series
from loim.events.forms.pages.series import SeriesForm
from loim.events.models import Series
from loim.events.permissions import may_change_series, may_see_series
from loim.events.queries.pages.series_lists import events_of_series, listed_series, series_history
from loim.events.queries.record_defaults import own_organisations
from loim.people.models import User
from loim.programmes.permissions import may_record

EVENTS_ON_A_PAGE = 100


@public("only series with public events, for those who take part also their own")
@briefly_cached
def series_list(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "events/pages/series_list.html",
        {
            "series_list": paged(request, listed_series(request.user)),
            "may_record": may_record(request.user),
            "addresses": page_addresses("series-list"),
        },
    )


@public("its public events; the view guards the rest")
@briefly_cached
def series_page(request: HttpRequest, pk: int) -> HttpResponse:
    series = get_object_or_404(Series.objects.select_related("organiser"), pk=pk)
    if not may_see_series(request.user, series):
        if request.user.is_anonymous:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied
    may_change = may_change_series(request.user, series)
    return render(
        request,
        "events/pages/series.html",
        {
            "series": series,
            "title": series.text("title"),
            "events": paged(request, events_of_series(request.user, series), EVENTS_ON_A_PAGE),
            "may_change": may_change,
            "history": series_history(series.pk) if may_change else None,
            "addresses": page_addresses("series", pk),
        },
    )


@allowed(may_record)
def series_new(request: HttpRequest) -> HttpResponse:
    return _edited(request, Series(), create_series)


@allowed(may_record)
def series_edit(request: HttpRequest, pk: int) -> HttpResponse:
    series = changeable_series(request, pk)
    return _edited(request, series, edit_series, series=series)


@allowed(may_record)
@require_POST
def series_remove(request: HttpRequest, pk: int) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    try:
        remove_series(series=changeable_series(request, pk), by=person, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("series", pk)
    messages.success(request, _("The series is removed."))
    return redirect("series-list")


def changeable_series(request: HttpRequest, pk: int) -> Series:
    series = get_object_or_404(Series.objects.select_related("organiser"), pk=pk)
    if not may_change_series(request.user, series):
        raise PermissionDenied
    return series


def _edited(request: HttpRequest, shown: Series, save: Any, **said: Series) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]
    data = request.POST if request.method == "POST" else None
    # Filling in the form changes the series that it is given; the action gets the one that is.
    scratch = Series.objects.get(pk=shown.pk) if shown.pk else shown
    form = SeriesForm(data, organisers=own_organisations(person), instance=scratch)
    if data is not None and form.is_valid():
        try:
            series = save(facts=form.facts(), by=person, now=timezone.now(), **said)
        except Refusal as refusal:
            form.add_error("title", str(refusal))
        else:
            messages.success(request, _("The series is saved."))
            return redirect("series", series.pk)
    return render(
        request,
        "events/pages/series_form.html",
        {"form": form, "series": shown if shown.pk else None},
    )
