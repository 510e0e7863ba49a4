"""The library: items, contributions, files, what readers say, collections, the plan's guides."""

from loim.library.models.collection import COLLECTION_TEXT, Collection, CollectionEntry
from loim.library.models.contribution import Contribution, ContributionMessage, State
from loim.library.models.facts import THING_LANGUAGES, Audience, Facts, Kind, Licence
from loim.library.models.file import DownloadCount, FilePreview, LibraryFile, Reading
from loim.library.models.guide import (
    GUIDE_DISTRIBUTIONS,
    GUIDES,
    GivenAs,
    GuideDistribution,
    PlannedGuide,
    PrintRun,
)
from loim.library.models.item import ITEM_TEXT, ItemStatus, LibraryItem
from loim.library.models.reception import ExperienceNote, HelpedMark, NoteState
from loim.library.models.topic import LibraryTopic, Method

__all__ = [
    "COLLECTION_TEXT",
    "GUIDES",
    "GUIDE_DISTRIBUTIONS",
    "ITEM_TEXT",
    "THING_LANGUAGES",
    "Audience",
    "Collection",
    "CollectionEntry",
    "Contribution",
    "ContributionMessage",
    "DownloadCount",
    "ExperienceNote",
    "Facts",
    "FilePreview",
    "GivenAs",
    "GuideDistribution",
    "HelpedMark",
    "ItemStatus",
    "Kind",
    "LibraryFile",
    "LibraryItem",
    "LibraryTopic",
    "Licence",
    "Method",
    "NoteState",
    "PlannedGuide",
    "PrintRun",
    "Reading",
    "State",
]
