"""Where TARA is and which keys it signs with, as it says itself; remembered for a while."""

from typing import Any
from urllib.parse import urlsplit

import requests
import structlog
from django.conf import settings
from django.core.cache import cache
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from loim.people.tara.refusals import TaraUnreachable

log = structlog.get_logger("loim.tara")

SECONDS = (5, 10)  # to connect, to answer
DISCOVERY_KEPT_SECONDS = 24 * 3600
KEYS_KEPT_SECONDS = 3600
# A flood of tokens with invented key names must not become a flood of requests to TARA.
KEYS_ASKED_AGAIN_AFTER_SECONDS = 30
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def configuration() -> dict[str, Any]:
    """TARA's own description; its endpoints are where the issuer is known to be.

    Raises TaraUnreachable, also where the answer cannot be used.
    """
    issuer = settings.TARA_ISSUER
    kept: dict[str, Any] | None = cache.get(_name("configuration"))
    if kept is not None:
        return kept
    # OpenID Connect Discovery: appended, whatever path the issuer has.
    found = fetch_json(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != issuer:
        log.error("tara-configuration-refused", issuer=found.get("issuer"))
        raise TaraUnreachable
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        require_protected(found.get(name))
    cache.set(_name("configuration"), found, DISCOVERY_KEPT_SECONDS)
    return found


def keys(*, are_fresh: bool = False) -> KeySet:
    """TARA's public keys for signatures; `are_fresh` asks again after a change of keys."""
    kept = cache.get(_name("keys"))
    asks_again = are_fresh and cache.add(
        _name("asked"), value=True, timeout=KEYS_ASKED_AGAIN_AFTER_SECONDS
    )
    if kept is None or asks_again:
        kept = _public_keys(fetch_json(configuration()["jwks_uri"]))
        cache.set(_name("keys"), kept, KEYS_KEPT_SECONDS)
    try:
        return KeySet.import_key_set({"keys": kept})
    except JoseError:
        raise TaraUnreachable from None


def _public_keys(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Only RSA and elliptic-curve keys: a shared secret in the list could not be anybody's proof."""
    given = found.get("keys")
    usable = [
        key
        for key in (given if isinstance(given, list) else [])
        if isinstance(key, dict)
        and key.get("kty") in {"RSA", "EC"}
        and key.get("use", "sig") == "sig"
    ]
    if not usable:
        log.error("tara-without-keys")
        raise TaraUnreachable
    return usable


def fetch_json(url: str) -> dict[str, Any]:
    require_protected(url)
    try:
        response = requests.get(url, timeout=SECONDS, allow_redirects=False)
        found = response.json() if response.status_code == requests.codes.ok else None
    except (requests.RequestException, ValueError) as error:
        log.warning("tara-unreachable", url=url, error=str(error))
        raise TaraUnreachable from None
    if not isinstance(found, dict):
        log.warning("tara-unreachable", url=url, status=response.status_code)
        raise TaraUnreachable
    return found


def require_protected(url: Any) -> None:
    """https, or this very machine (tests and trials)."""
    parts = urlsplit(url if isinstance(url, str) else "")
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        log.error("tara-address-refused", url=url)
        raise TaraUnreachable


def _name(what: str) -> str:
    return f"tara:{what}:{settings.TARA_ISSUER}"
