"""Pages about applied journeys."""

from pathlib import PurePath

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import allowed, signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.people.models import User
from loim.programmes.permissions import (
    may_correct_somewhere,
    may_record,
    organisations_recorded_by,
    programmes_taken_part_in,
)
from loim.programmes.queries.activity_choices import activity_choices
from loim.services.actions.applied_journeys import edit_journey, end_journey, record_journey
from loim.services.forms.applied_journeys import EndForm, JourneyFilterForm, JourneyForm
from loim.services.models import AppliedJourney
from loim.services.permissions.applied_journeys import (
    journeys_seen_by,
    may_change_journey,
    may_see_journey,
)
from loim.services.queries.applied_journeys import governments, journey_history, listed_journeys


@signed_in
def journey_list(request: HttpRequest) -> HttpResponse:
    filters = JourneyFilterForm(request.GET)
    today = timezone.localdate()
    journeys = listed_journeys(journeys_seen_by(request.user), filters.wanted(), today)
    context = {
        "journeys": paged(request, journeys),
        "filters": filters,
        "may_record": may_record(request.user),
        "today": today,
    }
    return render(request, "services/applied/journey_list.html", context)


@signed_in
def journey_page(request: HttpRequest, pk: int) -> HttpResponse:
    journey = _load(pk)
    if not may_see_journey(request.user, journey):
        raise PermissionDenied
    context = {
        "journey": journey,
        "history": journey_history(pk),
        "may_change": may_change_journey(request.user, journey),
        "has_ended": journey.end_date is not None and journey.end_date < timezone.localdate(),
    }
    return render(request, "services/applied/journey.html", context)


@signed_in
def journey_document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, for those who may see the journey."""
    journey = _load(pk)
    if not may_see_journey(request.user, journey):
        raise PermissionDenied
    if not journey.document:
        raise Http404
    name = f"{journey.title[:80]}{PurePath(str(journey.document.name)).suffix}"
    return FileResponse(journey.document.open("rb"), as_attachment=True, filename=name)


@allowed(may_record)
def journey_new(request: HttpRequest) -> HttpResponse:
    return _form_page(request, None)


@allowed(may_record)
def journey_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _form_page(request, _changeable(request, pk))


def _form_page(request: HttpRequest, journey: AppliedJourney | None) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]
    is_sent = request.method == "POST"
    form = JourneyForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        organisations=governments(organisations_recorded_by(person)),
        activities=activity_choices(programmes_taken_part_in(person)),
        today=timezone.localdate(),
        journey=journey,
        may_correct=may_correct_somewhere(person),
    )
    if is_sent and form.is_valid():
        said = {"facts": form.facts(), "reason": form.reason, "by": person, "now": timezone.now()}
        try:
            if journey is None:
                saved = record_journey(**said)  # type: ignore[arg-type]  # named as the action names them
            else:
                edit_journey(journey=journey, **said)  # type: ignore[arg-type]
                saved = journey
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The journey is saved."))
            return redirect("journey", saved.pk)
    shown = _load(journey.pk) if journey else None
    return render(request, "services/applied/journey_form.html", {"form": form, "journey": shown})


@allowed(may_record)
def journey_end(request: HttpRequest, pk: int) -> HttpResponse:
    journey = _changeable(request, pk)
    person: User = request.user  # type: ignore[assignment]
    form = EndForm(
        request.POST if request.method == "POST" else None,
        initial={"end_date": journey.end_date or timezone.localdate()},
        may_correct=may_correct_somewhere(person),
    )
    if request.method == "POST" and form.is_valid():
        try:
            end_journey(
                journey=journey,
                end_date=form.cleaned_data["end_date"],
                reason=form.reason,
                by=person,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The end is noted."))
            return redirect("journey", pk)
    return render(request, "services/applied/journey_end.html", {"journey": journey, "form": form})


def _load(pk: int) -> AppliedJourney:
    return get_object_or_404(
        AppliedJourney.objects.select_related("organisation", "activity__programme", "recorded_by"),
        pk=pk,
    )


def _changeable(request: HttpRequest, pk: int) -> AppliedJourney:
    journey = _load(pk)
    if not may_change_journey(request.user, journey):
        raise PermissionDenied
    return journey
