"""What became different between two releases."""

from typing import Any

from loim.events.logic.agenda.changes import ChangeKind, changes
from loim.events.logic.agenda.content import AgendaContent, empty_content


def agenda(*sessions: dict[str, Any], **parts: list[Any]) -> AgendaContent:
    return {**empty_content("et"), "sessions": list(sessions), **parts}  # type: ignore[typeddict-item]


def session(key: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        "key": key,
        "day": "2026-08-27",
        "start": "10:00",
        "end": "11:00",
        "kind": "plenary",
        "room": "",
        "texts": {"et": {"title": "Avamine"}},
        "speakers": [],
        **fields,
    }


def kinds(before: AgendaContent, after: AgendaContent) -> list[tuple[str, int | None]]:
    return [
        (str(change.kind), (change.after or change.before or {}).get("key"))
        for change in changes(before, after)
    ]


def test_the_same_agenda_has_no_changes() -> None:
    assert kinds(agenda(session()), agenda(session())) == []


def test_sessions_come_and_go_in_the_order_of_the_day() -> None:
    before = agenda(session(1, start="12:00"), session(2))
    after = agenda(session(2), session(3, start="09:00"))
    assert kinds(before, after) == [(ChangeKind.ADDED, 3), (ChangeKind.REMOVED, 1)]


def test_each_difference_of_a_session_is_told() -> None:
    after = session(
        day="2026-08-28",
        room="Saal",
        texts={"et": {"title": "Algus", "description": "Tere"}},
        speakers=[4],
        kind="arrival",
    )
    assert [kind for kind, _key in kinds(agenda(session()), agenda(after))] == [
        ChangeKind.MOVED,
        ChangeKind.ROOM,
        ChangeKind.RENAMED,
        ChangeKind.SPEAKERS,
        ChangeKind.DESCRIPTION,
        ChangeKind.KIND,
    ]


def test_a_translation_is_a_change_of_its_text() -> None:
    after = session(texts={"et": {"title": "Avamine"}, "en": {"title": "Opening"}})
    assert kinds(agenda(session()), agenda(after)) == [(ChangeKind.RENAMED, 1)]


def test_speakers_and_materials() -> None:
    def part(key: int, **fields: Any) -> dict[str, Any]:
        return {"key": key, "name": "Mari Näidis", "texts": {}, **fields}

    before = agenda(speakers=[part(1), part(2)], materials=[part(5), part(6)])
    after = agenda(
        speakers=[part(1, name="Mari Muster"), part(3)], materials=[part(5, url="x"), part(7)]
    )
    assert kinds(before, after) == [
        (ChangeKind.SPEAKER_REMOVED, 2),
        (ChangeKind.SPEAKER, 1),
        (ChangeKind.SPEAKER_ADDED, 3),
        (ChangeKind.MATERIAL_REMOVED, 6),
        (ChangeKind.MATERIAL, 5),
        (ChangeKind.MATERIAL_ADDED, 7),
    ]
