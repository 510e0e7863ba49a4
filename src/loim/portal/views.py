from datetime import date
from email.utils import parseaddr

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from loim.common.access import public, signed_in
from loim.common.paging import paged
from loim.portal.queries import at_a_glance
from loim.programmes.models import Programme
from loim.programmes.permissions import programmes_taken_part_in

PROGRAMMES_ON_A_PAGE = 10
# When people last went through what the statement says.
ACCESSIBILITY_REVIEWED = date(2026, 11, 22)


@public("which programmes there are and how far they are: approved plans are public documents")
def programme_list(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/programme_list.html", _programmes(request))


@signed_in
def report_list(request: HttpRequest) -> HttpResponse:
    """Whose reports? Whoever takes part in one programme goes straight to its reports."""
    programmes = paged(request, programmes_taken_part_in(request.user).order_by("name", "pk"))
    if programmes.page.paginator.count == 1:
        return redirect("reports", programmes.page.object_list[0].slug)
    return render(request, "portal/report_list.html", {"programmes": programmes})


@public("how accessible the pages are and where to tell about an obstacle: the law asks for it")
def accessibility(request: HttpRequest) -> HttpResponse:
    context = {"contact": _contact(), "reviewed": ACCESSIBILITY_REVIEWED}
    return render(request, "portal/accessibility.html", context)


@public("what is kept about people, before anyone gives anything")
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.html", {"contact": _contact()})


def _programmes(request: HttpRequest) -> dict[str, object]:
    everything = Programme.objects.select_related("ministry", "implementer").order_by("name", "pk")
    programmes = paged(request, everything, PROGRAMMES_ON_A_PAGE)
    glances = at_a_glance(programmes.page.object_list, timezone.localdate())
    return {"programmes": programmes, "glances": glances}


def _contact() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
