"""What a newcomer needs to know, in one look: each part leads to the whole list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loim.common.access import public
from loim.common.brief_cache import briefly_cached


@public("services, journeys, pages and news: only what their keepers have published")
@briefly_cached
def information(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/information.html", {})
