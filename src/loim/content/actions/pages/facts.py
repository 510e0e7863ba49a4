"""What pages and news have in common when they are written down."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import IntegrityError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.content.logic.pages.slugs import RESERVED, free_slug
from loim.content.models import MediaFile, NewsItem, Page, WebText
from loim.people.models import Municipality


@dataclass(frozen=True, kw_only=True)
class WebFacts:
    """`slug` may be left empty: it is made of the title."""

    slug: str = ""
    audience: str = "everyone"
    municipality: Municipality | None = None
    picture: MediaFile | None = None
    expiry_date: date | None = None


@dataclass(frozen=True, kw_only=True)
class PageFacts(WebFacts):
    parent: Page | None = None
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class NewsFacts(WebFacts):
    news_date: date


class AddressTaken(Refusal):
    field = "slug"
    message = _("Another page has this address, or it means something else here. Choose another.")


class PictureOfOthers(Refusal):
    field = "picture"
    message = _("Choose a picture from the library of the organisation whose page it is.")


class ParentMakesCircle(Refusal):
    field = "parent"
    message = _("A page cannot stand below itself or below a page that stands below it.")


class FactsChangedMeanwhile(Refusal):
    field = None
    message = _(
        "Somebody else changed this since you opened it. What you wrote is still here: look"
        " through it and save once more to keep it."
    )


def put(record: Any, facts: WebFacts) -> None:
    for field in fields(facts):
        if field.name != "slug":
            setattr(record, field.name, getattr(facts, field.name))


def check_picture(facts: WebFacts, owner_id: int) -> None:
    if facts.picture is None:
        return
    if not facts.picture.is_picture or facts.picture.owner_id != owner_id:
        raise PictureOfOthers


def new_slug(model: type[Page] | type[NewsItem], facts: WebFacts, words: Mapping[str, str]) -> str:
    """The wanted one, or a free one of the title's. Raises AddressTaken."""
    if facts.slug:
        if facts.slug in RESERVED or model.objects.filter(slug=facts.slug).exists():
            raise AddressTaken
        return facts.slug
    taken = frozenset(model.objects.values_list("slug", flat=True))
    return free_slug(words.get("title", ""), taken, otherwise="page" if model is Page else "news")


def path_of_record(record: WebText) -> str:
    """Its address without a language."""
    with override("et"):
        return reverse("page" if isinstance(record, Page) else "news-item", args=[record.slug])


def refuse_taken_address(error: IntegrityError) -> None:
    """Raises AddressTaken or ParentMakesCircle where that is what the database refused."""
    name = violated_constraint(error)
    if name.endswith(("_slug_key", "_slug_uniq")) or "_slug_" in name:
        raise AddressTaken from error
    if name in {"page_parents_make_no_circle", "page_is_not_its_own_parent"}:
        raise ParentMakesCircle from error
