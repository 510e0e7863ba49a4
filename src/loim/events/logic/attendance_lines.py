"""Who came, pasted as text: lines become organisations and numbers of people.

No line is ever lost: each is recognised, or handed back with what it might mean.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loim.events.logic.line_readings import Reading, is_number, readings
from loim.events.logic.names import EITHER, LooseName, fold, likeness, loosen, trigrams

SUGGESTIONS = 4
LIKE_ENOUGH = 0.3


@dataclass(frozen=True)
class Known:
    """An organisation and all that it is called; `names[0]` is what people see."""

    key: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class ReadLine:
    """`organisation` where recognised; otherwise `suggestions`, the likeliest first.

    `people` is 0 where the line itself says so: nobody came, which a person has to confirm.
    """

    text: str
    name: str
    people: int
    organisation: int | None = None
    suggestions: tuple[int, ...] = ()

    @property
    def question(self) -> str:
        """The same for every line that asks about the same name; safe in a field's name."""
        return hashlib.sha256(fold(self.name).encode()).hexdigest()[:12]


@dataclass
class Directory:
    """All organisations that a line may mean, ready to be looked up."""

    organisations: Sequence[Known]
    _literal: dict[str, set[int]] = field(default_factory=dict)
    _folded: dict[str, set[int]] = field(default_factory=dict)
    _loose: dict[LooseName, set[int]] = field(default_factory=dict)
    _stems: dict[str, set[int]] = field(default_factory=dict)
    _pieces: list[tuple[int, frozenset[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for known in self.organisations:
            for name in filter(None, known.names):
                loose = loosen(name)
                self._literal.setdefault(name.casefold().strip(), set()).add(known.key)
                self._folded.setdefault(fold(name), set()).add(known.key)
                self._loose.setdefault(loose, set()).add(known.key)
                if loose.government:
                    self._stems.setdefault(loose.stem, set()).add(known.key)
                self._pieces.append((known.key, trigrams(fold(name))))

    def find(self, name: str) -> set[int]:
        """Those that the name means; one is an answer, several are a question."""
        loose = loosen(name)
        for found in (
            self._literal.get(name.casefold().strip()),
            self._folded.get(fold(name)),
            self._loose.get(loose),
        ):
            if found and len(found) == 1:
                # 'Rakvere' alone may be the city or the rural municipality around it.
                others = set() if loose.government else self._stems.get(loose.stem, set())
                is_literal = found is self._literal.get(name.casefold().strip())
                return found if is_literal else found | others
            if found:
                return found
        if loose.government in ("", EITHER):
            return self._stems.get(loose.stem, set())
        return set()

    def suggest(self, name: str) -> tuple[int, ...]:
        pieces = trigrams(fold(name))
        best: dict[int, float] = dict.fromkeys(self.find(name), 1.0)
        for key, of_known in self._pieces:
            like = likeness(pieces, of_known)
            if like >= LIKE_ENOUGH:
                best[key] = max(like, best.get(key, 0.0))
        return tuple(sorted(best, key=lambda key: (-best[key], key))[:SUGGESTIONS])


def read_lines(text: str, directory: Directory) -> list[ReadLine]:
    """Every line that says anything, in order; a line with several names becomes several."""
    return [
        read
        for line in text.splitlines()
        if re.search(r"[^\W_]", line)
        for read in _read_line(line.strip(" "), directory)
    ]


def _read_line(line: str, directory: Directory) -> Iterable[ReadLine]:
    whole = _recognise(line, directory)
    if whole.organisation is not None:
        return [whole]
    parts = [_recognise(part, directory) for part in _parts(line)]
    if len(parts) > 1 and (";" in line or any(part.organisation is not None for part in parts)):
        return parts
    return [whole]


def _parts(line: str) -> list[str]:
    """Split at ; and , where a number alone belongs to the name before it."""
    parts: list[str] = []
    for part in re.split(r"[;,]", line):
        if parts and is_number(part):
            parts[-1] += f" {part.strip()}"
        elif re.search(r"[^\W_]", part):
            parts.append(part.strip())
    return parts


def _recognise(line: str, directory: Directory) -> ReadLine:
    ways = readings(line)
    for reading in ways:
        found = directory.find(reading.name)
        if len(found) == 1 and reading.people > 0:
            return ReadLine(line, reading.name, reading.people, organisation=next(iter(found)))
    likeliest = _likeliest(ways, directory)
    return ReadLine(
        line, likeliest.name, likeliest.people, suggestions=directory.suggest(likeliest.name)
    )


def _likeliest(ways: list[Reading], directory: Directory) -> Reading:
    """A reading whose name is known to somebody, else the one that understood most."""
    return next((way for way in ways if directory.find(way.name)), ways[-1])
