"""News as RSS and Atom, a feed for each language. What is missing or out of date says so."""

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.brief_cache import briefly_cached
from loim.common.translated import LANGUAGES
from loim.content.queries.news.listed import NewsFilter, listed_news
from loim.content.queries.reading import ShownText, attach_texts

ITEMS = 30


class _Atom(Atom1Feed):
    """Each entry says its language: not all of them are translated."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {**super().item_attributes(item), "xml:lang": item["language"]}


class _Rss(Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("dc:language", item["language"])


@public("the same news as on the page, for programs that cannot sign in")
@require_safe
@briefly_cached
def news_atom(request: HttpRequest) -> HttpResponse:
    return _feed(_Atom, "news-atom")


@public("the same news as on the page, for programs that cannot sign in")
@require_safe
@briefly_cached
def news_rss(request: HttpRequest) -> HttpResponse:
    return _feed(_Rss, "news-rss")


def _feed(kind: Any, name: str) -> HttpResponse:
    language = get_language() or "et"
    feed = kind(
        title=_("News in Lõim"), link=settings.BASE_URL + reverse("news-list"),
        description=_("What people in their municipalities need to know."), language=language,
        feed_url=settings.BASE_URL + reverse(name),
    )  # fmt: skip
    rows = listed_news(NewsFilter(), timezone.localdate())[:ITEMS]
    for item in attach_texts(rows):
        notice = _notice(item.shown)
        lead = str(item.shown.get("lead"))
        address = settings.BASE_URL + reverse("news-item", args=[item.slug])
        at_midnight = timezone.make_aware(datetime.combine(item.news_date, time()))
        feed.add_item(
            title=str(item.shown.get("title")), link=address, unique_id=address,
            description=f"[{notice}] {lead}" if notice else lead, pubdate=at_midnight,
            updateddate=item.changed_at, author_name=item.text.owner.name,
            language=item.shown.language,
        )  # fmt: skip
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    patch_cache_control(response, public=True, max_age=300)
    return response


def _notice(shown: ShownText) -> str:
    if shown.is_fallback:
        names = dict(LANGUAGES)
        return _("Not translated yet; in this language: %(language)s") % {
            "language": names[shown.language]
        }
    if shown.is_stale:
        return _("This translation is out of date: the original was changed after it.")
    if shown.is_machine:
        return _("A machine translated this text, and no person has read it yet.")
    return ""
