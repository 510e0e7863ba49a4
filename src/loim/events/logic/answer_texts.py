"""Written answers in a plain form: numbers and dates in ISO's, a phone number as digits."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

SHORT_TEXT, LONG_TEXT = 300, 4000
_DIGITS_OF_A_NUMBER = 15
_PHONE = re.compile(r"\+?[0-9]{5,15}")
_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")


class Trouble(StrEnum):
    TOO_LONG = "too_long"
    NO_NUMBER = "no_number"
    NO_DATE = "no_date"
    NO_PHONE = "no_phone"


def _clean(text: str) -> str:
    """Without signs that no reader sees and no database keeps; line breaks stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t").strip()


def short_text(text: str) -> str | Trouble:
    words = " ".join(_clean(text).split())
    return words if len(words) <= SHORT_TEXT else Trouble.TOO_LONG


def long_text(text: str) -> str | Trouble:
    words = _clean(text)
    return words if len(words) <= LONG_TEXT else Trouble.TOO_LONG


def number(text: str) -> str | Trouble:
    """'1 250,50' is 1250.5."""
    words = "".join(_clean(text).split()).replace(",", ".").replace("−", "-")
    if not words:
        return ""
    try:
        value = Decimal(words)
    except InvalidOperation:
        return Trouble.NO_NUMBER
    if not value.is_finite() or abs(value.adjusted()) > _DIGITS_OF_A_NUMBER:
        return Trouble.NO_NUMBER
    plain = f"{value:f}"
    if len(plain) > 2 * _DIGITS_OF_A_NUMBER:
        return Trouble.NO_NUMBER
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in {"-0", ""} else plain


def day(text: str) -> str | Trouble:
    """'2023-08-27', '27.08.2023' and '27. 8. 2023' are one day."""
    words = _clean(text)
    if not words:
        return ""
    if found := _DAY.fullmatch(words):
        words = "{2}-{1:0>2}-{0:0>2}".format(*found.groups())
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        return Trouble.NO_DATE


def phone(text: str) -> str | Trouble:
    digits = re.sub(r"[\s().\-–/]", "", _clean(text))
    if not digits:
        return ""
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    return digits if _PHONE.fullmatch(digits) and digits.isascii() else Trouble.NO_PHONE


# By kind of question; an empty text stays empty.
TEXT_READERS: dict[str, Callable[[str], str | Trouble]] = {
    "short_text": short_text,
    "long_text": long_text,
    "access": long_text,
    "number": number,
    "date": day,
    "phone": phone,
}
