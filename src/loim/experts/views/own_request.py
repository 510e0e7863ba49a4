"""An asker's own page: by the link in a letter, or with an account."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import public, signed_in
from loim.common.own_keys import hash_of_key
from loim.common.paging import paged
from loim.common.private_pages import private
from loim.common.refusals import Refusal
from loim.experts.actions.requests.answering import write_as_asker
from loim.experts.actions.requests.choosing import choose_expert, close_request, confirm_work
from loim.experts.actions.requests.sending import confirm_request
from loim.experts.forms.answering import WorkDoneForm
from loim.experts.forms.small import MessageForm
from loim.experts.models import Approach, ExpertRequest
from loim.experts.queries.requests import approaches_of, load_requests, requests_by
from loim.experts.views.loading import account_of, unknown_link, user_of


@public("the secret in the link is the permission")
@private
def expert_request_own(request: HttpRequest, key: str) -> HttpResponse:
    found = load_requests().filter(key_hash=hash_of_key(key)).first()
    return unknown_link(request) if found is None else _own(request, found)


@signed_in
@private
def expert_request_mine(request: HttpRequest, pk: int) -> HttpResponse:
    mine = load_requests().filter(pk__in=requests_by(user_of(request)).values("pk"))
    return _own(request, get_object_or_404(mine, pk=pk))


@signed_in
@require_safe
def expert_requests_mine(request: HttpRequest) -> HttpResponse:
    rows = requests_by(user_of(request)).order_by("-sent_at", "-pk")
    rows = rows.prefetch_related("approaches__expert")
    return render(request, "experts/own/asked.html", {"requests": paged(request, rows)})


def _own(request: HttpRequest, asked: ExpertRequest) -> HttpResponse:
    step = request.POST.get("step", "")
    message = MessageForm(request.POST if step == "write" else None)
    done = WorkDoneForm(request.POST if step == "done" else None, request=asked)
    form = {"write": message, "done": done}.get(step)
    if form is not None and not form.is_valid():
        return _page(request, asked, message, done, status=422)
    try:
        _do(request, asked, step, form)
    except Refusal as refusal:
        if form is not None:
            form.add_error(None, str(refusal))
            return _page(request, asked, message, done, status=422)
        messages.error(request, str(refusal))
    return redirect(request.path) if step else _page(request, asked, message, done)


def _do(request: HttpRequest, asked: ExpertRequest, step: str, form: Any) -> None:
    now = timezone.now()
    if step == "confirm":
        confirm_request(request=asked, now=now)
        messages.success(request, _("Thank you! It is sent to those whom you asked."))
    elif step == "write":
        write_as_asker(approach=_approach(request, asked), now=now, **form.cleaned_data)
        messages.success(request, _("Your message is sent."))
    elif step == "choose":
        chosen = choose_expert(approach=_approach(request, asked), now=now)
        said = _("%(name)s is booked. The others are told that they are not needed.")
        messages.success(request, said % {"name": chosen.expert.name})
    elif step == "close":
        close_request(request=asked, now=now)
        messages.success(request, _("The request is closed, and those whom you asked are told."))
    elif step == "done":
        by = _confirmer(request, asked)
        confirm_work(request=asked, by=by, now=now, **form.said())
        messages.success(request, _("Thank you! Your words stand on the expert’s page."))


def _confirmer(request: HttpRequest, asked: ExpertRequest) -> Any:
    """By account only where the request is the account's own."""
    person = account_of(request)
    return person if person is not None and asked.asker_id == person.pk else None


def _approach(request: HttpRequest, asked: ExpertRequest) -> Approach:
    key = request.POST.get("approach", "")
    number = int(key) if key.isascii() and key.isdecimal() and len(key) < 16 else 0
    return get_object_or_404(asked.approaches.select_related("request", "expert"), pk=number)


def _page(
    request: HttpRequest, asked: ExpertRequest, message: MessageForm, done: WorkDoneForm,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    approaches = approaches_of(asked)
    chosen = next((row for row in approaches if row.state == "chosen"), None)
    last = asked.last_date
    shown = {
        "asked": asked,
        "approaches": approaches,
        "chosen": chosen,
        "message": message,
        "writing_to": request.POST.get("approach", ""),
        "done": done,
        "is_over": last is None or last <= localdate(timezone.now()),
        "reference": getattr(asked, "reference", None),
    }
    return render(request, "experts/asking/own.html", shown, status=status)
