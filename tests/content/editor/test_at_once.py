"""Two people save one draft in the same moment: one is told, and neither text is lost."""

import time
from datetime import datetime
from typing import Any

import pytest

from loim.content.actions import editing, writing
from loim.content.actions.editing import Seen, publish_work, save_work
from loim.content.actions.writing import ChangedMeanwhile, save_draft
from loim.content.models import Text, TextState, TextVersion
from loim.people.models import User
from tests.events.places.parallel import at_once
from tests.factories import content as make
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drafted(world: World, now: datetime) -> Text:
    text = make.text(world.rakvere, world.coordinator, now)
    make.published(text, "et", world.coordinator, now)
    save_draft(
        text=text, language="et", fields={"title": "Mustand"}, seen_revision=0,
        by=world.coordinator, now=now,
    )  # fmt: skip
    return text


def both_save(text: Text, by: User, now: datetime) -> list[Any]:
    seen = Seen.of(text.states.select_related("draft").get(language="et"))

    def save(title: str) -> TextVersion | None:
        return save_work(
            text=text, language="et", fields={"title": title}, seen=seen, by=by, now=now
        )

    return at_once([lambda: save("Esimene"), lambda: save("Teine")])


def look_slowly(monkeypatch: pytest.MonkeyPatch, *, locks: bool) -> None:
    """Between looking and writing there is time for the other to look."""
    locked = writing.locked_states

    def slowly(text: Text) -> dict[str, TextState]:
        if locks:
            states = locked(text)
        else:
            rows = text.states.select_related("current", "draft", "base", "current__based_on")
            states = {state.language: state for state in rows}
        time.sleep(0.05)
        return states

    for module in (editing, writing):
        monkeypatch.setattr(module, "locked_states", slowly)


def titles(outcomes: list[Any], text: Text) -> tuple[int, set[str]]:
    """How many were told, and the texts that somebody can still read."""
    told = [outcome for outcome in outcomes if isinstance(outcome, ChangedMeanwhile)]
    shown = {refusal.draft.get("title") for refusal in told if refusal.draft}
    return len(told), shown | {text.states.get(language="et").draft.get("title")}


def test_one_of_two_is_told_and_shown_the_others_text(
    drafted: Text, world: World, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_slowly(monkeypatch, locks=True)
    outcomes = both_save(drafted, world.coordinator, now)
    told, shown = titles(outcomes, drafted)
    assert told == 1
    assert (
        len(shown) == 1
    )  # what the one is shown is what the other saved; their own is on their page
    assert shown < {"Esimene", "Teine"}
    assert drafted.states.get(language="et").draft.revision == 2


def test_without_taking_turns_one_text_would_be_written_over_unseen(
    drafted: Text, world: World, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control."""
    look_slowly(monkeypatch, locks=False)
    told, _shown = titles(both_save(drafted, world.coordinator, now), drafted)
    assert told == 0


def test_a_source_and_its_translation_published_at_once_leave_the_right_state(
    drafted: Text, world: World, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever comes first: the translation was made from the source before, so it is stale."""
    look_slowly(monkeypatch, locks=True)
    states = {state.language: state for state in drafted.states.select_related("draft", "current")}

    def go(language: str, title: str) -> TextVersion:
        return publish_work(
            text=drafted, language=language, fields={"title": title}, is_minor=False,
            seen=Seen.of(states[language]), base=states["et"].current if language == "ru" else None,
            by=world.coordinator, now=now,
        )  # fmt: skip

    outcomes = at_once([lambda: go("et", "Uus"), lambda: go("ru", "Новое")])

    assert all(isinstance(outcome, TextVersion) for outcome in outcomes)
    assert dict(drafted.states.values_list("language", "state")) == {
        "et": "current", "en": "missing", "ru": "stale", "uk": "missing",
    }  # fmt: skip
