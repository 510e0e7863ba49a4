"""The front page for each audience, and the choice of a county."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import public
from loim.common.brief_cache import briefly_cached
from loim.common.page_addresses import page_addresses
from loim.people.models import County, User
from loim.portal.home.audiences import AUDIENCES, BY_KEY, EVERYONE, HomeAudience
from loim.portal.home.board import Asked, board
from loim.portal.home.device import (
    AUDIENCE_COOKIE,
    COUNTY_COOKIE,
    remember,
    remembered_audience,
    remembered_county,
)
from loim.portal.home.own import own_part


@public("the front page: what everybody may read, and one's own where somebody is signed in")
@require_safe
@briefly_cached
def home(request: HttpRequest) -> HttpResponse:
    """For whom it was chosen on this device, else for everyone."""
    return _page(request, remembered_audience(request))


@public("the front page for one audience; nothing here is for it alone")
@require_safe
@briefly_cached
def home_for(request: HttpRequest, audience: str) -> HttpResponse:
    """Opening it is choosing it: the device remembers; 'everyone' forgets."""
    chosen = BY_KEY.get(audience)
    if chosen is None:
        raise Http404
    response = _page(request, chosen)
    remember(request, response, AUDIENCE_COOKIE, "" if chosen is EVERYONE else chosen.key)
    return response


# It changes what this device shows and nothing else. A form's token would give every reader of the
# front page a cookie, and no two of them could share a rendered page; other sites' forms are
# refused by what browsers say of where a request comes from.
@csrf_exempt
@public("whoever reads may choose near where; the device alone remembers it")
@require_POST
def near_me(request: HttpRequest) -> HttpResponse:
    """`county` is a code, '' forgets. Goes back to `next`."""
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    response = redirect(target if is_ours else "home")
    code = request.POST.get("county", "")
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return response
    if not code or County.objects.filter(pk=code[:4]).exists():
        remember(request, response, COUNTY_COOKIE, code[:4])
    return response


def _page(request: HttpRequest, audience: HomeAudience) -> HttpResponse:
    now = timezone.now()
    person: User | None = request.user if request.user.is_authenticated else None
    counties = list(County.objects.order_by("name", "pk"))
    county = remembered_county(request, counties)
    parts = board(Asked(audience, county.pk if county else "", now, person))
    context: dict[str, Any] = {
        "audience": audience,
        "audiences": AUDIENCES,
        "counties": counties,
        "county": county,
        "parts": parts,
        "main": [(f"portal/home/{name}.html", parts[name]) for name in audience.main],
        "aside": [(f"portal/home/{name}.html", parts[name]) for name in audience.aside],
        "own": own_part(person, now) if person else None,
        "today": timezone.localdate(now),
        "addresses": page_addresses(*_address(audience)),
    }
    return render(request, "portal/home/home.html", context)


def _address(audience: HomeAudience) -> tuple[str, ...]:
    return ("home",) if audience is EVERYONE else ("home-for", audience.key)
