"""Who answers for a proposal's owner: by account, or by the link of a letter.

Opening the link notes in the session which proposal it opens, so that the same pages serve both;
each request asks again whether the link still holds.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone

from loim.common.access import View
from loim.ideas.actions.proposal.stepping import Answerer
from loim.ideas.models import AnswerLink, Proposal
from loim.ideas.permissions import may_answer
from loim.ideas.queries.proposal.links import open_link
from loim.people.models import User

_IN_SESSION = "proposal_links"
OwnerView = Callable[..., HttpResponseBase]


def load(pk: int) -> Proposal:
    return get_object_or_404(
        Proposal.objects.select_related(
            "owner", "made_by", "strategy__owner", "activity__programme"
        ),
        pk=pk,
    )


def open_for_session(request: HttpRequest, link: AnswerLink) -> None:
    known = request.session.get(_IN_SESSION, {})
    request.session[_IN_SESSION] = {**known, str(link.proposal_id): link.pk}


def answerer_of(request: HttpRequest, proposal: Proposal) -> Answerer | None:
    if isinstance(request.user, User) and may_answer(request.user, proposal):
        return request.user
    link = request.session.get(_IN_SESSION, {}).get(str(proposal.pk))
    return open_link(link, proposal.pk, timezone.now()) if link else None


def owners_only(view: OwnerView) -> View:
    """Gives the view the proposal and who answers; others are refused, visitors led to sign in."""

    @wraps(view)
    def checked(request: HttpRequest, pk: int, **parts: Any) -> HttpResponseBase:
        proposal = load(pk)
        who = answerer_of(request, proposal)
        if who is None:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise PermissionDenied
        return view(request, proposal, who, **parts)

    checked.access = "the owner's people, or by the link of a letter"  # type: ignore[attr-defined]  # read by the test of the URLconf
    return checked
