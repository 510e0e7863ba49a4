"""What an organiser may leave open in a letter: {name}, {event} and {link}, nothing else."""

import re
from collections.abc import Mapping

FIELDS = ("name", "event", "link")
_FIELD = re.compile(r"\{\s*([^{}\n]*?)\s*\}")


def merge(text: str, values: Mapping[str, str]) -> str:
    """With the fields filled in, once: what is filled in is not looked at again."""
    return _FIELD.sub(lambda found: values.get(found[1].lower(), found[0]), text)


def unknown_fields(text: str) -> list[str]:
    """As they were written, each once: probably meant as fields, and nobody would fill them."""
    found = [match[0] for match in _FIELD.finditer(text) if match[1].lower() not in FIELDS]
    return list(dict.fromkeys(found))
