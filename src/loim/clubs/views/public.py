"""What everybody reads: the list of clubs, a club's page, its calendar."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from loim.clubs.actions.clubs import what_is_missing
from loim.clubs.forms.filters import ClubFilterForm
from loim.clubs.models import Club
from loim.clubs.permissions import may_run_club, may_see_club
from loim.clubs.queries.club_lists import listed_clubs
from loim.clubs.queries.club_page import club_view, in_list
from loim.clubs.queries.feed import ClubFeed
from loim.clubs.queries.meetings import meetings_of_club_to_record
from loim.clubs.views.loading import load_club
from loim.common.access import public
from loim.common.brief_cache import briefly_cached
from loim.common.page_addresses import page_addresses
from loim.common.paging import paged
from loim.common.translated import LANGUAGE_CODES
from loim.events.queries.calendar.ical import calendar_file
from loim.programmes.permissions import may_record

CLUBS_ON_A_PAGE = 30


@public("clubs are for everybody; drafts are listed for those who prepare them")
@require_safe
@briefly_cached
def club_list(request: HttpRequest) -> HttpResponse:
    filters = ClubFilterForm(request.GET)
    clubs = paged(
        request,
        listed_clubs(request.user, filters.wanted(), timezone.localdate()),
        CLUBS_ON_A_PAGE,
    )
    return render(
        request,
        "clubs/list.html",
        {
            "clubs": clubs,
            "rows": in_list(clubs.page),
            "filters": filters,
            "may_record": may_record(request.user),
            "addresses": page_addresses("club-list"),
        },
    )


@public("an open club is for everybody; the view guards drafts")
@require_safe
@briefly_cached
def club_page(request: HttpRequest, pk: int) -> HttpResponse:
    club = load_club(pk)
    if not may_see_club(request.user, club):
        if request.user.is_anonymous:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied
    now = timezone.now()
    may_run = may_run_club(request.user, club)
    context = {
        "club": club,
        "page": club_view(club, now),
        "may_run": may_run,
        "addresses": page_addresses("club", pk) if club.is_public else None,
    }
    if may_run:
        context["missing"] = what_is_missing(club) if not club.is_public else []
        context["to_record"] = meetings_of_club_to_record(club, timezone.localdate(now))[:3]
    return render(request, "clubs/club.html", context)


@public("the same as on the club's page, for calendars that cannot sign in")
@require_safe
def club_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """`?text=` is the language, else the address's."""
    club = get_object_or_404(Club.objects.select_related("organisation"), pk=pk)
    if not club.is_public:
        raise Http404
    said = request.GET.get("text", "")
    language = said if said in LANGUAGE_CODES else get_language() or LANGUAGE_CODES[0]
    feed = ClubFeed(club, language, timezone.localdate())
    unchanged = get_conditional_response(
        request, etag=feed.etag, last_modified=int(feed.last_modified.timestamp())
    )
    if unchanged is not None:
        patch_cache_control(unchanged, public=True, no_cache=True)
        return unchanged
    content = calendar_file(
        feed.events(), language=language, name=str(club.text("title", language))
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="club-{pk}.ics"'
    response["X-Robots-Tag"] = "noindex"
    response["ETag"] = feed.etag
    response["Last-Modified"] = http_date(feed.last_modified.timestamp())
    patch_cache_control(response, public=True, no_cache=True)
    return response
