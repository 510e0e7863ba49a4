"""The organisation at whose desk this person sits: the same on all pages of counselling.

    organisation = desk_of(request)        # inside @counselling; what to filter and write by

Whoever counsels in two chooses on the overview; the session remembers.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from loim.casework.gate import counselling
from loim.casework.queries.desks import desks_of
from loim.people.models import Organisation

_SESSION = "counselling-desk"


@dataclass(frozen=True)
class Desk:
    chosen: Organisation
    all: list[Organisation]


def desk(request: HttpRequest) -> Desk:
    """The chosen one and all; one query for each request."""
    known: Desk | None = getattr(request, "_desk", None)
    if known is None:
        found = desks_of(request.user)
        wanted = request.session.get(_SESSION)
        chosen = next((one for one in found if one.pk == wanted), found[0])
        known = Desk(chosen, found)
        request._desk = known  # type: ignore[attr-defined]  # noqa: SLF001  # lives as long as the request
    return known


def desk_of(request: HttpRequest) -> Organisation:
    return desk(request).chosen


@require_POST
@counselling
def choose_desk(request: HttpRequest) -> HttpResponse:
    own = {str(one.pk): one for one in desks_of(request.user)}
    organisation = own.get(request.POST.get("organisation", ""))
    if organisation is None:
        raise PermissionDenied
    request.session[_SESSION] = organisation.pk
    return redirect("counselling")
