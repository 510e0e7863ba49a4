"""Lists that people keep in their accounts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import public, signed_in
from loim.content.queries.reading import attach_texts
from loim.services.actions.journeys.keeping import forget_list, keep_list, save_ticks
from loim.services.forms.journeys.answers import AnswersForm
from loim.services.models import OwnChecklist
from loim.services.views.journeys.loading import edition_for, public_journey, user_of

MOST_TICKS = 500


@public("whoever is not signed in is led to do so, and the list waits at its address")
@require_POST
def keep(request: HttpRequest, journey_slug: str) -> HttpResponse:
    """Ticks of somebody who signs in first are on their device, and join when they come back."""
    journey = public_journey(journey_slug)
    said = QueryDict(request.POST.get("query", "")[:2000])
    edition, applied = edition_for(journey, said.get("place", ""))
    form = AnswersForm(said, plan=edition.plan, today=timezone.localdate())
    address = reverse("public-journey-checklist", args=[journey_slug])
    if not form.is_valid():
        return redirect(f"{address}?{said.urlencode()}")
    answers = form.address()
    place = {"place": [str(applied.pk)]} if applied else {}
    here = f"{address}?{urlencode({**answers, **place}, doseq=True)}"
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': f'{here}#keep-title'})}")
    keep_list(
        journey=journey, applied=applied, answers=answers, ticked=_numbers(request, "done"),
        by=user_of(request), now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("The list is kept in your account."))
    return redirect(here)


@signed_in
@require_POST
def ticks(request: HttpRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(OwnChecklist, pk=pk, person=user_of(request))
    save_ticks(
        kept=kept, ticked=_numbers(request, "done"), shown=_numbers(request, "shown"),
        by=user_of(request), now=timezone.now(),
    )  # fmt: skip
    query = QueryDict(request.POST.get("query", "")[:2000]).urlencode()
    return redirect(f"{reverse('public-journey-checklist', args=[kept.journey.slug])}?{query}")


@signed_in
@require_safe
def kept_list(request: HttpRequest) -> HttpResponse:
    rows = list(
        OwnChecklist.objects.filter(person=user_of(request))
        .select_related("journey", "applied__organisation")
        .prefetch_related("ticks")
        .order_by("-changed_at", "pk")
    )
    attach_texts([row.journey for row in rows])
    for row in rows:
        place = {"place": [str(row.applied_id)]} if row.applied_id else {}
        row.query = urlencode({**row.answers, **place}, doseq=True)  # type: ignore[attr-defined]
        row.done = len(row.ticks.all())  # type: ignore[attr-defined]
    return render(request, "services/journeys/kept.html", {"rows": rows})


@signed_in
@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(OwnChecklist, pk=pk, person=user_of(request))
    forget_list(kept=kept, by=user_of(request))
    messages.success(request, _("The list is erased, with your answers and what you ticked off."))
    return redirect("kept-journey-list")


def _numbers(request: HttpRequest, name: str) -> set[int]:
    given = request.POST.getlist(name)[:MOST_TICKS]
    return {int(each) for each in given if each.isdecimal() and len(each) < 10}
