"""What pages and news have in common when they are shown."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language

from loim.common.page_addresses import PageAddresses, page_addresses
from loim.common.translated import LANGUAGE_CODES
from loim.content.models import NewsItem, Page, TextState, TextVersion
from loim.content.permissions import may_edit_for, may_translate_for
from loim.content.queries.media.shown import ShownPicture, attach_pictures
from loim.content.queries.pages.described import Described, described
from loim.content.queries.reading import ShownText, shown_texts


@dataclass(frozen=True)
class Shown:
    """`is_closed`: past its last day; only those who keep it are given it then."""

    record: Any
    shown: ShownText
    picture: ShownPicture | None
    version: TextVersion | None
    addresses: PageAddresses
    described: Described
    may_edit: bool
    may_translate: bool
    is_closed: bool

    @property
    def text_query(self) -> str:
        """For links to papers in the language that is shown."""
        return f"?text={self.shown.language}" if self.shown.language != get_language() else ""


def load(model: type[Page] | type[NewsItem], slug: str) -> Any:
    rows = model.objects.select_related("text__owner", "municipality", "picture")
    return get_object_or_404(rows, slug=slug)


def load_kept(request: HttpRequest, model: type[Page] | type[NewsItem], slug: str) -> Any:
    """For those who keep it; others do not even hear that it is there."""
    record = load(model, slug)
    if not may_edit_for(request.user, record.text.owner_id):
        raise Http404
    return record


def show(request: HttpRequest, model: type[Page] | type[NewsItem], slug: str) -> Shown:
    """Http404 to those who may not see it yet. Five queries for visitors."""
    record = load(model, slug)
    shown = shown_texts([record.text_id], language_asked(request))[record.text_id]
    may_translate = may_translate_for(request.user, record.text.owner_id)
    today = timezone.localdate()
    is_early = isinstance(record, NewsItem) and record.news_date > today
    if not may_translate and (not shown.exists or is_early):
        raise Http404
    [record] = attach_pictures([record], shown.language or None)
    state = (
        TextState.objects.select_related("current")
        .filter(text=record.text_id, language=shown.language)
        .first()
    )
    version = state.current if state else None
    addresses = page_addresses("page" if model is Page else "news-item", record.slug)
    return Shown(
        record, shown, record.shown_picture, version, addresses,
        described(
            record, shown, record.shown_picture, addresses.canonical,
            version.published_at if version else None,
        ),
        may_edit_for(request.user, record.text.owner_id), may_translate,
        record.is_expired_on(today),
    )  # fmt: skip


def language_asked(request: HttpRequest) -> str | None:
    """Of the text, where the reader wants another than the page's."""
    asked = request.GET.get("text", "")
    return asked if asked in LANGUAGE_CODES else None
