"""A person's state identity as a keyed hash: it tells people apart and names nobody."""

import hashlib
import hmac

# ISO 3166 country code and that country's identifier: 'EE60001019906'.
SHORTEST_SUBJECT = 4


class SubjectNotUnderstood(ValueError):
    """Not a country code with an identifier behind it."""


def pseudonym_of(subject: str, *, key: bytes) -> str:
    """64 hexadecimal digits. Without the key nobody can try out personal codes against it."""
    subject = subject.strip()
    country = subject[:2]
    if len(subject) < SHORTEST_SUBJECT or not (
        country.isascii() and country.isalpha() and country.isupper()
    ):
        raise SubjectNotUnderstood
    return hmac.new(key, f"tara:{subject}".encode(), hashlib.sha256).hexdigest()
