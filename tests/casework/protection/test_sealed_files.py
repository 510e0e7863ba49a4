"""What lies on the disk says nothing; what is given out is what was put in."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from loim.casework.sealed_files import SealedStorage, remove_with_transaction, sealed_name
from loim.casework.vault import SealBroken


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_a_file_is_sealed_on_its_way_in_and_opened_on_its_way_out(tmp_path: Path) -> None:
    storage = SealedStorage()

    name = storage.save(sealed_name(None, "Mari Näidis, pass.pdf"), ContentFile(b"%PDF-1.7 secret"))

    assert storage.open(name).read() == b"%PDF-1.7 secret"
    lying = (tmp_path / name).read_bytes()
    assert b"secret" not in lying
    assert b"PDF" not in lying
    assert "Mari" not in name
    assert "." not in name
    with pytest.raises(ValueError, match="no address"):
        storage.url(name)


def test_an_altered_file_is_not_given_out(tmp_path: Path) -> None:
    storage = SealedStorage()
    name = storage.save(sealed_name(None, ""), ContentFile(b"content"))
    sealed = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(sealed[:-8] + b"AAAAAA==")

    with pytest.raises(SealBroken):
        storage.open(name)


@pytest.mark.django_db
def test_it_goes_with_the_transaction_that_removes_it(django_capture_on_commit_callbacks) -> None:
    name = SealedStorage().save(sealed_name(None, ""), ContentFile(b"content"))

    with django_capture_on_commit_callbacks() as waiting:
        remove_with_transaction(name)
    assert default_storage.exists(name)
    waiting[0]()

    assert not default_storage.exists(name)
