"""Threads of a network: their list, one of them, and what is done with it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import signed_in
from loim.common.paging import PagedList, paged
from loim.common.refusals import Refusal
from loim.library.actions.files.taking import FileRefused
from loim.networks.actions.discussions.reading import choose_rhythm, follow_thread, mark_read
from loim.networks.actions.discussions.steering import change_status, hands_of, pin_thread
from loim.networks.actions.discussions.writing import begin_thread, write_post
from loim.networks.forms.discussions import PostForm, ReasonForm, RhythmForm, ThreadForm
from loim.networks.logic.discussions.moments import may_still_edit
from loim.networks.logic.discussions.states import TAKES_POSTS, Hand, next_states
from loim.networks.models import LetterReader, Network, Post, TalkWish, Thread, ThreadReader
from loim.networks.models.talk import Rhythm, ThreadKind
from loim.networks.permissions import may_change_network
from loim.networks.queries.discussions.listed import (
    listed_threads,
    page_of_post,
    posts_of,
    reports_to_settle,
)
from loim.networks.views.talk_loading import load_thread, network_to_talk_in, person_of
from loim.people.models import User

POSTS_ON_PAGE = 30
THREADS_ON_PAGE = 25


def has_ended(network: Network) -> bool:
    return network.end_date is not None and network.end_date < timezone.localdate()


@signed_in
def thread_list(request: HttpRequest, pk: int) -> HttpResponse:
    network, person = network_to_talk_in(request, pk), person_of(request)
    if request.method == "POST":
        form = RhythmForm(request.POST)
        if form.is_valid():
            rhythm = form.cleaned_data["rhythm"]
            choose_rhythm(network=network, rhythm=rhythm, by=person, now=timezone.now())
            messages.success(request, _("Your choice is kept."))
        return redirect("network-threads", pk)
    kind = request.GET.get("kind", "")
    wish = TalkWish.objects.filter(network=network, user=person).first()
    is_keeper = may_change_network(person, network)
    context = {
        "network": network,
        "threads": paged(request, listed_threads(network, person, kind=kind), THREADS_ON_PAGE),
        "kind": kind if kind in ThreadKind.values else "",
        "rhythm_form": RhythmForm(initial={"rhythm": wish.rhythm if wish else Rhythm.EACH}),
        "has_stopped": LetterReader.objects.filter(
            network=network, address=person.email.lower(), stopped_at__isnull=False
        ).exists(),
        "is_keeper": is_keeper,
        "reports": _reports(network) if is_keeper else [],
        "has_ended": has_ended(network),
    }
    return render(request, "networks/talk/threads.html", context)


def _reports(network: Network) -> list[Any]:
    return list(reports_to_settle(Network.objects.filter(pk=network.pk))[:20])


@signed_in
def thread_new(request: HttpRequest, pk: int) -> HttpResponse:
    network, person = network_to_talk_in(request, pk), person_of(request)
    if request.method != "POST":
        kind = request.GET.get("kind", ThreadKind.DISCUSSION)
        form = ThreadForm(initial={"kind": kind if kind in ThreadKind.values else None})
    else:
        form = ThreadForm(request.POST, request.FILES)
    if request.method == "POST" and form.is_valid():
        try:
            thread = begin_thread(
                network=network,
                kind=form.cleaned_data["kind"],
                title=form.cleaned_data["title"],
                words=form.words(get_language() or "et"),
                submission=form.sent_once,
                by=person,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.refuse(refusal, "file" if isinstance(refusal, FileRefused) else None)
        else:
            messages.success(request, _("The thread is begun. Those who follow it are told."))
            return redirect("network-thread", pk, thread.pk)
    context = {"network": network, "form": form, "has_ended": has_ended(network)}
    status = 422 if form.errors else 200
    return render(request, "networks/talk/thread_new.html", context, status=status)


@signed_in
def thread_page(request: HttpRequest, pk: int, thread_pk: int) -> HttpResponse:
    network, person = network_to_talk_in(request, pk), person_of(request)
    shown = load_thread(network, thread_pk)
    if goal := _page_with_post(request, shown):
        return goal
    form = PostForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            post = write_post(
                thread=shown,
                words=form.words(get_language() or "et"),
                submission=form.sent_once,
                by=person,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.refuse(refusal, "file" if isinstance(refusal, FileRefused) else None)
        else:
            return redirect(f"{reverse('network-thread', args=[pk, thread_pk])}?post={post.pk}")
    posts = paged(request, posts_of(shown), POSTS_ON_PAGE)
    _prepare(posts, person)
    status = 422 if form.errors else 200
    context = _thread_context(network, shown, person, posts, form)
    return render(request, "networks/talk/thread.html", context, status=status)


def _page_with_post(request: HttpRequest, thread: Thread) -> HttpResponse | None:
    """A letter names a post; the page that it stands on depends on how many are before it."""
    wanted = request.GET.get("post", "")
    if request.method != "GET" or not wanted.isascii() or not wanted.isdecimal():
        return None
    post = Post.objects.filter(pk=int(wanted[:18]), thread=thread).first()
    if post is None:
        return None
    page = page_of_post(post, POSTS_ON_PAGE)
    address = reverse("network-thread", args=[thread.network_id, thread.pk])
    return redirect(f"{address}?page={page}#post-{post.pk}")


def _prepare(posts: PagedList, person: User) -> None:
    now = timezone.now()
    for post in posts.page:
        is_own = post.author_id == person.pk
        post.stands = post.hidden_at is None and post.taken_back_at is None
        post.is_own = is_own
        post.may_edit = is_own and post.stands and may_still_edit(post.written_at, now)


def _thread_context(
    network: Network, thread: Thread, person: User, posts: PagedList, form: PostForm
) -> dict[str, Any]:
    mine = ThreadReader.objects.filter(thread=thread, user=person).first()
    read_until = mine.read_at if mine else None
    shown = list(posts.page)
    for post in shown:
        post.is_new = not post.is_own and (read_until is None or post.written_at > read_until)
    if shown:
        mark_read(thread=thread, until=shown[-1].written_at, by=person)
    hands = hands_of(person, thread)
    return {
        "network": network,
        "thread": thread,
        "posts": posts,
        "form": form,
        "follows": bool(mine and mine.follows),
        "is_keeper": Hand.KEEPER in hands,
        "next_states": [state.value for state in next_states(thread.status, hands)],
        "takes_posts": thread.status in TAKES_POSTS and not has_ended(network),
        "has_ended": has_ended(network),
    }


@signed_in
@require_POST
def thread_step(request: HttpRequest, pk: int, thread_pk: int) -> HttpResponse:
    network, person = network_to_talk_in(request, pk), person_of(request)
    shown, step, now = load_thread(network, thread_pk), request.POST.get("step", ""), timezone.now()
    try:
        if step in ("solved", "closed", "open"):
            change_status(thread=shown, status=step, by=person, now=now)
        elif step in ("pin", "unpin"):
            pin_thread(thread=shown, is_pinned=step == "pin", by=person, now=now)
        elif step in ("follow", "unfollow"):
            follow_thread(thread=shown, follows=step == "follow", by=person, now=now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        done = {
            "solved": _("The thread is marked as solved."),
            "closed": _("The thread is closed: nobody adds to it any more."),
            "open": _("The thread is open again."),
            "pin": _("The thread stays on top of the list."),
            "unpin": _("The thread stands among the others again."),
            "follow": _("You follow this thread: letters tell you what is written in it."),
            "unfollow": _("You follow this thread no more."),
        }
        if step in done:
            messages.success(request, done[step])
    return redirect("network-thread", pk, thread_pk)


@signed_in
def thread_lock(request: HttpRequest, pk: int, thread_pk: int) -> HttpResponse:
    network, person = network_to_talk_in(request, pk), person_of(request)
    shown = load_thread(network, thread_pk)
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        help_text=_("Everybody who reads the thread reads your reason, too."),
    )
    hands = hands_of(person, shown)
    if Hand.KEEPER not in hands:
        return redirect("network-thread", pk, thread_pk)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            change_status(
                thread=shown, status="locked", reason=reason, by=person, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The thread is locked. You can open it again."))
            return redirect("network-thread", pk, thread_pk)
    context = {"network": network, "thread": shown, "form": form}
    return render(request, "networks/talk/lock.html", context)
