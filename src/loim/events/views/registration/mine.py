"""What one is registered for, for whoever has an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loim.common.access import signed_in
from loim.common.paging import paged
from loim.events.queries.registration.mine import as_registrations, my_places
from loim.people.models import User


@signed_in
@require_safe
def my_registrations(request: HttpRequest) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]  # signed in
    places = paged(request, my_places(person))
    return render(
        request,
        "events/registration/mine.html",
        {"places": places, "registrations": as_registrations(places.page)},
    )
