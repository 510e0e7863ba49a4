"""The secrets in the links by which people act without an account.

Made anew from a row's `seed` whenever a letter needs it; a copy of the database alone, where
only the hash is kept beside it, opens nothing.
"""

import base64
import hashlib
import hmac
from uuid import UUID

KEY_LENGTH = 32  # characters of base64: 192 bits
PERSON = b"loim.club.person:"
FACILITATOR = b"loim.club.facilitator:"


def key_of(purpose: bytes, row: UUID, platform_secret: str) -> str:
    """HMAC-SHA256 under the platform's secret, fit for an address."""
    digest = hmac.new(platform_secret.encode(), purpose + row.bytes, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest)[:KEY_LENGTH].decode()


def hash_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
