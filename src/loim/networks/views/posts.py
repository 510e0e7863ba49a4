"""One post: changed or taken back by its author, reported by a member, hidden by a keeper."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import signed_in
from loim.common.refusals import Refusal
from loim.networks.actions.discussions.moderating import (
    hide_post,
    let_stand,
    report_post,
    restore_post,
)
from loim.networks.actions.discussions.writing import edit_post, take_back_post
from loim.networks.forms.discussions import EditPostForm, ReasonForm
from loim.networks.models import Post
from loim.networks.permissions import may_change_network
from loim.networks.views.talk_loading import load_post, network_to_talk_in, person_of


def _back(post: Post) -> HttpResponse:
    address = reverse("network-thread", args=[post.thread.network_id, post.thread_id])
    return redirect(f"{address}?post={post.pk}")


@signed_in
def post_edit(request: HttpRequest, pk: int, post_pk: int) -> HttpResponse:
    network, person = network_to_talk_in(request, pk), person_of(request)
    shown = load_post(network, post_pk)
    if shown.author_id != person.pk:
        raise PermissionDenied
    form = EditPostForm(
        request.POST if request.method == "POST" else None, initial={"text": shown.text}
    )
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"].strip()
        try:
            edit_post(post=shown, text=text, by=person, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your post is changed."))
            return _back(shown)
    context = {"network": network, "post": shown, "form": form}
    return render(request, "networks/talk/post_edit.html", context)


@signed_in
def post_report(request: HttpRequest, pk: int, post_pk: int) -> HttpResponse:
    network, person = network_to_talk_in(request, pk), person_of(request)
    shown = load_post(network, post_pk)
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        help_text=_("Those who keep the network read it; whoever wrote the post does not."),
    )
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            report_post(post=shown, reason=reason, by=person, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you. Those who keep the network will look at it."))
            return _back(shown)
    if shown.hidden_at or shown.taken_back_at:
        return _back(shown)
    context = {"network": network, "post": shown, "form": form}
    return render(request, "networks/talk/report.html", context)


@signed_in
def post_hide(request: HttpRequest, pk: int, post_pk: int) -> HttpResponse:
    network, person = network_to_talk_in(request, pk), person_of(request)
    if not may_change_network(person, network):
        raise PermissionDenied
    shown = load_post(network, post_pk)
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        help_text=_("Its author gets the reason by letter. You can show the post again."),
    )
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            hide_post(post=shown, reason=reason, by=person, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The post is hidden, and its author is told."))
            return _back(shown)
    context = {
        "network": network,
        "post": shown,
        "form": form,
        "reports": shown.reports.order_by("pk"),
    }
    return render(request, "networks/talk/hide.html", context)


@signed_in
@require_POST
def post_step(request: HttpRequest, pk: int, post_pk: int) -> HttpResponse:
    network, person = network_to_talk_in(request, pk), person_of(request)
    shown, step, now = load_post(network, post_pk), request.POST.get("step", ""), timezone.now()
    done = ""
    try:
        if step == "take_back":
            take_back_post(post=shown, by=person, now=now)
            done = _("Your post is taken back: its text is erased.")
        elif step == "restore":
            restore_post(post=shown, by=person, now=now)
            done = _("The post is shown again, and its author is told.")
        elif step == "let_stand":
            let_stand(post=shown, by=person, now=now)
            done = _("The post stands; the reports are settled.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)
    return _back(shown)


@signed_in
def post_file(request: HttpRequest, pk: int, post_pk: int) -> HttpResponseBase:
    """Downloaded, never shown: what is in it runs in nobody's session here."""
    network = network_to_talk_in(request, pk)
    shown = load_post(network, post_pk)
    if not shown.file:
        raise Http404
    if shown.hidden_at is not None and not may_change_network(request.user, network):
        raise PermissionDenied
    return FileResponse(
        shown.file.open("rb"),
        as_attachment=True,
        filename=shown.file_name,
        content_type="application/octet-stream",
    )
