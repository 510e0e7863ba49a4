"""A real dump and a real restore: who was erased in between does not come back."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection, transaction
from psycopg import sql

from loim.casework.actions.protection.erasing import erase_client, reapply_erasures
from loim.casework.gate import opened_for
from loim.casework.models import Client, Enquiry, Ground
from loim.config.backups import BackupFailed, is_empty, restore_backup, write_backup
from loim.config.encrypted_stream import BackupDamaged
from tests.casework.conftest import Desks
from tests.factories.casework import case, client, enquiry

SECRET = "a secret of the test"


def url_of(name: str) -> str:
    given = connection.settings_dict
    return (
        f"postgresql://{given['USER']}:{quote(given['PASSWORD'])}@/{name}"
        f"?host={quote(given['HOST'], safe='')}&port={given['PORT']}"
    )


@pytest.fixture
def another_database(transactional_db: None) -> Iterator[str]:
    name = f"{connection.settings_dict['NAME']}_restored"
    with psycopg.connect(url_of("postgres"), autocommit=True) as server:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        server.execute(drop)
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name))
        )
        yield name
        server.execute(drop)


def test_an_erased_client_does_not_come_back_with_a_backup(
    another_database: str, desks: Desks, now: datetime, settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    with transaction.atomic():  # a client and the consent are written together
        gone, stays = client(desks.rakvere), client(desks.tartu)
    enquiry(desks.rakvere, desks.anu, client=gone, case=case(gone, desks.anu))
    path, here = tmp_path / "backup", connection.settings_dict["NAME"]
    write_backup(path, database=url_of(here), secret=SECRET)
    assert b"casework_client" not in path.read_bytes()
    with opened_for(desks.anu, now=now):
        erase_client(client=gone, ground=Ground.REQUEST, by=desks.anu, now=now)
    assert list(Client.objects.all()) == [stays]

    with pytest.raises(BackupDamaged):
        restore_backup(path, database=url_of(another_database), secret="another")
    assert is_empty(url_of(another_database))
    restore_backup(path, database=url_of(another_database), secret=SECRET)
    connection.close()
    connection.settings_dict["NAME"] = another_database
    try:
        # All rows of both cities came through row-level security into the dump and back.
        assert set(Client.objects.all()) == {gone, stays}
        with opened_for(desks.olev, now=now):
            assert list(Client.objects.all()) == [stays]
        assert reapply_erasures(now=now)["casework.Client"] == 1
        assert list(Client.objects.all()) == [stays]
        assert Enquiry.objects.get().client is None
    finally:
        connection.close()
        connection.settings_dict["NAME"] = here


def test_a_backup_that_fails_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "backup"

    with pytest.raises(BackupFailed):
        write_backup(path, database="postgresql:///none?host=/nowhere", secret=SECRET)

    assert list(tmp_path.iterdir()) == []
