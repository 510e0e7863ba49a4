"""When a club meets: the rule, what it means in days, and the pauses."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.clubs.actions.timetable import add_pause, remove_pause, set_rule
from loim.clubs.forms.times import PauseForm, RuleForm
from loim.clubs.models import ClubPause
from loim.clubs.permissions import may_run_club
from loim.clubs.queries.rule_in_words import quarters_in_words, rule_in_words
from loim.clubs.queries.timetable import preview, rule_of
from loim.clubs.views.loading import run_club, user_of
from loim.clubs.views.planned_words import say_what_was_planned
from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.programmes.permissions import may_record


@allowed(may_record)
def times_page(request: HttpRequest, pk: int) -> HttpResponse:
    club = run_club(request, pk)
    found = rule_of(club)
    row = found[0] if found else None
    form = RuleForm(request.POST if request.method == "POST" else None, rule=row)
    if request.method == "POST" and form.is_valid():
        try:
            planned = set_rule(
                club=club, facts=form.facts(), by=user_of(request), now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The times are saved."))
            say_what_was_planned(request, planned)
            return redirect("club-times", pk)
    pauses = list(
        ClubPause.objects.filter(club=club).select_related("club").order_by("-start_date", "pk")
    )
    context = {
        "club": club,
        "form": form,
        "when": rule_in_words(row) if row else "",
        "quarters": quarters_in_words(row) if row else "",
        "preview": preview(found[1], timezone.localdate(), pauses) if found else None,
        "pauses": pauses,
    }
    return render(request, "clubs/times.html", context)


@allowed(may_record)
def pause_new(request: HttpRequest, pk: int) -> HttpResponse:
    club = run_club(request, pk)
    form = PauseForm(
        request.POST if request.method == "POST" else None,
        instance=ClubPause(club=club),
        source_language=club.language,
    )
    if request.method == "POST" and form.is_valid():
        try:
            planned = add_pause(
                club=club, facts=form.facts(), by=user_of(request), now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The pause is saved."))
            say_what_was_planned(request, planned)
            return redirect("club-times", pk)
    return render(request, "clubs/pause.html", {"club": club, "form": form})


@allowed(may_record)
@require_POST
def pause_remove(request: HttpRequest, pk: int) -> HttpResponse:
    pause = get_object_or_404(
        ClubPause.objects.select_related("club__organisation", "club__activity__programme"), pk=pk
    )
    if not may_run_club(request.user, pause.club):
        raise PermissionDenied
    try:
        planned = remove_pause(pause=pause, by=user_of(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The pause is removed."))
        say_what_was_planned(request, planned)
    return redirect("club-times", pause.club_id)
