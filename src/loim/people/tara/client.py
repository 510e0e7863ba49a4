"""The questions that we ask TARA, by Authlib: where to send the person, and who it was."""

import secrets
from dataclasses import asdict, dataclass
from typing import Any

import requests
import structlog
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from django.conf import settings

from loim.people.tara import provider
from loim.people.tara.checks import Expected, KeyNotKnown, TokenRefused, verified_subject
from loim.people.tara.refusals import TaraAnswerRefused, TaraNotStartedHere, TaraUnreachable

log = structlog.get_logger("loim.tara")

# TARA's own pages speak these; it shows others English.
LANGUAGES_OF_TARA = frozenset({"et", "en", "ru"})


@dataclass(frozen=True)
class Question:
    """What one attempt is bound to; kept in the session, used once."""

    state: str
    nonce: str
    verifier: str

    def kept(self) -> dict[str, str]:
        return asdict(self)


def new_question() -> Question:
    return Question(*(secrets.token_urlsafe(32) for _each in range(3)))


def authorization_url(question: Question, *, redirect_uri: str, language: str) -> str:
    """Where to send the person. Raises TaraUnreachable."""
    configuration = provider.configuration()
    url, _state = _session(redirect_uri).create_authorization_url(
        configuration["authorization_endpoint"],
        state=question.state,
        nonce=question.nonce,
        acr_values=settings.TARA_LEVEL,
        ui_locales=language if language in LANGUAGES_OF_TARA else "en",
        **_proof_key(configuration, question),
    )
    return str(url)


def subject_of(code: str, question: Question, *, redirect_uri: str, now_seconds: float) -> str:
    """Exchange the code for a token and believe it only after every check.

    Raises TaraUnreachable, TaraNotStartedHere (the code is too old or was used),
    TaraAnswerRefused.
    """
    answer = _exchange(code, question, redirect_uri)
    id_token, access_token = answer.get("id_token"), answer.get("access_token")
    if not isinstance(id_token, str):
        log.warning("tara-answer-refused", reason="no token")
        raise TaraAnswerRefused
    expected = Expected(
        issuer=settings.TARA_ISSUER,
        client_id=settings.TARA_CLIENT_ID,
        nonce=question.nonce,
        state=question.state,
        level=settings.TARA_LEVEL,
        access_token=access_token if isinstance(access_token, str) else "",
    )
    given: dict[str, Any] = {"expected": expected, "now_seconds": now_seconds}
    try:
        try:
            return verified_subject(id_token, keys=provider.keys(), **given)
        except KeyNotKnown:
            return verified_subject(id_token, keys=provider.keys(are_fresh=True), **given)
    except TokenRefused as refusal:
        log.warning("tara-answer-refused", reason=refusal.reason)
        raise TaraAnswerRefused from None


def _exchange(code: str, question: Question, redirect_uri: str) -> dict[str, Any]:
    configuration = provider.configuration()
    try:
        with _session(redirect_uri) as session:
            answer: dict[str, Any] = session.fetch_token(
                configuration["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                **_proof_key(configuration, question),
                timeout=provider.SECONDS,
                allow_redirects=False,
            )
    except OAuthError as error:
        log.warning("tara-code-refused", error=error.error)
        if error.error == "invalid_grant":
            raise TaraNotStartedHere from None
        raise TaraUnreachable from None
    except (requests.RequestException, ValueError) as error:
        log.warning("tara-unreachable", error=type(error).__name__)
        raise TaraUnreachable from None
    return answer


def _proof_key(configuration: dict[str, Any], question: Question) -> dict[str, str]:
    """PKCE (RFC 7636), where the provider knows it: a stolen code is worth nothing alone."""
    if "S256" in configuration.get("code_challenge_methods_supported", []):
        return {"code_verifier": question.verifier}
    return {}


def _session(redirect_uri: str) -> OAuth2Session:
    return OAuth2Session(
        settings.TARA_CLIENT_ID,
        settings.TARA_CLIENT_SECRET,
        scope="openid",
        redirect_uri=redirect_uri,
        token_endpoint_auth_method="client_secret_basic",  # noqa: S106  # the method's name
        code_challenge_method="S256",
    )
