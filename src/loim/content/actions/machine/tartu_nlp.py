"""A machine translation service that speaks as TartuNLP's does (`POST /translation/v2`).

The address is a setting of the platform's and comes from nobody's form. What is sent: texts that are
published anyway, without addresses and telephone numbers, and the two languages. No redirect is
followed, and no answer is read further than it may be long.
"""

import json
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import Any

import requests
import urllib3
from django.conf import settings

from loim.content.logic.machine.translator import Translator, TranslatorTrouble

CONNECT_SECONDS = 5.0
CHARACTERS_AT_ONCE = 4_000  # the public service takes 10,000
TEXTS_AT_ONCE = 40
MAX_ANSWER_BYTES = 400_000
_GROWTH, _SHORT = 6, 400  # no translation is so much longer than its source


class TartuNlp:
    """`seconds` is how long one request may take in all."""

    def __init__(
        self, url: str, *, key: str = "", domain: str = "general", seconds: float = 60
    ) -> None:
        self.url, self.key, self.domain, self.seconds = url, key, domain, seconds

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        return [
            answer
            for part in _parts(texts)
            for answer in self._ask(part, source=source, target=target)
        ]

    def _ask(self, texts: list[str], *, source: str, target: str) -> list[str]:
        said = {"text": texts, "src": source, "tgt": target, "domain": self.domain}
        headers = {"User-Agent": "loim", "x-api-key": self.key or "public"}
        deadline = monotonic() + self.seconds
        try:
            with requests.post(
                self.url, json=said, headers=headers, stream=True, allow_redirects=False,
                timeout=(min(CONNECT_SECONDS, self.seconds), self.seconds),
                auth=_nobody,
            ) as response:  # fmt: skip
                _check(response.status_code)
                body = _read(response, deadline)
        except requests.Timeout as error:
            raise TranslatorTrouble("timeout") from error
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            is_slow = isinstance(error, urllib3.exceptions.TimeoutError)
            raise TranslatorTrouble("timeout" if is_slow else "unreachable") from error
        return _understood(body, texts)


def configured_translator() -> Translator | None:
    """None where the platform was given no service."""
    if not settings.TRANSLATION_URL:
        return None
    return TartuNlp(
        settings.TRANSLATION_URL,
        key=settings.TRANSLATION_KEY,
        domain=settings.TRANSLATION_DOMAIN,
        seconds=settings.TRANSLATION_SECONDS,
    )


def _nobody(request: Any) -> Any:
    """No name and password from a .netrc of the machine's."""
    return request


def _parts(texts: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for text in texts:
        if part and (
            len(part) == TEXTS_AT_ONCE or sum(map(len, part)) + len(text) > CHARACTERS_AT_ONCE
        ):
            yield part
            part = []
        part.append(text)
    if part:
        yield part


def _check(status: int) -> None:
    if status == requests.codes.ok:
        return
    # Too many requests pass, too.
    raise TranslatorTrouble("down" if status >= 500 or status == 429 else "refused")


def _read(response: requests.Response, deadline: float) -> bytes:
    """Piece by piece, since a service that sends a byte now and then never times out by itself."""
    body = b""
    while piece := response.raw.read1(65_536, decode_content=True):
        body += piece
        if len(body) > MAX_ANSWER_BYTES:
            raise TranslatorTrouble("large")
        if monotonic() > deadline:
            raise TranslatorTrouble("timeout")
    return body


def _understood(body: bytes, texts: list[str]) -> list[str]:
    try:
        said = json.loads(body)
    except ValueError as error:  # not JSON, or not even text
        raise TranslatorTrouble("nonsense") from error
    answers = said.get("result") if isinstance(said, dict) else None
    if not isinstance(answers, list) or len(answers) != len(texts):
        raise TranslatorTrouble("nonsense")
    for text, answer in zip(texts, answers, strict=True):
        if not isinstance(answer, str) or not answer.strip() or "\0" in answer:
            raise TranslatorTrouble("nonsense")
        if len(answer) > _GROWTH * len(text) + _SHORT:
            raise TranslatorTrouble("large")
    return answers
