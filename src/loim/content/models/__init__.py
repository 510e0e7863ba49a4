"""Texts in versions, how they stand; glossary, machine translation, orders; pages, news, media, links."""

from loim.content.models.link import Link, LinkUse, Outcome, Trouble
from loim.content.models.machine import MachineState, MachineTranslation
from loim.content.models.media import Licence, MediaFile, MediaKind, Rendition
from loim.content.models.order import Delivery, OrderedText, TranslationOrder
from loim.content.models.page import Audience, NewsItem, Page, WebText
from loim.content.models.readers import ReadCount
from loim.content.models.redirect import Redirect
from loim.content.models.state import State, TextState
from loim.content.models.term import Term, TermWord, Usage
from loim.content.models.text import Text
from loim.content.models.version import Confirmation, Origin, TextVersion, VersionStatus
from loim.content.models.wish import TranslationWish

__all__ = [
    "Audience",
    "Confirmation",
    "Delivery",
    "Licence",
    "Link",
    "LinkUse",
    "MachineState",
    "MachineTranslation",
    "MediaFile",
    "MediaKind",
    "NewsItem",
    "OrderedText",
    "Origin",
    "Outcome",
    "Page",
    "ReadCount",
    "Redirect",
    "Rendition",
    "State",
    "Term",
    "TermWord",
    "Text",
    "TextState",
    "TextVersion",
    "TranslationOrder",
    "TranslationWish",
    "Trouble",
    "Usage",
    "VersionStatus",
    "WebText",
]
