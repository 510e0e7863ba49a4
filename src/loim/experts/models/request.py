"""What somebody asks of experts, and what they say to each other."""

import uuid
from datetime import date

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.experts.logic.states import ApproachState, RequestState
from loim.experts.models.expert import WORK_LANGUAGES, Expert, WorkFormat
from loim.people.models import County, Organisation, User

_R, _A = RequestState, ApproachState


class RequestKind(models.TextChoices):
    MESSAGE = "message", pgettext_lazy("to an expert", "message")
    WORK = "work", pgettext_lazy("to an expert", "offer of work")


class RequestStatus(models.TextChoices):
    UNPROVED = _R.UNPROVED.value, pgettext_lazy("a request", "address not confirmed")
    OPEN = _R.OPEN.value, pgettext_lazy("a request", "open")
    CHOSEN = _R.CHOSEN.value, pgettext_lazy("a request", "booked")
    DONE = _R.DONE.value, pgettext_lazy("a request", "done")
    CLOSED = _R.CLOSED.value, pgettext_lazy("a request", "closed")


class ApproachStatus(models.TextChoices):
    WAITING = _A.WAITING.value, pgettext_lazy("a request to an expert", "waits for an answer")
    ANSWERED = _A.ANSWERED.value, pgettext_lazy("a request to an expert", "answered")
    YES = _A.YES.value, pgettext_lazy("a request to an expert", "yes")
    NO = _A.NO.value, pgettext_lazy("a request to an expert", "no")
    QUESTION = _A.QUESTION.value, pgettext_lazy("a request to an expert", "has a question")
    CHOSEN = _A.CHOSEN.value, pgettext_lazy("a request to an expert", "chosen")
    RELEASED = _A.RELEASED.value, pgettext_lazy("a request to an expert", "not needed any more")


ASKER = ["asker", "asker_name", "asker_email", "asker_organisation", "subject", "words", "key_hash"]


@pghistory.track(model_name="ExpertRequestHistory", exclude=ASKER)
class ExpertRequest(models.Model):
    """Words are in the asker's `language`. `organisation` is one for which they may record, in
    whose name they ask; without an account they name one themselves.

    Personal data: the asker. Experts see the name, never the address. `key_hash` is of the secret in
    the asker's own link, made of `submission`."""

    kind = models.CharField(max_length=8, choices=RequestKind.choices)
    subject = models.CharField(_("subject"), max_length=150)
    words = models.TextField(_("what you need"), max_length=4000)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="et")
    start_date = models.DateField(_("from"), null=True, blank=True)
    end_date = models.DateField(_("until"), null=True, blank=True)
    time_words = models.CharField(_("when"), max_length=200, blank=True)
    county = models.ForeignKey(
        County, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("county")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    work_language = models.CharField(
        _("language of the work"), max_length=3, choices=WORK_LANGUAGES, blank=True
    )
    work_format = models.CharField(_("how"), max_length=8, choices=WorkFormat.choices, blank=True)
    fee = models.CharField(_("fee"), max_length=200, blank=True)
    asker = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    asker_name = models.CharField(pgettext_lazy("a person", "name"), max_length=150)
    asker_email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    asker_organisation = models.CharField(
        _("organisation or community"), max_length=200, blank=True
    )
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        max_length=10, choices=RequestStatus.choices, default=RequestStatus.UNPROVED
    )
    sent_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    asked_for_reference_at = models.DateTimeField(null=True, blank=True)
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    key_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("request to experts")
        constraints = [
            models.CheckConstraint(
                name="expert_request_state_known", condition=Q(state__in=RequestStatus.values)
            ),
            models.CheckConstraint(
                name="expert_request_kind_known", condition=Q(kind__in=RequestKind.values)
            ),
            # No expert reads what came from an address that nobody has confirmed.
            models.CheckConstraint(
                name="expert_request_confirmed_before_read",
                condition=Q(state__in=["unproved", "closed"]) | Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="expert_request_ends_some_time",
                condition=Q(state__in=["done", "closed"], ended_at__isnull=False)
                | (~Q(state__in=["done", "closed"]) & Q(ended_at=None)),
            ),
            models.CheckConstraint(
                name="expert_request_books_work",
                condition=Q(kind="work") | Q(state__in=["unproved", "open", "closed"]),
            ),
            models.CheckConstraint(
                name="expert_request_dates_in_order",
                condition=Q(end_date=None)
                | Q(start_date__isnull=False, end_date__gte=F("start_date")),
            ),
        ]
        indexes = [models.Index(fields=["state", "changed_at"], name="expert_request_by_state")]

    def __str__(self) -> str:
        return self.subject

    @property
    def on_behalf_of(self) -> str:
        return self.organisation.name if self.organisation else self.asker_organisation

    @property
    def last_date(self) -> date | None:
        return self.end_date or self.start_date


@pghistory.track(model_name="ApproachHistory")
class Approach(models.Model):
    """One expert's part in a request. `shows_address`: the expert lets this asker see their own
    address; nobody else ever does."""

    request = models.ForeignKey(ExpertRequest, models.CASCADE, related_name="approaches")
    expert = models.ForeignKey(Expert, models.CASCADE, related_name="approaches")
    state = models.CharField(
        max_length=10, choices=ApproachStatus.choices, default=ApproachStatus.WAITING
    )
    shows_address = models.BooleanField(default=False)
    turn_at = models.DateTimeField()  # since when it waits for whose turn it is

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "expert"], name="approach_once"),
            models.UniqueConstraint(
                fields=["request"], condition=Q(state="chosen"), name="approach_one_is_chosen"
            ),
            models.CheckConstraint(
                name="approach_state_known", condition=Q(state__in=ApproachStatus.values)
            ),
        ]
        indexes = [models.Index(fields=["expert", "state"], name="approach_of_expert")]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.expert_id}"


class ApproachMessage(models.Model):
    """What asker and expert say to each other. Nobody else reads it."""

    approach = models.ForeignKey(Approach, models.CASCADE, related_name="messages")
    from_expert = models.BooleanField()
    words = models.TextField(_("message"), max_length=3000)
    written_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="approach_message_says", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return self.words[:50]
