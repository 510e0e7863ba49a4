"""News as RSS and Atom at the addresses that they have had from the start (see also /feeds/)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.brief_cache import briefly_cached
from loim.digests.views.feeds import feed_of


@public("the same news as on the page, for programs that cannot sign in")
@require_safe
@briefly_cached
def news_atom(request: HttpRequest) -> HttpResponse:
    return feed_of(request, "news", "atom")


@public("the same news as on the page, for programs that cannot sign in")
@require_safe
@briefly_cached
def news_rss(request: HttpRequest) -> HttpResponse:
    return feed_of(request, "news", "rss")
