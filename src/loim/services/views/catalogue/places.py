"""Places where services are given, and opening hours of places and channels."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.services.actions.catalogue.hours import remove_exception, set_hours, understood
from loim.services.actions.catalogue.parts import save_place
from loim.services.forms.catalogue.hours import HoursForm
from loim.services.forms.catalogue.parts import PlaceForm
from loim.services.logic.opening_shown import same_time, week_shown
from loim.services.models import Channel, Location, OpeningException
from loim.services.permissions.catalogue import (
    may_keep_something,
    organisations_kept_for,
    places_kept_by,
)
from loim.services.queries.catalogue.hours import Timetable, preview, timetables
from loim.services.views.catalogue.loading import kept_place, kept_service, user_of


@allowed(may_keep_something)
@require_safe
def place_list(request: HttpRequest) -> HttpResponse:
    found = places_kept_by(request.user).annotate(
        services_count=Count("channels__service", distinct=True)
    )
    places = paged(request, found.select_related("owner", "municipality").order_by("name", "pk"))
    return render(request, "services/catalogue/places.html", {"places": places})


@allowed(may_keep_something)
def place_new(request: HttpRequest) -> HttpResponse:
    return _form_page(request, Location())


@allowed(may_keep_something)
def place_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _form_page(request, kept_place(request, pk))


def _form_page(request: HttpRequest, place: Location) -> HttpResponse:
    now = timezone.now()
    owners = organisations_kept_for(request.user)
    initial: dict[str, Any] = {}
    if not place.pk and (first := owners.first()):
        initial = {"owner": first.pk, "municipality": first.municipality_id}
    form = PlaceForm(
        request.POST if request.method == "POST" else None,
        instance=place, owners=owners, today=timezone.localdate(now), initial=initial,
    )  # fmt: skip
    is_new = place.pk is None
    if request.method == "POST" and form.is_valid():
        saved: Location = form.instance
        save_place(place=saved, by=user_of(request), now=now)
        messages.success(request, _("The place is saved."))
        return redirect(
            "service-place-hours" if is_new else "service-place-list",
            *([saved.pk] if is_new else []),
        )
    return render(
        request, "services/catalogue/place.html", {"form": form, "place": None if is_new else place}
    )


@allowed(may_keep_something)
def place_hours(request: HttpRequest, pk: int) -> HttpResponse:
    place = kept_place(request, pk)
    return _hours_page(request, place, {"place": place})


@allowed(may_keep_something)
def channel_hours(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    service = kept_service(request, pk)
    channel = get_object_or_404(
        Channel.objects.select_related("location"), pk=part, service=service
    )
    channel.service = service
    return _hours_page(request, channel, {"service": service, "channel": channel})


@allowed(may_keep_something)
@require_POST
def place_exception_remove(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    place = kept_place(request, pk)
    exception = get_object_or_404(OpeningException, pk=part, location=place)
    remove_exception(exception=exception, by=user_of(request), now=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("service-place-hours", pk)


@allowed(may_keep_something)
@require_POST
def channel_exception_remove(
    request: HttpRequest, pk: int, part: int, exception: int
) -> HttpResponse:
    service = kept_service(request, pk)
    row = get_object_or_404(
        OpeningException.objects.select_related("channel__service"),
        pk=exception, channel=part, channel__service=service,
    )  # fmt: skip
    remove_exception(exception=row, by=user_of(request), now=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("service-channel-hours", pk, part)


def _hours_page(
    request: HttpRequest, of: Location | Channel, context: dict[str, Any]
) -> HttpResponse:
    """What was typed is shown as the next two weeks before it is saved."""
    now = timezone.now()
    today, language = timezone.localdate(now), get_language() or "et"
    table = _table(of)
    form = HoursForm(
        request.POST if request.method == "POST" else None,
        initial={"text": _typed_before(table, language)},
    )
    shown = table.preview(language, today)
    is_preview = False
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        dates = {"start_date": said["start_date"], "end_date": said["end_date"]}
        try:
            if "save" in request.POST:
                set_hours(of=of, text=said["text"], by=user_of(request), now=now, **dates)
                messages.success(request, _("The opening hours are saved."))
                return redirect(request.path)
            typed = understood(said["text"], today=today, **dates)
            shown, is_preview = preview(typed.rules, typed.exceptions, language, today), True
        except Refusal as refusal:
            form.add_error("text", str(refusal))
    context.update(
        form=form, table=table, preview=shown, is_preview=is_preview, today=today,
        periods=table.periods(language, today),
        exceptions=_exceptions(table, language, today),
        may_save=is_preview,
    )  # fmt: skip
    return render(request, "services/catalogue/hours.html", context)


def _table(of: Location | Channel) -> Timetable:
    if isinstance(of, Location):
        return timetables([of.pk]).get(("location", of.pk), Timetable())
    return timetables([], [of.pk]).get(("channel", of.pk), Timetable())


def _typed_before(table: Timetable, language: str) -> str:
    """The hours that hold always, as one would type them."""
    always = [group for group in same_time(table.rules) if group[0].start_date is None]
    return week_shown(always[0], language) if len(always) == 1 else ""


def _exceptions(table: Timetable, language: str, today: Any) -> list[Any]:
    keys = {(row.start_date, row.end_date): row.pk for row in table.exception_rows}
    return [
        (each, words, keys[each.start_date, each.end_date])
        for each, words in table.exceptions_shown(language, today)
    ]
