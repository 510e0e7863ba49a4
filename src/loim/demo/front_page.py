"""What makes the front page worth a visit: news of three cities, and people who want letters."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from loim.content.actions.pages.facts import NewsFacts
from loim.content.actions.pages.writing_down import create_news
from loim.content.actions.writing import publish, save_draft
from loim.demo import front_page_texts as words
from loim.demo.accounts import IMPLEMENTER, TALLINN, TARTU
from loim.demo.page_texts import Words
from loim.digests.actions.subscribing import (
    Wishes,
    ask_for_letters,
    confirm_letters,
    have_letters,
)
from loim.people.models import County, Organisation, User

_FIELDS = ("title", "lead", "body", "short")
# news, of whom, written by whom, days ago, for whom, whether of the place alone
_News = tuple[Words, str, str, int, str, bool]
_NEWS: tuple[_News, ...] = (
    (words.CHAMBER, TALLINN, "tallinn@example.ee", 5, "everyone", True),
    (words.CALL, IMPLEMENTER, "toimetaja@example.ee", 2, "everyone", False),
    (words.CAFE, TARTU, "tartu@example.ee", 1, "newcomers", True),
)
# Without an account: address, language, county, what about, how often, whether confirmed.
_READERS: tuple[tuple[str, str, str, list[str], str, bool], ...] = (
    ("olena@example.ee", "uk", "0079", ["events", "news"], "at_once", True),
    ("peeter@example.ee", "et", "0060", ["library", "calls"], "weekly", True),
    ("ootel@example.ee", "en", "", [], "weekly", False),
)


def fill_front_page(
    *, organisations: dict[str, Organisation], users: dict[str, User], now: datetime
) -> None:
    for row in _NEWS:
        _tell(row, organisations, users, now)
    have_letters(
        wishes=Wishes("et", ["calls", "library"]), by=users["rakvere@example.ee"],
        now=now - timedelta(days=20),
    )  # fmt: skip
    for email, language, county, interests, rhythm, is_confirmed in _READERS:
        wishes = Wishes(
            language, sorted(interests), County.objects.filter(pk=county).first(), rhythm, 4
        )
        asked = ask_for_letters(
            email=email, wishes=wishes, submission=uuid5(NAMESPACE_URL, f"letters {email}"),
            now=now - timedelta(days=1),
        )  # fmt: skip
        if is_confirmed and asked is not None:
            confirm_letters(subscription=asked, now=now)


def _tell(
    row: _News, organisations: dict[str, Organisation], users: dict[str, User], now: datetime
) -> None:
    said, name, email, days, audience, is_local = row
    owner, by, at = organisations[name], users[email], now - timedelta(days=days)
    item = create_news(
        owner=owner, words={},
        facts=NewsFacts(
            slug=said.key, audience=audience, municipality=owner.municipality if is_local else None,
            news_date=timezone.localdate(at),
        ),
        submission=uuid5(NAMESPACE_URL, f"news {said.key}"), by=by, now=at,
    )  # fmt: skip
    for language, texts in said.texts.items():
        given = dict(zip(_FIELDS, texts, strict=True))
        save_draft(
            text=item.text, language=language, fields=given, seen_revision=None, by=by, now=at
        )
        publish(text=item.text, language=language, is_minor=False, by=by, now=at)
