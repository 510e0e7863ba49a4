"""A city begins its way into a network of cities, with the steps of a template."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from loim.assessments.models import Subject
from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.common.translated import check_translations
from loim.networks.logic.joining.progress import months_after
from loim.networks.logic.joining.ready_steps import READY_STEPS, in_others
from loim.networks.models import JoiningProcess, JoiningStep, JoiningTemplate, Network
from loim.networks.permissions_joining import may_change_joining, may_change_process
from loim.people.models import User
from loim.programmes.actions.corrections import record_change

SUBJECT_KIND = "joining"


class UnderWay(Refusal):
    message = _("This city is on its way into this network already. Open that one.")


class TargetTooEarly(Refusal):
    message = _("It cannot be a member before it began. Check the dates.")


class NotOpen(Refusal):
    message = _("This was ended meanwhile, so nothing of it changes. Take it up again first.")


@dataclass(frozen=True)
class ProcessFacts:
    """`purpose` is in the language of the steps, which is that of the template."""

    start_date: date
    target_date: date | None = None
    purpose: str = ""
    contact_name: str = ""
    contact_email: str = ""
    translations: Mapping[str, Any] = field(default_factory=dict)


def begin_joining(
    *,
    network: Network,
    template: JoiningTemplate | None,
    facts: ProcessFacts,
    submission: UUID,
    by: User,
    now: datetime,
) -> JoiningProcess:
    """With the template's steps, or without one those that are ready-made. The same `submission`
    again gives what it made. Refused: PermissionDenied, TargetTooEarly, UnderWay."""
    if not may_change_joining(by, network):
        raise PermissionDenied
    if made := JoiningProcess.objects.filter(submission=submission).first():
        return made
    process = JoiningProcess(
        network=network, created_by=by, created_at=now, submission=submission,
        language=template.language if template else "et",
    )  # fmt: skip
    _fill(process, facts)
    try:
        with record_change(by=by, now=now, step="record"):
            process.subject = Subject.objects.create(
                kind=SUBJECT_KIND,
                name=f"{network.organisation.name}: {network.name}"[:200],
                organisation=network.organisation,
            )
            process.save()
            JoiningStep.objects.bulk_create(_steps(process, template))
    except IntegrityError as error:
        violated = violated_constraint(error) or ""
        if "submission" in violated:  # the other of two at once
            return JoiningProcess.objects.get(submission=submission)
        if violated == "joining_one_at_a_time":
            raise UnderWay from error
        raise
    return process


def edit_joining(*, process: JoiningProcess, facts: ProcessFacts, by: User, now: datetime) -> None:
    """Refused: PermissionDenied, TargetTooEarly."""
    with record_change(by=by, now=now, step="edit"):
        held = hold_process(process, by)
        _fill(held, facts)
        held.save()
    process.refresh_from_db()


def hold_process(process: JoiningProcess, by: User, *, is_open: bool = False) -> JoiningProcess:
    """Inside a transaction: nobody else changes it or its steps meanwhile."""
    held = (
        JoiningProcess.objects.select_for_update(of=("self",))
        .select_related("network__organisation", "network__activity__programme")
        .get(pk=process.pk)
    )
    if not may_change_process(by, held):
        raise PermissionDenied
    if is_open and held.state != "open":
        raise NotOpen
    return held


def _fill(process: JoiningProcess, facts: ProcessFacts) -> None:
    if facts.target_date and facts.target_date < facts.start_date:
        raise TargetTooEarly
    check_translations(facts.translations, process.translated_fields)
    for name in ("start_date", "target_date"):
        setattr(process, name, getattr(facts, name))
    for name in ("purpose", "contact_name", "contact_email"):
        setattr(process, name, getattr(facts, name).strip())
    process.translations = dict(facts.translations)


def _steps(process: JoiningProcess, template: JoiningTemplate | None) -> list[JoiningStep]:
    def due(months: int | None) -> date | None:
        return None if months is None else months_after(process.start_date, months)

    if template is None:
        return [
            JoiningStep(
                process=process, position=place, title=step.title[0],
                explanation=step.explanation[0], due_date=due(step.due_months),
                translations=in_others(title=step.title, explanation=step.explanation),
            )
            for place, step in enumerate(READY_STEPS)
        ]  # fmt: skip
    return [
        JoiningStep(
            process=process, position=place, title=step.title, explanation=step.explanation,
            translations=step.translations, due_date=due(step.due_months),
        )
        for place, step in enumerate(template.steps.order_by("position", "pk"))
    ]  # fmt: skip
