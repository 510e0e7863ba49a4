"""A mentor's own page and calendar."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from loim.common.access import public, signed_in
from loim.common.paging import paged
from loim.trainings.queries.mentoring.ical import (
    calendar_key,
    calendar_of,
    mentor_by_calendar_key,
)
from loim.trainings.queries.mentoring.meetings import (
    meetings_of_mentors,
    mentoring_to_log,
    mentors_as,
)
from loim.trainings.views.cohort.loading import person_of


@signed_in
def mentor_work(request: HttpRequest) -> HttpResponse:
    """Their meetings in all trainings; only their own are found."""
    person, now = person_of(request), timezone.now()
    roles = list(mentors_as(person))
    calendar = (
        settings.BASE_URL + reverse("mentor-calendar", args=[calendar_key(roles[0])])
        if roles
        else ""
    )
    meetings = meetings_of_mentors(roles)
    return render(
        request,
        "trainings/mentoring/mentor.html",
        {
            "roles": roles,
            "to_log": list(mentoring_to_log(person, now)),
            "coming": list(
                meetings.filter(state="booked", end_at__gt=now).order_by("start_at", "pk")
            ),
            "past": paged(request, meetings.exclude(state="booked", end_at__gt=now)),
            "calendar": calendar,
        },
    )


@public("the secret in the address is the permission, for calendars that cannot sign in")
@require_safe
def mentor_calendar(request: HttpRequest, key: str) -> HttpResponse:
    mentor = mentor_by_calendar_key(key)
    if mentor is None:
        raise Http404
    response = HttpResponse(
        calendar_of(mentor, timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'inline; filename="mentoring.ics"'
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, private=True, no_cache=True)
    return response
