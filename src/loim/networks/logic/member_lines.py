"""Members pasted as text: a line for each, in the order name, organisation, with an e-mail anywhere."""

import re
from dataclasses import dataclass

_SEPARATORS = re.compile(r"\t|;|,(?=\s)")
_ADDRESS = re.compile(r"<?([^\s<>;,]+@[^\s<>;,]+)>?")
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d+[.)])\s+")


@dataclass(frozen=True)
class MemberLine:
    number: int  # from 1, as people count
    name: str
    email: str = ""
    organisation: str = ""


def read_members(text: str) -> list[MemberLine]:
    """One for each line that is not empty; `name` is '' where the line has none."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        bare = _BULLET.sub("", line).strip()
        if not bare:
            continue
        address = _ADDRESS.search(bare)
        rest = _ADDRESS.sub(";", bare) if address else bare
        parts = [part.strip(" \"'") for part in _SEPARATORS.split(rest)]
        parts = [part for part in parts if part]
        found.append(
            MemberLine(
                number,
                name=parts[0] if parts else "",
                email=address.group(1) if address else "",
                organisation=parts[1] if len(parts) > 1 else "",
            )
        )
    return found
