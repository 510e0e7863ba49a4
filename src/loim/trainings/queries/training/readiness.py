"""What a call still needs before teams may apply, and what would make its page better."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from loim.common.translated import LANGUAGES
from loim.trainings.models import Training


@dataclass(frozen=True)
class Gap:
    """`page` is the name of the address where it is filled in, `field` where on it."""

    page: str
    field: str
    text: str


def what_is_missing(training: Training, now: datetime) -> list[Gap]:
    call = training.call
    found = []
    if not (training.purpose or training.description):
        found.append(
            Gap("training-edit", "purpose", _("What the training is for: its purpose or a text"))
        )
    if not training.contact_email:
        found.append(Gap("training-edit", "contact_email", _("An e-mail address for questions")))
    if not call.description:
        found.append(Gap("training-call", "description", _("The text of the call")))
    if call.closes_at <= now:
        found.append(Gap("training-call", "closes_at", _("A deadline that is still to come")))
    if not call.how_assessed:
        found.append(Gap("training-call", "how_assessed", _("How applications are assessed")))
    if not call.criteria.exists():
        found.append(Gap("training-assessment", "criteria", _("At least one criterion")))
    return found


def what_would_help(training: Training) -> list[Gap]:
    call = training.call
    found = []
    if training.information_day_id is None:
        found.append(
            Gap("training", "information-day", _("An information day, where people can ask"))
        )
    if not call.questions.exists():
        found.append(Gap("training-call", "questions", _("Questions that a team answers in words")))
    if not call.assessors.exists():
        found.append(Gap("training-assessment", "assessors", _("People who assess")))
    if not call.public_value_source:
        found.append(
            Gap(
                "training-call",
                "public_value_source",
                _("Which public value completes the draw, should teams have equal points"),
            )
        )
    if not call.consent:
        found.append(Gap("training-call", "consent", _("What people agree to when they join")))
    return found


def languages_without_text(training: Training) -> list[tuple[str, str]]:
    return [
        (code, name)
        for code, name in LANGUAGES
        if code != training.language
        and not (
            training.translations.get(code, {}).get("title")
            and training.call.translations.get(code, {}).get("description")
        )
    ]
