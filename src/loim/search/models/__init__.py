from loim.search.models.indexed import ADMINISTRATORS, EVERYBODY, ChangeMark, IndexedDocument
from loim.search.models.words import (
    GroupedWord,
    KnownWord,
    MissedSearch,
    WordGroup,
    WordMeaning,
)

__all__ = [
    "ADMINISTRATORS",
    "EVERYBODY",
    "ChangeMark",
    "GroupedWord",
    "IndexedDocument",
    "KnownWord",
    "MissedSearch",
    "WordGroup",
    "WordMeaning",
]
