"""Which invitation a link opens, and which link opens an invitation."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.own_keys import LinkLost, hash_of_key, known_key, own_key
from loim.surveys.models import SurveyInvitation

_PURPOSE = "survey"


def new_answer_key(submission: UUID) -> str:
    """Of an invitation that is being made."""
    return own_key(_PURPOSE, submission)


def invitation_of(key: str) -> SurveyInvitation | None:
    return (
        SurveyInvitation.objects.select_related(
            "survey__organisation", "survey__activity__programme", "organisation"
        )
        .filter(key_hash=hash_of_key(key))
        .first()
    )


def own_key_of(invitation: SurveyInvitation) -> str:
    """Raises LinkLost."""
    return known_key(_PURPOSE, invitation.submission, invitation.key_hash)


def answer_path_of(invitation: SurveyInvitation) -> str:
    """In the language that is being spoken; '' where the link cannot be made again."""
    try:
        return reverse("survey-answer", args=[own_key_of(invitation)])
    except LinkLost:
        return ""


def answer_link_of(invitation: SurveyInvitation, language: str = "") -> str:
    """The whole address, for letters, in the invitation's language."""
    with translation.override(language or invitation.language):
        return settings.BASE_URL + reverse("survey-answer", args=[own_key_of(invitation)])
