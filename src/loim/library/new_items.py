"""What came into the library, for letters and feeds about what is new."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from loim.content.queries.reading import ShownText, attach_texts
from loim.digests.sources import Choice, Item, Source, Wanted, register
from loim.library.models import LibraryItem, LibraryTopic
from loim.library.queries.listing import LibraryFilter, items_in


def register_new_items() -> None:
    register(
        Source(
            key="library",
            label=pgettext_lazy("letters about", "The library"),
            line=gettext_lazy("Guides, practices, articles and stories that came in."),
            page="library-list",
            find=find_items,
            position=30,
            choices=_topics,
        )
    )


def find_items(wanted: Wanted) -> Sequence[Item]:
    """The newest first. What names no county is for all of them. Three queries."""
    rows = items_in(LibraryFilter(topic=wanted.topic)).filter(published_at__lte=wanted.now)
    if wanted.county:
        here = LibraryItem.objects.filter(counties=wanted.county)
        nowhere = LibraryItem.objects.filter(counties=None)
        rows = rows.filter(pk__in=here.values("pk").union(nowhere.values("pk")))
    if wanted.since is not None:
        rows = rows.filter(published_at__gt=wanted.since)
    ordered = rows.select_related("owner").prefetch_related("topics")
    newest = ordered.order_by("-published_at", "-pk")[: wanted.limit]
    return [_item(row) for row in attach_texts(newest)]


def _item(row: LibraryItem) -> Item:
    shown: ShownText = row.shown  # type: ignore[attr-defined]  # attached
    assert row.published_at is not None  # noqa: S101  # the table sees to it
    return Item(
        key=f"library:{row.pk}", at=row.published_at, changed_at=row.changed_at,
        title=shown.get("title"), path=reverse("library-item", args=[row.pk]),
        summary=str(shown.get("summary")), when=row.kind_label.capitalize(),
        author=row.owner.name, topics=frozenset(topic.slug for topic in row.topics.all()),
    )  # fmt: skip


def _topics() -> Sequence[Choice]:
    rows = LibraryTopic.objects.order_by("position", "name", "pk")
    return [(row.slug, str(row.text("name"))) for row in rows]
