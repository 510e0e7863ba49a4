"""What can be counted. Modules register their sources; `programmes` knows none of them.

A source gives records, a queryset whose rows carry these names (as fields or annotations):

    record        id of what counts as one: the event, network, journey, post
    page          id for the address of the record's page
    municipality  code of the municipality that it is counted for, None for none, as it
                  was called when it was recorded: the engine asks what it is on a day
    from_date     the day of a happening; the first day of something that lasts
    to_date       the last day of something that lasts, None while it lasts
    kind, scope   what a measure may restrict, '' where there is nothing to restrict
    root          id of the coded activity that it was done under, None where that says nothing
    amount        what SUM adds up, such as people
    title         what a reader calls it; never the name of a person

The queryset is the same each time for the same programme: its SQL is kept.
Several rows of one record are allowed: rules that count distinct things count it once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from loim.programmes.logic.counting import CountingRule

COLUMNS = (
    "record",
    "page",
    "municipality",
    "from_date",
    "to_date",
    "kind",
    "scope",
    "root",
    "amount",
    "title",
)
ALL_SOURCES = "*"  # a mark about stale numbers that concerns every source

Text = str | Promise


@dataclass(frozen=True)
class Choice:
    """A kind or a scope: what a form offers, and how a sentence says it ('trainings')."""

    value: str
    label: Text
    wording: Text


@dataclass(frozen=True)
class HistoryOf:
    """A tracked model whose history tells of a record, and its column with the record's id."""

    model: type[Model]
    column: str = "id"


@dataclass(frozen=True)
class Source:
    """`sentences` has one for each rule that the source can be counted by; they take
    %(things)s (the kinds in the plural) and %(activities)s. A state source is read on a
    period's last day, a flow source adds up what happened in it.

    `marks` are the `StaleSource.source` values after which its numbers are out of date.
    `page` is the name of the address of a record's page, which takes its id.
    `histories` tell who changed a record, when a frozen number and the records differ.
    `has_activities`: its records are done under activities, which a measure may choose.
    Without `records` the numbers are made of entries by hand alone.
    """

    key: str
    label: Text
    is_state: bool
    records: Callable[[int], QuerySet[Any]] | None
    sentences: Mapping[CountingRule, Text]
    things: Text
    kinds: tuple[Choice, ...] = ()
    scopes: tuple[Choice, ...] = ()
    marks: frozenset[str] = field(default_factory=frozenset)
    page: str = ""
    is_page_public: bool = True
    has_activities: bool = True
    amount_label: Text = ""
    histories: tuple[HistoryOf, ...] = ()

    @property
    def is_by_hand(self) -> bool:
        return self.records is None

    @property
    def rules(self) -> tuple[CountingRule, ...]:
        return tuple(self.sentences)

    def kind_label(self, kind: str) -> Text:
        return next((choice.label for choice in self.kinds if choice.value == kind), kind)


class UnknownSource(LookupError):
    """A measure names a source that no installed module has registered."""


class RuleDoesNotFit(ValueError):
    """A state cannot be summed, nor can one thing that lasts take part in itself."""


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Called once for each source, when a module's AppConfig is ready."""
    if source.is_state and not {CountingRule.RECORDS, CountingRule.MUNICIPALITIES}.issuperset(
        source.rules
    ):
        raise RuleDoesNotFit(source.key)
    _sources[source.key] = source


def source_of(key: str) -> Source:
    try:
        return _sources[key]
    except KeyError:
        raise UnknownSource(key) from None


def all_sources() -> list[Source]:
    return [source for _, source in sorted(_sources.items())]
