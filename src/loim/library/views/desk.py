"""The editors' desk: contributions and notes that wait, and what is done with them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.content.queries.reading import attach_texts
from loim.library.actions.contributions.deciding import (
    ask_contributor,
    decline_contribution,
    publish_contribution,
    reopen_contribution,
)
from loim.library.actions.items.reception import hide_note, show_note
from loim.library.forms.items import MessageForm, PublishForm, ReasonForm
from loim.library.models import Contribution, ExperienceNote, State
from loim.library.permissions import may_moderate
from loim.library.queries.desk import counts_by_state, listed_contributions
from loim.library.queries.duplicates import duplicates_of
from loim.library.queries.mine import notes_to_attend_to
from loim.library.views.loading import user_of

TABS = (State.WAITING, State.ASKED, State.PUBLISHED, State.DECLINED)


@allowed(may_moderate)
@require_safe
def library_desk(request: HttpRequest) -> HttpResponse:
    chosen = request.GET.get("state", State.WAITING)
    state = chosen if chosen in TABS else State.WAITING
    numbers = counts_by_state()
    notes = list(notes_to_attend_to(request.user).select_related("item")[:50])
    attach_texts([note.item for note in notes])
    shown = {
        "tabs": [(tab, tab.label, numbers.get(tab, 0)) for tab in TABS],
        "state": state,
        "contributions": paged(request, listed_contributions(state)),
        "notes": notes,
        "now": timezone.now(),
    }
    return render(request, "library/desk/list.html", shown)


@allowed(may_moderate)
def library_desk_contribution(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Contribution.objects.select_related("contributor", "item", "decided_by")
    contribution = get_object_or_404(rows.filter(confirmed_at__isnull=False), pk=pk)
    step, by = request.POST.get("step", ""), user_of(request)
    forms: dict[str, Any] = {
        "publish": PublishForm(
            request.POST if step == "publish" else None, contribution=contribution, by=by
        ),
        "ask": MessageForm(
            request.POST if step == "ask" else None, label=_("Your question"), auto_id="id_ask_%s"
        ),
        "decline": ReasonForm(request.POST if step == "decline" else None),
    }
    form = forms.get(step)
    if form is not None and not form.is_valid():
        return _page(request, contribution, forms, step, status=422)
    try:
        done = _do(request, contribution, step, form)
    except Refusal as refusal:
        if form is None:
            messages.error(request, str(refusal))
            return redirect("library-desk-contribution", pk)
        form.add_error(None, str(refusal))
        return _page(request, contribution, forms, step, status=422)
    return done or _page(request, contribution, forms, step)


def _do(
    request: HttpRequest, contribution: Contribution, step: str, form: Any
) -> HttpResponse | None:
    by, now = user_of(request), timezone.now()
    if step == "publish":
        item = publish_contribution(
            contribution=contribution, owner=form.cleaned_data["owner"],
            facts=form.item_facts(), words=form.words(), thanks=form.cleaned_data["thanks"],
            by=by, now=now,
        )  # fmt: skip
        messages.success(request, _("It is in the library, and its contributor is thanked."))
        return redirect("library-item", item.pk)
    if step == "decline":
        reason = form.cleaned_data["reason"]
        decline_contribution(contribution=contribution, reason=reason, by=by, now=now)
        messages.success(request, _("The contributor is told why."))
        return redirect("library-desk")
    if step == "ask":
        ask_contributor(contribution=contribution, by=by, now=now, **form.cleaned_data)
        messages.success(request, _("Your question is on its way."))
    elif step == "reopen":
        reopen_contribution(contribution=contribution, by=by, now=now)
        messages.success(request, _("It waits for a decision again."))
    return redirect("library-desk-contribution", contribution.pk) if step else None


@allowed(may_moderate)
@require_POST
def library_desk_note(request: HttpRequest, pk: int) -> HttpResponse:
    note, now = get_object_or_404(ExperienceNote, pk=pk), timezone.now()
    try:
        if request.POST.get("step") == "show":
            show_note(note=note, by=user_of(request), now=now)
            messages.success(request, _("The note is shown."))
        else:
            reason = request.POST.get("reason", "")[:300]
            hide_note(note=note, reason=reason, by=user_of(request), now=now)
            messages.success(request, _("The note is not shown."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("library-desk")


def _page(
    request: HttpRequest, contribution: Contribution, forms: dict[str, Any], step: str,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    # Somebody else may have decided meanwhile: what is shown is as it is now.
    try:
        contribution.refresh_from_db(fields=["state", "reason", "item", "decided_at"])
    except ObjectDoesNotExist:
        return redirect("library-desk")
    files = list(contribution.files.prefetch_related("previews").defer("text").order_by("pk"))
    shown = {
        "contribution": contribution,
        "files": files,
        "talk": contribution.messages.select_related("author").order_by("written_at", "pk"),
        "duplicates": duplicates_of(
            title=contribution.title, url=contribution.url,
            sha256=[file.sha256 for file in files], leave_out=contribution.item_id,
        ),
        "is_waiting": contribution.state in {State.WAITING, State.ASKED},
        "publish": forms["publish"], "ask": forms["ask"], "decline": forms["decline"],
        "step": step,
    }  # fmt: skip
    return render(request, "library/desk/contribution.html", shown, status=status)
