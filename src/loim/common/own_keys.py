"""The secret in a link by which somebody without an account sees and changes what is theirs.

It is made anew from the record's UUID whenever a letter needs it; the table keeps its hash
alone, so a copy of the database opens nobody's page.
"""

import base64
import hashlib
import hmac
from uuid import UUID

from django.conf import settings

KEY_LENGTH = 32  # characters of base64: 192 bits


def own_key(purpose: str, identity: UUID) -> str:
    """HMAC-SHA256 under the platform's secret, fit for an address; `purpose` keeps kinds apart."""
    message = f"loim.{purpose}:".encode() + identity.bytes
    digest = hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest)[:KEY_LENGTH].decode()


def hash_of_key(key: str) -> str:
    """What a table keeps of it, and finds it by: 64 hexadecimal digits."""
    return hashlib.sha256(key.encode()).hexdigest()
