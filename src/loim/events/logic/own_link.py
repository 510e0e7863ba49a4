"""The secret in the link by which somebody sees, changes and withdraws their registration.

It is made anew from the registration's `submission` whenever a letter needs it; a copy of
the database alone, where only its hash is kept, opens nobody's registration.
"""

import base64
import hashlib
import hmac
from uuid import UUID

KEY_LENGTH = 32  # characters of base64: 192 bits
LONGEST_NUMBER = 18  # digits that a key of the database fits in
_PURPOSE = b"loim.registration:"


def key_of(submission: UUID, secret: str) -> str:
    """HMAC-SHA256 of the submission under the platform's secret, fit for an address."""
    digest = hmac.new(secret.encode(), _PURPOSE + submission.bytes, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest)[:KEY_LENGTH].decode()


def participant_key_of(submission: UUID, participant: int, secret: str) -> str:
    """For one of several people of a registration: opens their own place and nobody else's."""
    purpose = b"loim.participant:%d:" % participant
    digest = hmac.new(secret.encode(), purpose + submission.bytes, hashlib.sha256).digest()
    return f"{participant}.{base64.urlsafe_b64encode(digest)[:KEY_LENGTH].decode()}"


def participant_of(key: str) -> int | None:
    """Whose key this says it is; None for the key of a registration."""
    number, dot, _rest = key.partition(".")
    is_number = number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER
    return int(number) if dot and is_number else None


def hash_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
