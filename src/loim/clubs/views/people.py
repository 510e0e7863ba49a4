"""Regulars and those who wait, for those who run the club."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.clubs.actions.joining import add_regular, give_place, take_off
from loim.clubs.forms.people import RegularForm
from loim.clubs.logic.person_states import PersonState
from loim.clubs.models import Club, ClubPerson, VisitState
from loim.clubs.permissions import may_run_club
from loim.clubs.queries.club_lists import places_of
from loim.clubs.views.loading import run_club, user_of
from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.programmes.permissions import may_record

_STEPS: dict[str, Callable[..., Any]] = {"give": give_place, "off": take_off}


@allowed(may_record)
def people_page(request: HttpRequest, pk: int) -> HttpResponse:
    club = run_club(request, pk)
    form = RegularForm(
        request.POST if request.method == "POST" else None, initial={"language": club.language}
    )
    if request.method == "POST" and form.is_valid():
        try:
            person = add_regular(club=club, by=user_of(request), now=timezone.now(), **form.who())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if person.state == PersonState.REGULAR:
                messages.success(request, _("Added. A letter with their own link is on its way."))
            else:
                messages.success(
                    request, _("There is no free place: they are on the waiting list.")
                )
            return redirect("club-people", pk)
    context = {
        "club": club,
        "form": form,
        "places": places_of(club),
        "waiting": _people(
            club, PersonState.WAITING, PersonState.OFFERED, PersonState.PENDING
        ).order_by("queued_at", "pk")[:200],
        "regulars": paged(request, _people(club, PersonState.REGULAR).order_by("name", "pk"), 100),
        "guests": _people(club, PersonState.GUEST).order_by("-last_visit", "name", "pk")[:50],
    }
    return render(request, "clubs/people.html", context)


@allowed(may_record)
@require_POST
def person_step(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(
        ClubPerson.objects.select_related("club__organisation", "club__activity__programme"),
        pk=pk,
        erased_at=None,
    )
    if not may_run_club(request.user, person.club):
        raise PermissionDenied
    act = _STEPS.get(request.POST.get("step", ""))
    if act is None:
        raise Http404
    try:
        act(person=person, by=user_of(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done."))
    return redirect("club-people", person.club_id)


def _people(club: Club, *states: str) -> Any:
    came = Q(visits__state=VisitState.CAME)
    return ClubPerson.objects.filter(club=club, state__in=states, erased_at=None).annotate(
        visit_count=Count("visits", filter=came),
        last_visit=Max("visits__meeting__day", filter=came),
    )
