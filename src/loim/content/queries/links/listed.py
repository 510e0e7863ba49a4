"""Links and how they stand, for those whose texts have them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.urls import translate_url
from django.utils.translation import get_language, override

from loim.content.models import Link, LinkUse, Outcome


@dataclass(frozen=True)
class LinkFilter:
    owner: int | None = None
    outcome: str = ""


def listed_links(organisations: Iterable[int] | None, wanted: LinkFilter) -> QuerySet[Link]:
    """Those that do not work first, the longest failing at the top. `organisations` are those
    whose links one may see; None for all."""
    uses = LinkUse.objects.filter(link=OuterRef("pk"))
    if organisations is not None:
        uses = uses.filter(owner__in=list(organisations))
    if wanted.owner is not None:
        uses = uses.filter(owner=wanted.owner)
    links = Link.objects.filter(Exists(uses))
    if wanted.outcome:
        links = links.filter(outcome=wanted.outcome)
    rank = Case(
        When(outcome=Outcome.FAILING, then=Value(0)),
        When(outcome=Outcome.MOVED, then=Value(1)),
        When(outcome=Outcome.NOT_ASKED, then=Value(2)),
        When(outcome=Outcome.NEW, then=Value(3)),
        default=Value(4),
        output_field=IntegerField(),
    )
    return links.order_by(rank, F("failing_since").asc(nulls_last=True), "address", "pk")


def counts_by_outcome(organisations: Iterable[int] | None) -> dict[str, int]:
    uses = LinkUse.objects.filter(link=OuterRef("pk"))
    if organisations is not None:
        uses = uses.filter(owner__in=list(organisations))
    rows = Link.objects.filter(Exists(uses)).values_list("outcome").annotate(Count("pk"))
    return dict(rows)


def attach_uses(links: Iterable[Link], organisations: Iterable[int] | None) -> list[Any]:
    """Each gets `.shown_uses`, with addresses in the reader's language; one query."""
    found: list[Any] = list(links)
    wanted = Q(link__in=found)
    if organisations is not None:
        wanted &= Q(owner__in=list(organisations))
    by_link: dict[int, list[Any]] = {}
    language = get_language() or "et"
    uses = LinkUse.objects.filter(wanted).select_related("owner")
    for use in uses.order_by("title", "language", "pk"):
        use.url = in_language(use.path, language)  # type: ignore[attr-defined]
        use.edit_url = in_language(use.edit_path, language)  # type: ignore[attr-defined]
        by_link.setdefault(use.link_id, []).append(use)
    for link in found:
        link.shown_uses = by_link.get(link.pk, [])
    return found


def in_language(path: str, language: str = "") -> str:
    """Paths are kept as they are in Estonian; without a language in the reader's."""
    if not path:
        return ""
    language = language or get_language() or "et"
    with override("et"):
        return translate_url(path, language)
