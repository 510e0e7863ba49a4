"""A city's way into a network of cities: steps, their documents, and how it ended."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.assessments.models import Subject
from loim.common.files import upload_path
from loim.common.translated import LANGUAGES, Translated
from loim.networks.logic.joining.states import ProcessStage, StepStage
from loim.networks.models.network import Network
from loim.people.models import User


class ProcessState(models.TextChoices):
    OPEN = ProcessStage.OPEN.value, pgettext_lazy("joining a network", "under way")
    JOINED = ProcessStage.JOINED.value, pgettext_lazy("joining a network", "joined")
    STOPPED = ProcessStage.STOPPED.value, pgettext_lazy("joining a network", "stopped")


@pghistory.track(model_name="JoiningProcessHistory")
class JoiningProcess(Translated):
    """`network` is international; the city that joins leads it. `subject` is the city as one that
    assesses itself.

    `contact_name` and `contact_email` are personal data: whom to ask at the network of cities.
    `ended_date`, `agreement` and `reason` tell how it ended.
    """

    translated_fields = ("purpose",)

    network = models.ForeignKey(Network, models.PROTECT, related_name="joining_processes")
    subject = models.OneToOneField(Subject, models.PROTECT, related_name="joining_process")
    state = models.CharField(
        _("status"), max_length=8, choices=ProcessState.choices, default=ProcessState.OPEN
    )
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    purpose = models.TextField(_("why we join"), max_length=2000, blank=True)
    start_date = models.DateField(_("began"))
    target_date = models.DateField(_("to be a member by"), null=True, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=150, blank=True)
    contact_email = models.EmailField(_("e-mail of the contact person"), max_length=254, blank=True)
    ended_date = models.DateField(_("date of the decision"), null=True, blank=True)
    agreement = models.CharField(_("agreement or decision"), max_length=300, blank=True)
    agreement_url = models.URLField(_("address of the agreement"), max_length=500, blank=True)
    reason = models.TextField(_("why it was stopped"), max_length=1000, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network"],
                condition=Q(state="open"),
                name="joining_one_at_a_time",
            ),
            models.CheckConstraint(
                name="joining_ended_somehow",
                condition=Q(state="open", ended_date=None)
                | (Q(state="joined", ended_date__isnull=False) & ~Q(agreement=""))
                | (Q(state="stopped", ended_date__isnull=False) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.network)

    @property
    def source_language(self) -> str:
        return self.language


class StepState(models.TextChoices):
    TO_DO = StepStage.TO_DO.value, pgettext_lazy("a step", "to do")
    UNDER_WAY = StepStage.UNDER_WAY.value, pgettext_lazy("a step", "under way")
    DONE = StepStage.DONE.value, pgettext_lazy("a step", "done")
    NOT_NEEDED = StepStage.NOT_NEEDED.value, pgettext_lazy("a step", "not needed")


@pghistory.track(model_name="JoiningStepHistory")
class JoiningStep(Translated):
    """`responsible` has an account; `responsible_name` is anybody else. Both are personal data."""

    translated_fields = ("title", "explanation")

    process = models.ForeignKey(JoiningProcess, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("step"), max_length=200)
    explanation = models.TextField(_("explanation"), max_length=2000, blank=True)
    responsible = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="joining_steps",
        verbose_name=_("responsible colleague"),
    )  # fmt: skip
    responsible_name = models.CharField(_("somebody else"), max_length=150, blank=True)
    due_date = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(
        _("status"), max_length=10, choices=StepState.choices, default=StepState.TO_DO
    )
    done_date = models.DateField(_("done on"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="joining_step_is_named", condition=~Q(title="")),
            models.CheckConstraint(
                name="joining_step_done_on_a_day",
                condition=Q(state="done", done_date__isnull=False)
                | (~Q(state="done") & Q(done_date=None)),
            ),
            models.CheckConstraint(
                name="joining_step_of_one_person",
                condition=Q(responsible=None) | Q(responsible_name=""),
            ),
        ]
        indexes = [models.Index(fields=["due_date"], name="joining_step_by_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.process.language


class JoiningDocument(models.Model):
    step = models.ForeignKey(JoiningStep, models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file"), upload_to=upload_path("joining"))
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="joining_document_is_named", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title
