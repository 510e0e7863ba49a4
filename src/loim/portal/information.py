"""What a newcomer needs to know, in one look: each part leads to the whole list."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from loim.common.access import public
from loim.common.brief_cache import briefly_cached
from loim.content.queries.news.listed import latest_news
from loim.content.queries.pages.listed import PageFilter, page_tree
from loim.services.models import LifeEvent, ServiceStatus
from loim.services.queries.journeys.listing import JourneyFilter, listed_journeys, with_words

SHORT = 6  # of each part, so that the page stays one look


@public("services, journeys, pages and news: only what their keepers have published")
@briefly_cached
def information(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    context: dict[str, Any] = {
        "journeys": with_words(list(listed_journeys(JourneyFilter())[:SHORT])),
        "life_events": list(
            LifeEvent.objects.filter(services__status=ServiceStatus.ACTIVE)
            .distinct()
            .order_by("position", "pk")
        ),
        "news": latest_news(limit=SHORT // 2, today=today),
        "branches": page_tree(PageFilter(), today)[:SHORT],
    }
    context["has_nothing"] = not any(context.values())
    return render(request, "portal/information.html", context)
