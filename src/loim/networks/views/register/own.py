"""An association's own page, by the secret link in its letter: see, correct, confirm, or end."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import public
from loim.common.private_pages import private
from loim.common.refusals import Refusal
from loim.networks.actions.register.confirming import confirm_by_link
from loim.networks.actions.register.ending import say_ended
from loim.networks.actions.register.refusals import LinkStopped
from loim.networks.forms.register.association import AssociationForm
from loim.networks.forms.register.steps import OwnEndForm, OwnNeedsForm
from loim.networks.models import ConfirmationRequest
from loim.networks.queries.register.own_link import request_of
from loim.networks.queries.register.page import shown_association
from loim.networks.views.register.loading import stopped_link


@public("the secret in the link is the permission")
@private
def association_own(request: HttpRequest, key: str) -> HttpResponse:
    asked = request_of(key)
    if asked is None:
        return stopped_link(request, None)
    if asked.closed_at is not None or not asked.association.is_active:
        return stopped_link(request, asked.association)
    step = request.POST.get("step", "")
    is_changing = step == "change" or (not step and "change" in request.GET)
    form = AssociationForm(
        request.POST if step == "change" else None, association=asked.association
    )
    needs = OwnNeedsForm(request.POST if step in {"confirm", "change"} else None)
    end = OwnEndForm(request.POST if step == "end" else None, today=timezone.localdate())
    forms: dict[str, list[Any]] = {"change": [form, needs], "confirm": [needs], "end": [end]}
    given = forms.get(step, [])
    if given and _are_valid(given):
        try:
            _do(request, asked, step, given)
        except LinkStopped:
            return stopped_link(request, asked.association)
        except Refusal as refusal:
            given[0].add_error(None, str(refusal))
        else:
            if step == "end":
                return render(request, "networks/register/own/ended.html", {"association": asked.association})  # fmt: skip
            return redirect(request.path)
    context = {
        "asked": asked,
        "association": asked.association,
        "shown": shown_association(asked.association, is_all=True),
        "form": form if is_changing else None,
        "needs": needs,
        "end": end,
    }
    status = 422 if given else 200
    template = "change" if is_changing else "own"
    return render(request, f"networks/register/own/{template}.html", context, status=status)


def _are_valid(forms: list[Any]) -> bool:
    """Each is asked, so that each shows what is wrong."""
    return all([form.is_valid() for form in forms])  # noqa: C419


def _do(request: HttpRequest, asked: ConfirmationRequest, step: str, forms: list[Any]) -> None:
    now = timezone.now()
    if step == "end":
        say_ended(request=asked, end_date=forms[0].cleaned_data["end_date"], now=now)
        return
    is_changed = step == "change"
    confirm_by_link(
        request=asked,
        facts=forms[0].facts() if is_changed else None,
        seen_revision=forms[0].cleaned_data["seen"] if is_changed else None,
        needs=forms[-1].texts(),
        now=now,
    )
    messages.success(
        request,
        _("Thank you! Your changes hold from now on, and your data is confirmed for a year.")
        if is_changed
        else _("Thank you! Your data is confirmed for a year."),
    )
