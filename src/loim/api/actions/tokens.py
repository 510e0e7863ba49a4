"""Keys of programs: made and revoked by the administrators of their organisation."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from loim.api.models import ApiToken
from loim.common.refusals import Refusal
from loim.people.models import Organisation, User
from loim.people.permissions import may_administer

PREFIX = "loim_"
VALID_FOR = timedelta(days=366)
_BEGINNING = 12
_SEEN_EVERY = timedelta(minutes=5)
MOST_TOKENS = 20


class TooManyTokens(Refusal):
    message = _("An organisation has %(most)s keys at most. Revoke those that nobody uses.")


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def make_token(
    *, organisation: Organisation, name: str, by: User, now: datetime
) -> tuple[ApiToken, str]:
    """The token and its secret, which is known now and never again. Refused: TooManyTokens."""
    if not may_administer(by, organisation):
        raise PermissionDenied
    if ApiToken.objects.in_force(now).filter(organisation=organisation).count() >= MOST_TOKENS:
        raise TooManyTokens(most=MOST_TOKENS)
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        organisation=organisation,
        name=name,
        token_hash=hash_of(secret),
        beginning=secret[:_BEGINNING],
        created_at=now,
        created_by=by,
        expires_at=now + VALID_FOR,
    )
    return token, secret


def revoke_token(*, token: ApiToken, by: User, now: datetime) -> None:
    """From now on it opens nothing. Again does no harm."""
    if not may_administer(by, token.organisation):
        raise PermissionDenied
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now, revoked_by=by)


def token_of(secret: str, now: datetime) -> ApiToken | None:
    """The token in force with this secret; that it was used is noted every few minutes."""
    token = (
        ApiToken.objects.in_force(now)
        .select_related("organisation")
        .filter(token_hash=hash_of(secret))
        .first()
    )
    if token and (token.last_used_at is None or token.last_used_at < now - _SEEN_EVERY):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token
