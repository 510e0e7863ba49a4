"""A municipality adopts a journey, adds its own words, sees what is new."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import signed_in
from loim.common.refusals import Refusal
from loim.content.queries.reading import shown_texts
from loim.programmes.permissions import (
    may_correct_somewhere,
    may_record,
    organisations_recorded_by,
    programmes_taken_part_in,
)
from loim.programmes.queries.activity_choices import activity_choices
from loim.services.actions.journeys.adopting import (
    adopt_journey,
    answer_edition,
    link_journey,
    write_local_words,
)
from loim.services.forms.journeys.adopting import AdoptForm, LinkForm, LocalWordsForm
from loim.services.models import AppliedJourney, JourneyStep, LocalWords
from loim.services.permissions.applied_journeys import may_see_journey
from loim.services.permissions.journeys import may_adapt, may_design, may_look_behind
from loim.services.queries.applied_journeys import governments
from loim.services.queries.journeys.adopted import adopted_steps, news_for
from loim.services.queries.journeys.listing import adopters_of
from loim.services.views.journeys.loading import language_of, public_journey, user_of


@signed_in
def adopt(request: HttpRequest, journey_slug: str) -> HttpResponse:
    """Anew, or by linking one that was recorded before."""
    journey = public_journey(journey_slug)
    person = user_of(request)
    if not may_record(person):
        raise PermissionDenied
    organisations = governments(organisations_recorded_by(person))
    known = list(
        AppliedJourney.objects.filter(
            organisation__in=organisations, journey=None, end_date=None
        ).select_related("organisation").order_by("organisation__name", "pk")
    )  # fmt: skip
    is_link = request.POST.get("act") == "link"
    is_sent = request.method == "POST"
    form = AdoptForm(
        request.POST if is_sent and not is_link else None, organisations=organisations,
        activities=activity_choices(programmes_taken_part_in(person)), today=timezone.localdate(),
        may_correct=may_correct_somewhere(person),
    )  # fmt: skip
    link_form = LinkForm(request.POST if is_link else None, known=known) if known else None
    shown = shown_texts([journey.text_id], language_of(request))[journey.text_id]
    now = timezone.now()
    try:
        if is_link and link_form and link_form.is_valid():
            applied = link_form.cleaned_data["applied"]
            link_journey(applied=applied, journey=journey, by=person, now=now)
            return redirect("journey-local", applied.pk)
        if is_sent and not is_link and form.is_valid():
            said: dict[str, Any] = {
                name: form.cleaned_data[name]
                for name in ("organisation", "activity", "start_date", "decision")
            }
            applied = adopt_journey(
                journey=journey, title=str(shown.get("title"))[:200], reason=form.reason,
                by=person, now=now, **said,
            )  # fmt: skip
            messages.success(request, _("Adopted. Add what is special in your municipality."))
            return redirect("journey-local", applied.pk)
    except Refusal as refusal:
        (link_form or form).add_error(None, str(refusal)) if is_link else form.refuse(refusal)
    return render(request, "services/journeys/adopt.html", {
        "journey": journey, "shown": shown, "form": form, "link_form": link_form,
        "adopters": adopters_of(journey), "organisations": organisations,
        "may_design": may_design(person, journey),
        "may_look_behind": may_look_behind(person, journey),
    })  # fmt: skip


@signed_in
@require_safe
def local_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The steps that the municipality applies, with its own words."""
    applied = _load(request, pk)
    language = language_of(request)
    return render(request, "services/journeys/local.html", {
        "applied": applied,
        "steps": adopted_steps(applied, language),
        "news": news_for(applied, language),
        "may_adapt": may_adapt(request.user, applied),
    })  # fmt: skip


@signed_in
def local_edit(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    applied = _load(request, pk)
    if not may_adapt(request.user, applied):
        raise PermissionDenied
    found = get_object_or_404(JourneyStep, pk=step, journey=applied.journey)
    words = applied.local_words.filter(step=found).first()
    form = LocalWordsForm(request.POST or None, instance=words or LocalWords())
    if request.method == "POST" and form.is_valid():
        try:
            write_local_words(
                applied=applied, step=found, words=form.cleaned_data["words"],
                translations=form.instance.translations, by=user_of(request), now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("journey-local", pk)
    return render(request, "services/journeys/local_form.html", {
        "applied": applied, "form": form,
        "shown": shown_texts([found.text_id], language_of(request))[found.text_id],
    })  # fmt: skip


@signed_in
def news(request: HttpRequest, pk: int) -> HttpResponse:
    """What a later edition changed; a POST takes it over or not."""
    applied = _load(request, pk)
    may = may_adapt(request.user, applied)
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        number = request.POST.get("edition", "")
        try:
            answer_edition(
                applied=applied, number=int(number) if number.isdecimal() and len(number) < 9 else 0,
                takes_over=request.POST.get("act") == "take", by=user_of(request),
                now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("journey-news", pk)
        messages.success(request, _("Saved: your readers get what you decided."))
        return redirect("journey-local", pk)
    return render(request, "services/journeys/news.html", {
        "applied": applied, "news": news_for(applied, language_of(request)), "may_adapt": may,
    })  # fmt: skip


def _load(request: HttpRequest, pk: int) -> AppliedJourney:
    applied = get_object_or_404(
        AppliedJourney.objects.select_related(
            "organisation", "activity__programme", "journey__keeper", "edition", "declined"
        ).prefetch_related("local_words"),
        pk=pk,
    )
    if not may_see_journey(request.user, applied) and not may_adapt(request.user, applied):
        raise PermissionDenied
    if applied.journey is None:
        raise Http404
    return applied
