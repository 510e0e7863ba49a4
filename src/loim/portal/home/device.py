"""What a device remembers: for whom its reader wants the front page, and near where.

Two cookies with one word each, of the reader's own choice, for a year; nothing else is kept, and
both are forgotten at a press.
"""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from loim.people.models import County
from loim.portal.home.audiences import BY_KEY, EVERYONE, HomeAudience

AUDIENCE_COOKIE, COUNTY_COOKIE = settings.DEVICE_CHOICES
_YEAR_SECONDS = 365 * 24 * 3600


def remembered_audience(request: HttpRequest) -> HomeAudience:
    return BY_KEY.get(request.COOKIES.get(AUDIENCE_COOKIE, ""), EVERYONE)


def remembered_county(request: HttpRequest, counties: list[County]) -> County | None:
    """One of `counties`; whatever else a cookie says is nothing."""
    code = request.COOKIES.get(COUNTY_COOKIE, "")
    return next((county for county in counties if county.pk == code), None)


def remember(request: HttpRequest, response: HttpResponseBase, cookie: str, value: str) -> None:
    """'' forgets. Nothing is sent to a device that knows it already."""
    if request.COOKIES.get(cookie, "") == value:
        return
    if not value:
        response.delete_cookie(cookie, samesite="Lax")
        return
    response.set_cookie(
        cookie, value, max_age=_YEAR_SECONDS, httponly=True, samesite="Lax",
        secure=settings.IS_HTTPS,
    )  # fmt: skip
