"""A file encrypted part by part, so that a backup larger than the memory can be written and read.

Layout: the line LOIM-BACKUP 1, a salt of 16 bytes, then parts: 4 bytes of length (big-endian) and
the part, encrypted by ChaCha20-Poly1305 (RFC 8439) under a key that BLAKE2b makes of the secret and
the salt. A part's nonce is its number; the last part is marked in what is authenticated with it, so
that parts can be neither exchanged nor left out, nor the end cut off.
"""

import hashlib
import secrets
from collections.abc import Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

HEAD = b"LOIM-BACKUP 1\n"
_PART = 1 << 20
_SALT = 16


class BackupDamaged(Exception):
    """Altered, cut off, or encrypted with another key."""


def encrypt(source: IO[bytes], target: IO[bytes], secret: str) -> None:
    salt = secrets.token_bytes(_SALT)
    target.write(HEAD + salt)
    cipher = _cipher(secret, salt)
    number, part = 0, source.read(_PART)
    while True:
        following = source.read(_PART) if part else b""
        sealed = cipher.encrypt(_nonce(number), part, _mark(is_last=not following))
        target.write(len(sealed).to_bytes(4, "big") + sealed)
        if not following:
            return
        number, part = number + 1, following


def decrypt(source: IO[bytes], secret: str) -> Iterator[bytes]:
    """Raises BackupDamaged, maybe after parts were given: what came must not be used then."""
    if source.read(len(HEAD)) != HEAD:
        raise BackupDamaged
    cipher = _cipher(secret, source.read(_SALT))
    number, sealed = 0, _next(source)
    while True:
        following = _next(source)
        try:
            yield cipher.decrypt(_nonce(number), sealed, _mark(is_last=not following))
        except InvalidTag:
            raise BackupDamaged from None
        if not following:
            return
        number, sealed = number + 1, following


def _next(source: IO[bytes]) -> bytes:
    head = source.read(4)
    if not head:
        return b""
    length = int.from_bytes(head, "big")
    # Never read more than a part, whatever the length says.
    sealed = source.read(length) if len(head) == 4 and 0 < length <= _PART + 16 else b""
    if not sealed or len(sealed) != length:
        raise BackupDamaged
    return sealed


def _cipher(secret: str, salt: bytes) -> ChaCha20Poly1305:
    key = hashlib.blake2b(secret.encode(), digest_size=32, salt=salt, person=b"loim.backup")
    return ChaCha20Poly1305(key.digest())


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _mark(*, is_last: bool) -> bytes:
    return b"last" if is_last else b"more"
