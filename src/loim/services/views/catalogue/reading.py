"""What everybody reads: the list of services and a service's page."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.page_addresses import page_addresses
from loim.common.paging import paged
from loim.common.translated import LANGUAGE_CODES
from loim.content.actions.counting import count_reading
from loim.people.models import County, Municipality
from loim.services.condition_words import NAMES, OPTION_NAMES, described
from loim.services.forms.catalogue.fields import SPOKEN
from loim.services.forms.catalogue.filters import ServiceFilterForm
from loim.services.logic.condition_form import BadConditions, read_groups
from loim.services.logic.conditions import PLACES, Groups, Question
from loim.services.models import Service, ServiceStatus
from loim.services.permissions.catalogue import (
    may_alert_for,
    may_keep,
    may_keep_something,
    may_mirror,
    may_see,
)
from loim.services.queries.catalogue.listing import listed_services, shown_services
from loim.services.queries.catalogue.page import service_page
from loim.services.queries.catalogue.schema_org import service_data
from loim.services.views.catalogue.loading import load_service

SERVICES_ON_A_PAGE = 30


@public("services are for everybody; what people say about themselves is kept nowhere")
@require_safe
def service_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    filters = ServiceFilterForm(request.GET, today=timezone.localdate(now))
    wanted = filters.wanted()
    services = paged(request, listed_services(wanted, now), SERVICES_ON_A_PAGE)
    about = filters.says_about_oneself
    rows = shown_services(services.page, wanted.answers if about else {}, now)
    response = render(
        request,
        "services/catalogue/list.html",
        {
            "services": services,
            "rows": rows,
            "filters": filters,
            "about": about,
            "asked": NAMES,
            "may_keep": may_keep_something(request.user),
            "addresses": page_addresses("service-list"),
        },
    )
    if about:
        # Answers stand in the address: they go to no other site, no store and no search engine.
        patch_cache_control(response, private=True, no_store=True)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
    return response


@public("a service's page is for everybody; the view guards drafts")
@require_safe
def service_page_view(request: HttpRequest, pk: int) -> HttpResponse:
    """`?text=et` shows the words in that language, which the notice of a stale text links to."""
    service = load_service(pk)
    if not may_see(request.user, service):
        if request.user.is_anonymous:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied
    said = request.GET.get("text", "")
    language = said if said in LANGUAGE_CODES else None
    now = timezone.now()
    page = service_page(service, now, language)
    count_reading(request, service.words)  # type: ignore[attr-defined]
    groups = groups_of(page.source)
    context: dict[str, Any] = {
        "service": service,
        "page": page,
        "for_whom": described(groups, place_names(groups)),
        "spoken_languages": spoken(service.languages or page.source.languages),
        "may_keep": may_keep(request.user, service),
        "may_mirror": may_mirror(request.user, service),
        "may_alert": may_alert_for(request.user, service.owner_id),
        "now": now,
    }
    if service.status != ServiceStatus.DRAFT:
        context["addresses"] = page_addresses("service", pk)
        context["data"] = service_data(page, context["addresses"].canonical)
    return render(request, "services/catalogue/service.html", context)


def spoken(codes: list[str]) -> list[str]:
    names = {**dict(SPOKEN), **OPTION_NAMES[Question.LANGUAGE]}
    return [str(names.get(code, code)) for code in codes]


def groups_of(service: Service) -> Groups:
    try:
        return read_groups(service.conditions)
    except BadConditions:
        return ()


def place_names(groups: Groups) -> dict[str, str]:
    """Two queries at most, and only where a place is asked for."""
    codes = {
        code
        for group in groups
        for condition in group
        if condition.question in PLACES
        for code in condition.options
    }
    if not codes:
        return {}
    return {
        **dict(Municipality.objects.filter(pk__in=codes).values_list("pk", "name")),
        **dict(County.objects.filter(pk__in=codes).values_list("pk", "name")),
    }
