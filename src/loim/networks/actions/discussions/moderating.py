"""Members report a post; a keeper hides it with a reason, restores it, or lets it stand."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from loim.common.constraints import violated_constraint
from loim.common.mail import queue_mail
from loim.common.rates import count_request
from loim.networks.actions.discussions.refusals import (
    AlreadyReported,
    PostIsGone,
    ReasonMissing,
    TooManyPosts,
)
from loim.networks.logic.discussions.moments import MOST_REPORTS
from loim.networks.models import Post, PostReport
from loim.networks.permissions import may_change_network
from loim.networks.permissions_talk import may_read_talk, readers_of_talk
from loim.networks.queries.discussions.letters import thread_link
from loim.people.models import User


def report_post(*, post: Post, reason: str, by: User, now: datetime) -> PostReport:
    """The keepers find it in their work. Refused: ReasonMissing, AlreadyReported, TooManyPosts,
    PostIsGone, whoever may not read it (PermissionDenied)."""
    reason = " ".join(reason.split())
    if not may_read_talk(by, post.thread.network):
        raise PermissionDenied
    if not reason:
        raise ReasonMissing
    if count_request(what="networks.report", who=str(by.pk), now=now) > MOST_REPORTS:
        raise TooManyPosts
    try:
        with transaction.atomic():
            held = Post.objects.select_for_update().get(pk=post.pk)
            if held.hidden_at is not None or held.taken_back_at is not None:
                raise PostIsGone
            return PostReport.objects.create(
                post=held, reporter=by, reason=reason[:500], reported_at=now
            )
    except IntegrityError as error:
        if violated_constraint(error) == "network_post_reported_once":
            raise AlreadyReported from error
        raise


def hide_post(*, post: Post, reason: str, by: User, now: datetime) -> Post:
    """Its place stays and says that it is hidden; its author gets the reason by letter, once.
    Reports are settled. Refused: ReasonMissing, PostIsGone (taken back)."""
    reason = " ".join(reason.split())
    if not reason:
        raise ReasonMissing
    with transaction.atomic():
        held = _held(post, by)
        if held.taken_back_at is not None:
            raise PostIsGone
        if held.hidden_at is None:
            held.hidden_at, held.hidden_by, held.hidden_reason = now, by, reason[:300]
            held.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
            _tell_author(held, now)
        _settle(held, by, now)
    return held


def restore_post(*, post: Post, by: User, now: datetime) -> Post:
    """Everybody reads it again; its author is told."""
    with transaction.atomic():
        held = _held(post, by)
        if held.hidden_at is not None:
            held.hidden_at, held.hidden_by, held.hidden_reason = None, None, ""
            held.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
            _tell_author(held, now)
    return held


def let_stand(*, post: Post, by: User, now: datetime) -> Post:
    """The reports are settled, the post stays."""
    with transaction.atomic():
        held = _held(post, by)
        _settle(held, by, now)
    return held


def _held(post: Post, by: User) -> Post:
    held = (
        Post.objects.select_for_update(of=("self",))
        .select_related(
            "thread__network__activity__programme", "thread__network__organisation", "author"
        )
        .get(pk=post.pk)
    )
    if not may_change_network(by, held.thread.network):
        raise PermissionDenied
    return held


def _settle(post: Post, by: User, now: datetime) -> None:
    PostReport.objects.filter(post=post, settled_at=None).update(settled_at=now, settled_by=by)


def _tell_author(post: Post, now: datetime) -> None:
    """Who has left the network is told that much and given none of its words but their own."""
    author, network = post.author, post.thread.network
    if author is None or not author.is_active:
        return
    is_inside = readers_of_talk(network, localdate(now)).filter(pk=author.pk).exists()
    queue_mail(
        to=author.email,
        template="network_post_hidden" if post.hidden_at else "network_post_restored",
        context={
            "network": network.text("name", author.language),
            "title": post.thread.title if is_inside else "",
            "text": post.text,
            "reason": post.hidden_reason,
            "link": thread_link(post.thread, author.language, post) if is_inside else "",
        },
        language=author.language,
    )
