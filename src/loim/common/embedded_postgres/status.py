"""What a data folder holds and whether it is served."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from loim.common.embedded_postgres.error import explaining_refusals_of_the_system
from loim.common.embedded_postgres.folder import Folder
from loim.common.embedded_postgres.process import find_server


@dataclass(frozen=True)
class ServerStatus:
    """What `loim doctor` tells: `size_bytes` is that of the whole data folder."""

    data_dir: Path
    is_running: bool
    version: str | None
    pid: int | None
    url: str | None
    size_bytes: int


def status(data_dir: Path) -> ServerStatus:
    """What stands in the folder and whether it is served; changes nothing."""
    folder = Folder(data_dir.resolve())
    with explaining_refusals_of_the_system(data_dir):
        server = find_server(folder)
        version = None
        if folder.settings.exists():
            version = folder.settings.read_text().splitlines()[0].rpartition(" ")[2]
        size = _size_bytes(folder.root)
    return ServerStatus(
        data_dir=folder.root,
        is_running=server is not None,
        version=version,
        pid=server.pid if server else None,
        url=server.url if server else None,
        size_bytes=size,
    )


def _size_bytes(root: Path) -> int:
    total = 0
    for place, _, names in os.walk(root):
        for name in names:
            with suppress(FileNotFoundError):  # a running server removes files of its own
                total += Path(place, name).lstat().st_size
    return total
