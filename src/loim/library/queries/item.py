"""What an item's page shows."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from loim.content.logic.links.addresses import web_address
from loim.content.models import Link, Outcome
from loim.content.queries.reading import attach_texts
from loim.library.logic.items.citations import Cited
from loim.library.models import (
    Collection,
    ExperienceNote,
    HelpedMark,
    LibraryFile,
    LibraryItem,
    NoteState,
)
from loim.library.queries.listing import with_numbers

RELATED = 4


@dataclass(frozen=True)
class Editions:
    """Each with `.shown`; `newest` only where it is another than the item asked about."""

    newest: LibraryItem | None
    earlier: list[LibraryItem]


def load_items() -> QuerySet[LibraryItem]:
    return with_numbers(LibraryItem.objects.select_related("owner", "text")).prefetch_related(
        "topics", "methods", "counties"
    )


def files_of(item: LibraryItem) -> list[LibraryFile]:
    rows = item.files.prefetch_related("previews").defer("text")
    return list(rows.order_by("language", "file_name", "pk"))


def editions_of(item: LibraryItem, *, language: str | None = None) -> Editions:
    """Follows the chain both ways; published ones alone. A query for each edition and one for
    their texts: few have more than three."""
    newest, later = None, _successor(item)
    while later is not None:
        newest, later = later, _successor(later)
    earlier: list[LibraryItem] = []
    before = item.replaces
    while before is not None:
        if before.is_published:
            earlier.append(before)
        before = before.replaces
    attach_texts([*earlier, *([newest] if newest else [])], language)
    return Editions(newest, earlier)


def related_items(item: LibraryItem, *, language: str | None = None) -> list[LibraryItem]:
    """Of the same topics and methods, the most in common first."""
    topics = [topic.pk for topic in item.topics.all()]
    methods = [method.pk for method in item.methods.all()]
    rows = (
        LibraryItem.objects.open_to_readers()
        .latest_editions()
        .exclude(pk=item.pk)
        .filter(Q(topics__in=topics) | Q(methods__in=methods))
        .annotate(
            common=Count("topics", filter=Q(topics__in=topics), distinct=True)
            + 2 * Count("methods", filter=Q(methods__in=methods), distinct=True)
        )
        .order_by("-common", "-published_at", "-pk")
    )
    return attach_texts(rows[:RELATED], language)


def notes_shown(item: LibraryItem) -> list[ExperienceNote]:
    rows = item.notes.filter(state=NoteState.SHOWN)
    return list(rows.order_by("-written_at", "-pk")[:50])


def collections_with(item: LibraryItem, language: str | None = None) -> list[Collection]:
    rows = Collection.objects.filter(is_published=True, entries__item=item)
    return attach_texts(rows.order_by("position", "pk"), language)


def has_helped(item: LibraryItem, mark: str) -> bool:
    return HelpedMark.objects.filter(item=item, mark=mark).exists()


def cited(item: LibraryItem, language: str | None = None) -> Cited:
    """`item` with `.shown`."""
    shown = item.shown  # type: ignore[attr-defined]
    return Cited(
        kind=item.kind,
        title=str(shown.get("title")),
        summary=str(shown.get("summary")),
        page=settings.BASE_URL + reverse("library-item", args=[item.pk]),
        authors=item.author_names,
        year=item.year,
        publisher=item.publisher,
        url=item.url,
        languages=item.thing_languages,
        licence=item.licence_label,
        subjects=[str(topic.text("name", language)) for topic in item.topics.all()],
        edition=item.edition,
    )


def _successor(item: LibraryItem) -> LibraryItem | None:
    rows = LibraryItem.objects.open_to_readers().select_related("replaces")
    return rows.filter(replaces=item).first()


def link_state(item: LibraryItem) -> Link | None:
    """What the link checker knows of its link, where that does not work."""
    address = web_address(item.url) if item.url else None
    if address is None:
        return None
    return Link.objects.filter(address=address.url, outcome=Outcome.FAILING).first()
