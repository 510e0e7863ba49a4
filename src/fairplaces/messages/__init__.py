"""What the library says, by code, in Estonian, English, Russian and Ukrainian."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

# Details that are numbers with decimals, told with the language's own decimal sign.
_FIGURES = {"percent", "average", "smallest", "before", "after", "bound", "gap", "loss", "without"}
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
    for name in _FIGURES & details.keys():
        if isinstance(details[name], str):
            details[name] = figure(details[name], language)
    return texts(language)[code].format(**details)


def figure(number: str, language: str) -> str:
    """A number as the language writes it: 22.50 in English, 22,50 in the others."""
    return number if language == "en" else number.replace(".", ",")


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence as code and details. A detail may be a message or several, told in turn."""

    code: str
    details: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "details", MappingProxyType(dict(self.details)))

    def text(self, language: str = "en") -> str:
        """The sentence in words."""
        told = {name: _told(value, language) for name, value in self.details.items()}
        return tell(self.code, language, **told)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON, for keeping or for another program."""
        return {"code": self.code, "details": {k: _plain(v) for k, v in self.details.items()}}


def _told(value: Any, language: str) -> Any:
    if isinstance(value, Message):
        return value.text(language)
    if isinstance(value, tuple):
        return ", ".join(str(_told(item, language)) for item in value)
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Message):
        return value.as_json()
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
