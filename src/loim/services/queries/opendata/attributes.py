"""HSDS attributes: what HSDS 3.1 has no field for, and words in all languages.

A text in a language is an attribute whose `link_type` names the field and whose taxonomy term has
the language. What else HSDS lacks stands in attributes whose `link_type` begins with 'loim:'.
"""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from loim.services.models.catalogue.entry import WordedEntry

Json = dict[str, Any]

_SPACE = uuid.UUID("4f1d3c1e-6d0b-5a53-9a6d-6a1c0f6f5b10")
OWN = "loim:"
_LANGUAGE_NAMES = {"et": "Estonian", "en": "English", "ru": "Russian", "uk": "Ukrainian"}


def derived_id(of: object, *names: object) -> str:
    """Always the same for the same thing."""
    return str(uuid.uuid5(_SPACE, "/".join(map(str, (of, *names)))))


def language_term(language: str) -> Json:
    return {
        "id": derived_id("language", language),
        "code": f"text-{language}",
        "name": f"Text in {_LANGUAGE_NAMES[language]}",
        "description": f"The text of the field that link_type names, in {_LANGUAGE_NAMES[language]}.",
        "taxonomy": "loim-texts",
        "language": language,
    }


_TERMS = {language: language_term(language) for language in _LANGUAGE_NAMES}


def texts(entity: str, link_id: object, words: Mapping[str, Mapping[str, str]]) -> list[Json]:
    return [
        {
            "id": derived_id(link_id, "text", language, name),
            "link_id": str(link_id),
            "link_entity": entity,
            "link_type": name,
            "value": value,
            "taxonomy_term_id": _TERMS[language]["id"],
            "taxonomy_term": _TERMS[language],
        }
        for language, fields in sorted(words.items())
        for name, value in sorted(fields.items())
        if value
    ]


def entry_texts(entity: str, entry: WordedEntry) -> list[Json]:
    own = {name: str(getattr(entry, name)) for name in entry.translated_fields}
    return texts(entity, entry.uuid, {**entry.translations, entry.source_language: own})


def own(entity: str, link_id: object, **values: object) -> list[Json]:
    """Empty values are left out; other than texts are written as JSON."""
    return [
        {
            "id": derived_id(link_id, "own", name),
            "link_id": str(link_id),
            "link_entity": entity,
            "link_type": f"{OWN}{name}",
            "value": value if isinstance(value, str) else json.dumps(value, ensure_ascii=False),
        }
        for name, value in values.items()
        if value is not False and value not in (None, "", [], {})
    ]


def filled(entity: Json) -> Json:
    """Without what is empty: HSDS knows no null."""
    return {name: value for name, value in entity.items() if value not in (None, "", [], {})}
