"""Files of counselling lie encrypted in the storage: what a thief of the disk finds says nothing.

    content = models.FileField(upload_to=sealed_name, storage=SealedStorage(), editable=False)

Write and read as with any FileField (`record.content.save("", ContentFile(...))`,
`record.content.read()`): the bytes are sealed on the way in and opened on the way out. A name
that somebody gave to the file belongs into a sealed field. Files are only ever given out by a view,
after its check: they have no address.
"""

import secrets
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.db import transaction
from django.utils.deconstruct import deconstructible

from loim.casework import vault

FOLDER = "casework"


def sealed_name(_instance: Any, _filename: str) -> str:
    """Of chance, without a suffix: not even what kind of file it is can be seen."""
    return f"{FOLDER}/{secrets.token_hex(16)}"


@deconstructible
class SealedStorage(Storage):
    """Keeps in the platform's own storage (a folder, or S3) what vault.py has sealed."""

    def _save(self, name: str, content: Any) -> str:
        return default_storage.save(name, ContentFile(vault.seal_bytes(content.read())))

    def _open(self, name: str, mode: str = "rb") -> Any:
        with default_storage.open(name, "rb") as sealed:
            return ContentFile(vault.unseal_bytes(sealed.read()), name=name)

    def delete(self, name: str) -> None:
        default_storage.delete(name)

    def exists(self, name: str) -> bool:
        return default_storage.exists(name)

    def size(self, name: str) -> int:
        """Of the sealed file, a third more than what is in it."""
        return default_storage.size(name)

    def url(self, name: str | None) -> str:
        raise ValueError("A sealed file has no address: a view gives it out after its check.")


def remove_with_transaction(name: str) -> None:
    """When this transaction is committed, not before: what is rolled back keeps its file."""
    if name:
        transaction.on_commit(lambda: default_storage.delete(name))
