"""Steps on the way: worded, ordered, given to somebody, done, proved by documents."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.common.translated import check_translations
from loim.networks.actions.joining.beginning import hold_process
from loim.networks.logic.joining.states import StepStage, step_may_become
from loim.networks.models import JoiningDocument, JoiningProcess, JoiningStep, StepState
from loim.people.models import User
from loim.programmes.actions.corrections import record_change


class StepChangedMeanwhile(Refusal):
    message = _("Somebody has changed this step meanwhile. Look at how it stands now.")


class DoneInTheFuture(Refusal):
    message = _("It cannot be done on a day that is still to come.")


class StepHasDocuments(Refusal):
    message = _("This step has documents. Mark it as not needed, or remove its documents first.")


@dataclass(frozen=True)
class StepFacts:
    """`responsible` has an account; `responsible_name` is somebody else: one of the two."""

    title: str
    explanation: str = ""
    responsible: User | None = None
    responsible_name: str = ""
    due_date: date | None = None
    note: str = ""
    translations: Mapping[str, Any] = field(default_factory=dict)


def add_step(*, process: JoiningProcess, facts: StepFacts, by: User, now: datetime) -> JoiningStep:
    """At the end. Refused: PermissionDenied, NotOpen."""
    with record_change(by=by, now=now, step="edit"):
        held = hold_process(process, by, is_open=True)
        last = held.steps.aggregate(last=Max("position"))["last"]
        step = JoiningStep(process=held, position=0 if last is None else last + 1)
        _fill(step, facts)
        step.save()
    return step


def edit_step(*, step: JoiningStep, facts: StepFacts, by: User, now: datetime) -> None:
    """Refused: PermissionDenied, NotOpen."""
    with record_change(by=by, now=now, step="edit"):
        hold_process(step.process, by, is_open=True)
        _fill(step, facts)
        step.save()


def move_step_on(
    *, step: JoiningStep, state: str, done_date: date | None = None, by: User, now: datetime
) -> None:
    """To do, under way, done, not needed; done today unless said.

    Refused: PermissionDenied, NotOpen, StepChangedMeanwhile, DoneInTheFuture.
    """
    with record_change(by=by, now=now, step="edit"):
        hold_process(step.process, by, is_open=True)
        held = JoiningStep.objects.select_for_update().get(pk=step.pk)
        if held.state == state:
            return
        if not step_may_become(StepStage(held.state), StepStage(state)):
            raise StepChangedMeanwhile
        day = (done_date or localdate(now)) if state == StepState.DONE else None
        if day and day > localdate(now):
            raise DoneInTheFuture
        held.state, held.done_date = StepState(state), day
        held.save()
    step.refresh_from_db()


def order_step(*, step: JoiningStep, up: bool, by: User, now: datetime) -> None:
    """It changes places with the one before or after it, if there is one."""
    with record_change(by=by, now=now, step="edit"):
        held = hold_process(step.process, by, is_open=True)
        rows = list(held.steps.order_by("position", "pk"))
        here = next(place for place, row in enumerate(rows) if row.pk == step.pk)
        there = here - 1 if up else here + 1
        if 0 <= there < len(rows):
            rows[here], rows[there] = rows[there], rows[here]
        for place, row in enumerate(rows):
            if row.position != place:
                row.position = place
                row.save(update_fields=["position"])


def remove_step(*, step: JoiningStep, by: User, now: datetime) -> None:
    """Refused: PermissionDenied, NotOpen, StepHasDocuments."""
    with record_change(by=by, now=now, step="delete"):
        hold_process(step.process, by, is_open=True)
        if step.documents.exists():
            raise StepHasDocuments
        step.delete()


def add_document(
    *, step: JoiningStep, title: str, file: "File[bytes]", submission: UUID, by: User, now: datetime
) -> JoiningDocument:
    """The form has looked at what kind of file it is. The same `submission` again gives what it
    made. Refused: PermissionDenied."""
    if made := JoiningDocument.objects.filter(submission=submission).first():
        return made
    try:
        with transaction.atomic():
            hold_process(step.process, by)
            return JoiningDocument.objects.create(
                step=step, title=title, file=file, added_by=by, added_at=now, submission=submission
            )
    except IntegrityError as error:
        if "submission" in (violated_constraint(error) or ""):
            return JoiningDocument.objects.get(submission=submission)
        raise


def remove_document(*, document: JoiningDocument, by: User, now: datetime) -> None:
    """One that was added by mistake goes, with its content."""
    with transaction.atomic():
        hold_process(document.step.process, by)
        storage, name = document.file.storage, str(document.file.name)
        JoiningDocument.objects.filter(pk=document.pk).delete()
        transaction.on_commit(lambda: storage.delete(name))


def _fill(step: JoiningStep, facts: StepFacts) -> None:
    check_translations(facts.translations, step.translated_fields)
    step.title, step.explanation = facts.title.strip(), facts.explanation.strip()
    step.responsible = facts.responsible
    step.responsible_name = "" if facts.responsible else facts.responsible_name.strip()
    step.due_date, step.note = facts.due_date, facts.note.strip()
    step.translations = dict(facts.translations)
