"""Making a questionnaire, wording it, copying it, taking it out of use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.assessments.actions.copying import copy_parts
from loim.assessments.models import Questionnaire, QuestionnaireVersion
from loim.assessments.permissions import may_build_for, may_keep
from loim.assessments.subjects import is_known
from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.people.models import Organisation, User


class SlugTaken(Refusal):
    message = _("Another questionnaire has the short name '%(slug)s'. Choose another one.")


class NobodyAnswersIt(Refusal):
    message = _("Choose who assesses itself by the questionnaire.")


class AlreadyUsed(Refusal):
    message = _(
        "A version is published, so the language and who answers it stay. Copy the questionnaire"
        " and change the copy."
    )


@dataclass(frozen=True)
class QuestionnaireFacts:
    """`translations` as in `loim.common.translated`."""

    slug: str
    title: str
    owner: Organisation
    for_kind: str
    description: str = ""
    language: str = "et"
    asks_evidence: bool = False
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def create_questionnaire(
    *, facts: QuestionnaireFacts, submission: UUID | None = None, by: User, now: datetime
) -> Questionnaire:
    """With an empty draft of its first version. The same `submission` again gives what it made.

    Refused: a short name that is taken (SlugTaken), an unknown kind (NobodyAnswersIt).
    """
    if not may_build_for(by, facts.owner.pk):
        raise PermissionDenied
    if submission and (made := Questionnaire.objects.filter(submission=submission).first()):
        return made
    if not is_known(facts.for_kind):
        raise NobodyAnswersIt
    row = Questionnaire(made_by=by, made_at=now, submission=submission)
    _put(facts, row)
    try:
        with transaction.atomic():
            row.save()
            QuestionnaireVersion.objects.create(
                questionnaire=row, number=1, language=row.language, made_at=now
            )
    except IntegrityError as error:
        match violated_constraint(error):
            case "assessments_questionnaire_submission_key":
                return Questionnaire.objects.get(submission=submission)
            case "assessments_questionnaire_slug_key":
                raise SlugTaken(slug=facts.slug) from error
        raise
    return row


def edit_questionnaire(
    *, questionnaire: Questionnaire, facts: QuestionnaireFacts, by: User, now: datetime
) -> Questionnaire:
    """Refused: another language or kind once a version is published (AlreadyUsed), SlugTaken."""
    with transaction.atomic():
        row = kept_questionnaire(questionnaire, by)
        if row.owner_id != facts.owner.pk and not may_build_for(by, facts.owner.pk):
            raise PermissionDenied
        if (facts.language, facts.for_kind) != (row.language, row.for_kind):
            if row.versions.filter(state="published").exists():
                raise AlreadyUsed
            row.versions.update(language=facts.language)
        taken = Questionnaire.objects.filter(slug=facts.slug).exclude(pk=row.pk)
        if taken.exists():
            raise SlugTaken(slug=facts.slug)
        _put(facts, row)
        row.save()
    return row


def copy_questionnaire(
    *, questionnaire: Questionnaire, facts: QuestionnaireFacts, by: User, now: datetime,
    submission: UUID | None = None,
) -> Questionnaire:  # fmt: skip
    """A new one of its own that asks the same as the latest version: whoever may build may copy
    what is published."""
    with transaction.atomic():
        versions = questionnaire.versions.order_by("-number")
        if not may_keep(by, questionnaire):
            versions = versions.filter(state="published")
        source = versions.first()
        if source is None:
            raise PermissionDenied
        made = create_questionnaire(facts=facts, submission=submission, by=by, now=now)
        draft = made.versions.get()
        if not draft.themes.exists():
            copy_parts(source=source, draft=draft)
    return made


def retire_questionnaire(
    *, questionnaire: Questionnaire, is_retired: bool, by: User, now: datetime
) -> Questionnaire:
    """Out of use: nobody begins by it any more; what was found by it stays."""
    with transaction.atomic():
        row = kept_questionnaire(questionnaire, by)
        row.retired_at = (row.retired_at or now) if is_retired else None
        row.save(update_fields=["retired_at"])
    return row


def kept_questionnaire(questionnaire: Questionnaire, by: User) -> Questionnaire:
    """Locked, as it is now; only for those who keep it."""
    row = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    if not may_keep(by, row):
        raise PermissionDenied
    return row


def _put(facts: QuestionnaireFacts, row: Questionnaire) -> None:
    for name in (
        "slug", "title", "owner", "for_kind", "description", "language", "asks_evidence",
    ):  # fmt: skip
        setattr(row, name, getattr(facts, name))
    row.translations = {code: dict(texts) for code, texts in facts.translations.items()}
