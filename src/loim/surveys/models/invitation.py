"""Who was asked to answer. Whether they did is known; what an anonymous one answered is not."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from loim.common.models import OutgoingMail
from loim.common.translated import LANGUAGES
from loim.people.models import Municipality, Organisation
from loim.surveys.models.survey import Survey


class SurveyInvitation(models.Model):
    """Personal data: name and address, until `kept_days` after the survey closed.

    No time of the answer and no history is kept: `has_answered` alone, so that reminders pass by
    whoever has. `for_organisation`: one answer for all of it. `municipality` is whose answer it counts as.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="survey_invitations"
    )
    for_organisation = models.BooleanField(default=False)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="et")
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)
    has_answered = models.BooleanField(default=False)
    invited_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminder = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "organisation"],
                name="survey_one_invitation_per_organisation",
                condition=Q(for_organisation=True),
            ),
            models.CheckConstraint(
                name="survey_invitation_for_some_organisation",
                condition=Q(for_organisation=False) | Q(organisation__isnull=False),
            ),
            models.UniqueConstraint(
                "survey",
                Lower("email"),
                name="survey_one_invitation_per_address",
                condition=Q(for_organisation=False) & ~Q(email=""),
            ),
        ]
        indexes = [
            models.Index(fields=["survey", "has_answered"], name="survey_invitation_waiting"),
            models.Index(Lower("email"), name="survey_invitation_by_address"),
        ]

    def __str__(self) -> str:
        if self.for_organisation and self.organisation:
            return self.organisation.name
        return self.name or self.email


class SurveyExport(models.Model):
    """Who took answers out of the platform as a file, and when."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="exports")
    has_answers = models.BooleanField()
    sheets = models.PositiveIntegerField()
    exported_at = models.DateTimeField()
    exported_by = models.ForeignKey("people.User", models.SET_NULL, null=True, related_name="+")
