"""Somebody's own registration, opened by the link that they were sent."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from loim.common.access import public
from loim.events.queries.registration.own_link import registration_by_key


@public("the secret in the link is the permission")
def own_registration(request: HttpRequest, key: str) -> HttpResponse:
    registration = registration_by_key(key)
    if registration is None:
        return render(request, "events/registration/unknown_link.html", status=404)
    return render(request, "events/registration/own.html", {"registration": registration})


@public("the secret in the link is the permission")
def own_calendar(request: HttpRequest, key: str) -> HttpResponse:
    raise Http404
