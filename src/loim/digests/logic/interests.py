"""What somebody wants to hear of: 'library' is all of it, 'library:kaasamine' one topic of it."""

from collections.abc import Iterable

SEPARATOR = ":"


def wants(interests: Iterable[str], source: str, topics: Iterable[str]) -> bool:
    """Whether an item of `source` with these topics is wanted. Somebody who chose topics of a
    source wants those alone; who chose none of anything wants everything."""
    chosen = list(interests)
    if not chosen:
        return True
    if source in chosen:
        return True
    return any(f"{source}{SEPARATOR}{topic}" in chosen for topic in topics)


def tidied(sources: Iterable[str], topics: Iterable[str]) -> list[str]:
    """What is kept of a form's ticks. A ticked topic narrows its source down; a ticked source
    without a ticked topic is the whole of it."""
    narrowed = sorted(set(topics))
    of = {topic.partition(SEPARATOR)[0] for topic in narrowed}
    whole = sorted(set(sources) - of)
    return [*whole, *narrowed]
