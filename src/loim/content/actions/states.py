"""How a text stands in each language, written anew after each of its changes."""

from datetime import datetime

from django.db.models import Max, Q

from loim.common.translated import LANGUAGE_CODES
from loim.content.kinds import kind_of
from loim.content.logic.staleness import Base, LatestText, stale_languages
from loim.content.models import Origin, State, Text, TextState, TextVersion, VersionStatus

TITLE_LENGTH = 300


def locked_states(text: Text) -> dict[str, TextState]:
    """By language. Whoever writes a text waits here for whoever else does."""
    # NO KEY: counting a reader need not wait for a writer.
    Text.objects.select_for_update(no_key=True).get(pk=text.pk)
    states = text.states.select_related("current", "draft", "base", "current__based_on")
    return {state.language: state for state in states}


def make_states(text: Text, now: datetime) -> None:
    TextState.objects.bulk_create(
        TextState(
            text=text,
            language=language,
            is_source=language == text.source_language,
            changed_at=now,
        )
        for language in LANGUAGE_CODES
    )


def write_states(text: Text, states: dict[str, TextState], now: datetime) -> None:
    """`states` have their new `current`, `draft`, `base`; the rest follows from them."""
    stale = stale_languages(text.source_language, latest_texts(text, states))
    for language, state in states.items():
        if state.current is None or state.is_withdrawn:
            state.state = State.MISSING
        else:
            state.state = State.STALE if language in stale else State.CURRENT
        shown = state.current or state.draft
        state.title = title_of(text, shown)
        state.is_machine = shown is not None and shown.origin == Origin.MACHINE
        state.changed_at = now
    TextState.objects.bulk_update(
        states.values(),
        ["current", "draft", "base", "state", "title", "is_machine", "is_withdrawn", "changed_at"],
    )


def latest_texts(text: Text, states: dict[str, TextState]) -> dict[str, LatestText]:
    """What the rule of staleness looks at; languages in which nothing was published have none."""
    majors = dict(
        TextVersion.objects.filter(Q(is_minor=False), text=text, status=VersionStatus.PUBLISHED)
        .values_list("language")
        .annotate(Max("number"))
    )
    found = {}
    for language, state in states.items():
        if not state.is_withdrawn and state.current is None:
            continue
        base = Base(state.base.language, state.base.number) if state.base else None
        found[language] = LatestText(majors.get(language, 0), base, state.is_withdrawn)
    return found


def title_of(text: Text, version: TextVersion | None) -> str:
    return version.get(kind_of(text.kind).names[0])[:TITLE_LENGTH] if version else ""
