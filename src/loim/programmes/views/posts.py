"""Pages of posts: a new one, changing and ending it, filling it, leaving, handing over."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from loim.common.access import signed_in
from loim.common.refusals import Refusal
from loim.programmes.actions.posts import (
    create_post,
    edit_post,
    end_post,
    hand_over,
    hire,
    leave,
)
from loim.programmes.forms.agreements import HireForm, HolderForm, LastDayForm, PostForm
from loim.programmes.forms.record_fields import CorrectableForm
from loim.programmes.models import Agreement, Post, PostHolding
from loim.programmes.permissions import may_manage
from loim.programmes.queries.agreements import overloaded_holders, partners_of
from loim.programmes.views.agreements import managed_agreement


@signed_in
def post_new(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = managed_agreement(request, pk)
    form = PostForm(
        _data(request), agreement=agreement, organisations=partners_of(agreement), may_correct=True
    )
    return _page(
        request,
        form,
        agreement,
        title=_("Add a post"),
        done=_("The post is saved. Now say who holds it."),
        act=lambda said: create_post(agreement=agreement, facts=form.facts(), **said),
    )


@signed_in
def post_edit(request: HttpRequest, pk: int) -> HttpResponse:
    post = _managed_post(request, pk)
    form = PostForm(
        _data(request),
        agreement=post.agreement,
        organisations=partners_of(post.agreement),
        post=post,
        may_correct=True,
    )
    return _page(
        request,
        form,
        post.agreement,
        title=_("Edit the post: %(post)s") % {"post": post},
        done=_("The post is saved."),
        act=lambda said: edit_post(post=post, facts=form.facts(), **said),
    )


@signed_in
def post_end(request: HttpRequest, pk: int) -> HttpResponse:
    post = _managed_post(request, pk)
    initial = {"end_date": timezone.localdate()}
    form = LastDayForm(_data(request), initial=initial, may_correct=True)
    return _page(
        request,
        form,
        post.agreement,
        title=_("End the post: %(post)s") % {"post": post},
        done=_("The end is noted. Whoever holds the post leaves with it."),
        act=lambda said: end_post(post=post, end_date=form.cleaned_data["end_date"], **said),
    )


@signed_in
def post_hire(request: HttpRequest, pk: int) -> HttpResponse:
    post = _managed_post(request, pk)
    initial = {"start_date": max(post.start_date, timezone.localdate())}
    form = HireForm(_data(request), post=post, initial=initial, may_correct=True)
    return _page(
        request,
        form,
        post.agreement,
        title=_("Fill the post: %(post)s") % {"post": post},
        done=_("The holder is saved."),
        act=lambda said: hire(
            post=post,
            holder=form.who(),
            start_date=form.cleaned_data["start_date"],
            end_date=form.cleaned_data["end_date"],
            **said,
        ),
    )


@signed_in
def post_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    post = _managed_post(request, pk)
    form = HolderForm(_data(request), post=post, may_correct=True)
    form.fields["start_date"].label = _("The colleague's first day")
    form.fields["start_date"].help_text = _("Whoever holds the post now leaves the day before.")
    return _page(
        request,
        form,
        post.agreement,
        title=_("Hand over to a colleague: %(post)s") % {"post": post},
        done=_("The post is handed over."),
        act=lambda said: hand_over(
            post=post, holder=form.who(), on=form.cleaned_data["start_date"], **said
        ),
    )


@signed_in
def holding_leave(request: HttpRequest, pk: int) -> HttpResponse:
    holding = get_object_or_404(
        PostHolding.objects.select_related("post__agreement__programme", "post__organisation"),
        pk=pk,
    )
    agreement = managed_agreement(request, holding.post.agreement_id)
    initial = {"end_date": holding.end_date or timezone.localdate()}
    form = LastDayForm(_data(request), initial=initial, may_correct=True)
    return _page(
        request,
        form,
        agreement,
        title=_("%(name)s leaves the post") % {"name": holding.holder_name},
        done=_("The last day is noted. The post can be filled again."),
        act=lambda said: leave(holding=holding, end_date=form.cleaned_data["end_date"], **said),
    )


def _page(
    request: HttpRequest,
    form: CorrectableForm,
    agreement: Agreement,
    *,
    title: str,
    done: str,
    act: Callable[[dict[str, Any]], Any],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        said = {"reason": form.reason, "by": request.user, "now": timezone.now()}
        try:
            made = act(said)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            if isinstance(made, PostHolding):
                _warn_of_overload(request, made)
            return redirect("agreement", agreement.pk)
    context = {"form": form, "agreement": agreement, "title": title}
    return render(request, "programmes/agreement_post_form.html", context)


def _warn_of_overload(request: HttpRequest, holding: PostHolding) -> None:
    """Allowed, since posts may be counted otherwise in an agreement, but said aloud."""
    for holder in overloaded_holders([holding]):
        span = holder.spans[0]
        messages.warning(
            request,
            _("%(name)s now holds %(share)s of full time from %(day)s on. Check the shares.")
            % {
                "name": holder.name,
                "share": number_format(span.share),
                "day": date_format(span.start, "SHORT_DATE_FORMAT"),
            },
        )


def _data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _managed_post(request: HttpRequest, pk: int) -> Post:
    post = get_object_or_404(
        Post.objects.select_related("agreement__programme", "organisation"), pk=pk
    )
    if not may_manage(request.user, post.agreement.programme):
        raise PermissionDenied
    return post
