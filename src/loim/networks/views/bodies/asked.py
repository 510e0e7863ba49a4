"""A question for a member without an account, opened by the link of their letter."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import public
from loim.common.private_pages import private
from loim.networks.actions.bodies.opinions import may_write_opinion
from loim.networks.models.bodies import AskedMember
from loim.networks.queries.bodies.own_link import asked_by_key
from loim.networks.views.bodies.loading import load_question
from loim.networks.views.bodies.opinions import commented, opinion_form
from loim.networks.views.bodies.questions import shown

View = Callable[..., HttpResponse]


def opened(view: View) -> View:
    @wraps(view)
    def with_opened(request: HttpRequest, key: str, **rest: Any) -> HttpResponse:
        asked = asked_by_key(key)
        if asked is None:
            return render(request, "networks/bodies/unknown_link.html", status=404)
        return view(request, asked, key, **rest)

    return public("the secret in the link is the permission")(private(with_opened))  # type: ignore[return-value]


@opened
@require_safe
def asked_page(request: HttpRequest, asked: AskedMember, key: str) -> HttpResponse:
    question = load_question(asked.question_id)
    context = {**shown(question, keeps=False, member=asked.member), "key": key}
    return render(request, "networks/bodies/question.html", context)


@opened
@require_POST
def asked_comment(request: HttpRequest, asked: AskedMember, key: str) -> HttpResponse:
    return commented(request, asked.question, asked.member, lambda: redirect("body-asked", key))


@opened
def asked_opinion(request: HttpRequest, asked: AskedMember, key: str) -> HttpResponse:
    if not may_write_opinion(asked.member, timezone.localdate()):
        raise PermissionDenied
    return opinion_form(
        request,
        load_question(asked.question_id),
        by=None,
        member=asked.member,
        back=lambda: redirect("body-asked", key),
        back_url=reverse("body-asked", args=[key]),
    )
