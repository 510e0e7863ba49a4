"""The page of an idea, and what people do with it there."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import allowed, public, signed_in
from loim.common.page_addresses import page_addresses
from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGES
from loim.ideas.actions.ideas.commenting import comment_on, complain_of
from loim.ideas.actions.ideas.joining import join_ideas, separate
from loim.ideas.actions.ideas.own import change_idea, withdraw_idea
from loim.ideas.actions.ideas.supporting import support_idea, support_of, withdraw_support
from loim.ideas.actions.ideas.translating import translate_idea
from loim.ideas.forms.ideas.idea import ChangeForm, CommentForm, TranslationForm
from loim.ideas.models import Comment, Idea, Shown
from loim.ideas.permissions import may_propose
from loim.ideas.queries.forum.page import times_of
from loim.ideas.queries.ideas.page import (
    comments_shown,
    idea_page_of,
    ideas_to_join,
    is_worth_showing,
)
from loim.ideas.queries.proposal.outcomes import outcomes_of_idea
from loim.ideas.views.forum.loading import (
    Visitor,
    is_one_too_many,
    load_idea,
    moderator_of,
    signing_in_may_help,
    visitor_at,
)
from loim.ideas.views.forum.pages import forum_links
from loim.people.models import User
from loim.programmes.permissions import may_record


@public("what is shown of a public forum is for everybody; the view guards the rest")
@signing_in_may_help
@require_safe
def idea_page(request: HttpRequest, pk: int) -> HttpResponse:
    idea = load_idea(pk)
    visitor = visitor_at(request, idea.forum)
    return _page(request, visitor, idea)


def _page(
    request: HttpRequest,
    visitor: Visitor,
    idea: Idea,
    *,
    comment_form: CommentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = idea_page_of(idea)
    is_author = visitor.is_author(idea)
    if not (is_author or visitor.may_moderate or is_worth_showing(idea, page.supporters)):
        raise Http404
    times = times_of(idea.forum, timezone.now())
    may_speak = visitor.may_give and idea.state == Shown.SHOWN and idea.joined_to is None
    context = {
        **forum_links(visitor),
        "page": page,
        "idea": idea,
        "times": times,
        "is_author": is_author,
        "may_speak": may_speak,
        "own_support": support_of(idea, by=visitor.user, participant=visitor.participant),
        "comments": comments_shown(idea),
        "comment_form": comment_form or _comment_form(None, visitor),
        "own_member": _own_member(visitor, page.members),
        "to_join": ideas_to_join(idea.forum, idea) if visitor.may_moderate else [],
        "outcomes": outcomes_of_idea(idea, timezone.localdate()),
        "today": timezone.localdate(),
        "may_propose": visitor.may_moderate and may_propose(request.user),
        "other_languages": [each for each in LANGUAGES if each[0] != idea.language],
        "addresses": page_addresses("idea", idea.pk)
        if idea.state == Shown.SHOWN and idea.forum.is_public and idea.forum.event.is_public
        else None,
    }
    return render(request, "ideas/ideas/idea.html", context, status=status)


def _own_member(visitor: Visitor, members: list[Any]) -> Any:
    if visitor.user is not None:
        return next((each for each in members if each.user_id == visitor.user.pk), None)
    if visitor.participant is not None:
        own = (visitor.participant.email or visitor.participant.registration.email).lower()
        return next((each for each in members if each.email == own), None)
    return None


def _comment_form(data: Any, visitor: Visitor) -> CommentForm:
    return CommentForm(data, is_known=visitor.is_known, initial={"language": get_language()})


@public("supporting counts by account, as a participant, or by a confirmed address")
@require_POST
def idea_support(request: HttpRequest, pk: int) -> HttpResponse:
    idea = load_idea(pk)
    visitor = visitor_at(request, idea.forum)
    if is_one_too_many(request, visitor):
        return redirect("idea", pk)
    email = request.POST.get("email", "").strip()

    def act() -> None:
        if request.POST.get("step") == "withdraw":
            own = support_of(idea, by=visitor.user, participant=visitor.participant)
            if own is not None:
                withdraw_support(support=own)
            messages.success(request, _("Your support is withdrawn."))
            return
        language = get_language() or "et"
        support_idea(idea=idea, email=email, language=language, now=timezone.now(), **visitor.who())
        if visitor.is_known:
            messages.success(request, _("Thank you: your support is counted."))
        else:
            messages.success(
                request,
                _("We have written to %(email)s, unless it supports this idea already.")
                % {"email": email},
            )

    return _acted(request, act, "idea", idea.pk)


@public("comments are taken as ideas are; the view guards it")
@require_POST
def idea_comment(request: HttpRequest, pk: int) -> HttpResponse:
    idea = load_idea(pk)
    visitor = visitor_at(request, idea.forum)
    form = _comment_form(request.POST, visitor)
    if not form.is_valid():
        return _page(request, visitor, idea, comment_form=form)
    if is_one_too_many(request, visitor):
        return _page(request, visitor, idea, comment_form=form, status=429)
    said = form.cleaned_data
    try:
        comment = comment_on(
            idea=idea, text=said["text"], language=said["language"], now=timezone.now(),
            **form.signature(), **visitor.who(),
        )  # fmt: skip
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, visitor, idea, comment_form=form)
    if not visitor.is_known:
        text = _("We have written to %(email)s: open the link in the letter, please.") % {
            "email": said["author_email"]
        }
    elif comment.state == Shown.SHOWN:
        text = _("Your comment is here for everybody to read.")
    else:
        text = _("Thank you! Your comment will be shown when somebody has read it.")
    messages.success(request, text)
    return redirect("idea", idea.pk)


@public("whoever reads a comment may say that it should not be shown")
def comment_report(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Comment.objects.select_related("idea__forum__event__organiser", "author")
    comment = get_object_or_404(rows, pk=pk, state=Shown.SHOWN)
    visitor = visitor_at(request, comment.idea.forum)
    if request.method == "POST":
        if not is_one_too_many(request, visitor):
            complain_of(
                comment=comment,
                reason=request.POST.get("reason", ""),
                by=visitor.user,
                now=timezone.now(),
            )
            messages.success(request, _("Thank you. The organiser will look at this comment."))
        return redirect("idea", comment.idea_id)
    return render(request, "ideas/ideas/report.html", {**forum_links(visitor), "comment": comment})


@signed_in
def idea_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Its author, by account; without one by the link in the letter."""
    idea = load_idea(pk)
    visitor = visitor_at(request, idea.forum)
    if not visitor.is_author(idea):
        raise PermissionDenied
    form = ChangeForm(request.POST if request.method == "POST" else None, idea=idea)
    if form.is_bound and form.is_valid():
        try:
            change_idea(idea=idea, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your idea is changed."))
            return redirect("idea", pk)
    return render(
        request, "ideas/ideas/change.html", {**forum_links(visitor), "idea": idea, "form": form}
    )


@signed_in
@require_POST
def idea_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    idea = load_idea(pk)
    visitor = visitor_at(request, idea.forum)
    if not visitor.is_author(idea):
        raise PermissionDenied

    def act() -> None:
        withdraw_idea(idea=idea, now=timezone.now())
        messages.success(request, _("Your idea is withdrawn. Those who supported it are told."))

    return _acted(request, act, "forum", idea.forum_id)


@signed_in
def idea_translate(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    idea = load_idea(pk)
    visitor = visitor_at(request, idea.forum)
    if not visitor.may_translate or idea.state != Shown.SHOWN:
        raise PermissionDenied
    names = dict(LANGUAGES)
    if language not in names or language == idea.language:
        raise Http404
    given = idea.translations.get(language, {})
    form = TranslationForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and form.is_valid():
        person: User = request.user  # type: ignore[assignment]
        translate_idea(
            idea=idea, language=language, by=person, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("The translation is saved."))
        return redirect("idea", pk)
    context = {
        **forum_links(visitor), "idea": idea, "form": form, "to": language,
        "to_name": names[language], "from_name": names[idea.language],
    }  # fmt: skip
    return render(request, "ideas/ideas/translate.html", context)


@allowed(may_record)
@require_POST
def idea_join(request: HttpRequest, pk: int) -> HttpResponse:
    """To another idea that says the same, or by itself again."""
    idea = load_idea(pk)
    by = moderator_of(request, idea.forum)
    key = request.POST.get("to", "")

    def act() -> None:
        if request.POST.get("step") == "separate":
            separate(idea=idea, by=by, now=timezone.now())
            messages.success(request, _("The idea stands by itself again."))
            return
        to = idea.forum.ideas.filter(pk=int(key)).first() if key.isdecimal() else None
        if to is None:
            messages.error(request, _("Choose the idea that it belongs to."))
            return
        join_ideas(idea=idea, to=to, by=by, now=timezone.now())
        messages.success(request, _("The ideas are joined: their supporters count together."))

    return _acted(request, act, "idea", idea.pk)


def _acted(request: HttpRequest, act: Callable[[], None], to: str, pk: int) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(to, pk)
