"""Encryption of short-lived secrets that have to wait in the database.

A copy of the database alone, a backup for instance, then opens no door: the key is
derived from SECRET_KEY, which is not in it.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


class SealBroken(Exception):
    """Sealed with a key that is no longer known (SECRET_KEY, SECRET_KEY_FALLBACKS), or altered."""


def seal(text: str) -> str:
    return _fernet().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    try:
        return _fernet().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise SealBroken from None


def _fernet() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str | bytes) -> bytes:
    digest = hashlib.blake2b(force_bytes(secret), digest_size=32, person=b"loim.sealing").digest()
    return base64.urlsafe_b64encode(digest)
