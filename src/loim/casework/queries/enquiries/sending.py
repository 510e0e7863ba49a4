"""What can be sent to a client in their language: texts of the organisation, links to services
and journeys."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.casework.models import Snippet
from loim.content.queries.reading import ShownText, attach_texts
from loim.people.models import Organisation
from loim.services.models import Journey, Topic
from loim.services.queries.catalogue.listing import ServiceFilter, listed_services, shown_services
from loim.services.queries.journeys.listing import JourneyFilter, listed_journeys

MOST_LINKS = 40


@dataclass(frozen=True)
class Piece:
    """Something to tick: `written` are the languages in which it is, `title` and `text` in the
    chosen one where it is among them, else in `language`."""

    name: str  # of the field
    key: int
    title: str
    text: str
    language: str
    written: tuple[str, ...]
    topics: tuple[int, ...] = ()


def snippet_pieces(organisation: Organisation, language: str) -> list[Piece]:
    offered = Snippet.objects.filter(organisation=organisation, withdrawn_at=None)
    return [
        Piece(
            "snippet", one.pk, one.text("title", language), one.text("body", language),
            one.text("body", language).language, tuple(one.languages),
            (one.topic_id,) if one.topic_id else (),
        )
        for one in offered.order_by("topic__position", "title", "pk")
    ]  # fmt: skip


def service_pieces(
    organisation: Organisation, topics: Iterable[Topic], language: str, now: datetime
) -> list[Piece]:
    """Services about these topics for whoever lives where the organisation is. All, without any."""
    place = organisation.municipality_id or ""
    slugs = [topic.slug for topic in topics] or [""]
    keys: dict[int, None] = {}
    for slug in slugs:
        wanted = ServiceFilter(topic=slug, municipality=place)
        found: Iterable[Any] = listed_services(wanted, now, language)[:MOST_LINKS]
        keys.update(dict.fromkeys(found))
    shown = shown_services(list(keys)[:MOST_LINKS], {}, now, language)
    return [
        _link(
            "service",
            row.service.pk,
            row.service.words,  # type: ignore[attr-defined]  # attached by shown_services
            reverse_in(language, "service", row.service.pk),
        )
        for row in shown
    ]


def journey_pieces(organisation: Organisation, language: str) -> list[Piece]:
    wanted = JourneyFilter(municipality=organisation.municipality_id or "")
    found = [
        one for one in listed_journeys(wanted)[:MOST_LINKS]
        if one.municipality_id in (None, organisation.municipality_id)
    ]  # fmt: skip
    journeys: Sequence[Journey] = attach_texts(found, language)
    return [
        _link("journey", one.pk, one.shown, reverse_in(language, "public-journey", one.slug))  # type: ignore[attr-defined]
        for one in journeys
    ]


def reverse_in(language: str, name: str, key: object) -> str:
    """The whole address of a page in that language."""
    with translation.override(language):
        return f"{settings.BASE_URL}{reverse(name, args=[key])}"


def composed(pieces: Iterable[Piece], own_words: str = "") -> str:
    """One text to copy or to send: own words first, then texts, then links with their titles."""
    told = (
        piece.text if piece.name == "snippet" else f"{piece.title}\n{piece.text}"
        for piece in pieces
    )
    parts = [own_words.strip(), *told]
    return "\n\n".join(part for part in parts if part)


def _link(name: str, key: int, shown: ShownText, address: str) -> Piece:
    """A page's own language is the chosen one, its texts may be in another."""
    return Piece(name, key, shown.get("title"), address, shown.language, (shown.language,))
