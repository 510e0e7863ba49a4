"""What must not stand in a note that anybody may read: personal codes, and ways to reach somebody.

A personal code is eleven digits: sex and century, day of birth, serial, check digit (Standard
EVS 585:2007, "Isikukood. Struktuur"). Typed with spaces, dashes or dots it is one all the same.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

MASK = "•" * 11
_LENGTH = 11
_FIRST = (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)
_SECOND = (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)
# What people type between digits, and what comes along from a copied document.
_BETWEEN = re.compile(r"[\s\-‐-―.·,_/\u00ad\u200b-\u200d\u2060\ufeff]{0,3}")
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\W\d_]{2,}")
# Abroad with a plus; in Estonia seven digits, or eight of a mobile telephone.
_PHONE = re.compile(
    r"(?:\+|\b00)(?:[\s\-().]{0,2}\d){7,15}\b|\b(?:5\d|[3467]\d)(?:[ \-]?\d){5,6}\b"
)


def is_personal_code(digits: str) -> bool:
    """Eleven decimal digits of a real day, with the right check digit."""
    if len(digits) != _LENGTH or not digits.isdecimal():
        return False
    numbers = [unicodedata.decimal(digit) for digit in digits]
    return check_digit(numbers) == numbers[-1] and _is_day(numbers)


def check_digit(numbers: list[int]) -> int:
    """Of the first ten digits."""
    for weights in (_FIRST, _SECOND):
        rest = sum(w * n for w, n in zip(weights, numbers[:10], strict=True)) % 11
        if rest < 10:
            return rest
    return 0


def masked(text: str) -> str:
    """`text` with eleven dots in place of each personal code; nothing else changes."""
    parts, done = [], 0
    for start, end in personal_codes_in(text):
        parts += [text[done:start], MASK]
        done = end
    return "".join([*parts, text[done:]])


def has_contact(text: str) -> bool:
    """Does it look as if it held an e-mail address or a telephone number? A guess, for a warning."""
    return bool(_EMAIL.search(text) or _PHONE.search(masked(text)))


def personal_codes_in(text: str) -> list[tuple[int, int]]:
    """(start, end) of each, apart from each other: codes that overlap are one part of the text."""
    found: list[tuple[int, int]] = []
    for start, end in _candidates(text):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    for start, character in enumerate(text):
        # A part of a longer number without a break is that number.
        if not character.isdecimal() or (start and text[start - 1].isdecimal()):
            continue
        digits, end = _eleven_digits(text, start)
        if not text[end : end + 1].isdecimal() and is_personal_code(digits):
            yield start, end


def _eleven_digits(text: str, start: int) -> tuple[str, int]:
    digits, end, at = "", start, start
    while at < len(text) and text[at].isdecimal() and len(digits) < _LENGTH:
        digits, end = digits + text[at], at + 1
        between = _BETWEEN.match(text, end)
        at = between.end() if between else end
    return digits, end


def _is_day(numbers: list[int]) -> bool:
    century = 1800 + 100 * ((numbers[0] - 1) // 2)
    year, month, day = (10 * numbers[i] + numbers[i + 1] for i in (1, 3, 5))
    try:
        date(century + year, month, day)
    except ValueError:
        return False
    return 1 <= numbers[0] <= 8
