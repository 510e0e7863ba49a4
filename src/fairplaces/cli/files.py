"""What the commands read and write: records, names, lines."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fairplaces.errors import BadInput, InputProblem
from fairplaces.reading.tables import read_table


def say(text: str) -> None:
    """One line, or several, on standard output."""
    sys.stdout.write(text + "\n")


def say_json(value: object) -> None:
    """One JSON object on standard output."""
    say(json.dumps(value, ensure_ascii=False))


def read_record(path: str) -> dict[str, Any]:
    """A record, not yet checked. Raises `BadInput`."""
    try:
        found = json.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadInput([InputProblem("input.no_file", path)]) from None
    except (ValueError, RecursionError) as error:
        details = {"why": str(error)}
        raise BadInput([InputProblem("input.not_json", path, details=details)]) from None
    if not isinstance(found, dict):
        raise BadInput([InputProblem("record.malformed", path)])
    return found


def write_record(path: str, record: Mapping[str, Any]) -> None:
    """A record as people can read it, too."""
    text = json.dumps(record, ensure_ascii=False, indent=1)
    Path(path).write_text(text + "\n", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Names:
    """id → pseudonym and back. Empty: people are spoken of by their pseudonyms."""

    pseudonyms: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: str | None) -> "Names":
        """Names from the file that `draw --names` wrote. Raises `BadInput`."""
        if path is None:
            return cls()
        table = read_table(path)
        table.need("id", "pseudonym")
        places = table.column("id"), table.column("pseudonym")
        pairs = [(cells[places[0]], cells[places[1]]) for _, cells in table.rows]
        return cls(dict(pairs), {pseudonym: person for person, pseudonym in pairs})

    def pseudonym(self, person: str) -> str:
        """The pseudonym of somebody named either way."""
        return self.pseudonyms.get(person, person)

    def shown(self, pseudonyms: Iterable[str]) -> list[str]:
        """People as they are spoken of, in the order given."""
        return [self.ids.get(pseudonym, pseudonym) for pseudonym in pseudonyms]

    def known(
        self, pseudonyms: Iterable[str], among: Iterable[str], source: str, code: str
    ) -> None:
        """Raise `BadInput` naming everybody who is not among those they should be."""
        allowed = set(among)
        strangers = self.shown(one for one in pseudonyms if one not in allowed)
        if strangers:
            raise BadInput(InputProblem(code, source, details={"id": who}) for who in strangers)


def write_names(path: str, names: Mapping[str, str]) -> None:
    """A table of ids and pseudonyms that only its owner may read."""
    file = Path(path)
    file.touch(mode=0o600)
    with file.open("w", encoding="utf-8", newline="") as open_file:
        table = csv.writer(open_file)
        table.writerow(("id", "pseudonym"))
        table.writerows(names.items())
