"""An agenda as it is given out: one plain value that can be kept, shown and compared.

{"language": "et",
 "sessions": [{"key", "day", "start", "end", "kind", "room", "texts", "speakers": [keys]}],
 "speakers": [{"key", "name", "texts"}],
 "materials": [{"key", "session", "url", "is_public", "texts"}]}

Days and times are ISO texts, `end` and `session` may be None, `texts` is
{language: {field: text}} with the source language among them.
"""

from collections.abc import Mapping
from typing import Any, TypedDict

Texts = dict[str, dict[str, str]]


class SessionContent(TypedDict):
    key: int
    day: str
    start: str
    end: str | None
    kind: str
    room: str
    texts: Texts
    speakers: list[int]


class SpeakerContent(TypedDict):
    key: int
    name: str
    texts: Texts


class MaterialContent(TypedDict):
    key: int
    session: int | None
    url: str  # '' where it is a file
    is_public: bool
    texts: Texts


class AgendaContent(TypedDict):
    language: str
    sessions: list[SessionContent]
    speakers: list[SpeakerContent]
    materials: list[MaterialContent]


def empty_content(language: str) -> AgendaContent:
    return {"language": language, "sessions": [], "speakers": [], "materials": []}


def wording(part: Mapping[str, Any], field: str, language: str, source: str) -> tuple[str, str]:
    """The text in `language`, else in the source language; and which of them it is."""
    texts: Texts = part["texts"]
    if language != source and (text := texts.get(language, {}).get(field, "")):
        return text, language
    return texts.get(source, {}).get(field, ""), source
