"""What stands beside each other in the editor: a text, what it is made from, what changed there."""

from dataclasses import dataclass
from functools import cached_property

from loim.content.kinds import TextField, TextKind, kind_of
from loim.content.logic.changes import Block, Part, block_changes, without_the_same, word_changes
from loim.content.logic.staleness import Base, LatestText, may_be_based_on
from loim.content.models import State, Text, TextState, TextVersion
from loim.content.queries.reading import ShownText


@dataclass(frozen=True)
class FieldChanges:
    """Of one field. `parts` of plain text, or `blocks` of rich text (a number: so many blocks
    that are the same)."""

    field: TextField
    parts: tuple[Part, ...] = ()
    blocks: tuple[Block | int, ...] = ()


@dataclass(frozen=True)
class SideBySide:
    """`base` is the published text on the left, none for a source text or where nothing can be
    translated yet; `begun_from` is the version that the translation on the right was made from."""

    text: Text
    language: str
    states: dict[str, TextState]
    base: TextVersion | None
    begun_from: TextVersion | None
    base_choices: list[TextState]

    @property
    def kind(self) -> TextKind:
        return kind_of(self.text.kind)

    @property
    def state(self) -> TextState:
        return self.states[self.language]

    @property
    def source_state(self) -> TextState:
        return self.states[self.text.source_language]

    @property
    def is_source(self) -> bool:
        return self.language == self.text.source_language

    @property
    def written(self) -> TextVersion | None:
        """What the page is filled with."""
        return self.state.draft or self.state.current

    @property
    def title(self) -> str:
        return self.state.title or self.source_state.title

    @property
    def base_is_stale(self) -> bool:
        return self.base is not None and self.states[self.base.language].state == State.STALE

    @property
    def shown_base(self) -> ShownText | None:
        """As the tags of templates like it."""
        if self.base is None:
            return None
        language = self.base.language
        return ShownText(self.text.pk, language, language, values=self.base.fields)

    @cached_property
    def changes(self) -> dict[str, FieldChanges]:
        """By name, of the fields that changed in the source since the translation was made."""
        if self.base is None or self.begun_from is None or self.base == self.begun_from:
            return {}
        return field_changes(self.kind, self.begun_from, self.base)


def side_by_side(text: Text, language: str, base_language: str = "") -> SideBySide:
    """One query. `base_language` is whichever the translator likes to translate from, if that is
    published and was not made from this very translation."""
    rows = text.states.select_related(
        "current__written_by", "current__published_by", "draft__written_by", "draft__based_on",
        "base",
    )  # fmt: skip
    states = {state.language: state for state in rows}
    if language == text.source_language:
        return SideBySide(text, language, states, None, None, [])
    state = states[language]
    choices = _choices(text, language, states)
    made_from = state.draft.based_on if state.draft else state.base
    wanted = (base_language, made_from.language if made_from else "", text.source_language)
    by_language = {choice.language: choice for choice in choices}
    chosen = next((by_language[code] for code in wanted if code in by_language), None)
    base = chosen.current if chosen else None
    is_same = base is not None and made_from is not None and made_from.language == base.language
    return SideBySide(text, language, states, base, made_from if is_same else None, choices)


def field_changes(
    kind: TextKind, before: TextVersion | None, after: TextVersion
) -> dict[str, FieldChanges]:
    """By name, of those fields that differ."""
    found = {}
    for field in kind.fields:
        old, new = before.get(field.name) if before else "", after.get(field.name)
        if old == new:
            continue
        if field.is_rich:
            blocks = without_the_same(block_changes(old, new))
            found[field.name] = FieldChanges(field, blocks=tuple(blocks))
        else:
            found[field.name] = FieldChanges(field, parts=word_changes(old, new))
    return found


def _choices(text: Text, language: str, states: dict[str, TextState]) -> list[TextState]:
    latest = {
        code: LatestText(0, Base(state.base.language, state.base.number) if state.base else None)
        for code, state in states.items()
        if state.current or state.is_withdrawn
    }
    return [
        state
        for code, state in states.items()
        if state.current and may_be_based_on(language, code, text.source_language, latest)
    ]
