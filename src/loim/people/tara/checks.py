"""Is this identity token to be believed? Pure rules: the time comes in, nothing goes out."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

# Signatures with a key pair only. 'none' proves nothing, and HS256 would let anyone who
# knows the public key sign.
ALGORITHMS = ("RS256", "ES256")
LEVELS = ("low", "substantial", "high")
METHODS = frozenset({"idcard", "mID", "smartid", "eIDAS"})
# Clocks differ a little.
LEEWAY_SECONDS = 30
# An answer to a question asked minutes ago was issued minutes ago.
OLDEST_SECONDS = 15 * 60


class TokenRefused(Exception):
    """`reason` names the check that failed; for the log, not for the page."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class KeyNotKnown(TokenRefused):
    """Signed with a key that is not among the ones we hold: they may have been changed."""


@dataclass(frozen=True)
class Expected:
    """What we asked for, and of whom."""

    issuer: str
    client_id: str
    nonce: str
    state: str
    level: str
    access_token: str


def verified_subject(id_token: str, *, keys: KeySet, expected: Expected, now_seconds: float) -> str:
    """The person's identifier ('EE' and the personal code) out of a token that passes all checks.

    Raises TokenRefused, or KeyNotKnown where newer keys may help.
    """
    token = _signed_token(id_token, keys)
    claims = token.claims
    _check_parties(claims, expected)
    _check_times(claims, now_seconds)
    _check_binding(claims, expected)
    _check_strength(claims, expected)
    subject = claims.get("sub")
    _require(isinstance(subject, str) and bool(subject), "subject")
    return str(subject)


def _signed_token(id_token: str, keys: KeySet) -> jwt.Token:
    try:
        unverified = _header(id_token)
        _require(unverified.get("alg") in ALGORITHMS, "algorithm")
        kid = unverified.get("kid")
        if kid is not None and all(key.kid != kid for key in keys.keys):
            raise KeyNotKnown("key")
        token = jwt.decode(id_token, keys, algorithms=list(ALGORITHMS))
    except JoseError as error:
        raise TokenRefused("signature") from error
    except (ValueError, TypeError, KeyError) as error:
        raise TokenRefused("form") from error
    return token


def _header(id_token: str) -> dict[str, Any]:
    encoded = id_token.split(".", maxsplit=1)[0]
    decoded = json.loads(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
    if not isinstance(decoded, dict):
        raise TypeError("a token's header is an object")
    return decoded


def _check_parties(claims: Mapping[str, Any], expected: Expected) -> None:
    _require(claims.get("iss") == expected.issuer, "issuer")
    audience = claims.get("aud")
    # We trust no other audience, so a token for us and somebody else is not ours.
    _require(audience in (expected.client_id, [expected.client_id]), "audience")
    _require(claims.get("azp", expected.client_id) == expected.client_id, "authorised party")


def _check_times(claims: Mapping[str, Any], now: float) -> None:
    expires, issued = _seconds(claims, "exp"), _seconds(claims, "iat")
    _require(now < expires + LEEWAY_SECONDS, "expired")
    _require(issued <= now + LEEWAY_SECONDS, "issued in the future")
    _require(now - issued <= OLDEST_SECONDS, "issued long ago")
    if "nbf" in claims:
        _require(_seconds(claims, "nbf") <= now + LEEWAY_SECONDS, "not yet valid")


def _check_binding(claims: Mapping[str, Any], expected: Expected) -> None:
    """Is it the answer to our question, and does it go with this access token?"""
    _require(_same(claims.get("nonce"), expected.nonce), "nonce")
    if "state" in claims:  # TARA repeats it inside the token
        _require(_same(claims["state"], expected.state), "state in the token")
    if "at_hash" in claims:
        _require(_same(claims["at_hash"], half_hash(expected.access_token)), "at_hash")


def _check_strength(claims: Mapping[str, Any], expected: Expected) -> None:
    level = claims.get("acr")
    _require(level in LEVELS, "level of assurance missing")
    _require(LEVELS.index(str(level)) >= LEVELS.index(expected.level), "level of assurance")
    methods = claims.get("amr")
    _require(isinstance(methods, list) and bool(methods), "means of authentication missing")
    _require(set(map(str, methods or [])) <= METHODS, "means of authentication")


def half_hash(access_token: str) -> str:
    """OpenID Connect Core 3.1.3.6, for the two algorithms we take: both go with SHA-256."""
    digest = hashlib.sha256(access_token.encode("ascii", errors="replace")).digest()
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


def _seconds(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TokenRefused(f"{name} missing")
    return float(value)


def _same(given: Any, expected: str) -> bool:
    return isinstance(given, str) and hmac.compare_digest(given.encode(), expected.encode())


def _require(holds: bool, reason: str) -> None:
    if not holds:
        raise TokenRefused(reason)
