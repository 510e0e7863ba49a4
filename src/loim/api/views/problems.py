"""What went wrong, as RFC 9457 says it: for programs by `type`, for people in plain words."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from loim.api.actions.sending import KeyUsedForSomethingElse
from loim.common.refusals import Refusal
from loim.events.actions.places import Busy

CONTENT_TYPE = "application/problem+json"


class Problem(Exception):
    """`errors` are pairs (where in what was sent, what to do)."""

    def __init__(
        self, status: int, code: str, detail: str, errors: Iterable[tuple[str, str]] = ()
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail
        self.errors = list(errors)


def answer_problems(api: NinjaAPI) -> None:
    """Whatever is raised by an operation is answered so."""
    handlers: dict[type[Exception], Any] = {
        Problem: _problem,
        Refusal: _refusal,
        ValidationError: _validation,
        AuthenticationError: _no_token,
        Http404: _not_found,
        HttpError: _http,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _answer(
    status: int, code: str, detail: str, errors: Iterable[tuple[str, str]] = ()
) -> HttpResponse:
    said: dict[str, Any] = {
        "type": f"{settings.BASE_URL}/api/v1/problems#{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": [{"pointer": pointer, "detail": text} for pointer, text in errors],
    }
    return JsonResponse(said, status=status, content_type=CONTENT_TYPE)


def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return _answer(problem.status, problem.code, problem.detail, problem.errors)


def _refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """What people would be told on the page."""
    if isinstance(refusal, Busy):
        response = _answer(503, "busy", str(refusal))
        response["Retry-After"] = "5"
        return response
    code = "".join(
        f"-{letter.lower()}" if letter.isupper() else letter for letter in type(refusal).__name__
    ).lstrip("-")
    status = 422 if isinstance(refusal, KeyUsedForSomethingElse) else 409
    return _answer(status, code, str(refusal))


def _validation(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Of the shape of what was sent; `loc` is ("body", name of the argument, then the path)."""
    errors = []
    for found in error.errors:
        place = [str(part) for part in found["loc"]]
        path = place[2:] if place[:1] == ["body"] else place[1:]
        errors.append(("/" + "/".join(path), str(found["msg"])))
    return _answer(422, "not-understood", _("What was sent has not the right shape."), errors)


def _no_token(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    response = _answer(
        401, "no-token", _("Send a key of your organisation's: Authorization: Bearer …")
    )
    response["WWW-Authenticate"] = "Bearer"
    return response


def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return _answer(404, "not-found", _("There is nothing here that everybody may read."))


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _answer(error.status_code, "not-understood", str(error))
