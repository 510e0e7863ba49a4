"""Addresses that somebody pasted: 'Mari Näidis <mari@example.ee>', one on a line or many."""

import re
from dataclasses import dataclass

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"“”']+@[^\s<>()\[\],;:\"“”']+")
_AROUND_NAMES = " \t<>()[]\"“”'’,;:–-"


@dataclass(frozen=True)
class AddressLine:
    """`email` empty: no address was found in these words."""

    line: int
    name: str
    email: str


def read_addresses(text: str) -> list[AddressLine]:
    """In their order; what stands before an address is the name. Nothing is lost."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        rest = line.replace("mailto:", " ")
        while match := _ADDRESS.search(rest):
            name = rest[: match.start()].strip(_AROUND_NAMES)
            found.append(AddressLine(number, " ".join(name.split()), match[0].strip(".")))
            rest = rest[match.end() :]
        if left := rest.strip(_AROUND_NAMES):
            found.append(AddressLine(number, left, ""))
    return found
