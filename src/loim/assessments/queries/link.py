"""The link for the whole group, and the secrets by which sheets are found."""

from uuid import UUID, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, override

from loim.assessments.models import Assessment
from loim.common.own_keys import hash_of_key, own_key
from loim.people.models import User

GROUP, ACCOUNT = "assessment-group", "assessment-sheet"


def new_group_key(identity: UUID) -> str:
    return own_key(GROUP, identity)


def group_key(assessment: Assessment) -> str:
    return own_key(GROUP, assessment.identity, assessment.key_hash)


def group_url(assessment: Assessment, language: str = "") -> str:
    """Absolute, for letters, posters and QR codes; in the reader's language unless said."""
    with override(language or get_language()):
        path = reverse("assessment-alone", args=[group_key(assessment)])
    return f"{settings.BASE_URL}{path}"


def found_by_key(key: str) -> Assessment | None:
    return (
        Assessment.objects.filter(key_hash=hash_of_key(key))
        .select_related("subject", "version__questionnaire")
        .first()
    )


def account_key(assessment: Assessment, person: User) -> str:
    """The secret of a signed-in person's sheet, made anew each time: the sheet finds nobody, but
    the person finds the sheet."""
    return own_key(ACCOUNT, uuid5(assessment.identity, str(person.pk)))
