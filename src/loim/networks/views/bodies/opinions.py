"""What members say to a question: comments, and the opinion of the body."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import signed_in
from loim.common.refusals import Refusal
from loim.networks.actions.bodies.opinions import comment, give_opinion, may_write_opinion
from loim.networks.forms.bodies.question import (
    CommentForm,
    OpinionForm,
)
from loim.networks.logic.bodies.question_states import QuestionState
from loim.networks.models import Member
from loim.networks.models.bodies import BodyQuestion
from loim.networks.permissions import may_change_network
from loim.networks.queries.bodies.sitting import sat_between
from loim.networks.views.bodies.loading import load_question, member_of, user_of
from loim.people.models import User


@signed_in
@require_POST
def question_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Of a member with an account."""
    question = load_question(pk)
    member = member_of(request, question)
    if member is None:
        raise PermissionDenied
    return commented(request, question, member, lambda: redirect("body-question", pk))


def commented(
    request: HttpRequest, question: BodyQuestion, member: Member, back: Callable[[], HttpResponse]
) -> HttpResponse:
    form = CommentForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write a comment first."))
        return back()
    try:
        comment(
            question=question,
            member=member,
            text=form.cleaned_data["text"],
            submission=form.cleaned_data["submission"] or form.initial["submission"],
            now=timezone.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your comment is with the other members."))
    return back()


@signed_in
def question_opinion(request: HttpRequest, pk: int) -> HttpResponse:
    question = load_question(pk)
    keeps = may_change_network(request.user, question.network)
    member = member_of(request, question)
    if not keeps and (member is None or not may_write_opinion(member, timezone.localdate())):
        raise PermissionDenied
    return opinion_form(
        request,
        question,
        by=user_of(request) if keeps else None,
        member=member,
        back=lambda: redirect("body-question", pk),
        back_url=reverse("body-question", args=[pk]),
    )


def opinion_form(
    request: HttpRequest,
    question: BodyQuestion,
    *,
    by: User | None,
    member: Member | None,
    back: Callable[[], HttpResponse],
    back_url: str,
) -> HttpResponse:
    if question.state != QuestionState.ASKED or question.asked_at is None:
        messages.error(request, _("An opinion is given while the question is with the body."))
        return back()
    today = timezone.localdate()
    mandates = sat_between(question.network, timezone.localdate(question.asked_at), today)
    data = request.POST if request.method == "POST" else None
    form = OpinionForm(data, mandates=mandates, initial={"given_on": today})
    if data is not None and form.is_valid():
        said = form.cleaned_data
        try:
            give_opinion(
                question=question,
                text=said["text"],
                minority_view=said["minority_view"],
                votes=form.votes(),
                given_on=said["given_on"],
                language=get_language() or "et",
                by=by,
                as_member=member,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The opinion is given and public."))
            return back()
    context = {"question": question, "network": question.network, "form": form}
    return render(request, "networks/bodies/opinion_form.html", {**context, "back_url": back_url})
