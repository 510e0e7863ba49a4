"""Estonian personal codes: whether one can be, whose day of birth it tells (EVS 585:2007)."""

from datetime import date

from loim.casework.logic.free_text import is_personal_code

LENGTH = 11


def only_digits(text: str) -> str:
    """As people type it: with spaces and dashes left out."""
    return "".join(character for character in text if character not in " \u00a0-–.")


def is_code(code: str) -> bool:
    """Eleven ASCII digits, a day that is in the calendar, the right check digit."""
    return code.isascii() and code.isdigit() and is_personal_code(code)


def born_on(code: str) -> date:
    """Of a code for which `is_code` holds."""
    century = 1800 + 100 * ((int(code[0]) - 1) // 2)
    return date(century + int(code[1:3]), int(code[3:5]), int(code[5:7]))


def covered(code: str) -> str:
    """What a page shows of it: the year of birth stays covered, too."""
    return "•" * 7 + code[-4:] if code else ""
