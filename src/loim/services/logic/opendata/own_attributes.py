"""Attributes that this platform wrote: words in all languages, and what HSDS has no field for."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from loim.services.logic.opendata.nodes import Found, Node, Problem

_LANGUAGES = frozenset({"et", "en", "ru", "uk"})
_OWN, _TEXTS = "loim:", "loim-texts"


@dataclass
class Own:
    """`texts` by language and field; `values` by name; `terms` are slugs by kind."""

    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    terms: dict[str, list[str]] = field(default_factory=dict)

    def texts_or(self, fields: dict[str, str], language: str) -> dict[str, dict[str, str]]:
        """The words in all languages, else what the fields themselves say."""
        return self.texts or {language: {name: text for name, text in fields.items() if text}}


def own_attributes(
    of: Node, words: Collection[str], values: Collection[str] = (), terms: Collection[str] = ()
) -> Own:
    """Other attributes are noted as unknown, with all that they say."""
    found = Own()
    for each in of.nodes("attributes"):
        kind, value = each.value.get("link_type"), each.value.get("value")
        term = each.value.get("taxonomy_term")
        term = term if isinstance(term, dict) else {}
        language = term.get("language")
        if not isinstance(kind, str) or not isinstance(value, str):
            of.notes.unknown.append(Found(each.path, each.value))
        elif term.get("taxonomy") == _TEXTS and language in _LANGUAGES and kind in words:
            found.texts.setdefault(language, {})[kind] = value
        elif kind.startswith(_OWN) and (name := kind.removeprefix(_OWN)) in values:
            found.values[name] = value
        elif kind in terms:
            found.terms.setdefault(kind, []).append(value)
        else:
            of.notes.unknown.append(Found(each.path, each.value))
    return found


def listed(own: Own, name: str, of: Node) -> list[Any]:
    """A value that is a list in JSON."""
    text = own.values.get(name, "[]")
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, list):
        of.notes.refuse(of.at(f"attributes({_OWN}{name})"), Problem.NOT_A_LIST, text)
        return []
    return value


def entries(own: Own, name: str, of: Node, fields: dict[str, int]) -> list[dict[str, Any]]:
    """Requirements, outputs, acts: the first field is needed; the lengths are the longest."""
    found = []
    for number, raw in enumerate(listed(own, name, of)):
        each = Node(raw, of.at(f"attributes({_OWN}{name})[{number}]"), of.notes)
        first = next(iter(fields))
        entry: dict[str, Any] = {
            key: each.url(key) if key == "url" else each.text(key, longest, is_needed=key == first)
            for key, longest in fields.items()
        }
        entry["id"] = each.text("id", 100)
        entry["translations"] = _translations(each)
        each.close()
        found.append(entry)
    return found


def alerts(own: Own, of: Node) -> list[dict[str, Any]]:
    found = []
    for number, raw in enumerate(listed(own, "alerts", of)):
        each = Node(raw, of.at(f"attributes({_OWN}alerts)[{number}]"), of.notes)
        alert: dict[str, Any] = {
            "message": each.text("message", 500),
            "translations": _translations(each),
        }
        for name in ("start_at", "end_at"):
            alert[name] = each.text(name, 40, is_needed=True)
            try:
                is_good = datetime.fromisoformat(alert[name]).tzinfo is not None
            except ValueError:
                is_good = False
            if not is_good:
                each.refuse(name, Problem.BAD_DATE)
        alert["kind"] = each.text("kind", 10)
        if alert["kind"] not in ("closed", "changed", "notice"):
            each.refuse("kind", Problem.BAD_VALUE)
        each.skip("id")
        each.close()
        found.append(alert)
    return found


def _translations(of: Node) -> dict[str, dict[str, str]]:
    value = of.get("translations") or {}
    if isinstance(value, dict) and all(
        code in _LANGUAGES
        and isinstance(texts, dict)
        and all(isinstance(text, str) for text in texts.values())
        for code, texts in value.items()
    ):
        return value
    of.refuse("translations", Problem.BAD_VALUE)
    return {}
