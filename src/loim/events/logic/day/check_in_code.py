"""The short code by which a participant is let in: shown as a QR code and as ten signs.

It is made of the participant, the event and the platform's secret, so it says nothing to
whoever reads it, is good for that event alone, and needs no column. Ten signs of Crockford's
base 32 are 50 bits: guessing one of 3000 participants takes 10^11 tries, at a page that only
the organiser can open. They fit the smallest QR code at its highest error correction, which a
phone reads from a wrinkled paper or a dim screen.
"""

import hashlib
import hmac

# Without I, L, O and U: nobody has to tell 1 from I.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
_BITS = 5 * LENGTH
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_PURPOSE = "loim.check-in:"


def check_in_code(*, event: int, participant: int, secret: str) -> str:
    message = f"{_PURPOSE}{event}:{participant}".encode()
    digest = hmac.new(secret.encode(), message, hashlib.sha256).digest()
    return in_letters(int.from_bytes(digest[:8]) >> (64 - _BITS), LENGTH)


def in_letters(number: int, length: int) -> str:
    """The lowest `5 * length` bits of `number` in the alphabet."""
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(length)))


def readable(code: str) -> str:
    """'K3F79 QXD2M': in halves, as one reads it out."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"


def as_typed(text: str) -> str:
    """What somebody typed or a camera read, as a code; '' where it cannot be one."""
    bare = "".join(sign for sign in text.upper() if sign.isalnum()).translate(_READ_AS)
    if len(bare) != LENGTH or any(sign not in ALPHABET for sign in bare):
        return ""
    return bare
