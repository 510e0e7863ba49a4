# ruff: noqa: SLF001  # _meta and _base_manager are documented ways to a model
"""Removing rows together with all that belongs to them and all that their history tells.

What belongs to a row is found by walking the models: whatever points at it, and at that, and so
on. A model that a colleague adds tomorrow is found, too. What should stay as a nameless number is
named by `stays_without`. Whoever calls this has opened the keeper's gate.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import FileField, ForeignKey, Model, QuerySet

from loim.casework.sealed_files import SealedStorage, remove_with_transaction

Found = dict[type[Model], set[Any]]

# Model -> what is written into its rows when what they belonged to is gone.
STAYING: dict[str, dict[str, Any]] = {}


def stays_without(model: str, **written: Any) -> None:
    """`model` is casework.Model: its rows are not deleted with the client, case or whatever they
    belong to, but lose the link and get `written` (`sealed_note=""`), in their history, too."""
    STAYING[model] = written


def forget(rows: QuerySet[Any]) -> dict[str, int]:
    """Delete rows and all that belongs to them; how many of which model."""
    found = belonging_to(rows)
    for model, keys in found.items():
        _detach_what_stays(model, keys)
    for model in _children_first(found):
        _remove_files(model, found[model])
        own = model._base_manager.filter(pk__in=found[model])
        own._raw_delete(own.db)  # triggers and foreign keys of the database still hold
    for model, keys in found.items():
        history = history_of(model)
        if history:
            history._base_manager.filter(pgh_obj_id__in=keys).delete()
    return {model._meta.label: len(keys) for model, keys in found.items() if keys}


def empty(rows: QuerySet[Any], **written: Any) -> int:
    """Overwrite fields, and what the history tells of them."""
    keys = list(rows.values_list("pk", flat=True))
    number: int = rows.model._base_manager.filter(pk__in=keys).update(**written)
    _rewrite_history(rows.model, keys, written)
    return number


def belonging_to(rows: QuerySet[Any]) -> Found:
    """The rows themselves and, by model, whatever points at them, without what stays."""
    found: Found = {rows.model: set(rows.values_list("pk", flat=True))}
    waiting = [rows.model]
    while waiting:
        parent = waiting.pop()
        for child, field in pointing_at(parent):
            if child._meta.label in STAYING:
                continue
            near = child._base_manager.filter(**{f"{field.name}__in": found[parent]})
            new = set(near.values_list("pk", flat=True)) - found.get(child, set())
            if new:
                found.setdefault(child, set()).update(new)
                waiting.append(child)
    return found


def pointing_at(parent: type[Model]) -> Iterator[tuple[type[Model], Any]]:
    for model in kept_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model is parent:
                yield model, field


def kept_models() -> list[type[Model]]:
    """All tables of counselling without those of their history."""
    return [
        model for model in apps.get_app_config("casework").get_models() if not _is_history(model)
    ]


def history_of(model: type[Model]) -> type[Model] | None:
    for other in apps.get_app_config("casework").get_models():
        if _is_history(other) and other._meta.get_field("pgh_obj").related_model is model:
            return other
    return None


def _is_history(model: type[Model]) -> bool:
    return any(field.name == "pgh_obj" for field in model._meta.get_fields())


def _detach_what_stays(parent: type[Model], keys: set[Any]) -> None:
    for child, field in pointing_at(parent):
        if child._meta.label in STAYING:
            rows = child._base_manager.filter(**{f"{field.name}__in": keys})
            empty(rows, **{**_links(child), **STAYING[child._meta.label]})


def _links(child: type[Model]) -> dict[str, None]:
    """All its links to clients and what belongs to them: a case tells of its client."""
    return {
        field.name: None
        for field in child._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.null and field.related_model in kept_models()
    }


def _rewrite_history(model: type[Model], keys: Any, written: dict[str, Any]) -> None:
    history = history_of(model)
    if history:
        known = {field.name for field in history._meta.concrete_fields}
        values = {name: value for name, value in written.items() if name in known}
        if values:
            history._base_manager.filter(pgh_obj_id__in=keys).update(**values)


def _children_first(found: Found) -> Iterator[type[Model]]:
    waiting = [model for model in found if found[model]]
    while waiting:
        free = [
            model
            for model in waiting
            if not any(
                child in waiting and child is not model for child, _field in pointing_at(model)
            )
        ]
        # In a circle of tables any may be first: their foreign keys are deferred.
        for model in free or waiting[:1]:
            waiting.remove(model)
            yield model


def _remove_files(model: type[Model], keys: set[Any]) -> None:
    for field in model._meta.concrete_fields:
        if isinstance(field, FileField) and isinstance(field.storage, SealedStorage):
            names = model._base_manager.filter(pk__in=keys).values_list(field.name, flat=True)
            for name in names:
                remove_with_transaction(str(name))
