"""Walks through JSON that others wrote, and notes what it did not understand, by path."""

import re
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::\d\d)?(?:Z|[+-]\d\d(?::?\d\d)?)?")


class Problem(StrEnum):
    NOT_AN_OBJECT = "not_an_object"
    NOT_A_LIST = "not_a_list"
    NOT_A_TEXT = "not_a_text"
    NOT_A_NUMBER = "not_a_number"
    MISSING = "missing"
    TOO_LONG = "too_long"
    BAD_DATE = "bad_date"
    BAD_TIME = "bad_time"
    BAD_URL = "bad_url"
    BAD_EMAIL = "bad_email"
    BAD_VALUE = "bad_value"
    BAD_CONDITIONS = "bad_conditions"
    TWICE = "twice"  # two records with one id
    UNKNOWN_PLACE = "unknown_place"  # no such municipality
    NEVER_REACHED = "never_reached"  # no place, phone or page leads to it
    REVERSED = "reversed"  # ends before it begins


@dataclass(frozen=True)
class Found:
    """`path` as 'services[3].phones[0].number'."""

    path: str
    value: Any = None
    problem: Problem | None = None


@dataclass
class Notes:
    """`problems` have to be mended before anything is imported; `unknown` is left out."""

    problems: list[Found] = field(default_factory=list)
    unknown: list[Found] = field(default_factory=list)

    def refuse(self, path: str, problem: Problem, value: Any = None) -> None:
        self.problems.append(Found(path, value, problem))


class Node:
    """An object of the file. What nobody asks it for is unknown, once it is closed."""

    def __init__(self, value: Any, path: str, notes: Notes) -> None:
        self.path, self.notes = path, notes
        self._asked: set[str] = set()
        self.value: dict[str, Any] = {}
        if isinstance(value, dict):
            self.value = value
        else:
            notes.refuse(path, Problem.NOT_AN_OBJECT, value)

    def get(self, name: str) -> Any:
        self._asked.add(name)
        return self.value.get(name)

    def skip(self, *names: str) -> None:
        """What is known and says nothing new: ids of what stands around it, derived fields."""
        self._asked.update(names)

    def close(self) -> None:
        for name, value in self.value.items():
            if name not in self._asked:
                self.notes.unknown.append(Found(self.at(name), value))

    def at(self, name: str) -> str:
        return f"{self.path}.{name}"

    def refuse(self, name: str, problem: Problem) -> None:
        self.notes.refuse(self.at(name), problem, self.value.get(name))

    def text(self, name: str, longest: int = 10_000, *, is_needed: bool = False) -> str:
        value = self.get(name)
        if value is None or value == "":
            if is_needed:
                self.refuse(name, Problem.MISSING)
            return ""
        if not isinstance(value, str) or "\0" in value:
            self.refuse(name, Problem.NOT_A_TEXT)
            return ""
        if len(value.strip()) > longest:
            self.refuse(name, Problem.TOO_LONG)
        return value.strip()

    def url(self, name: str) -> str:
        value = self.text(name, 500)
        if not value:
            return ""
        try:
            parts = urlsplit(value)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in ("http", "https") or not parts.netloc or " " in value:
            self.refuse(name, Problem.BAD_URL)
        return value

    def email(self, name: str) -> str:
        value = self.text(name, 254)
        if value and not _EMAIL.fullmatch(value):
            self.refuse(name, Problem.BAD_EMAIL)
        return value

    def number(self, name: str) -> float | None:
        value = self.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            self.refuse(name, Problem.NOT_A_NUMBER)
            return None
        return value

    def day(self, name: str) -> str | None:
        """As ISO 8601; what follows a date (a time) is left out."""
        value = self.text(name, 40)
        if not value:
            return None
        try:
            return str(date.fromisoformat(value[:10]))
        except ValueError:
            self.refuse(name, Problem.BAD_DATE)
            return None

    def clock(self, name: str) -> str | None:
        """'HH:MM'; an offset is dropped, since Estonian clock time is what doors show."""
        value = self.text(name, 20)
        if not value:
            return None
        found = _CLOCK.fullmatch(value)
        if found is None:
            self.refuse(name, Problem.BAD_TIME)
            return None
        return f"{time(int(found[1]), int(found[2])):%H:%M}"

    def nodes(self, name: str) -> list["Node"]:
        value = self.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.refuse(name, Problem.NOT_A_LIST)
            return []
        return [
            Node(each, f"{self.at(name)}[{number}]", self.notes)
            for number, each in enumerate(value)
        ]

    def node(self, name: str) -> "Node | None":
        value = self.get(name)
        return None if value is None else Node(value, self.at(name), self.notes)
