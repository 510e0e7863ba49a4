"""The links in letters: to an asker's request, a reference to confirm, an expert's consent."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.own_keys import hash_of_key, own_key
from loim.experts.models import Consent, ExpertRequest, Reference

REQUEST, REFERENCE, CONSENT = "experts.request", "experts.reference", "experts.consent"


def key_hash_for(purpose: str, identity: UUID) -> str:
    """What the row keeps; written when it is made."""
    return hash_of_key(own_key(purpose, identity))


def request_key(request: ExpertRequest) -> str:
    return own_key(REQUEST, request.submission, request.key_hash)


def reference_key(reference: Reference) -> str:
    return own_key(REFERENCE, reference.submission, reference.key_hash)


def consent_key(consent: Consent) -> str:
    return own_key(CONSENT, consent.uuid, consent.key_hash)


def request_path(request: ExpertRequest) -> str:
    """For its asker: with an account by the key in the table, without one by the secret."""
    if request.asker_id is not None:
        return reverse("expert-request-mine", args=[request.pk])
    return reverse("expert-request-own", args=[request_key(request)])


def address(language: str, name: str, *args: object) -> str:
    """The whole address of a page, for letters."""
    with translation.override(language):
        return settings.BASE_URL + reverse(name, args=args)


def request_link(request: ExpertRequest, language: str) -> str:
    with translation.override(language):
        return settings.BASE_URL + request_path(request)
