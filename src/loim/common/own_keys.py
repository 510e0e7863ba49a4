"""The secret in a link by which somebody without an account sees and changes what is theirs.

It is made anew from the record's UUID whenever a letter needs it; the table keeps its hash
alone, so a copy of the database opens nobody's page.
"""

import base64
import hashlib
import hmac
from contextlib import suppress
from uuid import UUID

from django.conf import settings

KEY_LENGTH = 32  # characters of base64: 192 bits


class LinkLost(Exception):
    """Made with a SECRET_KEY that is no longer known (SECRET_KEY, SECRET_KEY_FALLBACKS)."""


def own_key(purpose: str, identity: UUID, kept_hash: str = "") -> str:
    """Fit for an address; `purpose` keeps kinds apart.

    With `kept_hash` the very key that it is of, also after SECRET_KEY was changed; where its
    secret is no longer known, a key that opens nothing.
    """
    if kept_hash:
        with suppress(LinkLost):
            return known_key(purpose, identity, kept_hash)
    return _made_with(str(settings.SECRET_KEY), purpose, identity)


def known_key(purpose: str, identity: UUID, kept_hash: str) -> str:
    """The key whose hash was kept. Raises LinkLost."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        key = _made_with(str(secret), purpose, identity)
        if hash_of_key(key) == kept_hash:
            return key
    raise LinkLost(purpose, identity)


def hash_of_key(key: str) -> str:
    """What a table keeps of it, and finds it by: 64 hexadecimal digits."""
    return hashlib.sha256(key.encode()).hexdigest()


def _made_with(secret: str, purpose: str, identity: UUID) -> str:
    """HMAC-SHA256 under the platform's secret."""
    message = f"loim.{purpose}:".encode() + identity.bytes
    digest = hmac.new(secret.encode(), message, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest)[:KEY_LENGTH].decode()
