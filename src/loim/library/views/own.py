"""A contributor's own page: by the link in a letter, or with an account."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from loim.common.access import public, signed_in
from loim.common.own_keys import hash_of_key
from loim.common.refusals import Refusal
from loim.common.uploads import MAX_UPLOAD_BYTES
from loim.content.queries.reading import attach_texts
from loim.library.actions.contributions.own import (
    answer_editor,
    change_contribution,
    confirm_contribution,
    withdraw_contribution,
)
from loim.library.forms.contribute import ContributeForm, staged_value
from loim.library.forms.items import MessageForm
from loim.library.logic.contributions.states import OPEN
from loim.library.models import Contribution
from loim.library.queries.mine import contributions_of, my_contributions
from loim.library.queries.own_link import own_path
from loim.library.views.contribute import staged_file
from loim.library.views.loading import user_of

View = Callable[..., HttpResponse]
ROWS = Contribution.objects.select_related("contributor", "item")


def _private(view: View) -> View:
    @wraps(view)
    def noted(request: HttpRequest, **values: object) -> HttpResponse:
        response = view(request, **values)
        response["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(noted)


@public("the secret in the link is the permission")
@_private
def library_contribution_own(request: HttpRequest, key: str) -> HttpResponse:
    found = ROWS.filter(key_hash=hash_of_key(key)).first()
    if found is None:
        return render(request, "library/contribute/unknown_link.html", status=404)
    return _own(request, found)


@signed_in
@_private
def library_contribution_mine(request: HttpRequest, pk: int) -> HttpResponse:
    mine = contributions_of(user_of(request)).select_related("contributor", "item")
    return _own(request, get_object_or_404(mine, pk=pk))


@signed_in
@require_safe
def library_mine(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "library/contribute/mine.html",
        {"contributions": my_contributions(user_of(request))},
    )


def _own(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    step, now = request.POST.get("step", ""), timezone.now()
    answer = MessageForm(request.POST if step == "answer" else None, label=_("Your answer"))
    change = ContributeForm(
        request.POST if step == "change" else None,
        request.FILES if step == "change" else None,
        person=request.user,
        contribution=contribution,
    )
    try:
        if step == "confirm":
            confirm_contribution(contribution=contribution, now=now)
            messages.success(request, _("Thank you! An editor will look at it."))
        elif step == "withdraw":
            withdraw_contribution(contribution=contribution, now=now)
            messages.success(request, _("Your contribution is withdrawn."))
        elif step == "answer":
            if not answer.is_valid():
                return _page(request, contribution, answer, change, status=422)
            answer_editor(contribution=contribution, now=now, **answer.cleaned_data)
            messages.success(request, _("Your answer is with the editor."))
        elif step == "change":
            staged = staged_file(request, change)
            if not change.is_valid():
                staged_key = staged_value(staged.uuid) if staged else ""
                return _page(
                    request, contribution, answer, change, staged_key=staged_key, status=422
                )
            change_contribution(
                contribution=contribution, given=change.given(), now=now,
                files=[staged.uuid] if staged else [], credit=change.cleaned_data["credit"],
            )  # fmt: skip
            messages.success(request, _("Your contribution is changed."))
    except Refusal as refusal:
        if step == "change":
            change.refuse(refusal)
            return _page(request, contribution, answer, change, status=422)
        messages.error(request, str(refusal))
    if step:
        return redirect(request.path)
    return _page(request, contribution, answer, change)


def _page(
    request: HttpRequest, contribution: Contribution, answer: MessageForm, change: ContributeForm,
    *, staged_key: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    if contribution.item is not None:
        attach_texts([contribution.item])
    shown = {
        "contribution": contribution,
        "talk": contribution.messages.order_by("written_at", "pk"),
        "files": contribution.files.defer("text").order_by("pk"),
        "is_open": contribution.state in OPEN,
        "answer": answer,
        "form": change,
        "staged_value": staged_key,
        "most_bytes": MAX_UPLOAD_BYTES,
        "own_path": own_path(contribution),
    }
    return render(request, "library/contribute/own.html", shown, status=status)
