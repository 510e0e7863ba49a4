"""The list of the erased outside of the database: a backup of the database cannot set it back.

One JSON object a line in LOIM_DATA/erased-clients.jsonl: a keyed hash, the ground, the moment. Keep
a copy of the file where the backups are not (docs/operations.md).
"""

import fcntl
import json
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from loim.casework.models import Tombstone
from loim.casework.queries.protection.tombstones import tombstone_file


class Mark(NamedTuple):
    key_hash: str
    ground: str
    erased_at: datetime


def add_to_file(marks: Iterable[tuple[str, str, datetime]]) -> int:
    """Those that are not in it yet; how many. What is in it stays: it only grows."""
    path = tombstone_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # the web server and the worker write to it
        file.seek(0)
        known = {json.loads(line)["key_hash"] for line in file if line.strip()}
        new = [line for mark in marks if (line := _line(Mark(*mark), known))]
        file.writelines(new)
    path.chmod(0o600)
    return len(new)


def write_all_to_file() -> int:
    """Nightly, in the keeper's gate: whatever another server wrote comes into this file, too."""
    return add_to_file(
        Tombstone.objects.order_by("pk").values_list("key_hash", "ground", "erased_at").iterator()
    )


def _line(mark: Mark, known: set[str]) -> str:
    if mark.key_hash in known:
        return ""
    known.add(mark.key_hash)
    told = {
        "key_hash": mark.key_hash,
        "ground": str(mark.ground),
        "erased_at": mark.erased_at.isoformat(),
    }
    return json.dumps(told) + "\n"
