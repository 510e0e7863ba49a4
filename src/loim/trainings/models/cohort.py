"""What the admitted teams do: training days, assignments, mentoring, the model, certificates."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.common.files import upload_path
from loim.common.translated import LANGUAGES, Translated
from loim.events.models import Event
from loim.people.models import Organisation, User
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


@pghistory.track(model_name="AssignmentHistory")
class Assignment(Translated):
    """Homework between training days; `due_at` is a moment, the same second everywhere.

    `late_days`: handed in within so many days after it, it is marked late; later not at all.
    """

    translated_fields = ("title", "text")

    training = models.ForeignKey(Training, models.CASCADE, related_name="assignments")
    number = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what to do"))
    opens_at = models.DateTimeField(_("given"), null=True, blank=True)
    due_at = models.DateTimeField(_("due"))
    late_days = models.PositiveSmallIntegerField(_("days that it may be late"), default=7)
    before_day = models.ForeignKey(
        TrainingDay, models.SET_NULL, null=True, blank=True, related_name="assignments",
        verbose_name=_("before the training day"),
    )  # fmt: skip

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


@pghistory.track(model_name="MentorHistory")
class Mentor(models.Model):
    """Who mentors in a training: an account, so that they log their own hours.

    Personal data: name and e-mail, shown to the cohort.
    """

    training = models.ForeignKey(Training, models.CASCADE, related_name="mentors")
    user = models.ForeignKey(User, models.PROTECT, related_name="mentored_trainings")
    name = models.CharField(_("name"), max_length=150)
    fields = models.CharField(_("what they help with"), max_length=300, blank=True)
    languages = models.CharField(_("languages"), max_length=50, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["training", "user"], name="mentor_once_per_training")
        ]

    def __str__(self) -> str:
        return self.name


class MentoringState(models.TextChoices):
    BOOKED = "booked", _("booked")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")
    MISSED = "missed", _("the team did not come")


# What uses up a team's hours: booked ones hold them, held and missed ones spent them.
SPENDING = ("booked", "held", "missed")


@pghistory.track(model_name="MentoringHistory")
class Mentoring(models.Model):
    """`minutes` are those booked, and once it is over those that were spent.

    A trigger keeps the sum of a team within the training's `mentoring_minutes`; whoever books
    holds the team's row first, so that two bookings at once do not both look free.
    """

    team = models.ForeignKey(Team, models.PROTECT, related_name="mentorings")
    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="mentorings")
    start_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveIntegerField(_("minutes"))
    state = models.CharField(
        max_length=10, choices=MentoringState.choices, default=MentoringState.BOOKED
    )
    place = models.CharField(_("place or link"), max_length=300, blank=True)
    topic = models.CharField(_("topic"), max_length=300, blank=True)
    notes = models.TextField(_("what was agreed"), blank=True)
    state_note = models.CharField(_("reason"), max_length=300, blank=True)
    booked_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    booked_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="mentoring_takes_time", condition=Q(minutes__gte=1)),
            models.CheckConstraint(
                name="mentoring_state_known", condition=Q(state__in=MentoringState.values)
            ),
        ]
        indexes = [
            models.Index(fields=["team", "start_at"], name="mentoring_of_team"),
            models.Index(fields=["mentor", "start_at"], name="mentoring_of_mentor"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="mentoring_within_budget",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("minutes", "state", "team_id"),
                func="""
                    IF NEW.state = 'cancelled' THEN
                        RETURN NULL;
                    END IF;
                    PERFORM 1 FROM trainings_team WHERE id = NEW.team_id FOR NO KEY UPDATE;
                    IF (SELECT sum(minutes) FROM trainings_mentoring
                        WHERE team_id = NEW.team_id AND state IN ('booked', 'held', 'missed'))
                        > (SELECT mentoring_minutes FROM trainings_training t
                           JOIN trainings_call c ON c.training_id = t.id
                           JOIN trainings_team m ON m.call_id = c.id WHERE m.id = NEW.team_id)
                    THEN
                        RAISE EXCEPTION 'team % has no more mentoring', NEW.team_id
                            USING ERRCODE = 'check_violation',
                                CONSTRAINT = 'mentoring_within_budget';
                    END IF;
                    RETURN NULL;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.start_at}, {self.minutes}"


@pghistory.track(model_name="DeliverableHistory")
class Deliverable(Translated):
    """What a team makes, such as the regional model of community involvement.

    Its page is public once `published_at` is set: with the team's consent and the
    organiser's decision.
    """

    translated_fields = ("title", "summary")

    team = models.OneToOneField(Team, models.CASCADE, related_name="deliverable")
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    consented_at = models.DateTimeField(null=True, blank=True)
    consented_by = models.ForeignKey(
        TeamMember, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="deliverable_published_with_consent",
                condition=Q(published_at=None) | Q(consented_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.language


@pghistory.track(model_name="DeliverableVersionHistory")
class DeliverableVersion(models.Model):
    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("text"), blank=True)
    file = models.FileField(_("file"), upload_to=upload_path("deliverables"), blank=True)
    original_name = models.CharField(max_length=200, blank=True)
    note = models.CharField(_("what is new"), max_length=300, blank=True)
    state = models.CharField(
        max_length=10, choices=HandInState.choices, default=HandInState.HANDED_IN
    )
    comment = models.TextField(_("comment of the trainer"), blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(TeamMember, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deliverable", "number"], name="deliverable_version_numbered"
            ),
            models.CheckConstraint(
                name="deliverable_version_of_something", condition=~Q(text="") | ~Q(file="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deliverable}, {self.number}"


@pghistory.track(model_name="TrainingCertificateHistory")
class TrainingCertificate(models.Model):
    """For one who was there often enough; anybody who holds `code` can check it."""

    member = models.OneToOneField(TeamMember, models.CASCADE, related_name="certificate")
    code = models.CharField(max_length=40, unique=True)
    days = models.PositiveSmallIntegerField()
    of_days = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField(default=0)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return self.code
