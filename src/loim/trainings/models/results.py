"""What comes of a training: each team's deliverable, and the people's certificates."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.common.files import upload_path
from loim.common.translated import LANGUAGES, Translated
from loim.people.models import User
from loim.trainings.models.cohort import HandInState
from loim.trainings.models.team import Team, TeamMember
from loim.trainings.models.training import Training


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
    published_version = models.ForeignKey(
        "DeliverableVersion", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Published once and taken back; whoever follows the old link reads when and why.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(_("why it was taken back"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="deliverable_published_with_consent",
                condition=Q(published_at=None) | Q(consented_at__isnull=False),
            ),
            models.CheckConstraint(
                name="deliverable_withdrawn_for_a_reason",
                condition=Q(withdrawn_at=None) | (Q(published_at=None) & ~Q(withdrawn_reason="")),
            ),
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
            models.CheckConstraint(
                name="deliverable_version_decided_at_some_time",
                condition=Q(state="handed_in", decided_at=None)
                | (~Q(state="handed_in") & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deliverable}, {self.number}"


@pghistory.track(model_name="TrainingCertificateHistory")
class TrainingCertificate(models.Model):
    """For one who was there often enough; anybody who holds `code` can check it.

    Personal data: the name as printed, kept for as long as the certificate can be checked.
    """

    training = models.ForeignKey(Training, models.PROTECT, related_name="certificates")
    member = models.ForeignKey(TeamMember, models.SET_NULL, null=True, related_name="certificates")
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=150, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="et")
    days = models.PositiveSmallIntegerField()
    of_days = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField(default=0)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    revoked_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(revoked_at=None),
                name="training_certificate_once_per_member",
            ),
            models.CheckConstraint(
                name="training_certificate_of_days",
                condition=Q(of_days__gte=1) & Q(days__lte=F("of_days")),
            ),
            models.CheckConstraint(
                name="training_certificate_revoked_for_a_reason",
                condition=Q(revoked_at=None, revoked_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.code
