"""What the library says, by code, in Estonian, English, Russian and Ukrainian."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("et", "en", "ru", "uk")


@cache
def texts(language: str) -> dict[str, str]:
    """All texts of a language by code. Raises `ValueError` for a language that is not there."""
    if language not in LANGUAGES:
        raise ValueError(f"no texts in {language!r}; there are {', '.join(LANGUAGES)}")
    source = files("fairplaces.messages").joinpath(f"{language}.json")
    found: dict[str, str] = json.loads(source.read_text(encoding="utf-8"))
    return found


def tell(code: str, language: str = "en", **details: Any) -> str:
    """The text of a code with its details filled in."""
    return texts(language)[code].format(**details)
