"""A published plan in words, ready to be printed: everything in it is text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PaperTable:
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    none: str
    widths: tuple[str, ...]  # fractions or auto, as Typst writes them


@dataclass(frozen=True)
class PaperLine:
    depth: int
    name: str
    phones: str
    after: str  # 'after 6 minutes'


@dataclass(frozen=True)
class Paper:
    """`warning` is empty where the version is up to date."""

    language: str
    title: str
    community: str
    valid: str
    warning: str
    steps_heading: str
    steps: tuple[str, ...]
    tree_heading: str
    tree_lead: str
    tree: tuple[PaperLine, ...]
    tables: tuple[PaperTable, ...]
    copies_heading: str
    copies: tuple[str, ...]
    address: str
    address_words: str
    keep_words: str
    emergency: str
