"""The directory, and an expert's page."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.json_ld import json_ld
from loim.common.page_addresses import page_addresses
from loim.common.paging import paged
from loim.experts.forms.desk import HideForm
from loim.experts.forms.filters import ExpertFilterForm
from loim.experts.models import Expert
from loim.experts.permissions import is_own, may_keep_directory
from loim.experts.queries.listing import counts_by_facet, experts_in, for_cards
from loim.experts.queries.profile import (
    load_experts,
    shown_references,
    standing,
    was_ever_listed,
)
from loim.experts.views.shortlisted import shortlisted

PAGE_SIZE = 27


@public("experts who consented to be listed")
@require_safe
def expert_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = ExpertFilterForm(request.GET)
    wanted = form.wanted()
    counts = counts_by_facet(wanted, now)
    form.say_counts(counts)
    experts = paged(request, for_cards(experts_in(wanted, now)), size=PAGE_SIZE)
    context = {
        "filters": form,
        "is_filtering": wanted.is_filtering,
        "chips": [] if wanted.is_filtering else form.fields_with_numbers(counts),
        "experts": experts,
        "short": shortlisted(request),
        "here": request.get_full_path(),
        "may_keep": may_keep_directory(request.user),
        "addresses": page_addresses("expert-list"),
    }
    return render(request, "experts/list.html", context)


@public("an expert who consented to be listed; others see only their own")
@require_safe
def expert_page(request: HttpRequest, pk: int) -> HttpResponse:
    expert = get_object_or_404(load_experts(), pk=pk)
    return shown_expert(request, expert, HideForm())


def shown_expert(
    request: HttpRequest, expert: Expert, hide_form: HideForm, status: int = 200
) -> HttpResponse:
    stands = standing(expert, timezone.now())
    may_hide = may_keep_directory(request.user) and stands in {"listed", "hidden"}
    if stands != "listed" and not is_own(request.user, expert) and not may_hide:
        return gone(request, expert)
    context = {
        "expert": expert,
        "references": shown_references(expert),
        "standing": stands,
        "is_own": is_own(request.user, expert),
        "may_hide": may_hide,
        "hide_form": hide_form,
        "is_short": expert.pk in shortlisted(request),
        "here": request.path,
        "addresses": page_addresses("expert", expert.pk),
        "data": json_ld(_schema(expert)) if stands == "listed" else "",
    }
    return render(request, "experts/expert.html", context, status=status)


def gone(request: HttpRequest, expert: Expert, typed: str = "") -> HttpResponse:
    """Says nothing of whoever is not listed any more; who never was is not there. What somebody
    had `typed` to them is given back."""
    if not was_ever_listed(expert):
        raise Http404
    return gone_page(request, typed)


def gone_page(request: HttpRequest, typed: str = "") -> HttpResponse:
    response = render(request, "experts/gone.html", {"typed": typed[:4000]}, status=410)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _schema(expert: Expert) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "Person",
        "name": expert.name,
        "description": expert.text("headline"),
        "jobTitle": [str(label) for label in expert.kind_labels],
        "url": f"{settings.BASE_URL}{reverse('expert', args=[expert.pk])}",
        "knowsAbout": [str(field.text("name")) for field in expert.fields.all()],
        "knowsLanguage": expert.languages,
        "workLocation": [
            {"@type": "AdministrativeArea", "name": county.name} for county in expert.counties.all()
        ],
        "worksFor": {"@type": "Organization", "name": expert.workplace}
        if expert.workplace
        else None,
    }
    return {name: value for name, value in data.items() if value}
