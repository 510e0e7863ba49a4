"""Text as people typed it made comparable: spaces, soft hyphens, bullets, footnote marks."""

import re
import unicodedata

BULLET = "· "

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SUPERSCRIPTS = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
_SPACES = re.compile(r"\s+")
_BULLETS = re.compile(r"^[·•●▪◦‣∙\uf0b7\uf0a7]\s*")
# a measure's power (m², km²) is no mark
_MARKS = re.compile(r"(\b[kc]?m)?([⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾]+|(?<=\w)\*+(?=\s|$))")


def clean(text: str) -> str:
    """One line without invisible characters; every run of spaces is one space."""
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE).replace("\u2011", "-")
    return _SPACES.sub(" ", text).strip()


def as_superscript(text: str) -> str:
    """Digits of a raised run as raised characters, so that 3.5.1.1 with a mark is not 3.5.1.11."""
    return text.translate(_SUPERSCRIPTS)


def without_marks(text: str) -> str:
    """Without footnote marks: raised digits and the stars that end a word."""
    return clean(_MARKS.sub(lambda match: match[0] if match[1] else "", text))


def with_bullet(text: str) -> str:
    """A typed bullet of any shape as the one bullet a `PlanDocument` knows."""
    return _BULLETS.sub(BULLET, text)


def is_bulleted(text: str) -> bool:
    return _BULLETS.match(text) is not None


def key(text: str) -> str:
    """Letters and digits only, without case: equal for what people would call the same words."""
    return "".join(sign for sign in without_marks(text).casefold() if sign.isalnum())
