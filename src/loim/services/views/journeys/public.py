"""What newcomers read: the list of journeys, a few questions, their own list of steps."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.brief_cache import briefly_cached
from loim.common.page_addresses import page_addresses
from loim.common.paging import paged
from loim.common.qr_code import qr_code
from loim.content.queries.reading import shown_texts
from loim.services.documents.journeys.list_pdf import write_list_pdf
from loim.services.forms.journeys.answers import AnswersForm
from loim.services.forms.journeys.filters import JourneyFilterForm
from loim.services.models import AppliedJourney, Journey, JourneyEdition, OwnChecklist
from loim.services.permissions.journeys import may_design, may_design_something, may_look_behind
from loim.services.queries.journeys.calendar import list_calendar
from loim.services.queries.journeys.listing import adopters_of, listed_journeys, with_words
from loim.services.queries.journeys.own_list import OwnList, Said, own_list, whole_list
from loim.services.queries.journeys.paper import list_paper
from loim.services.views.journeys.loading import edition_for, language_of, public_journey

JOURNEYS_ON_A_PAGE = 30


@public("journeys are for newcomers, who have no account")
@require_safe
@briefly_cached
def journey_list(request: HttpRequest) -> HttpResponse:
    filters = JourneyFilterForm(request.GET)
    journeys = paged(request, listed_journeys(filters.wanted()), JOURNEYS_ON_A_PAGE)
    context = {
        "journeys": journeys,
        "rows": with_words(list(journeys.page)),
        "filters": filters,
        "may_design": may_design_something(request.user),
        "kept": OwnChecklist.objects.filter(person=request.user).exists()
        if request.user.is_authenticated
        else False,
        "addresses": page_addresses("public-journey-list"),
    }
    return render(request, "services/journeys/list.html", context)


@public("published journeys are for newcomers, who have no account; the view guards drafts")
@require_safe
def journey_page(request: HttpRequest, journey_slug: str) -> HttpResponse:
    """The questions, and all steps beneath for whoever wants none."""
    journey = public_journey(journey_slug)
    edition, applied = edition_for(journey, request.GET.get("place", ""))
    form = AnswersForm(None, plan=edition.plan, today=timezone.localdate())
    return _questions_page(request, journey, edition, applied, form)


@public("the same; answers stand in its address alone")
@require_safe
def journey_checklist(request: HttpRequest, journey_slug: str) -> HttpResponse:
    journey = public_journey(journey_slug)
    edition, applied = edition_for(journey, request.GET.get("place", ""))
    form = AnswersForm(request.GET, plan=edition.plan, today=timezone.localdate())
    if not form.is_valid():
        return _private(_questions_page(request, journey, edition, applied, form))
    kept = _kept(request, journey)
    said = _said(form, kept)
    found = own_list(
        edition, said, language=language_of(request), now=timezone.now(), applied=applied
    )
    query = _query(form, applied)
    return _private(render(request, "services/journeys/checklist.html", {
        "journey": journey,
        "list": found,
        "applied": applied,
        "kept": kept,
        "query": query,
        "answers": query.replace("+", " "),
        "share": _share(journey, query) if "share" in request.GET else None,
        "today": timezone.localdate(),
        "has_answers": bool(form.address()),
    }))  # fmt: skip


@public("the same, as a calendar")
@require_safe
def journey_calendar(request: HttpRequest, journey_slug: str) -> HttpResponse:
    found = _own(request, journey_slug)
    if found is None:
        return redirect(_with_query("public-journey-checklist", journey_slug, request))
    content = list_calendar(found, url=_absolute(request, journey_slug))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{journey_slug}.ics"'
    return _private(response)


@public("the same, as a paper")
@require_safe
def journey_pdf(request: HttpRequest, journey_slug: str) -> HttpResponse:
    found = _own(request, journey_slug)
    if found is None:
        return redirect(_with_query("public-journey-checklist", journey_slug, request))
    pdf = write_list_pdf(
        list_paper(found, url=_absolute(request, journey_slug)), made_at=timezone.now()
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{journey_slug}.pdf"'
    return _private(response)


def _own(request: HttpRequest, journey_slug: str) -> OwnList | None:
    """None where the address has answers that nobody could give."""
    journey = public_journey(journey_slug)
    edition, applied = edition_for(journey, request.GET.get("place", ""))
    form = AnswersForm(request.GET, plan=edition.plan, today=timezone.localdate())
    if not form.is_valid():
        return None
    return own_list(
        edition, _said(form, _kept(request, journey)), language=language_of(request),
        now=timezone.now(), applied=applied,
    )  # fmt: skip


def _said(form: AnswersForm, kept: OwnChecklist | None) -> Said:
    done = frozenset(kept.ticks.values_list("step", flat=True)) if kept else frozenset()
    return Said(form.answers(), form.days(), done)


def _kept(request: HttpRequest, journey: Journey) -> OwnChecklist | None:
    if not request.user.is_authenticated:
        return None
    return OwnChecklist.objects.filter(person=request.user, journey=journey).first()


def _questions_page(
    request: HttpRequest, journey: Journey, edition: JourneyEdition,
    applied: AppliedJourney | None, form: AnswersForm,
) -> HttpResponse:  # fmt: skip
    language = language_of(request)
    context: dict[str, Any] = {
        "journey": journey,
        "shown": shown_texts([journey.text_id], language)[journey.text_id],
        "form": form,
        "whole": whole_list(edition, language=language, now=timezone.now()),
        "applied": applied,
        "adopters": adopters_of(journey),
        "may_design": may_design(request.user, journey),
        "may_look_behind": may_look_behind(request.user, journey),
        "addresses": page_addresses("public-journey", journey.slug),
    }
    return render(request, "services/journeys/journey.html", context)


def _query(form: AnswersForm, applied: AppliedJourney | None) -> str:
    place = {"place": [str(applied.pk)]} if applied else {}
    return urlencode({**form.address(), **place}, doseq=True)


def _share(journey: Journey, query: str) -> dict[str, Any]:
    path = reverse("public-journey-checklist", args=[journey.slug])
    address = f"{settings.BASE_URL}{path}?{query}" if query else f"{settings.BASE_URL}{path}"
    return {"address": address, "code": qr_code(address)}


def _absolute(request: HttpRequest, journey_slug: str) -> str:
    query = request.GET.urlencode()
    path = reverse("public-journey-checklist", args=[journey_slug])
    return f"{settings.BASE_URL}{path}" + (f"?{query}" if query else "")


def _with_query(name: str, journey_slug: str, request: HttpRequest) -> str:
    return f"{reverse(name, args=[journey_slug])}?{request.GET.urlencode()}"


def _private(response: HttpResponse) -> HttpResponse:
    """No shared computer and no proxy keeps what somebody answered; nor does a search engine."""
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    return response
