"""What the editor's page does: work is saved beside what others did, and earlier texts come back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.content.actions.states import locked_states
from loim.content.actions.writing import ChangedMeanwhile, cleaned, publish, save_draft
from loim.content.kinds import kind_of
from loim.content.models import Origin, State, Text, TextState, TextVersion, VersionStatus
from loim.content.permissions import may_write
from loim.people.models import User


class NothingChanged(Refusal):
    message = _(
        "Nothing was changed, so nothing was published. If a translation is out of date and still"
        " right, confirm that it needs no change."
    )


class DraftInTheWay(Refusal):
    message = _("There is a draft of this text. Publish or discard it first.")


class AlreadyShown(Refusal):
    message = _("Readers see this version already.")


@dataclass(frozen=True)
class Seen:
    """What a writer began from: the draft's revision, 0 without one, and the key of the published
    version, None without one."""

    revision: int
    current: int | None

    @classmethod
    def of(cls, state: TextState) -> "Seen":
        return cls(state.draft.revision if state.draft else 0, state.current_id)


def save_work(
    *, text: Text, language: str, fields: Mapping[str, str], seen: Seen, by: User, now: datetime,
    base: TextVersion | None = None,
) -> TextVersion | None:  # fmt: skip
    """The draft; none where there was none and nothing differs from what is published. A draft
    keeps the version that it was begun from, so that what changed since stays in sight; `base` in
    another language begins from there. Raises ChangedMeanwhile, NoBase."""
    if not may_write(by, text, language):
        raise PermissionDenied
    with transaction.atomic():
        state = _as_seen(text, language, seen)
        before = state.draft or state.current
        if not _differs(text, before, fields):
            return state.draft
        begun_from = state.draft.based_on if state.draft else state.base
        if base and begun_from and base.language == begun_from.language:
            base = None
        return save_draft(
            text=text, language=language, fields=fields, seen_revision=None, by=by, now=now,
            base=base, origin=before.origin if before else Origin.HUMAN,
        )  # fmt: skip


def publish_work(
    *, text: Text, language: str, fields: Mapping[str, str], seen: Seen, is_minor: bool, by: User,
    now: datetime, base: TextVersion | None = None,
) -> TextVersion:  # fmt: skip
    """Saved and published in one. Raises
    ChangedMeanwhile, NothingChanged, FieldIsEmpty, NoBase."""
    if not may_write(by, text, language):
        raise PermissionDenied
    with transaction.atomic():
        state = _as_seen(text, language, seen)
        before = state.draft or state.current
        origin = before.origin if before else Origin.HUMAN
        is_another = state.draft is not None or _differs(text, state.current, fields)
        if not (is_another or origin == Origin.MACHINE or state.state == State.MISSING):
            raise NothingChanged
        save_draft(
            text=text, language=language, fields=fields, seen_revision=None, by=by, now=now,
            base=base, origin=origin,
        )  # fmt: skip
        return publish(text=text, language=language, is_minor=is_minor, base=base, by=by, now=now)


def republish(*, version: TextVersion, by: User, now: datetime) -> TextVersion:
    """Readers get an earlier version again, as a new one. A translation answers to what that
    version was made from, or last compared with: it may be out of date at once, and says so. A
    text that was only withdrawn comes back as it was. Raises DraftInTheWay, AlreadyShown, NoBase."""
    text, language = version.text, version.language
    if not may_write(by, text, language):
        raise PermissionDenied
    with transaction.atomic():
        state = locked_states(text)[language]
        if state.draft is not None or version.status != VersionStatus.PUBLISHED:
            raise DraftInTheWay
        if state.current == version:
            raise AlreadyShown
        last = text.versions.filter(language=language).order_by("-number").first()
        save_draft(
            text=text, language=language, seen_revision=0, by=by, now=now,
            fields={name: version.get(name) for name in kind_of(text.kind).names},
            base=_compared_with(version), origin=version.origin,
        )  # fmt: skip
        return publish(
            text=text, language=language, by=by, now=now,
            is_minor=state.is_withdrawn and last == version,
        )  # fmt: skip


def _as_seen(text: Text, language: str, seen: Seen) -> TextState:
    """Locked. Raises ChangedMeanwhile with what is there now."""
    state = locked_states(text)[language]
    if Seen.of(state) != seen:
        raise ChangedMeanwhile(state.draft or state.current)
    return state


def _differs(text: Text, before: TextVersion | None, fields: Mapping[str, str]) -> bool:
    given = cleaned(kind_of(text.kind), fields)
    if before is None:
        return any(given.values())
    return any(before.get(name) != value for name, value in given.items())


def _compared_with(version: TextVersion) -> TextVersion | None:
    confirmed = version.confirmations.select_related("compared_with").order_by("-pk").first()
    return confirmed.compared_with if confirmed else version.based_on
