"""Who was erased: recognised by keyed hash, should a backup bring them back."""

import json
from pathlib import Path

from django.conf import settings

from loim.casework import vault
from loim.casework.models import Client, Tombstone


def tombstone_file() -> Path:
    """Beside the folder of files, not in it: whoever restores the files does not set it back."""
    return Path(settings.MEDIA_ROOT).parent / "erased-clients.jsonl"


def known_hashes() -> set[str]:
    """In the keeper's gate: those of the database and those of the file."""
    found = set(Tombstone.objects.values_list("key_hash", flat=True))
    path = tombstone_file()
    if path.exists():
        text = path.read_text(encoding="utf-8")
        found |= {json.loads(line)["key_hash"] for line in text.splitlines() if line.strip()}
    return found


def erased_before(marks: set[str]) -> list[int]:
    """Keys of clients that are there although they were erased, under any key in use or former."""
    return [
        key
        for key, identity in Client.objects.order_by("pk").values_list("pk", "uuid").iterator()
        if not marks.isdisjoint(vault.known_tombstones(identity))
    ]
