"""A map as a poster, in the reader's language."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loim.communities.logic.poster import Poster, PosterAsset, PosterKind
from loim.communities.models import Asset, Community
from loim.communities.queries.assets.asset_map import Group
from loim.communities.queries.own_link import address, gathering_key

# Light grounds: dark letters on them keep a contrast of more than seven, on paper as well.
COLOURS = ("#e3eef0", "#fbf0dc", "#e8efe0", "#f3e6e0", "#ece6f2", "#e0ebf5")


def poster_of(
    community: Community, groups: Sequence[Group], paper: str, now: datetime, *, may_add: bool
) -> Poster:
    """`may_add`: with the code of an open gathering, for keepers; a link is not for recipients."""
    language = get_language() or "et"
    gathering = None
    if may_add:
        rows = community.gatherings.open_at(now).filter(kind="link")
        gathering = rows.order_by("-created_at", "-pk").first()
    day = date_format(timezone.localdate(now), "SHORT_DATE_FORMAT")
    return Poster(
        title=community.organisation.name,
        subtitle=_("What we have: the map of our community"),
        language=language,
        kinds=tuple(
            PosterKind(str(group.label).capitalize(), tuple(_asset(a) for a in group.assets), colour)
            for group, colour in zip(groups, COLOURS, strict=True)
        ),
        paper=paper,
        foot=_("As of %(day)s. People are named by their own consent.") % {"day": day},
        none_yet=_("Nothing yet"),
        address=address(language, "community-gather", gathering_key(gathering)) if gathering else "",
        address_words=_("Add what is missing") if gathering else "",
    )  # fmt: skip


def _asset(asset: Asset) -> PosterAsset:
    title, words = asset.text("title"), asset.text("words")
    people = ", ".join(person.name for person in asset.named)  # type: ignore[attr-defined]
    return PosterAsset(str(title), str(words), people, title.language)
