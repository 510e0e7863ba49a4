"""What providers share: words of translated records, and where something is."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils import timezone

from loim.common.translated import Translated
from loim.people.models import Municipality
from loim.search.providers import Words


def words_of(
    record: Translated, title: str, body: Iterable[str], *, keywords: str = ""
) -> dict[str, Words]:
    """By language, of the fields named; a translation without a title has none of its own."""
    fields = tuple(body)
    source = record.source_language
    own = (getattr(record, field) for field in fields)
    found = {source: Words(getattr(record, title), _joined(own), keywords)}
    for language, said in record.translations.items():
        if said.get(title) and language != source:
            rest = (said.get(field, "") for field in fields)
            found[language] = Words(said[title], _joined(rest), keywords)
    return found


def where(municipality: Municipality | None) -> dict[str, list[str]]:
    """Facets of a place; `municipality` with its county's key, which needs no query."""
    if municipality is None:
        return {}
    return {"county": [municipality.county_id], "municipality": [municipality.pk]}


def morning_of(day: date | None) -> datetime | None:
    """The first moment of a day in Tallinn."""
    return None if day is None else timezone.make_aware(datetime.combine(day, time.min))


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)
