"""Pages for what went wrong, where Django's own would come without the frame of the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loim.common.uploads import is_far_too_large


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # Django's signature
    return render(request, "400.html", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # as above
    """The reason is for programmers; a person needs to know that sending again helps."""
    if is_far_too_large(request):
        return render(request, "413.html", status=413)
    return render(request, "403_csrf.html", status=403)
