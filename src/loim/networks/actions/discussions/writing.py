"""Members begin threads, answer, change what they wrote, and take it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from loim.common.constraints import violated_constraint
from loim.common.rates import count_request
from loim.networks.actions.discussions.files import looked_at
from loim.networks.actions.discussions.refusals import (
    NetworkHasEnded,
    PostIsGone,
    ThreadTakesNoPosts,
    TooLateToEdit,
    TooManyPosts,
)
from loim.networks.logic.discussions.moments import MOST_POSTS, may_still_edit
from loim.networks.logic.discussions.states import TAKES_POSTS
from loim.networks.models import Network, Post, PostReport, Thread, ThreadReader
from loim.networks.permissions_talk import may_read_talk
from loim.people.models import User

TELL_TASK = "loim.networks.tell_followers"  # `tasks` carries it out
_ONCE = "networks_post_submission_key"


@dataclass(frozen=True)
class PostWords:
    text: str
    language: str
    upload: "UploadedFile[Any] | None" = None


def begin_thread(
    *,
    network: Network,
    kind: str,
    title: str,
    words: PostWords,
    submission: UUID,
    by: User,
    now: datetime,
) -> Thread:
    """With its first post; whoever begins it follows it. The same `submission` again gives what it
    made the first time. Refused: one who does not belong to the network (PermissionDenied),
    NetworkHasEnded, TooManyPosts, FileRefused."""
    _check_writer(network, by, now)
    if made := _made_before(submission, by):
        return made.thread
    _check_rate(by, now)
    file = looked_at(words.upload) if words.upload else None
    try:
        with transaction.atomic():
            thread = Thread.objects.create(
                network=network, kind=kind, title=title, language=words.language, author=by,
                begun_at=now, last_post_at=now,
            )  # fmt: skip
            _add(thread, words, file, submission=submission, by=by, now=now)
    except IntegrityError as error:
        if violated_constraint(error) == _ONCE and (made := _made_before(submission, by)):
            return made.thread
        raise
    return thread


def write_post(
    *, thread: Thread, words: PostWords, submission: UUID, by: User, now: datetime
) -> Post:
    """Whoever answers follows the thread from then on, unless they chose not to. Refused as in
    `begin_thread`, and ThreadTakesNoPosts."""
    _check_writer(thread.network, by, now)
    if made := _made_before(submission, by):
        return made
    _check_rate(by, now)
    file = looked_at(words.upload) if words.upload else None
    try:
        with transaction.atomic():
            held = Thread.objects.select_for_update().get(pk=thread.pk)
            if held.status not in TAKES_POSTS:
                raise ThreadTakesNoPosts
            post = _add(held, words, file, submission=submission, by=by, now=now)
            Thread.objects.filter(pk=held.pk).update(last_post_at=now)
    except IntegrityError as error:
        if violated_constraint(error) == _ONCE and (made := _made_before(submission, by)):
            return made
        raise
    return post


def edit_post(*, post: Post, text: str, by: User, now: datetime) -> Post:
    """For 30 minutes; it is marked as changed. Refused: TooLateToEdit, PostIsGone, another's post
    (PermissionDenied)."""
    with transaction.atomic():
        held = _held_by_author(post, by)
        if held.thread.status not in TAKES_POSTS:
            raise ThreadTakesNoPosts
        if not may_still_edit(held.written_at, now):
            raise TooLateToEdit
        if held.text != text:
            held.text, held.edited_at = text, now
            held.save(update_fields=["text", "edited_at"])
    return held


def take_back_post(*, post: Post, by: User, now: datetime) -> Post:
    """Text and file go, also out of the history; that there was a post stays. At any time."""
    with transaction.atomic():
        held = _held_by_author(post, by)
        _forget_words(held, now)
    return held


def _forget_words(post: Post, now: datetime) -> None:
    stored = post.file.storage if post.file else None
    name = str(post.file.name) if post.file else ""
    post.text, post.file, post.file_name, post.taken_back_at = "", "", "", now
    post.save(update_fields=["text", "file", "file_name", "taken_back_at"])
    history: Any = apps.get_model("networks", "PostHistory")
    history.objects.filter(pgh_obj_id=post.pk).update(text="", file="", file_name="")
    PostReport.objects.filter(post=post, settled_at=None).update(settled_at=now)
    if stored is not None:
        transaction.on_commit(lambda: stored.delete(name))


def _held_by_author(post: Post, by: User) -> Post:
    held = (
        Post.objects.select_for_update(of=("self",))
        .select_related("thread__network__activity__programme", "thread__network__organisation")
        .get(pk=post.pk)
    )
    if held.author_id != by.pk or not may_read_talk(by, held.thread.network):
        raise PermissionDenied
    if held.hidden_at is not None or held.taken_back_at is not None:
        raise PostIsGone
    return held


def _add(
    thread: Thread,
    words: PostWords,
    file: tuple[str, Any] | None,
    *,
    submission: UUID,
    by: User,
    now: datetime,
) -> Post:
    post = Post(
        thread=thread, author=by, text=words.text, language=words.language, written_at=now,
        submission=submission,
    )  # fmt: skip
    if file is not None:
        post.file_name = file[0]
        post.file.save(file[1].name, file[1], save=False)
    post.save()
    ThreadReader.objects.get_or_create(thread=thread, user=by)
    ThreadReader.objects.filter(thread=thread, user=by, follows=None).update(follows=True)
    ThreadReader.objects.filter(thread=thread, user=by).update(read_at=now)
    app.configure_task(TELL_TASK).defer(post_id=post.pk)
    return post


def _made_before(submission: UUID, by: User) -> Post | None:
    rows = Post.objects.select_related("thread")
    return rows.filter(submission=submission, author=by).first()


def _check_writer(network: Network, by: User, now: datetime) -> None:
    if not may_read_talk(by, network):
        raise PermissionDenied
    if network.end_date is not None and network.end_date < localdate(now):
        raise NetworkHasEnded


def _check_rate(by: User, now: datetime) -> None:
    if count_request(what="networks.post", who=str(by.pk), now=now) > MOST_POSTS:
        raise TooManyPosts
