"""What members discuss, and news that they share."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.common.files import upload_path
from loim.common.translated import LANGUAGES
from loim.networks.logic.discussions.states import ThreadState
from loim.networks.models.network import Network
from loim.people.models import User

LONGEST_POST = 10_000


class ThreadKind(models.TextChoices):
    DISCUSSION = "discussion", _("discussion")
    NEWS = "news", _("news")


class ThreadStatus(models.TextChoices):
    OPEN = ThreadState.OPEN.value, _("open")
    SOLVED = ThreadState.SOLVED.value, _("solved")
    CLOSED = ThreadState.CLOSED.value, _("closed")
    LOCKED = ThreadState.LOCKED.value, _("locked")


@pghistory.track(model_name="ThreadHistory", exclude=["last_post_at"])
class Thread(models.Model):
    """`last_post_at` goes with each post; by it lists are ordered and old threads forgotten.

    `locked_reason` is a keeper's, for everybody who reads the thread.
    """

    network = models.ForeignKey(Network, models.CASCADE, related_name="threads")
    kind = models.CharField(
        _("kind"), max_length=12, choices=ThreadKind.choices, default=ThreadKind.DISCUSSION
    )
    title = models.CharField(_("title"), max_length=150)
    status = models.CharField(
        _("status"), max_length=8, choices=ThreadStatus.choices, default=ThreadStatus.OPEN
    )
    locked_reason = models.CharField(_("why it is locked"), max_length=300, blank=True)
    is_pinned = models.BooleanField(_("stays on top"), default=False)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="et")
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField()
    last_post_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="network_thread_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="network_thread_locked_with_reason",
                condition=(Q(status="locked") & ~Q(locked_reason=""))
                | (~Q(status="locked") & Q(locked_reason="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["network", "-is_pinned", "-last_post_at"], name="network_threads_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track(model_name="PostHistory", exclude=["told_at"])
class Post(models.Model):
    """Plain words; what its author took back has no text and no file any more.

    A hidden one keeps its text, for those who keep the network.
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="posts")
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("text"), max_length=LONGEST_POST, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="et")
    file = models.FileField(_("file"), upload_to=upload_path("network_posts"), blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    hidden_reason = models.CharField(_("why it is hidden"), max_length=300, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    submission = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="network_post_hidden_with_reason",
                condition=(Q(hidden_at=None) & Q(hidden_reason=""))
                | (Q(hidden_at__isnull=False) & ~Q(hidden_reason="")),
            ),
            models.CheckConstraint(
                name="network_post_says_something_unless_taken_back",
                condition=(Q(taken_back_at=None) & ~Q(text=""))
                | (Q(taken_back_at__isnull=False) & Q(text="", file="", file_name="")),
            ),
            models.CheckConstraint(
                name="network_post_file_has_a_name",
                condition=Q(file="", file_name="") | (~Q(file="") & ~Q(file_name="")),
            ),
        ]
        indexes = [models.Index(fields=["thread", "written_at"], name="network_posts_in_order")]

    def __str__(self) -> str:
        return f"{self.thread_id}: {self.pk}"


class PostReport(models.Model):
    """A member's word to the keepers that a post should not stand; open until `settled_at`."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=500)
    reported_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "reporter"], name="network_post_reported_once"),
            models.CheckConstraint(name="network_report_has_reason", condition=~Q(reason="")),
        ]
        indexes = [
            models.Index(
                fields=["post"], condition=Q(settled_at=None), name="network_reports_to_settle"
            )
        ]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.reason[:40]}"
