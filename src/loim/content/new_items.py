"""News, for letters and feeds about what is new."""

from collections.abc import Sequence
from datetime import datetime, time

from django.db.models import Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.content.models import Audience, NewsItem
from loim.content.queries.news.listed import NewsFilter, listed_news
from loim.content.queries.reading import ShownText, attach_texts
from loim.digests.sources import Choice, Item, Source, Wanted, register


def register_new_items() -> None:
    register(
        Source(
            key="news",
            label=pgettext_lazy("letters about", "News"),
            line=gettext_lazy("What people in their municipalities need to know."),
            page="news-list",
            find=find_news,
            position=10,
            choices=_audiences,
        )
    )


def find_news(wanted: Wanted) -> Sequence[Item]:
    """The latest first. News of a municipality is for its county, other news for all. Dated ahead,
    it is read by others from its day on; dated back, since it was published. Two queries."""
    today = timezone.localdate(wanted.now)
    rows = listed_news(NewsFilter(audience=wanted.topic), today)
    if wanted.county:
        rows = rows.filter(Q(municipality=None) | Q(municipality__county=wanted.county))
    dated = rows.annotate(published_at=Min("text__versions__published_at"))
    if wanted.since is not None:
        # A day more than needed: days begin at midnight here, moments are exact below.
        since = timezone.localdate(wanted.since)
        dated = dated.filter(Q(news_date__gte=since) | Q(published_at__gt=wanted.since))
    found = [_item(row) for row in attach_texts(dated[: wanted.limit])]
    return [item for item in found if wanted.since is None or item.at > wanted.since]


def _item(row: NewsItem) -> Item:
    shown: ShownText = row.shown  # type: ignore[attr-defined]  # attached
    midnight = timezone.make_aware(datetime.combine(row.news_date, time()))
    return Item(
        key=f"news:{row.pk}", at=max(midnight, row.published_at),  # type: ignore[attr-defined]
        changed_at=row.changed_at, title=shown.get("title"),
        path=reverse("news-item", args=[row.slug]),
        summary=str(shown.get("lead")),
        notice=notice_of(shown), author=row.text.owner.name,
        topics=_topics(row.audience),
    )  # fmt: skip


def _topics(audience: str) -> frozenset[str]:
    """What is for everyone is for each of them."""
    return frozenset(Audience.values if audience == Audience.EVERYONE else [audience])


def _audiences() -> Sequence[Choice]:
    return [choice for choice in Audience.choices if choice[0] != Audience.EVERYONE]


def notice_of(shown: ShownText) -> str:
    """What is missing or out of date says so."""
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
