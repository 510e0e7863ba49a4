"""Collections and what is in them."""

from django.db.models import Count, Q, QuerySet

from loim.content.permissions import EDITING_ROLES
from loim.content.queries.reading import attach_texts
from loim.library.models import Collection, ItemStatus, LibraryItem
from loim.people.permissions import Person, organisations_with_role


def counted() -> QuerySet[Collection]:
    number = Count("entries", filter=Q(entries__item__status=ItemStatus.PUBLISHED))
    return Collection.objects.select_related("owner", "text").annotate(items_count=number)


def shown_collections(limit: int | None = None) -> list[Collection]:
    """Two queries."""
    rows = counted().filter(is_published=True).order_by("position", "-pk")
    return attach_texts(rows[:limit] if limit else rows)


def collections_for(person: Person) -> list[Collection]:
    """Shown ones, and those that the person keeps."""
    kept = organisations_with_role(person, EDITING_ROLES)
    rows = counted().filter(Q(is_published=True) | Q(owner__in=kept))
    return attach_texts(rows.order_by("position", "-pk"))


def items_of(collection: Collection, language: str | None = None) -> list[LibraryItem]:
    """In the editor's order; published ones alone."""
    rows = LibraryItem.objects.open_to_readers().filter(collection_entries__collection=collection)
    return attach_texts(rows.order_by("collection_entries__position", "pk"), language)
