"""Which link opens whose page: an applicant's, and a member's who was asked."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.own_keys import hash_of_key, known_key, own_key
from loim.networks.models.bodies import Applicant, AskedMember

APPLICANT = "networks.applicant"
ASKED = "networks.asked_member"


def applicant_key_hash(seed: UUID) -> str:
    return hash_of_key(own_key(APPLICANT, seed))


def asked_key_hash(seed: UUID) -> str:
    return hash_of_key(own_key(ASKED, seed))


def applicant_path(applicant: Applicant) -> str:
    """Raises LinkLost."""
    key = known_key(APPLICANT, applicant.seed, applicant.key_hash)
    return reverse("body-own", args=[key])


def applicant_link(applicant: Applicant) -> str:
    with translation.override(applicant.language):
        return settings.BASE_URL + applicant_path(applicant)


def asked_path(asked: AskedMember) -> str:
    return reverse("body-asked", args=[known_key(ASKED, asked.seed, asked.key_hash)])


def asked_link(asked: AskedMember) -> str:
    with translation.override(asked.member.language):
        return settings.BASE_URL + asked_path(asked)


def applicant_by_key(key: str) -> Applicant | None:
    rows = Applicant.objects.select_related("call__network__organisation", "member", "county")
    return rows.filter(key_hash=hash_of_key(key), erased_at=None).first()


def asked_by_key(key: str) -> AskedMember | None:
    rows = AskedMember.objects.select_related("question__network__organisation", "member")
    return rows.filter(key_hash=hash_of_key(key)).first()
