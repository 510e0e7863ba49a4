"""Rakvere's pages and news over the year, in four languages; nothing is fetched for it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone
from PIL import Image, ImageDraw

from loim.content.actions.links.asking import Answer
from loim.content.actions.links.checking import record_answer
from loim.content.actions.links.gathering import gather_links
from loim.content.actions.links.own_site import answer_of_own_site, is_own
from loim.content.actions.media.library import MediaFacts, add_media
from loim.content.actions.news.choosing import choose_for_translation
from loim.content.actions.pages.facts import NewsFacts, PageFacts
from loim.content.actions.pages.writing_down import create_news, create_page
from loim.content.actions.writing import publish, save_draft
from loim.content.models import Link, MediaFile, NewsItem, Page, ReadCount, Text
from loim.demo import page_texts as words
from loim.demo.accounts import RAKVERE
from loim.people.models import Organisation, User

_FIELDS = ("title", "lead", "body", "short")
# news, days ago, audience, valid for so many days more, picture
_News = tuple[words.Words, int, str, int | None, str]
_NEWS: tuple[_News, ...] = (
    (words.SCHOOL, 250, "families", None, ""),
    (words.SUMMER, 160, "young_people", None, "sea"),
    (words.BUS, 60, "everyone", -40, ""),
    (words.WINTER, 3, "everyone", 12, "spruce"),
    (words.CAFE, 0, "newcomers", None, ""),
)
_READINGS = (("et", 9), ("ru", 5), ("uk", 3), ("en", 2))


class _Writer:
    def __init__(self, owner: Organisation, by: User, now: datetime) -> None:
        self.owner, self.by, self.now = owner, by, now
        self.pictures: dict[str, MediaFile] = {}

    def write(self, text: Text, language: str, said: tuple[str, ...], at: datetime) -> None:
        given = {name: value for name, value in zip(_FIELDS, said, strict=True) if value}
        save_draft(
            text=text, language=language, fields=given, seen_revision=None, by=self.by, now=at
        )
        publish(text=text, language=language, is_minor=False, by=self.by, now=at)

    def picture(self, key: str, file: BytesIO) -> None:
        alt, caption = words.PICTURES[key]
        media = add_media(
            owner=self.owner, file=file, file_name=f"{key}.png",
            facts=MediaFacts(credit=self.by.name), words={"alt": alt["et"], "caption": caption},
            submission=uuid5(NAMESPACE_URL, f"picture {key}"), by=self.by, now=self.now,
        )  # fmt: skip
        for language in alt.keys() - {"et"}:
            save_draft(
                text=media.text, language=language, fields={"alt": alt[language]},
                seen_revision=None, by=self.by, now=self.now,
            )  # fmt: skip
            publish(text=media.text, language=language, is_minor=False, by=self.by, now=self.now)
        self.pictures[key] = media


def write_pages(
    *, organisations: dict[str, Organisation], users: dict[str, User], now: datetime
) -> None:
    writer = _Writer(organisations[RAKVERE], users["rakvere@example.ee"], now)
    for key, draw in (("square", _square), ("spruce", _spruce), ("sea", _sea)):
        writer.picture(key, draw())
    pages = _pages(writer)
    today = timezone.localdate(now)
    items = [_item(writer, row, today) for row in _NEWS]
    choose_for_translation(
        items=items[-2:], wanted={items[-1].pk: ["ru", "uk"]}, by=writer.by, now=now
    )
    _count_readings([*pages, *items], today)
    gather_links(now=now)
    broken = Link.objects.get(address__contains="kadunud.example.ee")
    for link in Link.objects.order_by("pk"):
        if is_own(link.address):
            record_answer(link=link, answer=answer_of_own_site(link.address), now=now)
    record_answer(link=broken, answer=Answer("failing", "no_host"), now=now - timedelta(days=6))


def _pages(writer: _Writer) -> list[Page]:
    begun = writer.now - timedelta(days=300)
    place = writer.owner.municipality
    home = create_page(
        owner=writer.owner, words={},
        facts=PageFacts(
            slug=words.NEWCOMER.key, audience="newcomers", municipality=place,
            picture=writer.pictures["square"],
        ),
        submission=uuid5(NAMESPACE_URL, "page 1"), by=writer.by, now=begun,
    )  # fmt: skip
    for language, said in words.NEWCOMER.texts.items():
        writer.write(home.text, language, said, begun)
    courses = create_page(
        owner=writer.owner, words={},
        facts=PageFacts(
            slug=words.LANGUAGE.key, audience="newcomers", municipality=place, parent=home
        ),
        submission=uuid5(NAMESPACE_URL, "page 2"), by=writer.by, now=begun,
    )  # fmt: skip
    writer.write(courses.text, "et", words.LANGUAGE_BEFORE, begun)
    writer.write(courses.text, "uk", words.LANGUAGE.texts["uk"], begun)
    changed = writer.now - timedelta(days=40)
    for language in ("et", "en", "ru"):  # the Ukrainian one stays as it was: stale on purpose
        writer.write(courses.text, language, words.LANGUAGE.texts[language], changed)
    return [home, courses]


def _item(writer: _Writer, row: _News, today: date) -> NewsItem:
    said, days, audience, valid, picture = row
    day, at = today - timedelta(days=days), writer.now - timedelta(days=days)
    item = create_news(
        owner=writer.owner, words={},
        facts=NewsFacts(
            slug=said.key, audience=audience, municipality=writer.owner.municipality,
            news_date=day, picture=writer.pictures.get(picture),
            expiry_date=today + timedelta(days=valid) if valid is not None else None,
        ),
        submission=uuid5(NAMESPACE_URL, f"news {said.key}"), by=writer.by, now=at,
    )  # fmt: skip
    for language, texts in said.texts.items():
        writer.write(item.text, language, texts, at)
    return item


def _count_readings(records: Iterable[Page | NewsItem], today: date) -> None:
    ReadCount.objects.bulk_create(
        ReadCount(
            text_id=record.text_id, language=language, day=today - timedelta(days=days),
            readings=usual + (number * 3 + days) % 4,
        )
        for number, record in enumerate(records)
        for language, usual in _READINGS
        for days in range(1, 22, 3)
    )  # fmt: skip


def _sheet(sky: str, ground: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", (1200, 640), sky)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 470, 1200, 640), fill=ground)
    return picture, pen


def _file(picture: Image.Image) -> BytesIO:
    file = BytesIO()
    picture.save(file, "PNG")
    file.seek(0)
    return file


def _square() -> BytesIO:
    picture, pen = _sheet("#cfe3e8", "#d9c9a3")
    pen.ellipse((620, 260, 1380, 760), fill="#7d9a63")
    pen.rectangle((930, 150, 990, 300), fill="#8c8377")
    pen.polygon(((920, 150), (960, 95), (1000, 150)), fill="#7a2e4f")
    pen.rectangle((0, 470, 1200, 640), fill="#d9c9a3")
    for number, colour in enumerate(("#0f4654", "#dfa03c", "#7a2e4f", "#3d6b77", "#2f6b3a")):
        left = 40 + number * 165
        pen.rectangle((left, 330 - number % 2 * 40, left + 140, 480), fill=colour)
        for window in (25, 85):
            pen.rectangle((left + window, 370, left + window + 30, 410), fill="#fdf3dd")
    return _file(picture)


def _spruce() -> BytesIO:
    picture, pen = _sheet("#24314f", "#e9eef2")
    pen.rectangle((580, 480, 620, 540), fill="#5b4433")
    for top, wide in ((120, 110), (220, 170), (320, 230)):
        pen.polygon(((600, top), (600 - wide, top + 190), (600 + wide, top + 190)), fill="#1f5b3a")
    for number in range(24):
        left, top = 600 + (number * 67 % 260 - 130) * (number + 8) // 30, 190 + number * 13
        pen.ellipse((left - 9, top - 9, left + 9, top + 9), fill="#f6cf5e")
    return _file(picture)


def _sea() -> BytesIO:
    picture, pen = _sheet("#bfe0f0", "#e6d6a8")
    pen.rectangle((0, 330, 1200, 470), fill="#3f83a3")
    for left, colour in ((160, "#dfa03c"), (480, "#7a2e4f"), (800, "#2f6b3a")):
        pen.polygon(((left, 560), (left + 120, 400), (left + 240, 560)), fill=colour)
    return _file(picture)
