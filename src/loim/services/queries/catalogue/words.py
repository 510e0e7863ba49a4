"""The words of services, whether their own or, for a mirror, those of the national one."""

from collections.abc import Iterable

from loim.content.queries.reading import shown_texts
from loim.services.models import Service


def attach_words(services: Iterable[Service], language: str | None = None) -> list[Service]:
    """Each gets `.words` and `.addition`; one query for all. Needs `national` selected."""
    found = list(services)
    wanted = {each.text_id for each in found}
    wanted |= {each.national.text_id for each in found if each.national}
    texts = shown_texts(wanted, language)
    for each in found:
        own = texts[each.text_id]
        is_mirror = each.national is not None
        each.words = texts[each.national.text_id] if each.national else own  # type: ignore[attr-defined]
        each.addition = own if is_mirror else None  # type: ignore[attr-defined]
    return found
