"""Pages, news and files for tests, made through the same actions as pages of the platform use."""

from datetime import date, datetime
from io import BytesIO
from typing import Any
from uuid import uuid4

from PIL import Image

from loim.content.actions.media.library import MediaFacts, add_media
from loim.content.actions.pages.facts import NewsFacts, PageFacts
from loim.content.actions.pages.writing_down import create_news, create_page
from loim.content.actions.writing import publish, save_draft
from loim.content.models import MediaFile, NewsItem, Page
from loim.people.models import Organisation, User

DAY = date(2023, 10, 2)


def page(
    owner: Organisation, by: User, now: datetime, title: str = "Elukoht", body: str = "<p>Sisu</p>",
    *, is_published: bool = True, **facts: Any,
) -> Page:  # fmt: skip
    made = create_page(
        owner=owner, facts=PageFacts(**facts),
        words={"title": title, "lead": "Lühidalt.", "body": body}, submission=uuid4(), by=by,
        now=now,
    )  # fmt: skip
    if is_published:
        publish(text=made.text, language="et", is_minor=False, by=by, now=now)
    return made


def news(
    owner: Organisation, by: User, now: datetime, title: str = "Uudis", body: str = "<p>Sisu</p>",
    *, is_published: bool = True, short: str = "", news_date: date = DAY, **facts: Any,
) -> NewsItem:  # fmt: skip
    made = create_news(
        owner=owner, facts=NewsFacts(news_date=news_date, **facts),
        words={"title": title, "lead": "Lühidalt.", "body": body, "short": short},
        submission=uuid4(), by=by, now=now,
    )  # fmt: skip
    if is_published:
        publish(text=made.text, language="et", is_minor=False, by=by, now=now)
    return made


def translated(of: Any, language: str, by: User, now: datetime, **fields: str) -> None:
    save_draft(text=of.text, language=language, fields=fields, seen_revision=None, by=by, now=now)
    publish(text=of.text, language=language, is_minor=False, by=by, now=now)


def photograph(
    width: int = 900, height: int = 600, kind: str = "JPEG", colour: str = "#3d6b77",
    **options: Any,
) -> bytes:  # fmt: skip
    file = BytesIO()
    Image.new("RGB", (width, height), colour).save(file, kind, **options)
    return file.getvalue()


def media(
    owner: Organisation, by: User, now: datetime, alt: str = "Raekoja plats", *,
    content: bytes | None = None, file_name: str = "väljak.jpg", caption: str = "", **facts: Any,
) -> MediaFile:  # fmt: skip
    return add_media(
        owner=owner, file=BytesIO(photograph() if content is None else content),
        file_name=file_name, facts=MediaFacts(**facts), words={"alt": alt, "caption": caption},
        submission=uuid4(), by=by, now=now,
    )  # fmt: skip
