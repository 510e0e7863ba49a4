"""Texts in versions, how they stand; glossary, machine translation, orders."""

from loim.content.models.machine import MachineState, MachineTranslation
from loim.content.models.order import Delivery, OrderedText, TranslationOrder
from loim.content.models.readers import ReadCount
from loim.content.models.state import State, TextState
from loim.content.models.term import Term, TermWord, Usage
from loim.content.models.text import Text
from loim.content.models.version import Confirmation, Origin, TextVersion, VersionStatus
from loim.content.models.wish import TranslationWish

__all__ = [
    "Confirmation",
    "Delivery",
    "MachineState",
    "MachineTranslation",
    "OrderedText",
    "Origin",
    "ReadCount",
    "State",
    "Term",
    "TermWord",
    "Text",
    "TextState",
    "TextVersion",
    "TranslationOrder",
    "TranslationWish",
    "Usage",
    "VersionStatus",
]
