"""Which invitation a link opens, and which link opens an invitation."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.surveys.logic.answer_link import hash_of, key_of
from loim.surveys.models import SurveyInvitation


class LinkLost(Exception):
    """Made with a SECRET_KEY that is no longer known (SECRET_KEY, SECRET_KEY_FALLBACKS)."""


def invitation_of(key: str) -> SurveyInvitation | None:
    return (
        SurveyInvitation.objects.select_related(
            "survey__organisation", "survey__activity__programme", "organisation"
        )
        .filter(key_hash=hash_of(key))
        .first()
    )


def own_key_of(invitation: SurveyInvitation) -> str:
    """Raises LinkLost."""
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        key = key_of(invitation.submission, str(secret))
        if hash_of(key) == invitation.key_hash:
            return key
    raise LinkLost(invitation.pk)


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
