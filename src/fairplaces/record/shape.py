"""The shape of a record, read from the schema that ships with the library.

A small reader of the part of JSON Schema that the shipped schema uses (type, required,
properties, additionalProperties, items, minimum, minItems, maxItems, pattern, enum, $ref), so
that checking a record needs no other package. The schema is also valid for any full validator.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from fairplaces.errors import InputProblem

_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": Mapping,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}


@cache
def schema() -> dict[str, Any]:
    """The JSON schema of a draw record."""
    text = files("fairplaces.record").joinpath("schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def misshapen(record: object) -> Iterator[InputProblem]:
    """Every place where a record is not of the schema's shape; at most twenty."""
    for number, path in enumerate(_faults(record, schema(), "")):
        if number == 20:
            return
        yield InputProblem("record.malformed", "record", None, path or "record")


def _faults(value: object, rule: Mapping[str, Any], path: str) -> Iterator[str]:
    if "$ref" in rule:
        rule = schema()["$defs"][rule["$ref"].rsplit("/", 1)[1]]
    types = rule.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(_is(value, kind) for kind in types):
        yield path
        return
    if "enum" in rule and value not in rule["enum"]:
        yield path
    if isinstance(value, str) and "pattern" in rule and not _fits(rule["pattern"], value):
        yield path
    if (
        isinstance(value, int)
        and not isinstance(value, bool)
        and value < rule.get("minimum", value)
    ):
        yield path
    if isinstance(value, list):
        if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value)):
            yield path
        for i, item in enumerate(value):
            yield from _faults(item, rule.get("items", {}), f"{path}[{i}]")
    if isinstance(value, Mapping):
        yield from _object(value, rule, path)


def _object(value: Mapping[str, Any], rule: Mapping[str, Any], path: str) -> Iterator[str]:
    for name in rule.get("required", []):
        if name not in value:
            yield f"{path}.{name}".lstrip(".")
    known = rule.get("properties", {})
    other = rule.get("additionalProperties", True)
    for name, item in value.items():
        inner = f"{path}.{name}".lstrip(".")
        if name in known:
            yield from _faults(item, known[name], inner)
        elif other is False:
            yield inner
        elif isinstance(other, Mapping):
            yield from _faults(item, other, inner)


def _fits(pattern: str, value: str) -> bool:
    # JSON Schema means the end of the text by $, Python also the place before a last line end.
    return re.search(pattern.removesuffix("$") + r"\Z", value) is not None


def _is(value: object, kind: str) -> bool:
    if kind == "integer" and isinstance(value, bool):
        return False
    return isinstance(value, _TYPES[kind])
