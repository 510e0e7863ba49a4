# ruff: noqa: SLF001  # _meta and _base_manager are documented ways to a model
"""After the key was changed: everything is sealed anew, so that a former key opens nothing.

Fields are found by their name (`sealed_…`), files by their storage, in tables and in their
history: what a colleague adds tomorrow is resealed as well.
"""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import FileField, Model

from loim.casework import vault
from loim.casework.gate import opened_for_keeping
from loim.casework.logic.clients.personal_code import born_on
from loim.casework.models import Client
from loim.casework.queries.clients.naming import code_of, name_hashes, name_of, same_hash
from loim.casework.sealed_files import SealedStorage, remove_with_transaction, sealed_name

_AT_ONCE = 500


def reseal_everything(*, now: datetime) -> dict[str, int]:
    """By field, how many values. Begun again after a fall, it goes on with what is left."""
    counted: dict[str, int] = {}
    for model in apps.get_app_config("casework").get_models():
        for field in model._meta.concrete_fields:
            name = f"{model._meta.label}.{field.name}"
            if field.name.startswith("sealed_"):
                counted[name] = _reseal_values(model, field.name, now)
            elif isinstance(field, FileField) and isinstance(field.storage, SealedStorage):
                counted[name] = _reseal_files(model, field.name, now)
    counted["casework.Client (keyed hashes)"] = _hash_anew(now)
    return counted


def _reseal_values(model: type[Model], field: str, now: datetime) -> int:
    number = 0
    with opened_for_keeping(now=now):
        keys = list(
            model._base_manager.exclude(**{field: ""}).order_by("pk").values_list("pk", flat=True)
        )
    for start in range(0, len(keys), _AT_ONCE):
        with transaction.atomic(), opened_for_keeping(now=now):
            rows = model._base_manager.filter(pk__in=keys[start : start + _AT_ONCE])
            for row in rows.select_for_update().only("pk", field):
                sealed = getattr(row, field)
                if sealed and vault.is_sealed_with_former_key(sealed):
                    _write(model, row.pk, {field: vault.seal(vault.unseal(sealed))})
                    number += 1
    return number


def _reseal_files(model: type[Model], field: str, now: datetime) -> int:
    """Under a new name: should this fall half-way, the row still names a file that is whole."""
    with opened_for_keeping(now=now):
        rows = list(model._base_manager.exclude(**{field: ""}).values_list("pk", field))
    number = 0
    for key, name in rows:
        with default_storage.open(name, "rb") as file:
            sealed = file.read()
        if vault.is_sealed_with_former_key(sealed.decode()):
            content = ContentFile(vault.seal_bytes(vault.unseal_bytes(sealed)))
            with transaction.atomic(), opened_for_keeping(now=now):
                _write(model, key, {field: default_storage.save(sealed_name(None, ""), content)})
                remove_with_transaction(name)
            number += 1
    return number


def _hash_anew(now: datetime) -> int:
    """Keyed hashes are made anew from what is sealed: else nobody is found any more."""
    number = 0
    with transaction.atomic(), opened_for_keeping(now=now):
        for client in Client.objects.exclude(sealed_name="").select_for_update():
            hashes = _hashes_of(client)
            if any(getattr(client, name) != value for name, value in hashes.items()):
                _write(Client, client.pk, hashes)
                number += 1
    return number


def _hashes_of(client: Client) -> dict[str, Any]:
    pk, name, code = client.organisation_id, name_of(client), code_of(client)
    hashes: dict[str, Any] = {"name_words": name_hashes(name, pk)}
    if code:
        hashes["code_hash"] = vault.code_hash(code, organisation_id=pk)
        hashes["same_hash"] = same_hash(name, born_on(code).year, pk)
    elif client.name_words != hashes["name_words"]:
        # No year of birth is kept without a code: the next save brings the hash of both again.
        hashes["same_hash"] = ""
    if client.pseudonym:  # only of those who agreed to be counted
        hashes["pseudonym"] = vault.pseudonym(code) if code else ""
    return hashes


def _write(model: type[Model], key: Any, values: dict[str, Any]) -> None:
    model._base_manager.filter(pk=key).update(**values)
