"""Cases are opened, moved on, noted in, closed and opened again."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from loim.casework import vault
from loim.casework.actions.clients.refusals import (
    ChangedMeanwhile,
    RecordNotInUse,
    StepNotPossible,
)
from loim.casework.logic.clients.case_states import CaseStep, state_after
from loim.casework.models import (
    Case,
    CaseEntry,
    CaseOutcome,
    CaseStatus,
    Client,
    Enquiry,
    EntryKind,
)
from loim.casework.permissions import may_counsel_for
from loim.people.models import User
from loim.services.models import Topic


@dataclass(frozen=True)
class CaseFacts:
    topic: Topic
    matter: str = ""
    next_step: str = ""
    next_step_on: date | None = None


_KINDS = {
    CaseStep.WAIT: EntryKind.WAITING,
    CaseStep.GO_ON: EntryKind.GOES_ON,
    CaseStep.CLOSE: EntryKind.CLOSED,
    CaseStep.REOPEN: EntryKind.REOPENED,
}


def open_case(
    *, client: Client, facts: CaseFacts, submission: UUID, by: User, now: datetime,
    enquiry: Enquiry | None = None,
) -> Case:  # fmt: skip
    """`enquiry` is the contact that it grew out of: it belongs to the client from now on."""
    if not may_counsel_for(by, client.organisation):
        raise PermissionDenied
    with transaction.atomic():
        held = Client.objects.select_for_update(no_key=True).get(pk=client.pk)
        made = Case.objects.filter(submission=submission).first()
        if made is not None:
            return made
        if not held.is_active:
            raise RecordNotInUse
        case = Case(
            organisation_id=held.organisation_id, client=held, counsellor=by, opened_at=now,
            submission=submission, changed_by=by, changed_at=now,
        )  # fmt: skip
        _write(case, facts)
        case.save()
        _note(case, EntryKind.OPENED, "", by, now)
        if enquiry is not None:
            Enquiry.objects.filter(
                pk=enquiry.pk, organisation=held.organisation_id, client=None
            ).update(client=held, case=case)
        return case


def edit_case(*, case: Case, facts: CaseFacts, seen: int, by: User, now: datetime) -> Case:
    """Refuses ChangedMeanwhile where a colleague saved after `seen`."""
    with transaction.atomic():
        held = _hold(case, by)
        if held.revision != seen:
            raise ChangedMeanwhile
        _write(held, facts)
        return _saved(held, by, now)


def step_case(
    *, case: Case, step: CaseStep, by: User, now: datetime, outcome: str = "", note: str = ""
) -> Case:
    """Refuses StepNotPossible where a colleague has moved it on."""
    with transaction.atomic():
        held = _hold(case, by)
        after = state_after(held.state, step)
        if after is None or (step is CaseStep.CLOSE) != (outcome in CaseOutcome.values):
            raise StepNotPossible
        held.state = after.value
        held.outcome = outcome
        held.closed_at = now if after.value == CaseStatus.CLOSED else None
        if held.closed_at:
            held.sealed_next_step, held.next_step_on = "", None
        _note(held, _KINDS[step], note, by, now)
        return _saved(held, by, now)


def add_note(*, case: Case, text: str, submission: UUID, by: User, now: datetime) -> CaseEntry:
    with transaction.atomic():
        held = _hold(case, by)
        made = CaseEntry.objects.filter(submission=submission).first()
        return made or _note(held, EntryKind.NOTE, text, by, now, submission=submission)


def _hold(case: Case, by: User) -> Case:
    """Locked, of a client whose record is in use, by somebody who counsels there."""
    held = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    if not may_counsel_for(by, held.organisation):
        raise PermissionDenied
    if not Client.objects.select_for_update(no_key=True).get(pk=held.client_id).is_active:
        raise RecordNotInUse
    return held


def _write(case: Case, facts: CaseFacts) -> None:
    case.topic = facts.topic
    case.sealed_matter = vault.seal(facts.matter)
    case.sealed_next_step = vault.seal(facts.next_step)
    case.next_step_on = facts.next_step_on


def _saved(case: Case, by: User, now: datetime) -> Case:
    case.revision += 1
    case.changed_by, case.changed_at = by, now
    case.save()
    return case


def _note(
    case: Case, kind: str, text: str, by: User, now: datetime, *, submission: UUID | None = None
) -> CaseEntry:
    return CaseEntry.objects.create(
        organisation_id=case.organisation_id, case=case, kind=kind, sealed_text=vault.seal(text),
        made_by=by, made_at=now, submission=submission,
    )  # fmt: skip
