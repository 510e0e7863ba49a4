"""Who asks, and what is said of a link that opens nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loim.people.models import User


def user_of(request: HttpRequest) -> User:
    person: User = request.user  # type: ignore[assignment]  # the view's decorator saw to it
    return person


def account_of(request: HttpRequest) -> User | None:
    return user_of(request) if request.user.is_authenticated else None


def unknown_link(request: HttpRequest) -> HttpResponse:
    return render(request, "experts/unknown_link.html", status=404)
