"""What the words of an agenda's line say: names of people, rooms.

All of it is a guess that is shown before anything is saved.
"""

import re
from dataclasses import dataclass

_ROOM_WORD = (
    r"(?:\w*ruum|\w*saal|\w*klass|auditoorium|room|hall|auditorium"
    r"|зал|аудитория|кабинет|комната|кімната|аудиторія|кабінет)"
)
_ROOM = re.compile(
    rf"^{_ROOM_WORD}[\s:]+[\"„“]?[\w.-]{{1,20}}(?:\s[\w.-]{{1,20}})?[\"”“]?$"
    rf"|^(?:[\w.-]+\s){{0,3}}{_ROOM_WORD}(?:is)?$",
    re.IGNORECASE,
)
_SAYS_ROOM = re.compile(
    r"^(?:ruum|koht|room|venue|место|місце|зал)\s*:\s*(?P<room>\S.*)$", re.IGNORECASE
)
_SAYS_SPEAKERS = re.compile(
    r"^(?:esinejad?|ettekandjad?|lektorid?|lektor|koolitajad?|moderaator(?:id)?|läbiviijad?"
    r"|juhendajad?|vestlusjuht|speakers?|moderators?|trainers?|facilitators?"
    r"|ведущ(?:ий|ая|ие)|спикеры?|докладчики?|модератор\w*|ведуч(?:ий|а|і)|спікери?"
    r"|доповідач\w*)\s*:\s*(?P<names>\S.*)$",
    re.IGNORECASE,
)

_NAME_WORD = r"[^\W\d_](?:[^\W\d_]|[’'.-])*"
_NAME = re.compile(rf"^{_NAME_WORD}(?: {_NAME_WORD}){{1,4}}$")
_NOT_CAPITAL = frozenset(["dr", "prof", "mag", "von", "van", "de", "af", "der"])
_PLACEHOLDER = re.compile(r"^\[(?P<name>[^\[\]]{1,148})\]$")
_ORGANISATION = re.compile(
    r"^Eesti\b|\b(?:Kogu|Kogud|Liit|Fond|Selts|Council|Ministry|Association|Centre|University|OÜ|MTÜ|SA|AS)\b"
    r"|ministeerium|[Aa]met\b|[Üü]hing|valitsus|[Kk]eskus|[Üü]likool"
    r"|[Мм]инистерств|[Цц]ентр|[Сс]оюз|[Уу]ниверситет|[Мм]іністерств|[Сс]пілк|[Уу]ніверситет"
)
_BETWEEN_NAMES = re.compile(r"(\s*[,;&/]\s*|\s+(?:ja|ning|and|и|та|і|й)\s+)")
_IN_PARENTHESES = re.compile(r"^(?P<before>.*\S)\s*\((?P<inside>[^()]+)\)(?P<after>[\s.!…]*)$")
_AFTER_DASH = re.compile(r"^(?P<before>.*\S)\s+[–—-]\s+(?P<inside>[^–—]+)$")

LONGEST_NAME, LONGEST_POSITION, LONGEST_ROOM = 150, 200, 100


@dataclass(frozen=True)
class ReadSpeaker:
    name: str
    position: str = ""


def is_room(text: str) -> bool:
    return len(text) <= LONGEST_ROOM and bool(_ROOM.match(text.strip()))


def room_said(line: str) -> str:
    """Of a line that says only where ('Ruum: 204'), where; else ''."""
    found = _SAYS_ROOM.match(line)
    return found["room"].strip() if found and len(found["room"]) <= LONGEST_ROOM else ""


def speakers_said(line: str) -> list[ReadSpeaker]:
    """Of a line that says only who ('Esinejad: Mari Näidis, Jüri Näidis'), who; else nobody."""
    found = _SAYS_SPEAKERS.match(line)
    return names_in(found["names"]) if found else []


def names_in(text: str) -> list[ReadSpeaker]:
    """'Mari Näidis, vallavanem ja Jüri Näidis': two people. Nobody, where it begins otherwise."""
    parts = _BETWEEN_NAMES.split(text.strip().rstrip("."))
    found: list[ReadSpeaker] = []
    for number in range(0, len(parts), 2):
        part, separator = parts[number].strip(), parts[number - 1] if number else ""
        name = _name(part)
        if name:
            found.append(ReadSpeaker(name))
        elif not found:
            return []
        elif part:
            last = found[-1]
            position = f"{last.position}{separator}{part}" if last.position else part
            found[-1] = ReadSpeaker(last.name, position)
    fits = all(
        len(speaker.name) <= LONGEST_NAME and len(speaker.position) <= LONGEST_POSITION
        for speaker in found
    )
    return found if fits else []


def _name(text: str) -> str:
    placeholder = _PLACEHOLDER.match(text)
    if placeholder:
        return placeholder["name"].strip()
    words = text.split()
    capital = [word for word in words if word.strip(".") not in _NOT_CAPITAL]
    is_name = (
        _NAME.match(" ".join(words))
        and len(capital) > 1
        and all(word[0].isupper() for word in capital)
        and not _ORGANISATION.search(text)
    )
    return " ".join(words) if is_name else ""


def apart(title: str) -> tuple[str, list[ReadSpeaker], str]:
    """A title without the people and the room that stand after it in parentheses or a dash."""
    speakers: list[ReadSpeaker] = []
    room = ""
    while found := _IN_PARENTHESES.match(title):
        inside = found["inside"].strip()
        names = names_in(inside)
        if not room and is_room(inside):
            room = inside
        elif names and not speakers:
            speakers = names
        else:
            break
        title = found["before"] + found["after"].strip()
    dashed = _AFTER_DASH.match(title) if not speakers else None
    if dashed and (names := names_in(dashed["inside"])):
        title, speakers = dashed["before"], names
    return title, speakers, room
