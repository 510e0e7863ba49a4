"""The secret in the link by which somebody answers a survey.

It is made anew from the invitation's `submission` whenever a letter needs it; a copy of the
database alone, where only its hash is kept, answers in nobody's name.
"""

import base64
import hashlib
import hmac
from uuid import UUID

KEY_LENGTH = 32  # characters of base64: 192 bits
_PURPOSE = b"loim.survey:"


def key_of(submission: UUID, secret: str) -> str:
    """HMAC-SHA256 of the submission under the platform's secret, fit for an address."""
    digest = hmac.new(secret.encode(), _PURPOSE + submission.bytes, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest)[:KEY_LENGTH].decode()


def hash_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
