"""What can go wrong, told so that a person can act on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class InputProblem:
    """One thing wrong with what was given.

    `code` names a message (`fairplaces.messages`), `details` fill it in; `source` is the file
    or the part of the problem, `row` counts as a spreadsheet does (the heading is row 1).
    """

    code: str
    source: str = ""
    row: int | None = None
    column: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "details", MappingProxyType(dict(self.details)))

    def text(self, language: str = "en") -> str:
        """The whole sentence: where, what, and what to do."""
        from fairplaces.messages import tell

        where = [self.source] if self.source else []
        if self.row is not None:
            where.append(tell("where.row", language, row=self.row))
        if self.column is not None:
            where.append(tell("where.column", language, column=self.column))
        said = tell(self.code, language, **self.details)
        return f"{', '.join(where)}: {said}" if where else said

    def __str__(self) -> str:
        return self.text()


class FairPlacesError(Exception):
    """The common ancestor of everything this library raises on purpose."""


class BadInput(FairPlacesError):
    """The problem cannot be read or contradicts itself; `problems` says where, all at once."""

    def __init__(self, problems: Iterable[InputProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.text())

    def text(self, language: str = "en") -> str:
        """One line for each problem, in `language`."""
        return "\n".join(problem.text(language) for problem in self.problems)


class ImpossibleRules(FairPlacesError):
    """No panel keeps every rule; `fairplaces.explain.relaxations` says what would help."""

    def __init__(self) -> None:
        super().__init__(
            "No group of people keeps every rule at once; ask `fairplaces check` which smallest "
            "changes would make it possible."
        )


class Cancelled(FairPlacesError):
    """The caller asked to stop."""


class BadRecord(FairPlacesError):
    """A draw record is not what it says; `reasons` are message codes with their details."""

    def __init__(self, reasons: Iterable[InputProblem]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(reason.text() for reason in self.reasons))
