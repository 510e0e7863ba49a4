"""Questions to a body: public pages, and what those who keep it and its members do there."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import public, signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.common.telling import done
from loim.networks.actions.bodies.answering import answer_opinion, record_change
from loim.networks.actions.bodies.asking import (
    add_paper,
    ask,
    save_question,
    withdraw_question,
)
from loim.networks.actions.bodies.opinions import may_write_opinion
from loim.networks.forms.bodies.question import (
    AnswerForm,
    ChangeForm,
    CommentForm,
    PaperForm,
    QuestionForm,
    ReasonForm,
)
from loim.networks.logic.bodies.question_states import QuestionState, owes
from loim.networks.models import Member, Network
from loim.networks.models.bodies import BodyQuestion, QuestionPaper
from loim.networks.permissions import may_change_network
from loim.networks.queries.bodies.record import votes_of, with_lateness
from loim.networks.queries.voters import mandates_on
from loim.networks.views.bodies.loading import (
    kept_network,
    kept_question,
    load_question,
    member_of,
    user_of,
)


@signed_in
@require_safe
def network_questions(request: HttpRequest, pk: int) -> HttpResponse:
    """For those who keep the body: drafts too."""
    network = kept_network(request, pk)
    today = timezone.localdate()
    rows = paged(request, network.questions.order_by("-created_at", "-pk"), 20)
    lines = with_lateness(rows.page, today)
    context = {"network": network, "questions": rows, "lines": lines}
    return render(request, "networks/bodies/questions.html", context)


@signed_in
def question_new(request: HttpRequest, pk: int) -> HttpResponse:
    network = kept_network(request, pk)
    return _question_form(request, network, BodyQuestion(network=network))


@signed_in
def question_edit(request: HttpRequest, pk: int) -> HttpResponse:
    question = kept_question(request, pk)
    if question.state != QuestionState.DRAFT:
        return redirect("body-question", pk)
    return _question_form(request, question.network, question)


def _question_form(request: HttpRequest, network: Network, question: BodyQuestion) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = QuestionForm(data, instance=question, source_language=question.language)
    if data is not None and form.is_valid():
        question.submission = form.cleaned_data["submission"]
        try:
            saved = save_question(question=question, by=user_of(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is saved. Add its papers, then ask the body."))
            return redirect("body-question", saved.pk)
    context = {"network": network, "question": question, "form": form}
    return render(request, "networks/bodies/question_form.html", context)


@public("what a body was asked and what became of it is public; drafts are for its keepers")
@require_safe
def question_page(request: HttpRequest, pk: int) -> HttpResponse:
    question = load_question(pk)
    keeps = may_change_network(request.user, question.network)
    if not question.is_public and not keeps:
        if request.user.is_authenticated:
            raise PermissionDenied
        raise Http404
    member = member_of(request, question)
    return render(
        request, "networks/bodies/question.html", shown(question, keeps=keeps, member=member)
    )


def shown(question: BodyQuestion, *, keeps: bool, member: Member | None) -> dict[str, Any]:
    """What the page of a question shows, to whom."""
    today = timezone.localdate()
    opinion = getattr(question, "opinion", None)
    sits = member is not None and any(
        mandate.member_id == member.pk for mandate in mandates_on(question.network, today)
    )
    is_inside = keeps or sits
    is_asked = question.state == QuestionState.ASKED
    return {
        "question": question,
        "network": question.network,
        "papers": question.papers.order_by("added_at", "pk"),
        "opinion": opinion,
        "votes": votes_of(opinion) if opinion else {},
        "answer": getattr(question, "answer", None),
        "changes": list(question.changes.all()),
        "late": owes(question.state, question.opinion_by, question.answer_by, today),
        "keeps": keeps,
        "sits": sits,
        "is_inside": is_inside,
        "mandate_is_over": member is not None and not sits,
        "comments": question.comments.select_related("member").order_by("written_at", "pk")
        if is_inside
        else [],
        "may_comment": sits and is_asked,
        "may_write_opinion": is_asked
        and (keeps or (sits and member is not None and may_write_opinion(member, today))),
        "comment_form": CommentForm(),
        "paper_form": PaperForm(),
        "reason_form": ReasonForm(),
        "answer_form": AnswerForm(),
    }


@public("a paper of a public question; drafts are for the body's keepers")
@require_safe
def question_paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    paper = get_object_or_404(
        QuestionPaper.objects.select_related(
            "question__network__organisation", "question__network__activity__programme"
        ),
        pk=pk,
    )
    keeps = may_change_network(request.user, paper.question.network)
    if not paper.question.is_public and not keeps:
        raise PermissionDenied
    if not paper.file:
        return redirect(paper.url)
    suffix = str(paper.file.name).rpartition(".")[2]
    return FileResponse(
        paper.file.open("rb"), as_attachment=True, filename=f"{paper.title}.{suffix}"
    )


@signed_in
@require_POST
def question_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Asking, taking back, adding a paper, answering: each from its own part of the page."""
    question = kept_question(request, pk)
    by, now = user_of(request), timezone.now()
    match request.POST.get("step"):
        case "ask":
            act = lambda: ask(question=question, by=by, now=now)  # noqa: E731
            return _done(request, pk, act, _("The body is asked, and its members are written to."))
        case "withdraw":
            reason = request.POST.get("reason", "")[:2000]
            act = lambda: withdraw_question(question=question, reason=reason, by=by, now=now)  # noqa: E731
            return _done(request, pk, act, _("The question is taken back."))
        case "paper":
            return _add_paper(request, question)
        case "answer":
            return _answer(request, question)
    raise Http404


def _add_paper(request: HttpRequest, question: BodyQuestion) -> HttpResponse:
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page_with(request, question, paper_form=form)
    said = form.cleaned_data
    return _done(
        request,
        question.pk,
        lambda: add_paper(
            question=question,
            title=said["title"],
            file=said["file"],
            url=said["url"],
            by=user_of(request),
            now=timezone.now(),
        ),
        _("The paper is added."),
    )


def _answer(request: HttpRequest, question: BodyQuestion) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page_with(request, question, answer_form=form)
    said = form.cleaned_data
    return _done(
        request,
        question.pk,
        lambda: answer_opinion(
            question=question,
            position=said["position"],
            text=said["text"],
            language=get_language() or "et",
            by=user_of(request),
            now=timezone.now(),
        ),
        _("The answer is public, and the members are written to."),
    )


def _page_with(request: HttpRequest, question: BodyQuestion, **forms: object) -> HttpResponse:
    member = member_of(request, question)
    context = {**shown(question, keeps=True, member=member), **forms}
    return render(request, "networks/bodies/question.html", context)


@signed_in
def question_change(request: HttpRequest, pk: int) -> HttpResponse:
    question = kept_question(request, pk)
    data = request.POST if request.method == "POST" else None
    form = ChangeForm(
        data,
        organisation=question.network.organisation_id,
        initial={"changed_date": timezone.localdate()},
    )
    if data is not None and form.is_valid():
        said = form.cleaned_data
        try:
            record_change(
                question=question,
                text=said["text"],
                language=get_language() or "et",
                changed_date=said["changed_date"],
                service=said["service"],
                proposal=said["proposal"],
                url=said["url"],
                submission=said["submission"] or form.initial["submission"],
                by=user_of(request),
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("What changed is written down."))
            return redirect("body-question", pk)
    context = {"question": question, "network": question.network, "form": form}
    return render(request, "networks/bodies/change.html", context)


def _done(request: HttpRequest, pk: int, act: Callable[[], object], thanks: str) -> HttpResponse:
    done(request, act, thanks)
    return redirect("body-question", pk)
