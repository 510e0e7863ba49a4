"""The kinds of text that belong to this module's own records: pages, news, media."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loim.content.kinds import TextField, TextKind, register
from loim.content.models import MediaFile, NewsItem, Page

TITLE_LENGTH, LEAD_LENGTH, ALT_LENGTH, SHORT_LENGTH = 150, 400, 250, 500
_TITLE = TextField("title", _("Title"), max_length=TITLE_LENGTH, is_required=True)
_LEAD = TextField(
    "lead",
    _("Lead"),
    is_long=True,
    max_length=LEAD_LENGTH,
    help=_("Two or three sentences: what it is about, and for whom."),
)
_BODY = TextField("body", _("Text"), is_rich=True)


def _page_urls(ids: Iterable[int]) -> dict[int, str]:
    rows = Page.objects.filter(text__in=list(ids)).values_list("text_id", "slug")
    return {text: reverse("page", args=[slug]) for text, slug in rows}


def _news_urls(ids: Iterable[int]) -> dict[int, str]:
    rows = NewsItem.objects.filter(text__in=list(ids)).values_list("text_id", "slug")
    return {text: reverse("news-item", args=[slug]) for text, slug in rows}


def _media_urls(ids: Iterable[int]) -> dict[int, str]:
    rows = MediaFile.objects.filter(text__in=list(ids)).values_list("text_id", "pk")
    return {text: reverse("media", args=[pk]) for text, pk in rows}


PAGE = TextKind("page", _("Page"), (_TITLE, _LEAD, _BODY), _page_urls)
NEWS = TextKind(
    "news",
    _("News"),
    (
        _TITLE,
        _LEAD,
        _BODY,
        TextField(
            "short",
            _("Short version for social networks"),
            is_long=True,
            max_length=SHORT_LENGTH,
            help=_("X takes 280 characters, Mastodon 500; the link counts as 23 of them."),
        ),
    ),
    _news_urls,
)
MEDIA = TextKind(
    "media",
    _("Picture or document"),
    (
        TextField(
            "alt",
            _("Alternative text"),
            max_length=ALT_LENGTH,
            is_required=True,
            help=_("What a picture shows, for people who do not see it; of a document, its title."),
        ),
        TextField("caption", _("Caption"), is_long=True, max_length=LEAD_LENGTH),
    ),
    _media_urls,
)


def register_own_kinds() -> None:
    for kind in (PAGE, NEWS, MEDIA):
        register(kind)
