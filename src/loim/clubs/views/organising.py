"""A club is founded, described and opened."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.clubs.actions.clubs import (
    close_club,
    create_club,
    edit_club,
    open_club,
    pause_club,
    what_is_missing,
)
from loim.clubs.forms.club import ClubForm
from loim.clubs.logic.club_states import ClubStep
from loim.clubs.models import Club
from loim.clubs.views.loading import load_club, run_club, user_of
from loim.clubs.views.planned_words import say_what_was_planned
from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.queries.record_defaults import own_organisations
from loim.programmes.permissions import may_record, programmes_taken_part_in
from loim.programmes.queries.activity_choices import activity_choices

_STEPS: dict[str, Callable[..., Any]] = {
    ClubStep.OPEN.value: open_club,
    ClubStep.PAUSE.value: pause_club,
    ClubStep.CLOSE.value: close_club,
}


@allowed(may_record)
def club_new(request: HttpRequest) -> HttpResponse:
    form = _form(request, Club())
    if request.method == "POST" and form.is_valid():
        club = create_club(
            facts=form.facts(),
            submission=form.cleaned_data["submission"],
            by=user_of(request),
            now=timezone.now(),
        )
        messages.success(request, _("The club is saved. Now say when it meets."))
        return redirect("club-times", club.pk)
    return render(request, "clubs/edit.html", {"form": form, "club": None})


@allowed(may_record)
def club_edit(request: HttpRequest, pk: int) -> HttpResponse:
    club = run_club(request, pk)
    # Filling in the form changes the club that it is given; the action gets the one that is.
    form = _form(request, load_club(pk))
    if request.method == "POST" and form.is_valid():
        try:
            planned = edit_club(
                club=club,
                facts=form.facts(),
                seen=form.cleaned_data["seen"],
                by=user_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The club is saved."))
            say_what_was_planned(request, planned)
            return redirect("club", pk)
    return render(request, "clubs/edit.html", {"form": form, "club": club})


@allowed(may_record)
@require_POST
def club_step(request: HttpRequest, pk: int) -> HttpResponse:
    club = run_club(request, pk)
    act = _STEPS.get(request.POST.get("step", ""))
    if act is None:
        raise Http404
    try:
        planned = act(club=club, by=user_of(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        say_what_was_planned(request, planned)
    # Without its times it cannot open: there they are written down.
    if not hasattr(club, "rule") and what_is_missing(club):
        return redirect("club-times", pk)
    return redirect("club", pk)


def _form(request: HttpRequest, club: Club) -> ClubForm:
    person = user_of(request)
    return ClubForm(
        request.POST if request.method == "POST" else None,
        instance=club,
        organisations=own_organisations(person),
        activities=activity_choices(programmes_taken_part_in(person)),
    )
