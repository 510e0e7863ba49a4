"""What is encrypted comes back whole, or not at all."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loim.config import encrypted_stream
from loim.config.encrypted_stream import HEAD, BackupDamaged, decrypt, encrypt

SECRET = "a secret of the test"


@pytest.fixture(autouse=True, scope="module")
def _small_parts():
    before, encrypted_stream._PART = encrypted_stream._PART, 16
    yield
    encrypted_stream._PART = before


def sealed(content: bytes) -> bytes:
    target = io.BytesIO()
    encrypt(io.BytesIO(content), target, SECRET)
    return target.getvalue()


def opened(content: bytes, secret: str = SECRET) -> bytes:
    return b"".join(decrypt(io.BytesIO(content), secret))


@settings(max_examples=40)
@given(st.binary(max_size=100))
def test_it_comes_back_whole(content: bytes) -> None:
    assert opened(sealed(content)) == content


@settings(max_examples=60)
@given(st.binary(min_size=1, max_size=100), st.data())
def test_a_changed_or_missing_byte_is_found(content: bytes, data: st.DataObject) -> None:
    whole = sealed(content)
    place = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
    for damaged in (changed, whole[:place]):
        with pytest.raises(BackupDamaged):
            opened(damaged)


def test_parts_cannot_change_places_and_another_key_opens_nothing() -> None:
    whole = sealed(b"x" * 48)
    start, size = len(HEAD) + 16, 4 + 16 + 16
    parts = [whole[start + n * size : start + (n + 1) * size] for n in range(3)]
    for order in ((1, 0, 2), (0, 2), (0, 1)):
        with pytest.raises(BackupDamaged):
            opened(whole[:start] + b"".join(parts[n] for n in order))
    with pytest.raises(BackupDamaged):
        opened(whole, "another secret")
    assert b"xxxx" not in whole
