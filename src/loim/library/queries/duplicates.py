"""What in the library may be the same as what somebody is about to send."""

from collections.abc import Iterable
from dataclasses import dataclass

from loim.content.models import State, TextState
from loim.content.queries.reading import attach_texts
from loim.library.logic.items.links import normalised_link
from loim.library.logic.items.titles import alike
from loim.library.models import ITEM_TEXT, LibraryFile, LibraryItem


@dataclass(frozen=True)
class Duplicate:
    """`why`: 'link', 'file' or 'title'."""

    item: LibraryItem
    why: str


def duplicates_of(
    *, title: str, url: str = "", sha256: Iterable[str] = (), leave_out: int | None = None
) -> list[Duplicate]:
    """Published ones alone: of what waits, nothing is told to strangers. Three queries."""
    open_items = LibraryItem.objects.open_to_readers().exclude(pk=leave_out or 0)
    found: dict[int, str] = {}
    if key := normalised_link(url):
        found.update(
            dict.fromkeys(open_items.filter(url_key=key).values_list("pk", flat=True), "link")
        )
    hashes = [value for value in sha256 if value]
    if hashes:
        same = LibraryFile.objects.filter(sha256__in=hashes, item__in=open_items)
        for pk in same.values_list("item_id", flat=True):
            if pk is not None:
                found.setdefault(pk, "file")
    for pk in alike(title, _titles(leave_out)):
        found.setdefault(pk, "title")
    items = attach_texts(open_items.filter(pk__in=found).order_by("pk"))
    order = {"link": 0, "file": 1, "title": 2}
    return sorted(
        (Duplicate(item, found[item.pk]) for item in items),
        key=lambda duplicate: (order[duplicate.why], duplicate.item.pk),
    )


def _titles(leave_out: int | None) -> list[tuple[int, str]]:
    """In every language: whoever writes in Russian may know the Russian title."""
    states = TextState.objects.filter(
        text__kind=ITEM_TEXT, text__library_item__status="published"
    ).exclude(state=State.MISSING)
    if leave_out is not None:
        states = states.exclude(text__library_item=leave_out)
    return list(states.values_list("text__library_item", "title"))
