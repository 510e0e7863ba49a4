"""A door that lets people in as they come, and what it says to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fairplaces.messages import tell
from fairplaces.problem import Limit, Rule


@dataclass(frozen=True, slots=True)
class Door:
    """Places, rules, and when the floors of a question are released.

    release: from that moment on the floors of a question (or of one answer, under the key
    (question, answer)) hold no places back.
    """

    places: int
    rules: tuple[Rule, ...] = ()
    limits: tuple[Limit, ...] = ()
    release: Mapping[str | tuple[str, str], datetime] | None = None

    def floor(self, rule: Rule, at: datetime) -> int:
        """The floor that still holds at a moment."""
        release = self.release or {}
        dates = (release.get(rule.question), release.get((rule.question, rule.answer)))
        return 0 if any(date is not None and date <= at for date in dates) else rule.floor


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether somebody is admitted, and the message code that says why."""

    is_admitted: bool
    code: str
    details: Mapping[str, Any]

    def text(self, language: str = "en") -> str:
        """The reason in words."""
        return tell(self.code, language, **self.details)
