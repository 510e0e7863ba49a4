"""Write the draft that was asked for, or say why there is none."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from loim.common.refusals import Refusal
from loim.content.actions.machine.tartu_nlp import configured_translator
from loim.content.actions.writing import ChangedMeanwhile, save_draft
from loim.content.kinds import kind_of
from loim.content.logic.machine.translating import translate_field
from loim.content.logic.machine.translator import Translator, TranslatorTrouble
from loim.content.models import MachineState, MachineTranslation, Origin
from loim.content.models.machine import OPEN_STATES

MOST_TRIES = 3
LOST_AFTER = timedelta(hours=2)
KEPT = timedelta(days=60)


class TryAgain(Exception):
    """The service may be back in a moment; the queue asks again."""


def carry_out(*, asked_id: int, now: datetime, translator: Translator | None = None) -> None:
    """Nothing is written until all of it is translated. Raises TryAgain, MOST_TRIES times less one;
    after that the row says what the trouble was. Safe to run again."""
    asked = (
        MachineTranslation.objects.select_related("text", "base", "asked_by")
        .filter(pk=asked_id, state__in=OPEN_STATES)
        .first()
    )
    if asked is None:
        return
    MachineTranslation.objects.filter(pk=asked.pk).update(
        state=MachineState.WORKING, parts_done=0, tries=F("tries") + 1
    )
    translator = translator or configured_translator()
    if translator is None:
        _end(asked, MachineState.FAILED, now, "off")
        return
    try:
        fields = _translated(asked, translator)
    except TranslatorTrouble as trouble:
        if trouble.may_pass and asked.tries + 1 < MOST_TRIES:
            _end(asked, MachineState.WAITING, None)
            raise TryAgain from trouble
        _end(asked, MachineState.FAILED, now, trouble.code)
        return
    _end(asked, *_saved(asked, fields, now))


def give_up_lost(*, now: datetime) -> int:
    """Whatever no worker took or finished in hours is over, so that it can be asked for again;
    what is long over is forgotten."""
    MachineTranslation.objects.filter(asked_at__lt=now - KEPT).exclude(
        state__in=OPEN_STATES
    ).delete()
    lost = MachineTranslation.objects.filter(asked_at__lt=now - LOST_AFTER, state__in=OPEN_STATES)
    return lost.update(state=MachineState.FAILED, trouble="lost", finished_at=now)


def _translated(asked: MachineTranslation, translator: Translator) -> dict[str, str]:
    source = asked.base.language

    def translate(texts: Sequence[str]) -> list[str]:
        answers = translator.translate(texts, source, asked.language)
        MachineTranslation.objects.filter(pk=asked.pk).update(
            parts_done=F("parts_done") + len(texts)
        )
        return answers

    return {
        field.name: translate_field(
            asked.base.get(field.name), is_rich=field.is_rich, translate=translate
        )
        for field in kind_of(asked.text.kind).fields
        if asked.base.get(field.name).strip()
    }


def _saved(
    asked: MachineTranslation, fields: dict[str, str], now: datetime
) -> tuple[str, datetime, str]:
    if asked.asked_by is None:
        return MachineState.FAILED, now, "nobody"
    try:
        with transaction.atomic():
            save_draft(
                text=asked.text, language=asked.language, fields=fields, base=asked.base,
                seen_revision=asked.seen_revision, origin=Origin.MACHINE, by=asked.asked_by,
                now=now,
            )  # fmt: skip
    except ChangedMeanwhile:
        return MachineState.FAILED, now, "changed"
    except PermissionDenied:
        return MachineState.FAILED, now, "nobody"
    except Refusal:
        return MachineState.FAILED, now, "base"
    return MachineState.DONE, now, ""


def _end(asked: MachineTranslation, state: str, at: datetime | None, trouble: str = "") -> None:
    MachineTranslation.objects.filter(pk=asked.pk, state__in=OPEN_STATES).update(
        state=state, finished_at=at, trouble=trouble
    )
