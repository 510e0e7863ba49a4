"""What the admitted teams do: training days, assignments, what they are told."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.common.files import upload_path
from loim.common.models import OutgoingMail
from loim.common.translated import Translated
from loim.events.models import Event, Participant
from loim.people.models import User
from loim.trainings.models.team import Team, TeamMember
from loim.trainings.models.training import Training


@pghistory.track(model_name="TrainingDayHistory")
class TrainingDay(models.Model):
    """`event` has its date, place, agenda, check-in; the cohort's people are its participants."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="days")
    event = models.OneToOneField(Event, models.PROTECT, related_name="training_day")
    number = models.PositiveSmallIntegerField(_("order"))
    is_required = models.BooleanField(_("counts for the certificate"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["training", "number"],
                name="training_day_numbered_once",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return str(self.event)


class DayPlace(models.Model):
    """A member's place at a training day: what came of it stands with the participant."""

    day = models.ForeignKey(TrainingDay, models.CASCADE, related_name="places")
    member = models.ForeignKey(TeamMember, models.CASCADE, related_name="day_places")
    participant = models.OneToOneField(
        Participant, models.CASCADE, related_name="training_day_place"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "member"], name="day_place_once_per_member")
        ]

    def __str__(self) -> str:
        return f"{self.day_id}: {self.member_id}"


@pghistory.track(model_name="AssignmentHistory")
class Assignment(Translated):
    """Homework between training days; `due_at` is a moment, the same second everywhere.

    `late_days`: handed in within so many days after it, it is marked late; later not at all.
    """

    translated_fields = ("title", "description")

    training = models.ForeignKey(Training, models.CASCADE, related_name="assignments")
    number = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("what to do"))
    opens_at = models.DateTimeField(_("given"), null=True, blank=True)
    due_at = models.DateTimeField(_("due"))
    late_days = models.PositiveSmallIntegerField(_("days that it may be late"), default=7)
    before_day = models.ForeignKey(
        TrainingDay, models.SET_NULL, null=True, blank=True, related_name="assignments",
        verbose_name=_("before the training day"),
    )  # fmt: skip
    # When teams were told that the deadline is near; a deadline that moves makes it empty.
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["training", "number"],
                name="assignment_numbered_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="assignment_given_before_due",
                condition=Q(opens_at=None) | Q(opens_at__lt=F("due_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.training.language


class HandInState(models.TextChoices):
    HANDED_IN = "handed_in", _("handed in")
    SENT_BACK = "sent_back", _("sent back")
    ACCEPTED = "accepted", _("accepted")


@pghistory.track(model_name="HandInHistory")
class HandIn(models.Model):
    """One version of a team's answer to an assignment; an accepted one is the last."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="hand_ins")
    team = models.ForeignKey(Team, models.CASCADE, related_name="hand_ins")
    version = models.PositiveSmallIntegerField()
    text = models.TextField(_("answer"), blank=True)
    file = models.FileField(_("file"), upload_to=upload_path("hand-ins"), blank=True)
    original_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=10, choices=HandInState.choices, default=HandInState.HANDED_IN
    )
    handed_in_at = models.DateTimeField()
    handed_in_by = models.ForeignKey(
        TeamMember, models.SET_NULL, null=True, related_name="hand_ins"
    )
    is_late = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "team", "version"], name="hand_in_versioned"
            ),
            models.UniqueConstraint(
                fields=["assignment", "team"],
                condition=Q(state="accepted"),
                name="hand_in_accepted_once",
            ),
            models.CheckConstraint(
                name="hand_in_of_something", condition=~Q(text="") | ~Q(file="")
            ),
            models.CheckConstraint(
                name="hand_in_decided_at_some_time",
                condition=Q(state="handed_in", decided_at=None)
                | (~Q(state="handed_in") & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment}, {self.team}, {self.version}"


class HandInDraft(models.Model):
    """What a team has begun to write and has not handed in: one for the whole team.

    `version` is compared with the one that the form began from, so that two who write at once
    do not lose each other's words.
    """

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="drafts")
    team = models.ForeignKey(Team, models.CASCADE, related_name="hand_in_drafts")
    text = models.TextField(_("answer"), blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(TeamMember, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "team"], name="hand_in_draft_once")
        ]

    def __str__(self) -> str:
        return self.text[:80]


class HandInComment(models.Model):
    """By a trainer (`user`) or by a member of the team."""

    hand_in = models.ForeignKey(HandIn, models.CASCADE, related_name="comments")
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    member = models.ForeignKey(TeamMember, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(_("comment"))
    written_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    def __str__(self) -> str:
        return self.text[:80]


class Announcement(Translated):
    """What the organiser told the whole cohort; each reads it in their language."""

    translated_fields = ("subject", "body")

    training = models.ForeignKey(Training, models.CASCADE, related_name="announcements")
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(_("text"))
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    def __str__(self) -> str:
        return self.subject

    @property
    def source_language(self) -> str:
        return self.training.language


class AnnouncementLetter(models.Model):
    """One letter to one member; what became of it stands with the mail."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="letters")
    member = models.ForeignKey(TeamMember, models.CASCADE, related_name="announcement_letters")
    mail = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["announcement", "member"], name="announcement_once_per_member"
            )
        ]

    def __str__(self) -> str:
        return f"{self.announcement_id}: {self.member_id}"
