"""A registry service is begun, its steps are ticked, and it ends: as one enquiry."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from loim.casework.actions.clients.recording import set_code
from loim.casework.actions.clients.refusals import RecordNotInUse, StepNotPossible
from loim.casework.actions.registry.templates import template_for
from loim.casework.logic.registry.process_states import ProcessStep, state_after
from loim.casework.models import (
    Client,
    Enquiry,
    EnquiryTopic,
    Outcome,
    RegistryProcess,
    RegistryStep,
)
from loim.casework.permissions import may_counsel_for
from loim.common.once import one_at_a_time
from loim.people.models import Municipality, Organisation, User
from loim.services.models import Topic


@dataclass(frozen=True)
class ProcessFacts:
    kind: str
    channel: str = "desk"
    language: str = "et"
    target_group: str = "unknown"
    municipality: Municipality | None = None
    appointment_at: datetime | None = None


def start_process(
    *, organisation: Organisation, facts: ProcessFacts, submission: UUID, by: User,
    now: datetime, client: Client | None = None,
) -> RegistryProcess:  # fmt: skip
    """Anonymous unless it belongs to a client. Refuses RecordNotInUse."""
    if not may_counsel_for(by, organisation):
        raise PermissionDenied
    with transaction.atomic():
        one_at_a_time(submission)
        made = RegistryProcess.objects.filter(submission=submission).first()
        if made is not None:
            return made
        if client is not None and (
            client.organisation_id != organisation.pk or not client.is_active
        ):
            raise RecordNotInUse
        process = RegistryProcess.objects.create(
            organisation=organisation, kind=facts.kind, client=client, counsellor=by,
            channel=facts.channel, language=facts.language, target_group=facts.target_group,
            municipality=facts.municipality, appointment_at=facts.appointment_at,
            started_at=now, submission=submission,
        )  # fmt: skip
        content = template_for(organisation, facts.kind).content
        RegistryStep.objects.bulk_create(
            RegistryStep(
                organisation=organisation, process=process, position=position, texts=texts,
                is_to_bring=name == "bring",
            )
            for name in ("bring", "steps")
            for position, texts in enumerate(content.get(name, ()), 1)
        )  # fmt: skip
        return process


def tick_steps(
    *, process: RegistryProcess, done: Collection[int], shown: Collection[int], minutes: int,
    appointment_at: datetime | None, by: User, now: datetime,
) -> RegistryProcess:  # fmt: skip
    """Of the steps that were `shown` those in `done` are; `minutes` are added to what it took.
    A step that a colleague ticked meanwhile and that was not shown stays as it is."""
    with transaction.atomic():
        held = _hold(process, ProcessStep.TICK, by)
        steps = held.steps.filter(pk__in=list(shown))
        steps.filter(pk__in=list(done), done_at=None).update(done_at=now, done_by=by)
        steps.exclude(pk__in=list(done)).update(done_at=None, done_by=None)
        held.minutes = min(held.minutes + minutes, 600)
        held.appointment_at = appointment_at
        held.save()
        return held


def finish_process(
    *, process: RegistryProcess, topic: Topic, minutes: int, by: User, now: datetime,
    code: str = "",
) -> RegistryProcess:  # fmt: skip
    """Counted as one enquiry, answered. `code` goes sealed into the client's record, where it
    was agreed to (else refused: NotAgreed), and nowhere else; of nobody's process it is dropped."""
    with transaction.atomic():
        held = _hold(process, ProcessStep.FINISH, by)
        if code and held.client is not None:
            set_code(client=held.client, code=code, by=by, now=now)
        held.minutes = max(min(held.minutes + minutes, 600), 1)
        held.enquiry = Enquiry.objects.create(
            organisation_id=held.organisation_id, counsellor=held.counsellor, held_at=now,
            recorded_at=now, channel=held.channel, language=held.language, minutes=held.minutes,
            outcome=Outcome.ANSWERED, target_group=held.target_group,
            municipality=held.municipality, client=held.client,
        )  # fmt: skip
        EnquiryTopic.objects.create(
            organisation_id=held.organisation_id, enquiry=held.enquiry, topic=topic
        )
        return _ended(held, ProcessStep.FINISH, now)


def give_up_process(*, process: RegistryProcess, by: User, now: datetime) -> RegistryProcess:
    with transaction.atomic():
        return _ended(_hold(process, ProcessStep.GIVE_UP, by), ProcessStep.GIVE_UP, now)


def take_up_process(*, process: RegistryProcess, by: User, now: datetime) -> RegistryProcess:
    """Again, with what was ticked."""
    with transaction.atomic():
        held = _hold(process, ProcessStep.TAKE_UP, by)
        return _ended(held, ProcessStep.TAKE_UP, None)


def _hold(process: RegistryProcess, step: ProcessStep, by: User) -> RegistryProcess:
    held = RegistryProcess.objects.select_for_update(of=("self",), no_key=True).get(pk=process.pk)
    if not may_counsel_for(by, held.organisation):
        raise PermissionDenied
    if state_after(held.state, step) is None:
        raise StepNotPossible
    if held.client is not None and not held.client.is_active:
        raise RecordNotInUse
    return held


def _ended(held: RegistryProcess, step: ProcessStep, now: datetime | None) -> RegistryProcess:
    after = state_after(held.state, step)
    assert after is not None  # noqa: S101  # `_hold` asked the same
    held.state, held.ended_at = after.value, now
    held.save()
    return held
