"""Pages below pages, in the order in which they are read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Branch:
    page: Any
    below: "tuple[Branch, ...]"


def branches(pages: Iterable[Any]) -> tuple[Branch, ...]:
    """Of pages with `pk`, `parent_id`, `position` and `name`; one whose parent is not among them
    stands at the top, so that none is lost."""
    found = list(pages)
    known = {page.pk for page in found}
    by_parent: dict[Any, list[Any]] = {}
    for page in found:
        parent = page.parent_id if page.parent_id in known else None
        by_parent.setdefault(parent, []).append(page)

    def below(parent: Any) -> tuple[Branch, ...]:
        rows = sorted(
            by_parent.get(parent, ()), key=lambda page: (page.position, page.name, page.pk)
        )
        return tuple(Branch(page, below(page.pk)) for page in rows)

    return below(None)
