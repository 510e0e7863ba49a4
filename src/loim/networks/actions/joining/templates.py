"""Lists of steps that cities begin with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.common.translated import check_translations
from loim.networks.logic.joining.ready_steps import NAME, READY_STEPS, in_others
from loim.networks.models import JoiningTemplate, TemplateStep
from loim.networks.permissions_joining import may_keep_templates
from loim.people.models import User


class TemplateNamed(Refusal):
    message = _("There is a list of steps of this name already. Choose another name.")


@dataclass(frozen=True)
class TemplateStepFacts:
    title: str
    explanation: str = ""
    due_months: int | None = None
    key: int | None = None
    translations: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TemplateFacts:
    """`steps` in their order; those that are left out go. Processes keep theirs."""

    name: str
    language: str = "et"
    is_offered: bool = True
    steps: Sequence[TemplateStepFacts] = ()
    translations: Mapping[str, Any] = field(default_factory=dict)


def ready_facts() -> TemplateFacts:
    """The ready-made steps, to be changed."""
    return TemplateFacts(
        name=NAME[0],
        translations=in_others(name=NAME),
        steps=[
            TemplateStepFacts(
                title=step.title[0],
                explanation=step.explanation[0],
                due_months=step.due_months,
                translations=in_others(title=step.title, explanation=step.explanation),
            )
            for step in READY_STEPS
        ],
    )


def save_template(
    *, template: JoiningTemplate | None, facts: TemplateFacts, by: User, now: datetime
) -> JoiningTemplate:
    """Refused: PermissionDenied, TemplateNamed."""
    if not may_keep_templates(by):
        raise PermissionDenied
    row = template or JoiningTemplate()
    check_translations(facts.translations, row.translated_fields)
    row.name, row.language, row.is_offered = facts.name.strip(), facts.language, facts.is_offered
    row.translations = dict(facts.translations)
    try:
        with transaction.atomic():
            row.save()
            _write_steps(row, facts.steps)
    except IntegrityError as error:
        if violated_constraint(error) == "joining_template_name_once":
            raise TemplateNamed from error
        raise
    return row


def _write_steps(template: JoiningTemplate, steps: Sequence[TemplateStepFacts]) -> None:
    before = {row.pk: row for row in template.steps.select_for_update()}
    kept = set()
    for place, said in enumerate(steps):
        row = before.get(said.key or 0) or TemplateStep(template=template)
        row.position, row.title = place, said.title.strip()
        row.explanation, row.due_months = said.explanation.strip(), said.due_months
        check_translations(said.translations, row.translated_fields)
        row.translations = dict(said.translations)
        row.save()
        kept.add(row.pk)
    template.steps.exclude(pk__in=kept).delete()
