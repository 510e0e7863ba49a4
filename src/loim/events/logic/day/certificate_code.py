"""The code on a certificate, by which anybody checks it: 'K3F7-9QXD-2M4P', 60 bits."""

from loim.events.logic.day.check_in_code import ALPHABET, in_letters

LENGTH = 12
BITS = 5 * LENGTH
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def certificate_code(number: int) -> str:
    """`number` is random, of `BITS` bits."""
    return _in_groups(in_letters(number, LENGTH))


def as_typed(text: str) -> str:
    """What somebody copied from a paper, as a code; '' where it cannot be one."""
    bare = "".join(sign for sign in text.upper() if sign.isalnum()).translate(_READ_AS)
    if len(bare) != LENGTH or any(sign not in ALPHABET for sign in bare):
        return ""
    return _in_groups(bare)


def _in_groups(signs: str) -> str:
    return "-".join(signs[start : start + 4] for start in range(0, LENGTH, 4))
