"""Minutes as they go on paper: plain values, words already in the reader's language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PaperDecision:
    heading: str
    wording: str
    result: str
    votes: tuple[tuple[str, str], ...]  # ('for', 'Mari Näidis, Jaan Näidis')


@dataclass(frozen=True)
class PaperItem:
    title: str
    text: str
    decisions: tuple[PaperDecision, ...]
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class MinutesDocument:
    language: str  # of the words of the form
    written_in: str  # of what was written
    title: str
    network: str
    state: str
    facts: tuple[tuple[str, str], ...]
    there: tuple[tuple[str, str], ...]  # ('Was there', 'Mari Näidis, Jaan Näidis')
    items: tuple[PaperItem, ...]
    other_tasks: tuple[str, ...]
    tasks_heading: str
    additions_heading: str
    additions: tuple[tuple[str, str], ...]
    footer: str
