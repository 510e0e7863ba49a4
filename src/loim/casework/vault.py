"""Encryption and keyed hashes of what names a client. The keys are not in the database.

Fernet (AES-128-CBC with HMAC-SHA256) for what has to be read again; keyed BLAKE2b for what has
only to be found or counted. Each use has a key of its own, derived from CASEWORK_KEY.
"""

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class SealBroken(Exception):
    """Sealed with a key that is no longer known, or altered."""


def seal(text: str) -> str:
    """Empty stays empty, so that 'nothing was written' can be asked of the database."""
    return _fernet().encrypt(text.encode()).decode() if text else ""


def unseal(sealed: str) -> str:
    return unseal_bytes(sealed.encode()).decode() if sealed else ""


def seal_bytes(content: bytes) -> bytes:
    return _fernet().encrypt(content)


def unseal_bytes(sealed: bytes) -> bytes:
    try:
        return _fernet().decrypt(sealed)
    except InvalidToken:
        raise SealBroken from None


def code_hash(personal_code: str, *, organisation_id: int) -> str:
    """64 hexadecimal digits; in every organisation other ones, so that lists cannot be compared."""
    return _keyed(f"{organisation_id}:{personal_code}", b"loim.cw.code")


def word_hash(word: str, *, organisation_id: int) -> str:
    """64 hexadecimal digits of a word of a name, or of a name and a year of birth together."""
    return _keyed(f"{organisation_id}:{word}", b"loim.cw.name")


def pseudonym(personal_code: str) -> str:
    """64 hexadecimal digits, the same in all organisations and years: for counting people."""
    return _keyed(personal_code, b"loim.cw.pseudo")


def tombstone(identity: UUID) -> str:
    """64 hexadecimal digits by which an erased client is recognised should a backup bring it back."""
    return _keyed(str(identity), b"loim.cw.erased")


def known_tombstones(identity: UUID) -> list[str]:
    """Under the key of today and those before: what was erased stays erased when keys change."""
    keys = [settings.CASEWORK_KEY, *settings.FORMER_CASEWORK_KEYS]
    return [_keyed(str(identity), b"loim.cw.erased", key) for key in keys]


def is_sealed_with_former_key(sealed: str) -> bool:
    try:
        Fernet(_fernet_key(settings.CASEWORK_KEY)).decrypt(sealed.encode())
    except InvalidToken:
        return True
    return False


def _keyed(text: str, use: bytes, secret: str = "") -> str:
    key = _key(secret or settings.CASEWORK_KEY, use)
    return hashlib.blake2b(text.encode(), digest_size=32, key=key).hexdigest()


def ranks_within(name: str) -> Callable[[object], float]:
    """Numbers from 0 to 1: who does not know the key cannot tell which of two things comes first."""

    @cache
    def rank_of(thing: object) -> float:
        return int(_keyed(f"{name}:{thing}", b"loim.cw.rank")[:13], 16) / 16**13

    return rank_of


def _fernet() -> MultiFernet:
    keys = [settings.CASEWORK_KEY, *settings.FORMER_CASEWORK_KEYS]
    return MultiFernet([Fernet(_fernet_key(key)) for key in keys])


def _fernet_key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(_key(secret, b"loim.cw.seal"))


def _key(secret: str, use: bytes) -> bytes:
    return hashlib.blake2b(secret.encode(), digest_size=32, person=use).digest()
