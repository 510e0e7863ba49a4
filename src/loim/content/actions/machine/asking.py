"""Ask a machine for a draft; a worker carries it out."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.jobs import app
from loim.common.refusals import Refusal
from loim.content.actions.states import locked_states
from loim.content.kinds import kind_of
from loim.content.logic.machine.translating import parts_of
from loim.content.models import MachineTranslation, Origin, Text, TextVersion
from loim.content.models.machine import OPEN_STATES
from loim.content.permissions import may_write
from loim.people.models import User

TRANSLATE_TASK = "loim.content.translate_by_machine"  # `tasks.py` carries it out
MAX_CHARACTERS = 50_000


class NoTranslator(Refusal):
    message = _("This platform has no machine translation. Write the translation yourself.")


class NothingToTranslate(Refusal):
    message = _("The source has not been published yet. Publish it, then have it translated.")


class DraftWritten(Refusal):
    message = _(
        "Somebody has begun a translation. Publish or discard that draft before a machine writes"
        " another one."
    )


class TextTooLong(Refusal):
    message = _("The text is too long for the machine. Order its translation instead.")


def machine_draft(*, text: Text, language: str, by: User, now: datetime) -> MachineTranslation:
    """A draft of origin `machine` from the published source is on its way: a worker writes it.

    Asked twice, it is made once. A draft that a person wrote is never written over. Raises
    NoTranslator, NothingToTranslate, DraftWritten, TextTooLong.
    """
    if not may_write(by, text, language):
        raise PermissionDenied
    if not settings.TRANSLATION_URL:
        raise NoTranslator
    with transaction.atomic():
        states = locked_states(text)
        if asked := text.machine_translations.filter(
            language=language, state__in=OPEN_STATES
        ).first():
            return asked
        source, draft = states[text.source_language].current, states[language].draft
        if source is None or language == text.source_language:
            raise NothingToTranslate
        if draft is not None and draft.origin != Origin.MACHINE:
            raise DraftWritten
        if sum(map(len, source.fields.values())) > MAX_CHARACTERS:
            raise TextTooLong
        asked = MachineTranslation.objects.create(
            text=text, language=language, base=source, parts=_parts(text, source), asked_by=by,
            seen_revision=draft.revision if draft else 0, asked_at=now,
        )  # fmt: skip
        app.configure_task(TRANSLATE_TASK).defer(asked_id=asked.pk)
    return asked


def _parts(text: Text, source: TextVersion) -> int:
    fields = kind_of(text.kind).fields
    return sum(parts_of(source.get(field.name), is_rich=field.is_rich) for field in fields)
