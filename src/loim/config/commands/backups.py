"""`loim backup` and `loim restore`: the database in one encrypted file."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from loim.config.environment import SHORTEST_SECRET, WrongSetting, required


def add_arguments(parts: Any) -> None:
    backup = parts.add_parser("backup", help="write the database into an encrypted file")
    backup.add_argument("file", type=Path)
    backup.set_defaults(run=run_backup, needs_database=True)
    restore = parts.add_parser(
        "restore",
        help="bring a backup back into an empty database",
        description="Checks the file to its end, restores it, and erases again whoever had been"
        " erased since (LOIM_DATA/erased-clients.jsonl).",
    )
    restore.add_argument("file", type=Path)
    restore.set_defaults(run=run_restore, needs_database=True)


def backup_key() -> str:
    key = required(
        "LOIM_BACKUP_KEY",
        "Give a random text of at least 50 characters; keep it where neither the database nor"
        " its backups are.",
    )
    if len(key) < SHORTEST_SECRET:
        raise WrongSetting(f"LOIM_BACKUP_KEY has {len(key)} characters only, and needs 50.")
    return key


def run_backup(options: argparse.Namespace) -> int:
    from loim.config.backups import BackupFailed, write_backup

    key = backup_key()
    try:
        size = write_backup(options.file, database=os.environ["LOIM_DATABASE_URL"], secret=key)
    except (BackupFailed, OSError) as failure:
        print(f"loim: no backup was written: {failure}", file=sys.stderr)
        return 2
    print(f"{options.file}: {size / 1_000_000:.1f} MB, encrypted")
    return 0


def run_restore(options: argparse.Namespace) -> int:
    from loim.casework.commands.casework import run_reapply
    from loim.config.backups import BackupFailed, is_empty, restore_backup
    from loim.config.encrypted_stream import BackupDamaged

    key, database = backup_key(), os.environ["LOIM_DATABASE_URL"]
    if not is_empty(database):
        print("loim: the database is not empty: name an empty one, nothing is overwritten.",
              file=sys.stderr)  # fmt: skip
        return 2
    try:
        restore_backup(options.file, database=database, secret=key)
    except BackupDamaged:
        print("loim: the file is damaged, or was encrypted with another key. Nothing was restored.",
              file=sys.stderr)  # fmt: skip
        return 2
    except (BackupFailed, OSError) as failure:
        print(f"loim: nothing was restored: {failure}", file=sys.stderr)
        return 2
    return run_reapply(options)
