"""The links in published rich texts of every kind."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from django.urls import reverse
from django.utils.translation import override

from loim.content.kinds import all_kinds
from loim.content.links import FoundLink
from loim.content.logic.links.extract import links_in
from loim.content.models import State, TextState

AT_ONCE = 500
PagesOf = Callable[[Iterable[int]], Mapping[int, str]]


def links_of_texts() -> Iterator[FoundLink]:
    """Two queries for each kind of text and each five hundred texts of it."""
    for kind in all_kinds():
        rich = [field.name for field in kind.fields if field.is_rich]
        if not rich:
            continue
        states = (
            TextState.objects.filter(text__kind=kind.key)
            .exclude(state=State.MISSING)
            .select_related("text", "current")
            .order_by("pk")
        )
        rows: list[TextState] = []
        for state in states.iterator(chunk_size=AT_ONCE):
            rows.append(state)
            if len(rows) == AT_ONCE:
                yield from _links(rows, rich, kind.pages)
                rows = []
        yield from _links(rows, rich, kind.pages)


def _links(rows: list[TextState], rich: list[str], pages: PagesOf) -> Iterator[FoundLink]:
    with override("et"):
        paths = pages({state.text_id for state in rows}) if rows else {}
        edits = {
            state.pk: reverse("text-edit", args=[state.text_id, state.language]) for state in rows
        }
    for state in rows:
        if state.current is None:
            continue
        for name in rich:
            for url in links_in(state.current.get(name)):
                yield FoundLink(
                    url, state.text.owner_id, state.title, state.language,
                    paths.get(state.text_id, ""), edits[state.pk],
                )  # fmt: skip
