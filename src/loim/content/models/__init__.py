"""Texts in versions, and how they stand."""

from loim.content.models.readers import ReadCount
from loim.content.models.state import State, TextState
from loim.content.models.text import Text
from loim.content.models.version import Confirmation, Origin, TextVersion, VersionStatus
from loim.content.models.wish import TranslationWish

__all__ = [
    "Confirmation",
    "Origin",
    "ReadCount",
    "State",
    "Text",
    "TextState",
    "TextVersion",
    "TranslationWish",
    "VersionStatus",
]
