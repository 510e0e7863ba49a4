"""What everybody reads: news by week, and one item."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.brief_cache import briefly_cached
from loim.common.page_addresses import page_addresses
from loim.common.paging import paged
from loim.content.actions.counting import count_reading
from loim.content.forms.pages.filters import NewsFilterForm
from loim.content.models import NewsItem
from loim.content.permissions import may_edit
from loim.content.queries.media.shown import attach_pictures
from loim.content.queries.news.listed import by_week, listed_news
from loim.content.queries.pages.listed import municipalities_of, own_drafts
from loim.content.queries.reading import attach_texts
from loim.content.views.pages.showing import show

NEWS_ON_A_PAGE = 20


@public("news is for everybody; drafts are listed for those who write them")
@require_safe
@briefly_cached
def news_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    filters = NewsFilterForm(request.GET, municipalities=municipalities_of(NewsItem, today))
    wanted = filters.wanted()
    rows = paged(request, listed_news(wanted, today), NEWS_ON_A_PAGE)
    items = attach_pictures(attach_texts(rows.page))
    is_editor = may_edit(request.user)
    context = {
        "news": rows,
        "weeks": by_week(items),
        "filters": filters,
        "may_edit": is_editor,
        "drafts": own_drafts(request.user, NewsItem) if is_editor else [],
        "addresses": page_addresses("news-list"),
    }
    return render(request, "content/news/list.html", context)


@public("news that came out is for everybody; the view guards drafts")
@require_safe
def news_item(request: HttpRequest, news_slug: str) -> HttpResponse:
    view = show(request, NewsItem, news_slug)
    context = {"view": view, "item": view.record, "today": timezone.localdate()}
    if view.is_closed and not view.may_translate:
        return render(request, "content/news/closed.html", context, status=410)
    count_reading(request, view.shown)
    return render(request, "content/news/item.html", context)
