"""The library's links, for the link checker (`loim.content.links`)."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import translation

from loim.content.links import FoundLink, register_source
from loim.content.models import TextState


def links_of_items() -> Iterable[FoundLink]:
    """Of what is published now, archived copies as well. One query for items, one for titles."""
    from loim.library.models import LibraryItem

    rows = LibraryItem.objects.open_to_readers().exclude(url="").order_by("pk")
    items = list(rows.only("url", "archived_url", "owner_id", "text_id"))
    states = TextState.objects.filter(text__in=[item.text_id for item in items], is_source=True)
    titles = {
        text: (title, language)
        for text, title, language in states.values_list("text_id", "title", "language")
    }
    found = []
    with translation.override("et"):
        for item in items:
            title, language = titles.get(item.text_id, ("", "et"))
            path = reverse("library-item", args=[item.pk])
            edit_path = reverse("library-item-edit", args=[item.pk])
            found += [
                FoundLink(url, item.owner_id, title, language, path, edit_path)
                for url in (item.url, item.archived_url)
                if url
            ]
    return found


def register_links() -> None:
    register_source("library", links_of_items)
