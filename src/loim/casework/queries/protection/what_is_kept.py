# ruff: noqa: SLF001  # _meta is a documented way to a model
"""The table of docs/data-protection.md: each field of counselling, from its declaration.

Written by `loim casework data-protection docs/data-protection.md`; a test fails while the document
says something else than the code.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Field, FileField, Model
from django.utils import translation

from loim.casework.retention import RULES
from loim.casework.sealed_files import SealedStorage
from loim.people.retention import NOT_PERSONAL, PERSONAL_DATA

BEGIN = "<!-- what is kept: written by `loim casework data-protection`, do not edit -->"
END = "<!-- end of what is kept -->"


class MarksMissing(Exception):
    """The document has no place for the table."""


def with_table(text: str) -> str:
    """The document with its part between the two marks written anew. Raises MarksMissing."""
    before, begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise MarksMissing
    return f"{before}{BEGIN}\n\n{what_is_kept()}\n{END}{after}"


def what_is_kept() -> str:
    """Markdown, in English: by table every field with purpose, how long and how it is kept; then
    the rules by which the nightly job erases."""
    with translation.override("en"):
        parts = [*_tables(), *_rules()]
    return "\n".join(parts)


def _tables() -> Iterator[str]:
    for model in apps.get_app_config("casework").get_models():
        if any(field.name == "pgh_obj" for field in model._meta.get_fields()):
            continue  # what its history keeps is a part of the same fields
        yield f"### {model._meta.label}"
        yield ""
        yield from _personal(model)
        others = [
            field.name
            for field in model._meta.concrete_fields
            if f"{model._meta.label}.{field.name}" in NOT_PERSONAL
        ]
        if others:
            yield f"Say nothing of a person by themselves: {', '.join(others)}."
            yield ""


def _personal(model: type[Model]) -> Iterator[str]:
    rows = []
    for field in model._meta.concrete_fields:
        data = PERSONAL_DATA.get(f"{model._meta.label}.{field.name}")
        if data:
            cells = (f"`{field.name}`", data.name, data.purpose, data.until, _kept_as(field))
            rows.append("| " + " | ".join(str(cell).replace("|", "/") for cell in cells) + " |")
    if rows:
        yield "| field | what | purpose | kept | how |"
        yield "|---|---|---|---|---|"
        yield from rows
        yield ""


def _kept_as(field: "Field[object, object]") -> str:
    if field.name.startswith("sealed_"):
        return "encrypted"
    if isinstance(field, FileField) and isinstance(field.storage, SealedStorage):
        return "encrypted file"
    if field.name.endswith("_hash") or field.name in {"pseudonym", "name_words"}:
        return "keyed hash"
    return "readable"


def _rules() -> Iterator[str]:
    yield "### What the nightly job erases"
    yield ""
    yield "| rule | what | purpose | kept |"
    yield "|---|---|---|---|"
    for rule in sorted(RULES.values(), key=lambda rule: rule.key):
        yield f"| `{rule.key}` | {rule.what} | {rule.purpose} | {rule.kept} |"
    yield ""
