"""Pictures as pages show them: with what they say in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from loim.content.models import MediaFile, Rendition
from loim.content.queries.reading import ShownText, shown_texts


@dataclass(frozen=True)
class ShownPicture:
    """`srcset` offers its sizes; `alt` is empty where it is decoration."""

    media: MediaFile
    words: ShownText
    src: str
    srcset: str
    width: int
    height: int

    @property
    def alt(self) -> str:
        return "" if self.media.is_decorative else str(self.words.get("alt"))

    @property
    def alt_language(self) -> str:
        """Where the alternative text is in another language than the page."""
        return self.words.language if self.alt and self.words.is_fallback else ""

    @property
    def caption(self) -> str:
        return str(self.words.get("caption"))

    @property
    def small(self) -> str:
        """The smallest of its sizes."""
        return self.srcset.rsplit(", ", 1)[-1].split(" ")[0]


def attach_pictures(records: Iterable[Any], language: str | None = None) -> list[Any]:
    """Each record gets `.shown_picture`, None where it has none that readers may get: a picture
    that says something is not shown to those who see while others are told nothing. Records come
    with `picture` loaded; two queries however many they are."""
    rows = list(records)
    media = {row.picture_id: row.picture for row in rows if row.picture_id is not None}
    shown = shown_pictures(media.values(), language)
    for row in rows:
        row.shown_picture = shown.get(row.picture_id)
    return rows


def shown_pictures(
    media: Iterable[MediaFile], language: str | None = None
) -> dict[int, ShownPicture]:
    """By key; those without an alternative text are left out. Two queries."""
    found = list(media)
    if not found:
        return {}
    words = shown_texts((each.text_id for each in found), language)
    sizes: dict[int, list[Any]] = {}
    for size in Rendition.objects.filter(media__in=found).order_by("-width"):
        sizes.setdefault(size.media_id, []).append(size)
    return {
        each.pk: shown
        for each in found
        if (shown := _shown(each, words[each.text_id], sizes.get(each.pk, [])))
        and (each.is_decorative or shown.alt)
    }


def _shown(media: MediaFile, words: ShownText, smaller: list[Any]) -> ShownPicture:
    all_sizes = [(media.name, media.width), *((each.name, each.width) for each in smaller)]
    srcset = ", ".join(f"{media_url(name)} {width}w" for name, width in all_sizes)
    usual = next((name for name, width in all_sizes if (width or 0) <= 800), all_sizes[-1][0])
    return ShownPicture(media, words, media_url(usual), srcset, media.width or 1, media.height or 1)


def media_url(name: str) -> str:
    """The same in each language: whoever has it once need not fetch it again."""
    with override("et"):
        return reverse("media-file", args=[name])
