"""The blueprint with its notes, and what designers should look at."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import allowed
from loim.services.actions.journeys.noting import add_note, mark_seen, resolve_note
from loim.services.forms.journeys.design import NoteForm, ResolveForm
from loim.services.models import JourneyNote
from loim.services.permissions.journeys import may_design, may_design_something
from loim.services.queries.journeys.blueprint import blueprint
from loim.services.queries.journeys.design import titles_of_journeys
from loim.services.queries.journeys.flags import flags_of
from loim.services.views.journeys.loading import (
    designed,
    designed_step,
    language_of,
    looked_behind,
    user_of,
)


@allowed(may_design_something)
def blueprint_page(request: HttpRequest, journey_slug: str) -> HttpResponse:
    """A POST notes a gap, a pain or an idea."""
    journey = looked_behind(request, journey_slug)
    found = blueprint(journey, language_of(request), timezone.now())
    steps = [(row.step, f"{row.number}. {row.title}") for row in found.rows]
    form = NoteForm(request.POST or None, steps=steps)
    if request.method == "POST" and form.is_valid():
        add_note(
            journey=journey, facts=form.facts(), by=user_of(request), now=timezone.now(),
            submission=form.cleaned_data["submission"],
        )  # fmt: skip
        messages.success(request, _("Noted."))
        return redirect("journey-blueprint", journey_slug)
    return render(request, "services/journeys/blueprint.html", {
        "journey": journey,
        "title": titles_of_journeys([journey]).get(journey.pk, journey.slug),
        "blueprint": found,
        "form": form,
        "may_design": may_design(request.user, journey),
    })  # fmt: skip


@allowed(may_design_something)
def note_resolve(request: HttpRequest, pk: int) -> HttpResponse:
    note = get_object_or_404(JourneyNote.objects.select_related("journey__keeper"), pk=pk)
    if not may_design(request.user, note.journey):
        raise PermissionDenied
    form = ResolveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        resolve_note(
            note=note, resolution=form.cleaned_data["resolution"], by=user_of(request),
            now=timezone.now(),
        )  # fmt: skip
        return redirect("journey-blueprint", note.journey.slug)
    return render(request, "services/journeys/form.html", {
        "form": form, "journey": note.journey, "title": _("Resolve a note"), "save": _("Resolved"),
        "about": note.words,
    })  # fmt: skip


@allowed(may_design_something)
@require_safe
def flags(request: HttpRequest, journey_slug: str) -> HttpResponse:
    journey = designed(request, journey_slug)
    return render(request, "services/journeys/flags.html", {
        "journey": journey,
        "title": titles_of_journeys([journey]).get(journey.pk, journey.slug),
        "flags": flags_of([journey])[journey.pk],
        "may_design": True,
    })  # fmt: skip


@allowed(may_design_something)
@require_POST
def step_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """'Looked at, still right.'"""
    step = designed_step(request, pk)
    last = request.POST.get("last_change", "")
    if last.isdecimal() and len(last) < 18:
        mark_seen(step=step, last_change=int(last), by=user_of(request), now=timezone.now())
        messages.success(request, _("Noted: you looked at it, and it is still right."))
    return redirect("journey-design-flags", step.journey.slug)
