"""What is asked of an expert, and the answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import signed_in
from loim.common.paging import paged
from loim.common.private_pages import private
from loim.common.refusals import Refusal
from loim.experts.actions.requests.answering import answer_as_expert
from loim.experts.forms.answering import AnswerForm
from loim.experts.models import ApproachStatus, RequestStatus
from loim.experts.queries.requests import approaches_to, listed_approaches, talk_of
from loim.experts.views.loading import user_of


@signed_in
@require_safe
def expert_inbox(request: HttpRequest) -> HttpResponse:
    rows = paged(request, listed_approaches(user_of(request)))
    return render(request, "experts/own/inbox.html", {"approaches": rows})


@signed_in
@private
def expert_approach(request: HttpRequest, pk: int) -> HttpResponse:
    approach = get_object_or_404(approaches_to(user_of(request)), pk=pk)
    form, status = AnswerForm(request.POST or None, approach=approach), 200
    if request.method == "POST":
        if form.is_valid():
            try:
                answer_as_expert(
                    approach=approach, by=user_of(request), now=timezone.now(), **form.said()
                )
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Your answer is sent."))
                return redirect("expert-approach", pk)
        status = 422
    is_open = (
        approach.request.state in {RequestStatus.OPEN, RequestStatus.CHOSEN}
        and approach.state != ApproachStatus.RELEASED
    )
    shown = {"approach": approach, "asked": approach.request, "talk": talk_of(approach),
             "form": form, "is_open": is_open}  # fmt: skip
    return render(request, "experts/own/approach.html", shown, status=status)
