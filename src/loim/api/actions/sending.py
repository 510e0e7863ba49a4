"""A program registers people: once for each key, whatever is sent again."""

import hashlib
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.api.models import ApiToken, SentRegistration
from loim.common.refusals import Refusal
from loim.events.actions.places import RegistrationRequest, register
from loim.events.models import Door, Event, Registration


class KeyUsedForSomethingElse(Refusal):
    message = _(
        "This Idempotency-Key was sent before, with something else. Give every registration a"
        " key of its own."
    )


def submission_of(token: ApiToken, key: str) -> UUID:
    """Of nothing that can be guessed: keys of programs are often numbers, one after another,
    and whoever knows a submission can send it with the public form."""
    return uuid5(uuid5(NAMESPACE_URL, f"loim:api-token:{token.token_hash}"), key)


def fingerprint_of(event: Event, body: bytes) -> str:
    return hashlib.sha256(f"{event.pk}:".encode() + body).hexdigest()


def registered_before(*, token: ApiToken, key: str, fingerprint: str) -> Registration | None:
    """What this key made. Refused: KeyUsedForSomethingElse."""
    sent = (
        SentRegistration.objects.select_related("registration__event")
        .filter(token=token, key=key)
        .first()
    )
    if sent is None:
        return None
    if sent.fingerprint != fingerprint:
        raise KeyUsedForSomethingElse
    return sent.registration


def send_registration(
    *,
    token: ApiToken,
    event: Event,
    request: RegistrationRequest,
    key: str,
    fingerprint: str,
    now: datetime,
) -> Registration:
    """By the rules of the places, as anybody who registers. `request.submission` is
    `submission_of` the key; refusals of `places.register`."""
    try:
        with transaction.atomic():
            registration = register(event=event, request=request, door=Door.API, by=None, now=now)
            SentRegistration.objects.create(
                token=token,
                key=key,
                fingerprint=fingerprint,
                registration=registration,
                sent_at=now,
            )
    except IntegrityError:
        # The same was sent twice at once: the other one is written by now.
        before = registered_before(token=token, key=key, fingerprint=fingerprint)
        if before is None:
            raise
        return before
    return registration
