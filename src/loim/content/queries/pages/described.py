"""What a page tells to other programs: search engines (schema.org), networks (Open Graph)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from loim.common.json_ld import json_ld
from loim.content.models import NewsItem, Page
from loim.content.queries.media.shown import ShownPicture, media_url
from loim.content.queries.reading import ShownText

_LOCALES = {"et": "et_EE", "en": "en_GB", "ru": "ru_RU", "uk": "uk_UA"}


@dataclass(frozen=True)
class Described:
    """`kind` and `locale` are Open Graph's."""

    title: str
    description: str
    kind: str
    locale: str
    picture: str
    picture_alt: str
    data: SafeString


def described(
    record: Page | NewsItem, shown: ShownText, picture: ShownPicture | None, canonical: str,
    changed_at: datetime | None,
) -> Described:  # fmt: skip
    is_news = isinstance(record, NewsItem)
    title, lead = str(shown.get("title")), str(shown.get("lead"))
    image = _largest(picture)
    data: dict[str, Any] = {
        "@type": "NewsArticle" if is_news else "WebPage",
        "headline" if is_news else "name": title,
        "description": lead,
        "inLanguage": shown.language,
        "url": canonical,
        "publisher": {"@type": "GovernmentOrganization", "name": record.text.owner.name},
    }
    if image:
        data["image" if is_news else "primaryImageOfPage"] = image
    if isinstance(record, NewsItem):
        data["datePublished"] = record.news_date.isoformat()
    if changed_at is not None:
        data["dateModified"] = changed_at.isoformat()
    if record.expiry_date is not None:
        data["expires"] = record.expiry_date.isoformat()
    return Described(
        title, lead, "article" if is_news else "website", _LOCALES.get(shown.language, ""), image,
        picture.alt if picture else "", json_ld(data),
    )  # fmt: skip


def _largest(picture: ShownPicture | None) -> str:
    if picture is None:
        return ""
    return settings.BASE_URL + media_url(picture.media.name)
