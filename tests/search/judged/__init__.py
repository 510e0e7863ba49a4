"""Texts and queries by which the search is judged: own-written, in four languages.

`texts/<language>.txt`: '# topic' and below it five texts, 'title | body'. `queries/<language>.txt`:
'kind | query | topics' whose texts are wanted; 'topic#2' is the third text of a topic alone. Lines
in turn belong to the half that the search was tuned on and the half that was kept apart.
"""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGES = ("et", "en", "ru", "uk")
HALVES = ("tuned", "kept apart")


@dataclass(frozen=True)
class JudgedText:
    pk: int
    language: str
    topic: str
    place: int  # among the texts of its topic
    title: str
    body: str


@dataclass(frozen=True)
class JudgedQuery:
    language: str
    half: str
    kind: str
    words: str
    wanted: frozenset[int]


def judged_texts() -> list[JudgedText]:
    found: list[JudgedText] = []
    for language in LANGUAGES:
        topic, place = "", 0
        for line in _lines("texts", language):
            if line.startswith("# "):
                topic, place = line[2:], 0
                continue
            title, _, body = line.partition(" | ")
            found.append(JudgedText(len(found) + 1, language, topic, place, title, body))
            place += 1
    return found


def judged_queries(texts: list[JudgedText]) -> list[JudgedQuery]:
    found = []
    for language in LANGUAGES:
        own = [text for text in texts if text.language == language]
        for number, line in enumerate(_lines("queries", language)):
            kind, words, topics = line.split(" | ")
            wanted = {text.pk for topic in topics.split(",") for text in own if _is_of(text, topic)}
            assert wanted, line
            found.append(JudgedQuery(language, HALVES[number % 2], kind, words, frozenset(wanted)))
    return found


def _is_of(text: JudgedText, topic: str) -> bool:
    name, _, place = topic.partition("#")
    return text.topic == name and place in {"", str(text.place)}


def _lines(folder: str, language: str) -> list[str]:
    return (HERE / folder / f"{language}.txt").read_text(encoding="utf-8").splitlines()
