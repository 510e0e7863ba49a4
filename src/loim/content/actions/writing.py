"""Begin a text, save drafts of it, publish and withdraw them."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.content.actions.states import latest_texts, locked_states, make_states, write_states
from loim.content.kinds import TextKind, kind_of
from loim.content.logic.rich_text import clean_html, count_words
from loim.content.logic.staleness import may_be_based_on
from loim.content.models import Origin, Text, TextState, TextVersion, VersionStatus
from loim.content.permissions import may_edit_for, may_write
from loim.people.models import Organisation, User


class ChangedMeanwhile(Refusal):
    """`draft` is what the other person saved; nothing of either's work was lost."""

    message = _(
        "Somebody else saved this text while you were writing. Both texts are shown: keep what"
        " is right and save again."
    )

    def __init__(self, draft: TextVersion | None) -> None:
        super().__init__()
        self.draft = draft


class NothingToPublish(Refusal):
    message = _("There is no draft to publish: write something and save it first.")


class FieldIsEmpty(Refusal):
    message = _("Fill in “%(field)s” before you publish the text.")


class NoBase(Refusal):
    message = _("Choose a published text in another language that this one is translated from.")


class NothingToWithdraw(Refusal):
    message = _("Nothing is published in this language.")


def create_text(
    *, kind: str, owner: Organisation, fields: Mapping[str, str], by: User, now: datetime,
    language: str = "et",
) -> Text:  # fmt: skip
    """With a first draft in its source language."""
    if not may_edit_for(by, owner):
        raise PermissionDenied
    with transaction.atomic():
        text = Text.objects.create(
            kind=kind, owner=owner, source_language=language, created_by=by, created_at=now
        )
        make_states(text, now)
        save_draft(text=text, language=language, fields=fields, seen_revision=0, by=by, now=now)
    return text


def save_draft(
    *, text: Text, language: str, fields: Mapping[str, str], seen_revision: int | None, by: User,
    now: datetime, base: TextVersion | None = None, origin: str | None = None,
) -> TextVersion:  # fmt: skip
    """`seen_revision` is that of the draft that the writer began from, 0 where there was none,
    None to write over whatever there is. `base` is the published version that a translation was
    made from; where its source has moved on meanwhile, the translation will be stale, not lost.
    Fields that are left out stay as they were. Without an `origin` a machine's draft that is worked
    on stays a machine's until somebody publishes it. Raises ChangedMeanwhile, NoBase."""
    if not may_write(by, text, language):
        raise PermissionDenied
    with transaction.atomic():
        states = locked_states(text)
        state = states[language]
        draft = state.draft
        if seen_revision is not None and seen_revision != (draft.revision if draft else 0):
            raise ChangedMeanwhile(draft)
        base = _base_of(text, states, language, base)
        before = draft or state.current
        values = {**(before.fields if before else {}), **cleaned(kind_of(text.kind), fields)}
        if draft is None:
            last = text.versions.filter(language=language).order_by("-number").first()
            draft = TextVersion(
                text=text, language=language, number=last.number + 1 if last else 1, revision=0
            )
        draft.fields, draft.words = values, sum(map(count_words, values.values()))
        draft.based_on, draft.origin = base, origin or _origin_of(draft)
        draft.revision += 1
        draft.written_by, draft.written_at = by, now
        draft.save()
        state.draft = draft
        write_states(text, states, now)
    return draft


def publish(
    *, text: Text, language: str, is_minor: bool, by: User, now: datetime,
    base: TextVersion | None = None,
) -> TextVersion:  # fmt: skip
    """`base` is the version of the source that a translation was compared with last, where it is
    another than its draft's. Raises NothingToPublish, FieldIsEmpty, NoBase. A minor change of a
    translation leaves its base as it was: who mends a comma has not compared it with the source."""
    if not may_write(by, text, language):
        raise PermissionDenied
    with transaction.atomic():
        states = locked_states(text)
        state = states[language]
        draft, before = state.draft, state.current
        if draft is None:
            raise NothingToPublish
        for field in kind_of(text.kind).fields:
            if field.is_required and not draft.get(field.name).strip():
                raise FieldIsEmpty(field=field.label)
        draft.is_minor = is_minor and (before is not None or state.is_withdrawn)
        if language != text.source_language:
            draft.based_on = (
                state.base if draft.is_minor else _base_of(text, states, language, base)
            )
        if draft.origin == Origin.MACHINE:
            draft.origin = Origin.MACHINE_REVIEWED  # whoever publishes it has read it
        draft.status = VersionStatus.PUBLISHED
        draft.published_by, draft.published_at = by, now
        draft.save()
        state.current, state.draft, state.base = draft, None, draft.based_on
        state.is_withdrawn = False
        write_states(text, states, now)
    return draft


def withdraw(*, text: Text, language: str, by: User, now: datetime) -> None:
    """Readers no longer get it; its versions stay. Raises NothingToWithdraw."""
    if not may_write(by, text, language):
        raise PermissionDenied
    with transaction.atomic():
        states = locked_states(text)
        state = states[language]
        if state.current is None:
            raise NothingToWithdraw
        state.current, state.is_withdrawn = None, True
        write_states(text, states, now)


def discard_draft(*, text: Text, language: str, by: User, now: datetime) -> None:
    """What is published stays. A text that was never published keeps its draft."""
    if not may_write(by, text, language):
        raise PermissionDenied
    with transaction.atomic():
        states = locked_states(text)
        state = states[language]
        if state.draft is None or not text.versions.filter(status=VersionStatus.PUBLISHED).exists():
            raise NothingToPublish
        draft, state.draft = state.draft, None
        write_states(text, states, now)
        draft.delete()


def cleaned(kind: TextKind, fields: Mapping[str, str]) -> dict[str, str]:
    """Known fields only, rich ones with the HTML that is kept, others without any ends of space."""
    return {
        field.name: clean_html(fields[field.name]) if field.is_rich else fields[field.name].strip()
        for field in kind.fields
        if field.name in fields
    }


def _origin_of(draft: TextVersion) -> str:
    return Origin.MACHINE if draft.origin == Origin.MACHINE else Origin.HUMAN


def _base_of(
    text: Text, states: dict[str, TextState], language: str, base: TextVersion | None
) -> TextVersion | None:
    if language == text.source_language:
        return None
    state = states[language]
    base = base or (state.draft.based_on if state.draft else None) or state.base
    base = base or states[text.source_language].current
    if base is None or base.text_id != text.pk or base.status != VersionStatus.PUBLISHED:
        raise NoBase
    if not may_be_based_on(
        language, base.language, text.source_language, latest_texts(text, states)
    ):
        raise NoBase
    return base
