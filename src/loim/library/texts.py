"""Which texts the library has in versions (see `loim.content.kinds`)."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loim.content.kinds import TextField, TextKind, register


def item_pages(text_ids: Iterable[int]) -> Mapping[int, str]:
    """One query."""
    from loim.library.models import LibraryItem

    found = LibraryItem.objects.filter(text__in=list(text_ids)).values_list("text_id", "pk")
    return {text: reverse("library-item", args=[pk]) for text, pk in found}


def collection_pages(text_ids: Iterable[int]) -> Mapping[int, str]:
    """One query."""
    from loim.library.models import Collection

    found = Collection.objects.filter(text__in=list(text_ids)).values_list("text_id", "pk")
    return {text: reverse("library-collection", args=[pk]) for text, pk in found}


ITEM = TextKind(
    "library_item",
    _("library item"),
    (
        TextField("title", _("Title"), max_length=200, is_required=True),
        TextField(
            "summary",
            _("In a sentence or two"),
            is_long=True,
            max_length=400,
            is_required=True,
            help=_("Stands in lists. What will a reader be able to do with it?"),
        ),
        TextField("description", _("Description"), is_rich=True),
    ),
    item_pages,
)
COLLECTION = TextKind(
    "library_collection",
    _("library collection"),
    (
        TextField("title", _("Title"), max_length=200, is_required=True),
        TextField("summary", _("In a sentence or two"), is_long=True, max_length=400),
    ),
    collection_pages,
)


def register_texts() -> None:
    register(ITEM)
    register(COLLECTION)
